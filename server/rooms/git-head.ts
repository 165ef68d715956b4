// Whether git moved the tree of a room to another commit, read from git's own files. Starts no git.

import { lstat, open, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where HEAD stood, and how long its log was. */
export interface HeadStamp {
  readonly head: string;
  readonly logBytes: number;
}

/** A log that grew by more than this was written by something that moved the tree. */
const MOST_LOG_BYTES = 64 * 1024;

/** The folder that git keeps for the working tree around `root`, or null where there is none. */
export async function findGitFolder(root: string): Promise<string | null> {
  for (let folder = root; ; folder = dirname(folder)) {
    const path = join(folder, '.git');
    const stats = await lstat(path).catch(() => null);
    if (stats?.isDirectory()) return path;
    // A worktree and a submodule have a file that names the folder.
    const named = stats?.isFile() ? /^gitdir: (.+)$/m.exec(await readFile(path, 'utf8').catch(() => ''))?.[1] : undefined;
    if (named !== undefined) return resolve(folder, named.trim());
    if (dirname(folder) === folder) return null;
  }
}

export async function readHeadStamp(gitFolder: string): Promise<HeadStamp> {
  const head = await readFile(join(gitFolder, 'HEAD'), 'utf8').catch(() => '');
  const log = await lstat(logOf(gitFolder)).catch(() => null);
  return { head: head.trim(), logBytes: log?.size ?? 0 };
}

/** True when git changed the files since `before`: by a checkout, reset, merge, pull or rebase. A commit leaves them alone. */
export async function hasMovedTree(gitFolder: string, before: HeadStamp): Promise<boolean> {
  const now = await readHeadStamp(gitFolder);
  if (now.logBytes <= before.logBytes) return now.logBytes < before.logBytes || now.head !== before.head;
  if (now.logBytes - before.logBytes > MOST_LOG_BYTES) return true;
  const lines = (await readFrom(logOf(gitFolder), before.logBytes, now.logBytes)).split('\n').filter((line) => line !== '');
  return lines.some((line) => !/\tcommit(?: \((?:amend|initial)\))?:/.test(line));
}

/** True while git is changing the tree, its index or HEAD. */
export async function isGitBusy(gitFolder: string): Promise<boolean> {
  const busy = await Promise.all(['index.lock', 'HEAD.lock'].map((name) => lstat(join(gitFolder, name)).then(() => true, () => false)));
  return busy.includes(true);
}

const logOf = (gitFolder: string): string => join(gitFolder, 'logs', 'HEAD');

async function readFrom(path: string, from: number, to: number): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
