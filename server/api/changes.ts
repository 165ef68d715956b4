// roomChanges: what a page that shows a room has to read again.
import type { RoomChange } from '../changes/service.ts';
import { builder } from './builder.ts';
import { keyOf } from './ids.ts';

const ROOM_CHANGES: readonly RoomChange[] = ['MISSED', 'FILES', 'SETTINGS', 'ROOMS', 'WORKERS'];

const RoomChangeEnum = builder.enumType('RoomChange', {
  description: 'What is to be read again: its files and whatever is made from them; its settings and its watch; the list of rooms; the workers. MISSED: all of it, since some changes may not have been told.',
  values: ROOM_CHANGES,
});

builder.subscriptionField('roomChanges', (t) =>
  t.field({
    type: RoomChangeEnum,
    description: 'What of a room, and around it, changes from now on, whoever changes it. The first one is MISSED: what is read after it misses nothing.',
    args: { roomId: t.arg.id({ required: true }) },
    subscribe: (_root, { roomId }, { changes }) => changes.roomChanges(keyOf('Room', roomId)),
    resolve: (change) => change,
  }),
);
