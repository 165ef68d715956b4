import { useState } from 'react';
import type { RoomProgress } from '../healing/room-activity.ts';
import { isMoving } from '../runs/run-states.ts';
import { failureOf } from '../shared/failure.ts';
import type { Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { ReceiptDocument, type Receipt } from './receipts-documents.ts';

const NO_RUN = failureOf({ code: 'NOT_FOUND', message: 'There is no such run.', hint: 'It may have been deleted with its room, or belong to another data folder. Choose a run of the list.' });

/** The receipt of a run as it is now: while the run goes on it is read again with everything that happens in the room. Keyed by the run. */
export function useReceipt(runId: string, { lastNumber, lastMove }: RoomProgress): Reading<Receipt> {
  const [goesOn, setGoesOn] = useState(false);
  const reading = useReading({ query: ReceiptDocument, variables: { id: runId }, find: ({ run }) => run?.receipt, missing: NO_RUN, version: goesOn ? (lastNumber ?? 0) : lastMove });
  const isMovingNow = reading.kind === 'ready' && isMoving(reading.value.status);
  if (goesOn !== isMovingNow) setGoesOn(isMovingNow);
  return reading;
}
