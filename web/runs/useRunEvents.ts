import { useEffect, useState } from 'react';
import { connection } from '../urql.ts';
import { followRun } from './follow-run.ts';
import { noProgress, type RunProgress } from './run-events.ts';

/** The folded events of one run, live. The component that uses it is keyed by the run. */
export function useRunEvents(runId: string): RunProgress {
  const [progress, setProgress] = useState(noProgress);
  useEffect(() => {
    const follower = followRun(connection.client, runId);
    let frame = 0;
    // Hundreds of files can be done within a second: the page is drawn once a frame, not once an event.
    const stopListening = follower.onChange(() => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setProgress(follower.getProgress());
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      stopListening();
      follower.close();
    };
  }, [runId]);
  return progress;
}
