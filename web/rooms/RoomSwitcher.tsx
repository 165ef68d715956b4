import { NativeSelect, Text, Tooltip } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import { goTo, useAddress } from '../shared/useAddress.ts';
import type { Room } from './useRooms.ts';

/** Which codebase is open; a choice where there are several. */
export function RoomSwitcher({ rooms, room }: { rooms: Room[]; room: Room }) {
  const { tab } = useAddress();
  const figures = `${countOf(room.graph.files, 'file')}, ${countOf(room.graph.edges, 'import')}`;
  const details = [room.rootPath, figures, room.graph.unresolved > 0 && `${countOf(room.graph.unresolved, 'import')} not resolved`, room.graph.unparsable > 0 && `${countOf(room.graph.unparsable, 'file')} not parsable`];
  return (
    <div className="room-switcher">
      {rooms.length > 1 ? (
        <NativeSelect aria-label="Room" size="xs" value={room.id} onChange={(event) => goTo({ room: event.currentTarget.value, tab })} data={rooms.map(({ id, name }) => ({ value: id, label: name }))} data-testid="room" />
      ) : (
        <Text size="sm" fw={500} truncate data-testid="room">{room.name}</Text>
      )}
      <Tooltip label={details.filter(Boolean).join(' · ')} multiline maw={360}>
        <Text size="xs" c="dimmed" className="room-figures" tabIndex={0}>{figures}</Text>
      </Tooltip>
    </div>
  );
}
