import { useServerLink } from '../shared/server-link.ts';
import { useFollower } from '../shared/useFollower.ts';
import { followRun } from './follow-run.ts';
import { noProgress, type RunProgress } from './run-events.ts';

/** The folded events of one run, live. The component that uses it is keyed by the run. */
export function useRunEvents(runId: string): RunProgress {
  return useFollower(runId, { client: useServerLink().connection.client, follow: followRun, initial: noProgress });
}
