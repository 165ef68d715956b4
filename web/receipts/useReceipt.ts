import { useQuery } from 'urql';
import type { RoomProgress } from '../healing/room-activity.ts';
import { isMoving } from '../runs/run-states.ts';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { ReceiptDocument, type Receipt } from './receipts-documents.ts';

export type ReceiptReading = { kind: 'loading' } | { kind: 'failed'; failure: Failure; retry: () => void } | { kind: 'ready'; receipt: Receipt };

const NO_RUN = failureOf({ code: 'NOT_FOUND', message: 'There is no such run.', hint: 'It may have been deleted with its room, or belong to another data folder. Choose a run of the list.' });
const OTHER_ROOM = failureOf({ code: 'OTHER_ROOM', message: 'This run belongs to another room.', hint: 'Choose its room at the top of the page, or a run of the list.' });

/** The receipt of a run as it is now: while the run goes on it is read again with everything that happens in the room. Keyed by the run. */
export function useReceipt({ roomId, runId }: { roomId: string; runId: string }, { lastNumber, lastMove }: RoomProgress): ReceiptReading {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: ReceiptDocument, variables: { id: runId }, requestPolicy: 'cache-and-network' });
  const { generation } = useConnection();
  const run = data?.run;
  const goesOn = run ? isMoving(run.receipt.status) : false;
  useRefetch(`${goesOn ? lastNumber : lastMove} ${generation}`, { fetching, stale, execute });
  const retry = () => execute({ requestPolicy: 'network-only' });
  if (run && run.room.id !== roomId) return { kind: 'failed', failure: OTHER_ROOM, retry };
  if (run) return { kind: 'ready', receipt: run.receipt };
  if (error) return { kind: 'failed', failure: failureOfRequest(error), retry };
  return fetching ? { kind: 'loading' } : { kind: 'failed', failure: NO_RUN, retry };
}
