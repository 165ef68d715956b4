import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { DiffView } from './DiffView.tsx';
import { useStepDiff } from './useDiffFiles.ts';

const skeleton = <LinesSkeleton lines={4} />;

/** The diff of one step, read where it is opened. */
export function StepDiff({ executionId }: { executionId: string }) {
  return <ReadingView reading={useStepDiff(executionId, { version: '' })} what="the diff of the step" skeleton={skeleton}>{(diff) => <DiffView diff={diff} />}</ReadingView>;
}
