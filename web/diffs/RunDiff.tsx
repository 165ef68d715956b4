import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { DiffView } from './DiffView.tsx';
import { useRunDiff } from './useDiffFiles.ts';

const skeleton = <LinesSkeleton lines={8} />;

/** The diff of a run, read where it is opened. Keyed by the state of the run. */
export function RunDiff({ runId }: { runId: string }) {
  return <ReadingView reading={useRunDiff(runId, { version: '' })} what="the diff of the run" skeleton={skeleton}>{(diff) => <DiffView diff={diff} />}</ReadingView>;
}
