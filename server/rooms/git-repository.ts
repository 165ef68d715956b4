// The git repository that a room lies in, read safely: where it is, what it holds of the room, and what differs from its newest commit. Writes nothing.

import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { complaintOf, runGit, type GitAnswer, type GitCommand } from './run-git.ts';

export interface GitRepository {
  /** The work tree that the room is part of, and the folder that all work trees of the repository share; real paths. */
  readonly top: string;
  readonly common: string;
  /** Where the room is below `top`: '' or with a slash at its end. */
  readonly prefix: string;
  /** Git's own folder of that work tree. */
  readonly gitFolder: string;
  /** Arguments of every command that reads or writes files: switch off the repository's filters, which are programs, and keep what the person says of line ends. */
  readonly settings: readonly string[];
  /** As the person is configured; null where nobody is. */
  readonly person: { readonly name: string; readonly email: string } | null;
}

/** What could not be done, as two sentences. */
export interface GitRefusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly hint: string;
}

export const gitRefusal = (message: string, hint: string): GitRefusal => ({ kind: 'refused', message, hint });

const LOCK_LIMIT_MS = 10_000;
const LOCK_POLL_MS = 50;
const CHECKOUT_MS = 2 * 60_000;
const IN_WORKING_TREE = 'Heal in the working tree instead.';

/** Waits until a lock file is gone; false where it is still there after the limit. */
export async function waitForLock(path: string, limitMs = LOCK_LIMIT_MS): Promise<boolean> {
  for (let left = limitMs; ; left -= LOCK_POLL_MS) {
    if (!(await lstat(path).catch(() => null))) return true;
    if (left <= 0) return false;
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
}

/** A command on the repository's files, with its filters off. */
export function runInRepository({ settings }: Pick<GitRepository, 'settings'>, folder: string, command: GitCommand): Promise<GitAnswer> {
  return runGit(folder, { timeoutMs: CHECKOUT_MS, ...command, args: [...settings, ...command.args] });
}

/** Names in `filter.<name>.<what>`; null where one cannot be switched off on a command line. */
function filtersIn(output: string): string[] | null {
  const names = [...new Set(output.split('\0').filter((key) => key !== '').map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))))];
  return names.some((name) => /[=\n\s]/.test(name) || name === '') ? null : names;
}

async function readSettings(root: string): Promise<Pick<GitRepository, 'settings' | 'person'> | GitRefusal> {
  const own = await runGit(root, { args: ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'] });
  // Status 1 means that there is none.
  if (own.kind === 'stopped' || (own.status !== 0 && own.status !== 1)) return gitRefusal(`The settings of the git repository could not be read: ${complaintOf(own)}.`, IN_WORKING_TREE);
  const filters = filtersIn(own.output);
  if (filters === null) return gitRefusal('The git repository has a filter whose name cannot be switched off.', `${IN_WORKING_TREE} Or rename the filter in the settings of the repository.`);
  const answer = await runGit(root, { args: ['config', '-z', '--get-regexp', '^(user\\.(name|email)|core\\.(autocrlf|eol))$'], isPersonal: true });
  const said = new Map((answer.kind === 'ran' ? answer.output : '').split('\0').flatMap((entry) => (entry.includes('\n') ? [[entry.slice(0, entry.indexOf('\n')), entry.slice(entry.indexOf('\n') + 1)] as const] : [])));
  const lineEnds = ['core.autocrlf', 'core.eol'].flatMap((key) => (said.has(key) ? ['-c', `${key}=${said.get(key)}`] : []));
  const [name, email] = [said.get('user.name'), said.get('user.email')];
  const settings = ['-c', 'core.sparseCheckout=false', '-c', 'core.filesRefLockTimeout=10000', '-c', 'core.packedRefsTimeout=10000', ...lineEnds, ...filters.flatMap((filter) => ['clean', 'smudge', 'process'].flatMap((what) => ['-c', `filter.${filter}.${what}=`]).concat('-c', `filter.${filter}.required=false`))];
  return { settings, person: name && email ? { name, email } : null };
}

/** Finds the repository of a room, `root` being an absolute real path. Refuses where there is no git or no repository. */
export async function findRepository(root: string): Promise<({ readonly kind: 'found' } & GitRepository) | GitRefusal> {
  const answer = await runGit(root, { args: ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-dir', '--git-common-dir', '--show-prefix'] });
  if (answer.kind === 'stopped') return gitRefusal(`A branch cannot be made: ${answer.reason}.`, answer.reason === 'git is not installed' ? `Install git, or: ${IN_WORKING_TREE}` : 'Try again when the machine is less busy.');
  if (answer.status !== 0) {
    const isNone = /not a git repository|must be run in a work tree/.test(answer.complaint);
    return gitRefusal(isNone ? `${root} is in no git repository, so there is nothing to make a branch of.` : `git refuses ${root}: ${complaintOf(answer)}.`, isNone ? `Run git init and commit the project first. ${IN_WORKING_TREE}` : IN_WORKING_TREE);
  }
  const [top, gitFolder, common, prefix, ...rest] = answer.output.replace(/\n$/, '').split('\n');
  if (top === undefined || gitFolder === undefined || common === undefined || prefix === undefined || rest.length > 0) return gitRefusal(`The path of the repository of ${root} holds a line break.`, IN_WORKING_TREE);
  const settings = await readSettings(root);
  if ('kind' in settings) return settings;
  return { kind: 'found', top: await realpath(top), gitFolder, common: await realpath(common), prefix, ...settings };
}

/**
 * The commit that HEAD is at. Waits at most `lockLimitMs` for a git command of somebody that is changing the work tree. Refuses where there
 * is no commit, or no file of the room in it.
 */
export async function readHead({ top, gitFolder, prefix }: GitRepository, lockLimitMs = LOCK_LIMIT_MS): Promise<{ readonly kind: 'read'; readonly commit: string } | GitRefusal> {
  const root = join(top, prefix);
  const lock = join(gitFolder, 'index.lock');
  if (!(await waitForLock(lock, lockLimitMs))) return gitRefusal(`Another git command is changing the repository of ${root}: ${lock} exists.`, 'Wait until it has ended, then try again. If no git is running, delete that file.');
  const head = await runGit(root, { args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'] });
  if (head.kind === 'stopped' || head.status !== 0) return gitRefusal(`The repository of ${root} has no commit yet, so there is nothing to make a branch of.`, `Commit the project first. ${IN_WORKING_TREE}`);
  const inHead = await runGit(root, { args: ['ls-tree', '-z', '--name-only', 'HEAD'] });
  if (inHead.kind === 'stopped' || inHead.status !== 0 || inHead.output === '') return gitRefusal(`No file of ${root} is in the newest commit of its repository ${top}.`, `Commit the project first. ${IN_WORKING_TREE}`);
  return { kind: 'read', commit: head.output.trim() };
}

/** Which of these room paths, all on disk or once committed, are not on disk what HEAD holds. Untracked and ignored files are not in HEAD. */
export async function findDifferentFromHead(repository: GitRepository, paths: readonly string[], isOnDisk: (path: string) => boolean): Promise<string[] | GitRefusal> {
  const folder = join(repository.top, repository.prefix);
  const [status, tree] = await Promise.all([
    runInRepository(repository, folder, { args: ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=all', '--', '.'] }),
    runInRepository(repository, folder, { args: ['ls-tree', '-r', '-z', '--name-only', 'HEAD'] }),
  ]);
  for (const answer of [status, tree]) if (answer.kind === 'stopped' || answer.status !== 0) return gitRefusal(`The files could not be compared with the newest commit: ${complaintOf(answer)}.`, IN_WORKING_TREE);
  const entries = (answer: GitAnswer) => (answer.kind === 'ran' ? answer.output.split('\0').filter((entry) => entry !== '') : []);
  // `XY path`, from the top of the work tree.
  const changed = new Set(entries(status).map((entry) => entry.slice(3 + repository.prefix.length)));
  const committed = new Set(entries(tree));
  return paths.filter((path) => changed.has(path) || (isOnDisk(path) && !committed.has(path)));
}
