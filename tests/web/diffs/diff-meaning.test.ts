import { expect, test } from 'vitest';
import { meaningOf } from '../../../web/diffs/diff-meaning.ts';

type Run = Parameters<typeof meaningOf>[0];
const neverStarted: Omit<Run, 'status'> = { mode: 'WORKING_TREE', treeHashBefore: null, treeHashAfter: null };
const putBack: Omit<Run, 'status'> = { mode: 'WORKING_TREE', treeHashBefore: 'a', treeHashAfter: 'a' };

test.each<[string, Run, string | null]>([
  ['a run that was cancelled in the queue', { ...neverStarted, status: 'CANCELLED' }, 'Cancelled before anything was written: this was only planned.'],
  ['a run that failed at its start', { ...neverStarted, status: 'FAILED' }, 'Failed before anything was written: this was only planned.'],
  ['a run that failed and was put back', { ...putBack, status: 'FAILED' }, 'Failed: this was planned; the files were put back, and every byte is as it was.'],
  ['a run that failed while something else wrote', { ...putBack, treeHashAfter: 'b', status: 'FAILED' }, 'Failed: this was planned. How the files were left is said where the run is.'],
  ['a run that was cancelled on a branch', { ...putBack, mode: 'BRANCH', status: 'CANCELLED' }, 'Cancelled: this was planned for a branch, and your files were never touched.'],
  ['a run that was rolled back', { ...putBack, status: 'ROLLED_BACK' }, 'Rolled back: this was written, and every byte is as it was before.'],
  ['a run that was rolled back into edited files', { ...putBack, treeHashAfter: 'b', status: 'ROLLED_BACK' }, 'Rolled back: this was written, and is taken back.'],
  ['a run that was rolled back on a branch', { ...putBack, mode: 'BRANCH', status: 'ROLLED_BACK' }, 'Rolled back: this was written on a branch, which is deleted.'],
  ['a planned run', { ...neverStarted, status: 'PLANNED' }, 'Planned: nothing of it is written yet.'],
  ['a completed run', { ...putBack, treeHashAfter: 'b', status: 'COMPLETED' }, null],
])('the diff of %s says so', (_, run, meaning) => {
  expect(meaningOf(run)).toBe(meaning);
});
