// The end of a run on a branch: its commit. Owns the order in which commit, row, branch and worktree change, so that a crash between any two is seen; git is behind rooms/.
import type { PickedUpRun } from '../../engine/contract.ts';
import type { GitRepository } from '../../rooms/git-repository.ts';
import { makeCommit, moveBranch, readBranch, removeWorktree } from '../../rooms/git-worktree.ts';
import { pathsOf } from '../planned.ts';
import { assertHeld, failure, type BranchWork, type Failure } from './branch-work.ts';
import { commitMessage } from './commit-message.ts';

/** A commit of exactly the planned files. Stored before the branch moves: whoever goes on after a crash knows it as the run's own. */
async function storeCommit({ rows, loadEdits }: BranchWork, run: PickedUpRun, { repository, base }: { repository: GitRepository; base: string }): Promise<string | Failure> {
  const paths = pathsOf(await loadEdits(run.runId)).map((path) => repository.prefix + path);
  const made = await makeCommit(repository, run.runId, { base, paths, message: commitMessage(await rows.loadAccount(run.runId)) });
  if (made.kind === 'refused') return failure(made);
  const foreign = made.files.filter((path) => !paths.includes(path));
  if (foreign.length > 0) throw new Error(`the commit of run ${run.runId} holds files that were not planned: ${foreign.join(', ')}`);
  await rows.store(run, { commit: made.commit });
  return made.commit;
}

/** Commits what the run wrote, moves the branch there and takes the worktree away. Goes on where an earlier try was killed. Throws FencedError. */
export async function commitBranch(work: BranchWork, run: PickedUpRun): Promise<Failure | { readonly kind: 'completed' }> {
  const stored = await work.rows.load(run.runId);
  const { branch, base } = stored;
  const repository = await work.repositoryOf(run.roomId);
  if (repository.kind === 'refused') return failure(repository);
  if (branch === null || base === null) throw new Error(`run ${run.runId} has not begun`);
  const commit = stored.commit ?? (await storeCommit(work, run, { repository, base }));
  if (typeof commit !== 'string') return commit;
  if ((await readBranch(repository, branch)) !== commit) {
    const moved = await moveBranch(repository, branch, { from: base, to: commit });
    if (moved.kind === 'refused') return failure(moved);
  }
  await assertHeld(work, run);
  await work.worktrees.drop(run.runId);
  await removeWorktree(repository, run.runId);
  return { kind: 'completed' };
}
