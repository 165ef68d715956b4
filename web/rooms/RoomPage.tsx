import { AppShell, Container, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { HealingPanel } from '../healing/HealingPanel.tsx';
import { ColorSchemeToggle } from '../shared/ColorSchemeToggle.tsx';
import { ConnectionBadge } from '../shared/ConnectionBadge.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { NovaIcon } from '../shared/icons.tsx';
import { useAddress } from '../shared/useAddress.ts';
import { RoomSwitcher } from './RoomSwitcher.tsx';
import { useRooms, type RoomsReading } from './useRooms.ts';

const UNKNOWN_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It may belong to another data folder. Open the page without ?room= to see the first room.' });
const NO_ROOM = failureOf({ code: 'NO_ROOM', message: 'No codebase is open.', hint: 'Start the server with --project and the path of a folder.' });

function Content({ reading, roomId, runId }: { reading: RoomsReading; roomId: string | null; runId: string | null }): ReactNode {
  if (reading.kind === 'loading') return <Stack aria-busy="true"><Skeleton height={110} /><Skeleton height={220} /></Stack>;
  if (reading.kind === 'failed') return <FailureAlert failure={reading.failure} onRetry={reading.retry} />;
  const room = findRoom(reading, roomId);
  if (!room) return <FailureAlert failure={roomId ? UNKNOWN_ROOM : NO_ROOM} />;
  return <HealingPanel key={room.id} roomId={room.id} runId={runId} />;
}

function findRoom(reading: RoomsReading, roomId: string | null) {
  if (reading.kind !== 'ready') return undefined;
  return roomId ? reading.rooms.find((room) => room.id === roomId) : reading.rooms[0];
}

/** The page: one room and its tabs. */
export function RoomPage() {
  const address = useAddress();
  const reading = useRooms();
  const room = findRoom(reading, address.room);
  return (
    <Tabs value="healing" keepMounted={false}>
      <AppShell header={{ height: 92 }} padding={0}>
        <AppShell.Header className="page-header">
          <Group h={52} px="md" justify="space-between" wrap="nowrap" gap="sm">
            <Group gap="md" wrap="nowrap" className="shrinks">
              <Group gap={8} wrap="nowrap" className="brand">
                <NovaIcon />
                <Text component="span" fw={700} className="brand-name">Supernova</Text>
              </Group>
              {reading.kind === 'ready' && room && <RoomSwitcher rooms={reading.rooms} room={room} />}
            </Group>
            <Group gap="xs" wrap="nowrap">
              <ConnectionBadge />
              <ColorSchemeToggle />
            </Group>
          </Group>
          <Tabs.List px="md" aria-label="Tools">
            <Tabs.Tab value="healing">Self-Healing</Tabs.Tab>
          </Tabs.List>
        </AppShell.Header>
        <AppShell.Main>
          <Tabs.Panel value="healing">
            <Container size="xl" py="md" px="md">
              <Content reading={reading} roomId={address.room} runId={address.run} />
            </Container>
          </Tabs.Panel>
        </AppShell.Main>
      </AppShell>
    </Tabs>
  );
}
