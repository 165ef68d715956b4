import { useMemo } from 'react';
import { failureOf } from '../shared/failure.ts';
import { knownOf, mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { RunPanelDocument } from './run-documents.ts';
import { viewRun, type RunView } from './run-view.ts';
import { useRunEvents } from './useRunEvents.ts';

const UNKNOWN_RUN = failureOf({ code: 'NOT_FOUND', message: 'This run does not exist.', hint: 'It may belong to another data folder. Pick a run from the history, or say what you are about to change.' });

/** One run, live: read again whenever an event moved something, and after every reconnect. The component that uses it is keyed by the run. */
export function useRun(runId: string): Reading<RunView> {
  const progress = useRunEvents(runId);
  const reading = useReading({ query: RunPanelDocument, variables: { id: runId }, find: ({ run }) => run, missing: UNKNOWN_RUN, version: progress.lastMove });
  const read = knownOf(reading);
  const run = useMemo(() => read && viewRun(read, progress), [read, progress]);
  return mapReading(reading, (value) => run ?? viewRun(value, progress));
}
