import type { RunView } from '../runs/run-view.ts';

type EndedRun = Pick<RunView, 'status' | 'mode' | 'treeHashBefore' | 'treeHashAfter'>;

/** What became of the files of a run that did not come to its end: what is written has a hash from before its first write. */
function leftBehind({ mode, treeHashBefore, treeHashAfter }: EndedRun): string {
  if (treeHashBefore === null) return ' before anything was written: this was only planned.';
  if (mode === 'BRANCH') return ': this was planned for a branch, and your files were never touched.';
  if (treeHashBefore === treeHashAfter) return ': this was planned; the files were put back, and every byte is as it was.';
  return ': this was planned. How the files were left is said where the run is.';
}

/** What the diff of a run stands for, by what became of the run; null where it was written and is there. */
export function meaningOf(run: EndedRun): string | null {
  switch (run.status) {
    case 'PLANNED':
      return 'Planned: nothing of it is written yet.';
    case 'QUEUED':
      return 'Waiting: nothing of it is written yet.';
    case 'CANCELLED':
      return `Cancelled${leftBehind(run)}`;
    case 'FAILED':
      return `Failed${leftBehind(run)}`;
    case 'ROLLED_BACK':
      if (run.mode === 'BRANCH') return 'Rolled back: this was written on a branch, which is deleted.';
      return `Rolled back: this was written, ${run.treeHashBefore !== null && run.treeHashBefore === run.treeHashAfter ? 'and every byte is as it was before.' : 'and is taken back.'}`;
    default:
      return null;
  }
}
