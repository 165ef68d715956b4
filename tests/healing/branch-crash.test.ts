import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import type { StepContext } from '../../server/engine/contract.ts';
import { beginBranch } from '../../server/healing/branch/begin-branch.ts';
import { discardBranch, openBranchWork, openWorktree, type BranchWork } from '../../server/healing/branch/branch-work.ts';
import { commitBranch } from '../../server/healing/branch/commit-branch.ts';
import type { BranchRows, BranchRun } from '../../server/healing/runs/branch-rows.ts';
import { Codebases } from '../../server/impact/codebases.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { makeProject } from '../rooms/temp-project.ts';
import { commitAll, git, viewOf } from '../support/git.ts';
import { smallProject } from '../support/projects.ts';

const [BEFORE, AFTER] = ['export const amount = 1;\n', 'export const amount = 2;\n'];
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const EDITS: FileEdit[] = [{ kind: 'modify', path: 'src/lines.ts', before: hashOf(BEFORE), after: hashOf(AFTER), edits: [{ start: 22, end: 23, text: '2' }] }];

/** The process ended here, as far as anything outside of it can tell. */
class Killed extends Error {}

interface Life {
  readonly root: string;
  readonly run: { readonly runId: string; readonly roomId: string; readonly epoch: number };
  /** What one process does; with `killAt` it is killed in that store of a row, before or after the row is written. */
  live<T>(work: (branches: BranchWork) => Promise<T>, killAt?: { store: number; isWritten: boolean }): Promise<T | 'killed'>;
  row(): BranchRun;
}

async function openLife(): Promise<Life> {
  const root = await makeProject(smallProject);
  commitAll(root);
  const runId = randomUUID();
  let row: BranchRun = { runId, roomId: 'room', mode: 'BRANCH', branch: 'heal', base: null, commit: null };
  return {
    root, run: { runId, roomId: 'room', epoch: 1 }, row: () => row,
    async live(work, killAt) {
      let stores = 0;
      let isKilled = false;
      const rows: BranchRows = {
        load: () => Promise.resolve(row),
        store(_hold, changed) {
          const isHere = ++stores === killAt?.store;
          if (!isKilled && (!isHere || killAt?.isWritten)) row = { ...row, ...changed };
          isKilled ||= isHere;
          return isKilled ? Promise.reject(new Killed()) : Promise.resolve();
        },
        loadInputs: () => Promise.resolve([{ change: null, edits: EDITS }]),
        loadAccount: () => Promise.resolve({ runId, userAction: 'two', understood: 'two', reasons: [], predictions: [], notEdited: [], verifications: [] }),
      };
      const codebases = new Codebases(() => Promise.resolve(root));
      const branches = openBranchWork({ codebases, rows, loadEdits: () => Promise.resolve(EDITS) });
      onTestFinished(async () => {
        await branches.worktrees.close();
        await codebases.close();
      });
      return work(branches).catch((error: unknown) => {
        if (error instanceof Killed) return 'killed' as const;
        throw error;
      });
    },
  };
}

const contextOf = ({ run }: Life) => run as unknown as StepContext;
const leftIn = (root: string) => ['.git/supernova', '.git/worktrees'].flatMap((path) => (existsSync(join(root, path)) ? readdirSync(join(root, path)) : []));

async function writeStep(branches: BranchWork, life: Life): Promise<void> {
  const codebase = await openWorktree(branches, life.row());
  if ('kind' in codebase) throw new Error(codebase.message);
  await writeFile(join(codebase.tree.root, 'src/lines.ts'), AFTER);
}

async function assertHealed(life: Life): Promise<void> {
  expect(viewOf(life.root)).toEqual({ head: 'refs/heads/main', status: '', branches: ['heal', 'main'], worktrees: 1 });
  expect(git(life.root, 'diff', '--name-only', 'main', 'heal')).toBe('src/lines.ts');
  expect(git(life.root, 'rev-list', '--count', 'main..heal')).toBe('1');
  expect(git(life.root, 'rev-parse', 'heal')).toBe(life.row().commit);
  expect(leftIn(life.root)).toEqual([]);
}

function assertGone(life: Life): void {
  expect(viewOf(life.root)).toEqual({ head: 'refs/heads/main', status: '', branches: ['main'], worktrees: 1 });
  expect(leftIn(life.root)).toEqual([]);
}

const POINTS = [
  { point: 'before the begin is stored', kill: { phase: 'begin', store: 2, isWritten: false } },
  { point: 'after the begin is stored', kill: { phase: 'begin', store: 2, isWritten: true } },
  { point: 'before the commit is stored', kill: { phase: 'commit', store: 1, isWritten: false } },
  { point: 'after the commit is stored', kill: { phase: 'commit', store: 1, isWritten: true } },
] as const;

describe('a process that is killed', () => {
  test.each(POINTS)('$point is followed by one that ends the run or leaves nothing of it', { timeout: 60_000 }, async ({ kill }) => {
    for (const isGoingOn of [true, false]) {
      const life = await openLife();
      const original = await hashTree(life.root);
      if (kill.phase === 'begin') expect(await life.live((branches) => beginBranch(branches, life.run), kill)).toBe('killed');
      if (kill.phase === 'commit' || isGoingOn) expect(await life.live((branches) => beginBranch(branches, life.run))).toEqual({ kind: 'ready', treeHash: original });
      if (kill.phase === 'commit' || isGoingOn) await life.live((branches) => writeStep(branches, life));
      if (kill.phase === 'commit') expect(await life.live((branches) => commitBranch(branches, life.run), kill)).toBe('killed');
      if (isGoingOn) {
        expect(await life.live((branches) => commitBranch(branches, life.run))).toEqual({ kind: 'completed' });
        await assertHealed(life);
        // Killed after the worktree was taken away: the end is asked for once more.
        expect(await life.live((branches) => commitBranch(branches, life.run))).toEqual({ kind: 'completed' });
        await assertHealed(life);
      } else {
        expect(await life.live((branches) => discardBranch(branches, contextOf(life), false))).toMatchObject({ kind: 'completed' });
        assertGone(life);
        expect(life.row().commit).toBeNull();
      }
      expect(await hashTree(life.root)).toBe(original);
    }
  });

  test('between the branch and the worktree is followed by one that takes the worktree away', { timeout: 60_000 }, async () => {
    const life = await openLife();
    await life.live((branches) => beginBranch(branches, life.run));
    await life.live((branches) => writeStep(branches, life));
    await life.live((branches) => commitBranch(branches, life.run), { store: 1, isWritten: true });
    git(life.root, 'update-ref', 'refs/heads/heal', life.row().commit ?? '');
    expect(leftIn(life.root)).not.toEqual([]);
    expect(await life.live((branches) => commitBranch(branches, life.run))).toEqual({ kind: 'completed' });
    await assertHealed(life);
  });

  const LATE: { late: string; work: (branches: BranchWork, life: Life) => Promise<unknown>; store: number }[] = [
    { late: 'begin', work: (branches, life) => beginBranch(branches, life.run), store: 1 },
    { late: 'commit', work: (branches, life) => commitBranch(branches, life.run), store: 1 },
    { late: 'end', work: (branches, life) => commitBranch(branches, life.run), store: 2 },
    { late: 'restore', work: (branches, life) => discardBranch(branches, contextOf(life), false), store: 1 },
  ];
  test.each(LATE)('leaves the worktree to the next one when its $late comes late and its writes are refused', { timeout: 60_000 }, async ({ work, store }) => {
    const life = await openLife();
    await life.live((branches) => beginBranch(branches, life.run));
    await life.live((branches) => writeStep(branches, life));
    expect(await life.live((branches) => work(branches, life), { store, isWritten: false })).toBe('killed');
    expect(leftIn(life.root)).toEqual([life.run.runId, life.run.runId]);
    expect(await life.live((branches) => commitBranch(branches, life.run))).toEqual({ kind: 'completed' });
    await assertHealed(life);
  });
});

test('a branch that somebody made with the name of the run is refused and stays', { timeout: 60_000 }, async () => {
  const life = await openLife();
  git(life.root, 'branch', 'heal');
  for (const attempt of [1, 2]) {
    expect(await life.live((branches) => beginBranch(branches, life.run)), `attempt ${attempt}`).toMatchObject({ kind: 'refused', code: 'BRANCH_REFUSED', message: expect.stringContaining('heal exists') });
    await life.live((branches) => discardBranch(branches, contextOf(life), false));
  }
  expect(viewOf(life.root).branches).toEqual(['heal', 'main']);
});

test('a worktree that somebody deletes meanwhile is told', { timeout: 60_000 }, async () => {
  const life = await openLife();
  await life.live((branches) => beginBranch(branches, life.run));
  git(life.root, 'worktree', 'remove', '--force', join(life.root, '.git/supernova', life.run.runId));
  expect(await life.live((branches) => openWorktree(branches, life.row()))).toMatchObject({ kind: 'failed', code: 'WORKTREE_GONE' });
  await life.live((branches) => discardBranch(branches, contextOf(life), false));
  assertGone(life);
});

test('a commit that is made while HEAD differs from the plan is not begun', { timeout: 60_000 }, async () => {
  const life = await openLife();
  git(life.root, 'rm', '-q', '--cached', 'src/lines.ts');
  git(life.root, 'commit', '-qm', 'less');
  expect(await life.live((branches) => beginBranch(branches, life.run))).toMatchObject({ kind: 'refused', code: 'FILE_CONFLICT', files: ['src/lines.ts'] });
  expect(viewOf(life.root)).toMatchObject({ branches: ['main'], worktrees: 1 });
  expect(leftIn(life.root)).toEqual([]);
});
