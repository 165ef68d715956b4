import { NativeSelect, Skeleton, Text, Tooltip } from '@mantine/core';
import { graphql } from '../graphql.ts';
import { countOf } from '../shared/format.ts';
import { knownOf } from '../shared/reading.ts';
import { goTo, useAddress } from '../shared/useAddress.ts';
import { useReading } from '../shared/useReading.ts';
import { useRoomChanges } from './useRoomChanges.ts';
import type { Room } from './useRooms.ts';

const RoomFiguresDocument = graphql(`
  query RoomFigures($room: ID!) {
    room(id: $room) { id graph { files edges unresolved unparsable } }
  }
`);

/** How large the project is, as it is on disk now. Keyed by the room. */
function Figures({ room }: { room: Room }) {
  const reading = useReading({ query: RoomFiguresDocument, variables: { room: room.id }, find: ({ room: found }) => found?.graph, version: useRoomChanges(room.id, 'files') });
  const graph = knownOf(reading);
  if (!graph) return reading.kind === 'loading' ? <Skeleton className="room-figures" height={12} width={130} /> : null;
  const figures = `${countOf(graph.files, 'file')}, ${countOf(graph.edges, 'import')}`;
  const details = [room.rootPath, figures, graph.unresolved > 0 && `${countOf(graph.unresolved, 'import')} not resolved`, graph.unparsable > 0 && `${countOf(graph.unparsable, 'file')} not parsable`];
  return (
    <Tooltip label={details.filter(Boolean).join(' · ')} multiline maw={360} events={{ hover: true, focus: true, touch: true }}>
      <Text size="xs" c="dimmed" className="room-figures" tabIndex={0} data-testid="room-figures">{figures}</Text>
    </Tooltip>
  );
}

/** Which codebase is open; a choice where there are several. */
export function RoomSwitcher({ rooms, room }: { rooms: Room[]; room: Room }) {
  const { tab } = useAddress();
  return (
    <div className="room-switcher">
      {rooms.length > 1 ? (
        <NativeSelect aria-label="Room" size="xs" value={room.id} onChange={(event) => goTo({ room: event.currentTarget.value, tab })} data={rooms.map(({ id, name }) => ({ value: id, label: name }))} data-testid="room" />
      ) : (
        <Text size="sm" fw={500} truncate data-testid="room">{room.name}</Text>
      )}
      <Figures key={room.id} room={room} />
    </div>
  );
}
