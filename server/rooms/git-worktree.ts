// A second work tree of a repository, on a branch of its own: made, committed, taken away. Never touches the files of the first one.

import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitRefusal, runInRepository, waitForLock, type GitRefusal, type GitRepository } from './git-repository.ts';
import { complaintOf, runGit } from './run-git.ts';

/** A work tree is known by a name that nobody else has, such as a uuid; its folder and git's notes on it carry it. */
export interface WorktreeName {
  readonly name: string;
  /** Without refs/heads/. */
  readonly branch: string;
}

const ORPHAN_MS = 5_000;
const NOBODY = { name: 'Supernova', email: 'supernova@localhost' };
const refOf = (branch: string): string => `refs/heads/${branch}`;

/** Where the work tree lies: among git's own files, which no editor, no tool and no `git status` looks at. */
export function worktreeFolder({ common }: Pick<GitRepository, 'common'>, name: string): string {
  return join(common, 'supernova', name);
}

/** True where there is such a work tree, whole or half made. */
export async function hasWorktree(repository: Pick<GitRepository, 'common'>, name: string): Promise<boolean> {
  return (await lstat(worktreeFolder(repository, name)).catch(() => null)) !== null;
}

/** Why a branch of that name cannot be made, or null. */
export async function refuseBranchName(repository: GitRepository, branch: string): Promise<GitRefusal | null> {
  const check = await runGit(repository.top, { args: ['check-ref-format', '--branch', branch] });
  const isName = branch.length <= 200 && !branch.startsWith('-') && !branch.includes('@{') && check.kind === 'ran' && check.status === 0;
  if (!isName) return gitRefusal(`'${branch.slice(0, 200)}' is no name for a branch.`, 'Give a name such as rename-total; git check-ref-format says what is allowed.');
  const taken = await runGit(repository.top, { args: ['for-each-ref', '--format=%(refname)', refOf(branch), `${refOf(branch)}/`, ...branch.split('/').slice(0, -1).map((_, i, parts) => refOf(parts.slice(0, i + 1).join('/')))] });
  if (taken.kind === 'ran' && taken.output === '') return null;
  return gitRefusal(`The branch ${branch} cannot be made: ${taken.kind === 'ran' ? `${taken.output.split('\n')[0]?.replace('refs/heads/', '')} exists` : taken.reason}.`, 'Give another name for the branch.');
}

/** Makes the branch at `base` and its work tree. What is half made after a refusal is for `removeWorktree`. */
export async function addWorktree(repository: GitRepository, { name, branch, base }: WorktreeName & { readonly base: string }): Promise<{ readonly kind: 'done' } | GitRefusal> {
  const args = ['-c', 'branch.autoSetupMerge=false', 'worktree', 'add', '--quiet', '-b', branch, worktreeFolder(repository, name), base];
  const added = await runInRepository(repository, repository.top, { args });
  if (added.kind === 'ran' && added.status === 0) return { kind: 'done' };
  return gitRefusal(`The branch ${branch} could not be checked out beside your files: ${complaintOf(added)}.`, 'Look at what git says, then try again.');
}

/**
 * Takes the work tree away, whole or half made; its branch stays. Done by hand, as git does it: its own commands refuse what a killed one left.
 * A git that outlived the process that started it may still fill the folder, so its lock is waited for.
 */
export async function removeWorktree({ common }: Pick<GitRepository, 'common'>, name: string): Promise<void> {
  const notes = (await readdir(join(common, 'worktrees')).catch(() => [])).filter((entry) => entry.startsWith(name));
  for (const entry of notes) await waitForLock(join(common, 'worktrees', entry, 'index.lock'), ORPHAN_MS);
  await rm(worktreeFolder({ common }, name), { recursive: true, force: true, maxRetries: 5 });
  for (const entry of notes) await rm(join(common, 'worktrees', entry), { recursive: true, force: true, maxRetries: 5 });
}

export interface NewCommit {
  readonly base: string;
  /** From the top of the work tree; what is not on disk is deleted in the commit. */
  readonly paths: readonly string[];
  readonly message: string;
}

/** Makes a commit of exactly these paths on top of `base`. No branch moves yet. Hooks, filters and signatures are left out: they are programs. */
export async function makeCommit(repository: GitRepository, name: string, { base, paths, message }: NewCommit): Promise<{ readonly kind: 'made'; readonly commit: string; readonly files: readonly string[] } | GitRefusal> {
  const folder = worktreeFolder(repository, name);
  const { name: author, email } = repository.person ?? NOBODY;
  const env = { GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: author, GIT_COMMITTER_EMAIL: email };
  // Nobody else works in this work tree: a lock in it is one of a killed process.
  for (const entry of (await readdir(join(repository.common, 'worktrees')).catch(() => [])).filter((each) => each.startsWith(name))) {
    if (!(await waitForLock(join(repository.common, 'worktrees', entry, 'index.lock'), ORPHAN_MS))) await rm(join(repository.common, 'worktrees', entry, 'index.lock'), { force: true });
  }
  const git = async (args: readonly string[], input?: string): Promise<string> => {
    const answer = await runInRepository(repository, folder, { args, env, ...(input === undefined ? {} : { input }) });
    if (answer.kind === 'ran' && answer.status === 0) return answer.output;
    throw new GitFailure(complaintOf(answer));
  };
  try {
    await git(['read-tree', base]);
    await git(['update-index', '--add', '--remove', '-z', '--stdin'], paths.map((path) => `${path}\0`).join(''));
    const tree = (await git(['write-tree'])).trim();
    const files = (await git(['diff-tree', '-r', '-z', '--no-renames', '--no-ext-diff', '--name-only', base, tree])).split('\0').filter((path) => path !== '');
    const commit = (await git(['-c', 'i18n.commitEncoding=UTF-8', 'commit-tree', '-p', base, '-F', '-', tree], message)).trim();
    return { kind: 'made', commit, files };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return gitRefusal(`The commit could not be made: ${error.message}.`, 'Look at what git says, then heal again.');
  }
}

class GitFailure extends Error {}

/** The commit a branch is at; null where there is none. */
export async function readBranch({ top }: GitRepository, branch: string): Promise<string | null> {
  const answer = await runGit(top, { args: ['rev-parse', '--verify', '--quiet', `${refOf(branch)}^{commit}`] });
  return answer.kind === 'ran' && answer.status === 0 ? answer.output.trim() : null;
}

/** Moves a branch from one commit to another, unless somebody moved it meanwhile. */
export async function moveBranch(repository: GitRepository, branch: string, { from, to }: { readonly from: string; readonly to: string }): Promise<{ readonly kind: 'done' } | GitRefusal> {
  const answer = await runInRepository(repository, repository.top, { args: ['update-ref', '-m', 'supernova: heal', refOf(branch), to, from] });
  if (answer.kind === 'ran' && answer.status === 0) return { kind: 'done' };
  return gitRefusal(`The commit could not be put on the branch ${branch}: ${complaintOf(answer)}.`, 'Heal again; nothing was overwritten.');
}

/** Who else holds on to a branch: work trees that have it checked out, and branches or tags that its commit is part of. Empty where nobody does. */
export async function findBranchUsers(repository: GitRepository, { name, branch }: WorktreeName, commit: string | null): Promise<string[]> {
  const listed = await runGit(repository.top, { args: ['worktree', 'list', '--porcelain', '-z'] });
  // Git before 2.36 has no -z here; nobody may delete a branch without knowing who uses it.
  const plain = listed.kind === 'ran' && listed.status === 0 ? listed : await runGit(repository.top, { args: ['worktree', 'list', '--porcelain'] });
  if (plain.kind === 'stopped' || plain.status !== 0) return [`a work tree that could not be listed (${complaintOf(plain)})`];
  const own = worktreeFolder(repository, name);
  const checkedOut = plain.output.replaceAll('\0', '\n').split('\n\n').flatMap((block) => {
    const path = /^worktree (.*)$/m.exec(block)?.[1];
    return path !== undefined && path !== own && block.split('\n').includes(`branch ${refOf(branch)}`) ? [`the work tree ${path}, where it is checked out`] : [];
  });
  if (commit === null) return checkedOut;
  const containing = await runGit(repository.top, { args: ['for-each-ref', '--contains', commit, '--format=%(refname)', 'refs/heads', 'refs/remotes', 'refs/tags'] });
  if (containing.kind === 'stopped' || containing.status !== 0) return [...checkedOut, `branches that could not be listed (${complaintOf(containing)})`];
  const others = containing.output.split('\n').filter((ref) => ref !== '' && ref !== refOf(branch)).slice(0, 5);
  return [...checkedOut, ...others.map((ref) => `${ref.replace(/^refs\/(heads|remotes|tags)\//, '')}, which holds its commit`)];
}

/** Deletes a branch that is at `expected`, with its log; one that is somewhere else stays. */
export async function deleteBranch(repository: GitRepository, branch: string, expected: string): Promise<{ readonly kind: 'done' } | GitRefusal> {
  const answer = await runInRepository(repository, repository.top, { args: ['update-ref', '-d', refOf(branch), expected] });
  if (answer.kind === 'ran' && answer.status === 0) return { kind: 'done' };
  return gitRefusal(`The branch ${branch} could not be deleted: ${complaintOf(answer)}.`, `Look at it with git log ${branch}, and delete it with git branch -D ${branch}.`);
}
