import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useLastKnown } from '../shared/useLastKnown.ts';
import { RunPanelDocument } from './run-documents.ts';
import { viewRun, type RunView } from './run-view.ts';
import { useRunEvents } from './useRunEvents.ts';

export type RunReading = { kind: 'loading' } | { kind: 'failed'; failure: Failure; retry: () => void } | { kind: 'ready'; run: RunView };

/** One run, live: fetched again whenever an event moved something, and after every reconnect. */
export function useRun(runId: string): RunReading {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: RunPanelDocument, variables: { id: runId }, requestPolicy: 'cache-and-network' });
  const progress = useRunEvents(runId);
  const { generation } = useConnection();
  const asked = useRef({ move: 0, generation });

  useEffect(() => {
    // An answer that is under way may be older than the event: the question is put again once it is in.
    if (fetching || stale) return;
    if (asked.current.move >= progress.lastMove && asked.current.generation === generation) return;
    asked.current = { move: progress.lastMove, generation };
    execute({ requestPolicy: 'network-only' });
  }, [progress.lastMove, generation, fetching, stale, execute]);

  const fetched = useLastKnown(data?.run);
  const run = useMemo(() => fetched && viewRun(fetched, progress), [fetched, progress]);
  const retry = () => execute({ requestPolicy: 'network-only' });
  if (run) return { kind: 'ready', run };
  if (error) return { kind: 'failed', failure: failureOfRequest(error), retry };
  if (fetching || !data) return { kind: 'loading' };
  const failure = failureOf({ code: 'NOT_FOUND', message: 'This run does not exist.', hint: 'It may belong to another data folder. Pick a run from the history, or say what you are about to change.' });
  return { kind: 'failed', failure, retry };
}
