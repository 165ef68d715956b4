import { expect, test } from 'vitest';
import { applyActivity, noRoomProgress, type RoomActivity, type RoomProgress } from '../../../web/healing/room-activity.ts';

const at = (lastNumber: number, lastMove: number): RoomProgress => ({ lastNumber, lastMove });
const event = (number: number, eventType: RoomActivity['eventType']): RoomActivity => ({ number, waiting: null, eventType });

test.each([
  ['the first event, whatever it is, says where the room stands', noRoomProgress, event(41, 'STEP_PROGRESS'), { kind: 'applied', progress: at(41, 41) }],
  ['a run that moves makes a list out of date', at(41, 41), event(42, 'RUN_COMPLETED'), { kind: 'applied', progress: at(42, 42) }],
  ['a wish to cancel does too', at(41, 41), event(42, 'CANCEL_REQUESTED'), { kind: 'applied', progress: at(42, 42) }],
  ['a step does not', at(41, 41), event(42, 'STEP_ENDED'), { kind: 'applied', progress: at(42, 41) }],
  ['an action does not', at(42, 41), event(43, 'ACTION_STARTED'), { kind: 'applied', progress: at(43, 41) }],
  ['a number that was applied is a repeat', at(42, 41), event(42, 'RUN_COMPLETED'), { kind: 'repeat' }],
  ['a number too far ahead is a gap', at(42, 41), event(44, 'RUN_COMPLETED'), { kind: 'gap', after: 42 }],
] as const)('%s', (_, progress, activity, applied) => {
  expect(applyActivity(progress, activity)).toEqual(applied);
});
