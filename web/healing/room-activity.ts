import type { ResultOf } from '../graphql.ts';
import type { Applied } from '../shared/follow-events.ts';
import type { RoomActivityDocument } from './healing-documents.ts';

export type RoomActivity = ResultOf<typeof RoomActivityDocument>['roomActivity'];

/** How far the activity of a room was followed. */
export interface RoomProgress {
  /** Number of the last event; null before the first, which may have any number. */
  lastNumber: number | null;
  /** Number of the last event that moved a run: a list that was fetched before it is out of date. */
  lastMove: number;
}

export const noRoomProgress: RoomProgress = { lastNumber: null, lastMove: 0 };

const isMove = ({ eventType }: RoomActivity): boolean => !eventType.startsWith('STEP_') && !eventType.startsWith('ACTION_');

/** Applies the next event of a room. The first one that comes counts as a move, whatever it is: it says where the room stands. */
export function applyActivity({ lastNumber, lastMove }: RoomProgress, activity: RoomActivity): Applied<RoomProgress> {
  const { number } = activity;
  if (lastNumber !== null && number <= lastNumber) return { kind: 'repeat' };
  if (lastNumber !== null && number > lastNumber + 1) return { kind: 'gap', after: lastNumber };
  return { kind: 'applied', progress: { lastNumber: number, lastMove: lastNumber === null || isMove(activity) ? number : lastMove } };
}
