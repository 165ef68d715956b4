// What a compile needs beside committed files, linked into a second work tree: installed packages, ignored files, submodules. Owns which, and how.

import { lstat, mkdir, readdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gitRefusal, runInRepository, type GitRefusal, type GitRepository } from './git-repository.ts';
import { isInside } from './paths.ts';
import { complaintOf } from './run-git.ts';

const LIMIT = 50_000;
const PACKAGES = 'node_modules';
/** Ours; nothing of a project is in them. */
const OWN = /(^|\/)\.(git|supernova[^/]*)(\/|$)/;

/** `from`, a folder of packages, and what becomes of it in the second work tree. */
interface Packages {
  readonly top: string;
  readonly folder: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Links into `folder`, a work tree of the repository, what the first work tree has beside its commits. Everything is linked, not copied: the files
 * are those of the person, no run writes them, and a commit names its files one by one. A package that is a link to a folder of the repository
 * leads to that folder in `folder`. A folder that the run writes into (`written`, from the top) is not linked. Untracked files that are not ignored are left out: they are in no commit, and the branch must do without.
 */
export async function linkUncommitted(repository: GitRepository, folder: string, written: readonly string[]): Promise<{ readonly kind: 'done' } | GitRefusal> {
  const { top } = repository;
  const [ignored, tree] = await Promise.all([
    runInRepository(repository, top, { args: ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'] }),
    runInRepository(repository, top, { args: ['ls-tree', '-r', '-t', '-z', 'HEAD'] }),
  ]);
  for (const answer of [ignored, tree]) if (answer.kind === 'stopped' || answer.status !== 0) return gitRefusal(`The ignored files could not be listed: ${complaintOf(answer)}.`, 'Heal in the working tree instead.');
  const paths = ignored.kind === 'ran' ? ignored.output.split('\0').filter((path) => path !== '' && !OWN.test(path)).map((path) => path.replace(/\/$/, '')) : [];
  if (paths.length > LIMIT) return gitRefusal(`The repository has more than ${LIMIT} ignored files beside committed ones.`, 'Delete what a build has left, or heal in the working tree instead.');
  const entries = tree.kind === 'ran' ? tree.output.split('\0').flatMap((entry) => (entry === '' ? [] : [{ mode: entry.slice(0, 6), path: entry.slice(entry.indexOf('\t') + 1) }])) : [];
  for (const { path } of entries.filter(({ mode }) => mode === '160000')) await linkSubmodule(join(top, path), join(folder, path));
  for (const path of ['', ...entries.filter(({ mode }) => mode === '040000').map((entry) => entry.path)]) {
    const from = join(top, path, PACKAGES);
    if (await isFolder(from)) await linkPackages({ top, folder, from, to: join(folder, path, PACKAGES) });
  }
  const isWritten = (path: string) => written.some((each) => each === path || each.startsWith(`${path}/`));
  for (const path of paths) if (!path.split('/').includes(PACKAGES) && !isWritten(path)) await link(join(top, path), join(folder, path));
  return { kind: 'done' };
}

const isFolder = (path: string): Promise<boolean> => stat(path).then((stats) => stats.isDirectory(), () => false);

/** Leaves alone what is there already, and what has no place because something above it is a file or a link. */
async function link(target: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await symlink(target, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTDIR'))) throw error;
  }
}

/** A checkout leaves an empty folder for it. */
async function linkSubmodule(from: string, to: string): Promise<void> {
  if (!(await isFolder(from))) return;
  await rmdir(to).catch(() => undefined);
  await link(from, to);
}

/** One link for a folder of packages; one for each of them where some of them lie in the repository itself, as in workspaces. */
async function linkPackages(packages: Packages): Promise<void> {
  const { from, to } = packages;
  const names = await packagesIn(from);
  const own = new Map((await Promise.all(names.map(async (name) => [name, await ownFolder(packages, name)] as const))).flatMap(([name, target]) => (target === null ? [] : [[name, target] as const])));
  if (own.size === 0) return link(from, to);
  for (const name of names) await link(own.get(name) ?? join(from, name), join(to, name));
}

/** `a`, `@scope/b`, `.bin`. */
async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = await Promise.all(entries.map(async (entry) => (entry.name.startsWith('@') && entry.isDirectory() ? (await readdir(join(folder, entry.name))).map((name) => `${entry.name}/${name}`) : [entry.name])));
  return names.flat();
}

/** The folder in the second work tree that a package of the repository itself is; null for an installed one. */
async function ownFolder({ top, folder, from }: Packages, name: string): Promise<string | null> {
  if (!(await lstat(join(from, name))).isSymbolicLink()) return null;
  const real = await realpath(join(from, name)).catch(() => null);
  if (real === null || !isInside(top, real)) return null;
  const path = relative(top, real);
  const counterpart = join(folder, path);
  return path.split('/').includes(PACKAGES) || !(await isFolder(counterpart)) ? null : counterpart;
}
