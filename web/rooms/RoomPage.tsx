import { AppShell, Container, Group, Tabs, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { PaletteButton } from '../palette/PaletteButton.tsx';
import { ChunkBoundary } from '../shared/ChunkBoundary.tsx';
import { ColorSchemeToggle } from '../shared/ColorSchemeToggle.tsx';
import { ConnectionBadge } from '../shared/ConnectionBadge.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { NovaIcon } from '../shared/icons.tsx';
import { OfflineNote } from '../shared/OfflineNote.tsx';
import { PanelSkeleton } from '../shared/PanelSkeleton.tsx';
import { knownOf, type Reading } from '../shared/reading.ts';
import { failureToRead } from '../shared/ReadingView.tsx';
import { goTo, TABS, useAddress, type Address, type Tab } from '../shared/useAddress.ts';
import { DeadLink } from './DeadLink.tsx';
import type { LinkTarget } from './link-target.ts';
import { PANELS } from './panels.ts';
import { RoomSwitcher } from './RoomSwitcher.tsx';
import { titleOf } from './page-title.ts';
import { useLinkTarget } from './useLinkTarget.ts';
import { useRoomChanges } from './useRoomChanges.ts';
import { useRooms, type Room } from './useRooms.ts';

const UNKNOWN_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It was deleted, or it belongs to another data folder. Go on in one that is open here.' });
const WAYS_OUT = 5;
const NO_ROOM = failureOf({ code: 'NO_ROOM', message: 'No codebase is open.', hint: 'Start the server with --project and the path of a folder.' });

const NOT_LOADED = failureOf({ code: 'NOT_LOADED', message: 'This part of the page could not be loaded.', hint: 'The server is away, or was updated since the page was opened. Reload the page.' });

interface ContentProps {
  reading: Reading<Room[]>;
  address: Address;
  link: LinkTarget;
}

function Content({ reading, address, link }: ContentProps): ReactNode {
  const waiting = <PanelSkeleton tab={address.tab} />;
  if (reading.kind === 'loading') return waiting;
  if (reading.kind === 'failed') return <div role="alert"><FailureAlert failure={failureToRead('the rooms', reading.failure)} onRetry={reading.retry} /></div>;
  const room = findRoom(reading, address.room);
  if (!room && !address.room) return <FailureAlert failure={NO_ROOM} />;
  if (!room) return <DeadLink failure={UNKNOWN_ROOM} waysOut={reading.value.slice(0, WAYS_OUT).map(({ id, name }) => ({ label: `Open ${name}`, target: { room: id } }))} />;
  if (link.kind === 'dead') return <DeadLink failure={link.failure} waysOut={[link.wayOut]} />;
  if (link.kind === 'move') return waiting;
  const Panel = PANELS[address.tab];
  return (
    <ChunkBoundary key={address.tab} fallback={<FailureAlert failure={NOT_LOADED} onRetry={() => location.reload()} />}>
      <Suspense fallback={waiting}>
        <Panel key={room.id} roomId={room.id} isSample={room.isSample} address={address} />
      </Suspense>
    </ChunkBoundary>
  );
}

function findRoom(reading: Reading<Room[]>, roomId: string | null): Room | undefined {
  const rooms = knownOf(reading);
  return roomId ? rooms?.find((room) => room.id === roomId) : rooms?.[0];
}

/** The rooms and the one that is shown: which that is decides whose changes are followed, and they tell of new rooms. */
function useShownRoom(roomId: string | null): { reading: Reading<Room[]>; room: Room | undefined } {
  const [shownId, setShownId] = useState<string | null>(null);
  const reading = useRooms(useRoomChanges(shownId, 'rooms'));
  const room = findRoom(reading, roomId);
  if (room && room.id !== shownId) setShownId(room.id);
  return { reading, room };
}

/** The page: one room and its tabs. */
export function RoomPage() {
  const address = useAddress();
  const { reading, room } = useShownRoom(address.room);
  const link = useLinkTarget(address, room?.id ?? null);
  useDocumentTitle(titleOf({ subject: link.kind === 'here' ? link.subject : null, tab: address.tab, room: room?.name ?? null }));
  const bar = useRef<HTMLDivElement>(null);
  // On a narrow page the bar scrolls, and the tab that is open must be seen.
  useEffect(() => {
    // With the frame that is laid out anyway.
    const frame = requestAnimationFrame(() => bar.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [address.tab]);
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
              {reading.kind === 'ready' && room && <RoomSwitcher rooms={reading.value} room={room} />}
            </Group>
            <Group gap="xs" wrap="nowrap">
              {reading.kind === 'ready' && room && <PaletteButton roomId={room.id} rooms={reading.value} />}
              <ConnectionBadge />
              <ColorSchemeToggle />
            </Group>
          </Group>
          <Tabs.List px="md" aria-label="Tools" ref={bar}>
            {Object.entries(TABS).map(([tab, label]) => <Tabs.Tab key={tab} value={tab} data-testid={`${tab}-tab`}>{label}</Tabs.Tab>)}
          </Tabs.List>
        </AppShell.Header>
        <AppShell.Main className="page-main">
          <Tabs.Panel value={address.tab}>
            <Container size="xl" py="md" px="md">
              <Content reading={reading} address={address} link={link} />
            </Container>
          </Tabs.Panel>
        </AppShell.Main>
        <OfflineNote />
      </AppShell>
    </Tabs>
  );
}
