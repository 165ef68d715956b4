// Runs that work in a git worktree on a branch of their own. Owns the codebases of the worktrees, and taking a worktree away; git is behind rooms/.
import type { FileEdit } from '../../edits/file-edit.ts';
import type { StepContext, StepOutcome, StepRunner } from '../../engine/contract.ts';
import type { Hold } from '../../engine/hold.ts';
import type { Codebase } from '../../impact/codebase.ts';
import { Codebases } from '../../impact/codebases.ts';
import { findRepository, type GitRefusal, type GitRepository } from '../../rooms/git-repository.ts';
import { deleteBranch, hasWorktree, readBranch, removeWorktree, worktreeFolder } from '../../rooms/git-worktree.ts';
import type { BranchRows, BranchRun } from '../runs/branch-rows.ts';
import { refuseDeletion } from './check-branch.ts';

export type Begun = Awaited<ReturnType<StepRunner['begin']>>;
export type Failure = Extract<StepOutcome, { kind: 'failed' }>;

export interface BranchOptions {
  /** The codebases of the rooms. */
  readonly codebases: Codebases;
  readonly rows: BranchRows;
  /** The planned edits of a run, in the order of execution. */
  loadEdits(runId: string): Promise<readonly FileEdit[]>;
}

export interface BranchWork extends BranchOptions {
  /** Codebases of worktrees, by run. */
  readonly worktrees: Codebases;
  /** The repository that a room lies in. */
  repositoryOf(roomId: string): ReturnType<typeof findRepository>;
}

export const failure = ({ message, hint }: Pick<GitRefusal, 'message' | 'hint'>): Failure => ({ kind: 'failed', code: 'BRANCH_REFUSED', message, hint });

export function openBranchWork(options: BranchOptions): BranchWork {
  const { codebases, rows } = options;
  const repositoryOf = async (roomId: string) => findRepository((await codebases.get(roomId)).tree.root);
  const worktrees = new Codebases(async (runId) => {
    const repository = await repositoryOf((await rows.load(runId)).roomId);
    if (repository.kind === 'refused') throw new Error(repository.message);
    return `${worktreeFolder(repository, runId)}/${repository.prefix}`;
  }, false, async (runId) => (await codebases.get((await rows.load(runId)).roomId)).settings);
  return { ...options, worktrees, repositoryOf };
}

/** The codebase of the run's worktree; a failure where somebody took it away. */
export async function openWorktree({ repositoryOf, worktrees }: BranchWork, { runId, roomId, branch }: BranchRun): Promise<Codebase | Failure> {
  const repository = await repositoryOf(roomId);
  if (repository.kind === 'refused') return failure(repository);
  if (await hasWorktree(repository, runId)) return worktrees.get(runId);
  return { kind: 'failed', code: 'WORKTREE_GONE', message: `The worktree of the branch ${branch} is gone: somebody deleted it while the run was working in it.`, hint: 'Heal again.' };
}

/** Throws FencedError where somebody else has picked the run up since: then the worktree is that one's, and is left alone. */
export async function assertHeld({ rows }: BranchWork, hold: Hold): Promise<void> {
  await rows.store(hold, {});
}

/** Takes away what there is of the run, whole or half made; a branch that must not be deleted stays and is returned. */
export async function takeAway({ worktrees }: BranchWork, repository: GitRepository, run: BranchRun): Promise<GitRefusal | null> {
  await worktrees.drop(run.runId);
  await removeWorktree(repository, run.runId);
  const refused = await refuseDeletion(repository, run);
  // Before `base` is stored the run has made no branch: one of that name is somebody else's.
  if (refused || run.branch === null || run.base === null) return refused;
  const tip = await readBranch(repository, run.branch);
  const deleted = tip === null ? null : await deleteBranch(repository, run.branch, tip);
  return deleted?.kind === 'refused' ? deleted : null;
}

/** A step of type RESTORE: takes worktree and branch away. A branch that somebody moved or uses stays, and is told. */
export async function discardBranch(work: BranchWork, context: StepContext, isRollback: boolean): Promise<StepOutcome> {
  const run = await work.rows.load(context.runId);
  const repository = await work.repositoryOf(context.roomId);
  if (repository.kind === 'refused') return failure(repository);
  await assertHeld(work, context);
  const left = await takeAway(work, repository, run);
  if (left) return failure(left);
  if (!isRollback) await work.rows.store(context, { commit: null });
  return { kind: 'completed', result: { branchDeleted: run.branch } };
}
