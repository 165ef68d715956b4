// Decides which folders the embedded server uses. Creates them; starts nothing in them.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, giveTo, type Account } from './binaries.ts';
import { EmbeddedServerError } from './errors.ts';

export interface ClusterHome {
  /** Real folder that holds everything of the server. */
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  /** Held while the server is started, attached to or stopped. */
  readonly lock: string;
  /** The folder of the Unix socket. */
  readonly socketFolder: string;
}

// A socket's whole path has 103 bytes on macOS and 107 on Linux; the file's own name takes 18 with the slash and a margin.
const longestSocketFolder = 85;
const rootsHome = '/var/lib/supernova';

/**
 * The folders of the server whose data belongs to `dataDir`: `dataDir/postgres`. When root starts Supernova below a folder
 * that `nobody` may not enter (such as /root), `dataDir/postgres` is a link to a folder in /var/lib/supernova.
 */
export function prepareClusterHome(dataDir: string, account: Account | null): ClusterHome {
  mkdirSync(dataDir, { recursive: true });
  const folder = claimFolder(dataDir, account);
  giveTopTo(folder, account);
  return { folder, data: join(folder, 'data'), log: join(folder, 'log'), lock: join(folder, 'starting.lock'), socketFolder: prepareSocketFolder(folder, account) };
}

function claimFolder(dataDir: string, account: Account | null): string {
  const home = join(dataDir, 'postgres');
  if (isDangling(home)) rmSync(home);
  if (!existsSync(home)) {
    if (canEnter(dataDir, account)) mkdirSync(home, { recursive: true, mode: 0o700 });
    else linkAway(home);
  }
  return realpathSync(home);
}

function linkAway(home: string): void {
  const away = join(rootsHome, randomUUID());
  mkdirSync(rootsHome, { recursive: true, mode: 0o755 });
  mkdirSync(away, { mode: 0o700 });
  try {
    symlinkSync(away, home);
  } catch (error) {
    rmSync(away, { recursive: true });
    // Another process was first, and its folder is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function prepareSocketFolder(folder: string, account: Account | null): string {
  const inside = join(folder, 'run');
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const socketFolder = Buffer.byteLength(inside) <= longestSocketFolder ? inside : join(realpathSync(tmpdir()), `supernova-${name}`);
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  const found = lstatSync(socketFolder);
  const owners = [process.getuid?.(), account?.uid];
  // The folder for temporary files is everyone's: a folder someone else made there is not to be trusted.
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new EmbeddedServerError(`Could not start the embedded database: ${socketFolder} belongs to someone else.`, 'Set SUPERNOVA_DATA to a folder with a shorter path.');
  }
  giveTopTo(socketFolder, account);
  return socketFolder;
}

function giveTopTo(folder: string, account: Account | null): void {
  if (account !== null && lstatSync(folder).uid !== account.uid) giveTo(folder, account);
}

function isDangling(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
}
