// The begin of a run on a branch: branch and worktree at HEAD, compared with what the plan was made for. Owns the order; git is behind rooms/.
import type { PickedUpRun } from '../../engine/contract.ts';
import { readHead, type GitRefusal, type GitRepository } from '../../rooms/git-repository.ts';
import { addWorktree, refuseBranchName, worktreeFolder } from '../../rooms/git-worktree.ts';
import { linkUncommitted } from '../../rooms/link-uncommitted.ts';
import { hashTree } from '../../rooms/tree-hash.ts';
import { findConflictsOnDisk } from '../find-conflicts.ts';
import { pathsOf } from '../planned.ts';
import { assertHeld, takeAway, type Begun, type BranchWork } from './branch-work.ts';
import { describeDifference, pathsBehind } from './check-branch.ts';

type Refused = Extract<Begun, { kind: 'refused' }>;

const refusal = ({ message, hint }: Pick<GitRefusal, 'message' | 'hint'>): Refused => ({ kind: 'refused', code: 'BRANCH_REFUSED', message, hint, files: [] });

/** Files that the new worktree holds otherwise than the plan was made for. */
async function findDifferent({ codebases, worktrees, rows, loadEdits }: BranchWork, { runId, roomId }: PickedUpRun): Promise<string[]> {
  const [room, worktree] = [await codebases.get(roomId), await worktrees.get(runId)];
  await room.refresh();
  const conflicts = await findConflictsOnDisk(worktree, await loadEdits(runId));
  const different = pathsBehind(await rows.loadInputs(runId)).filter((path) => room.tree.has(path) !== worktree.tree.has(path) || room.tree.hash(path) !== worktree.tree.hash(path));
  return [...new Set([...conflicts, ...different])];
}

interface Place {
  readonly repository: GitRepository;
  readonly branch: string;
  readonly base: string;
}

async function makeWorktree(work: BranchWork, run: PickedUpRun, { repository, branch, base }: Place): Promise<Refused | null> {
  const added = await addWorktree(repository, { name: run.runId, branch, base });
  if (added.kind === 'refused') return refusal(added);
  const written = pathsOf(await work.loadEdits(run.runId)).map((path) => repository.prefix + path);
  const linked = await linkUncommitted(repository, worktreeFolder(repository, run.runId), written);
  if (linked.kind === 'refused') return refusal(linked);
  const files = await findDifferent(work, run);
  return files.length === 0 ? null : { kind: 'refused', code: 'FILE_CONFLICT', ...describeDifference(files), files };
}

/** Whatever an earlier try left is taken away first, and a refusal leaves nothing. Throws FencedError. */
export async function beginBranch(work: BranchWork, run: PickedUpRun): Promise<Begun> {
  const { rows, codebases } = work;
  const stored = await rows.load(run.runId);
  const repository = await work.repositoryOf(run.roomId);
  if (repository.kind === 'refused') return refusal(repository);
  if (stored.branch === null) throw new Error(`run ${run.runId} has no name for its branch`);
  await assertHeld(work, run);
  const left = await takeAway(work, repository, stored);
  if (left) return refusal(left);
  const head = await readHead(repository);
  if (head.kind === 'refused') return refusal(head);
  const taken = await refuseBranchName(repository, stored.branch);
  await rows.store(run, { base: taken ? null : head.commit, commit: null });
  if (taken) return refusal(taken);
  let isReady = false;
  try {
    const refused = await makeWorktree(work, run, { repository, branch: stored.branch, base: head.commit });
    isReady = refused === null;
    return refused ?? { kind: 'ready', treeHash: await hashTree((await codebases.get(run.roomId)).tree.root) };
  } finally {
    if (!isReady) {
      await assertHeld(work, run);
      await takeAway(work, repository, await rows.load(run.runId));
    }
  }
}
