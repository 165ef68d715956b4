import { AppShell, Container, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { PaletteButton } from '../palette/PaletteButton.tsx';
import { ChunkBoundary } from '../shared/ChunkBoundary.tsx';
import { ColorSchemeToggle } from '../shared/ColorSchemeToggle.tsx';
import { ConnectionBadge } from '../shared/ConnectionBadge.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { NovaIcon } from '../shared/icons.tsx';
import { goTo, TABS, useAddress, type Address, type Tab } from '../shared/useAddress.ts';
import { DeadLink } from './DeadLink.tsx';
import type { LinkTarget } from './link-target.ts';
import { PANELS } from './panels.ts';
import { RoomSwitcher } from './RoomSwitcher.tsx';
import { titleOf } from './page-title.ts';
import { useLinkTarget } from './useLinkTarget.ts';
import { useRooms, type RoomsReading } from './useRooms.ts';

const UNKNOWN_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It was deleted, or it belongs to another data folder. Go on in one that is open here.' });
const WAYS_OUT = 5;
const NO_ROOM = failureOf({ code: 'NO_ROOM', message: 'No codebase is open.', hint: 'Start the server with --project and the path of a folder.' });

const NOT_LOADED = failureOf({ code: 'NOT_LOADED', message: 'This part of the page could not be loaded.', hint: 'The server is away, or was updated since the page was opened. Reload the page.' });

const waiting = <Stack aria-busy="true"><Skeleton height={110} /><Skeleton height={220} /></Stack>;

interface ContentProps {
  reading: RoomsReading;
  address: Address;
  link: LinkTarget;
}

function Content({ reading, address, link }: ContentProps): ReactNode {
  if (reading.kind === 'loading') return waiting;
  if (reading.kind === 'failed') return <FailureAlert failure={reading.failure} onRetry={reading.retry} />;
  const room = findRoom(reading, address.room);
  if (!room && !address.room) return <FailureAlert failure={NO_ROOM} />;
  if (!room) return <DeadLink failure={UNKNOWN_ROOM} waysOut={reading.rooms.slice(0, WAYS_OUT).map(({ id, name }) => ({ label: `Open ${name}`, target: { room: id } }))} />;
  if (link.kind === 'dead') return <DeadLink failure={link.failure} waysOut={[link.wayOut]} />;
  if (link.kind === 'move') return waiting;
  const Panel = PANELS[address.tab];
  return (
    <ChunkBoundary key={address.tab} fallback={<FailureAlert failure={NOT_LOADED} onRetry={() => location.reload()} />}>
      <Suspense fallback={waiting}>
        <Panel key={room.id} roomId={room.id} address={address} />
      </Suspense>
    </ChunkBoundary>
  );
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
  const link = useLinkTarget(address, room?.id ?? null);
  useDocumentTitle(titleOf({ subject: link.kind === 'here' ? link.subject : null, tab: address.tab, room: room?.name ?? null }));
  const bar = useRef<HTMLDivElement>(null);
  // On a narrow page the bar scrolls, and the tab that is open must be seen.
  useEffect(() => void bar.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [address.tab]);
  return (
    <Tabs value={address.tab} onChange={(tab) => goTo({ room: address.room, tab: tab as Tab, run: tab === 'debugger' ? null : address.run })} keepMounted={false}>
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
              {reading.kind === 'ready' && room && <PaletteButton roomId={room.id} rooms={reading.rooms} />}
              <ConnectionBadge />
              <ColorSchemeToggle />
            </Group>
          </Group>
          <Tabs.List px="md" aria-label="Tools" ref={bar}>
            {Object.entries(TABS).map(([tab, label]) => <Tabs.Tab key={tab} value={tab} data-testid={`${tab}-tab`}>{label}</Tabs.Tab>)}
          </Tabs.List>
        </AppShell.Header>
        <AppShell.Main>
          <Tabs.Panel value={address.tab}>
            <Container size="xl" py="md" px="md">
              <Content reading={reading} address={address} link={link} />
            </Container>
          </Tabs.Panel>
        </AppShell.Main>
      </AppShell>
    </Tabs>
  );
}
