// Lists the files of a room: everything that no rule ignores. Never follows a symbolic link.

import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { DomainError } from '../errors.ts';
import { createBreather } from './breather.ts';
import { isOwnName } from './pen.ts';

export class RoomTooLargeError extends DomainError {
  readonly code = 'ROOM_TOO_LARGE';
}

export interface WalkedFile {
  /** POSIX path relative to the root. */
  readonly path: string;
  readonly isLink: boolean;
}

interface Rules {
  /** Folder the rules are relative to: '' or with a slash at its end. */
  readonly base: string;
  readonly ignore: Ignore;
}

interface Folder {
  /** '' for the root, else with a slash at its end. */
  readonly path: string;
  /** Nearest first. */
  readonly rules: readonly Rules[];
}

const GONE = new Set<unknown>(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP']);

export const FILE_LIMIT = 50_000;

const ALWAYS_IGNORED = new Set([
  ...['node_modules', '.git', '.supernova', 'dist', 'build', 'coverage'],
  ...['.next', '.turbo', '.cache', 'out'],
]);

/** Sorted by path. Throws RoomTooLargeError above the limit; a folder that vanishes meanwhile counts as empty. */
export async function walkFiles(root: string, options: { signal?: AbortSignal; limit?: number; ignoredFolders?: readonly string[] } = {}): Promise<WalkedFile[]> {
  const limit = options.limit ?? FILE_LIMIT;
  const left = new Set(options.ignoredFolders);
  const files: WalkedFile[] = [];
  const waiting: Folder[] = [{ path: '', rules: [] }];
  const breathe = createBreather(options.signal);
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    await breathe();
    const entries = entriesOf(join(root, folder.path));
    const rules = rulesIn(root, folder, entries);
    for (const entry of entries) {
      if (isOwnName(entry.name)) continue;
      const path = folder.path + entry.name;
      if (entry.isDirectory()) {
        if (!ALWAYS_IGNORED.has(entry.name) && !left.has(path) && !isIgnored(rules, `${path}/`)) waiting.push({ path: `${path}/`, rules });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && entry.name !== '.git' && !isIgnored(rules, path)) {
        files.push({ path, isLink: entry.isSymbolicLink() });
      }
    }
    if (files.length > limit) {
      throw new RoomTooLargeError(
        `The folder ${root} holds more than ${limit} files.`,
        'Open a smaller folder, or add what is generated to its .gitignore or to the ignored folders of its settings.',
      );
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function rulesIn(root: string, folder: Folder, entries: readonly Dirent[]): readonly Rules[] {
  if (!entries.some(({ name }) => name === '.gitignore')) return folder.rules;
  try {
    const text = readFileSync(join(root, folder.path, '.gitignore'), 'utf8');
    return [{ base: folder.path, ignore: ignore({ ignoreCase: false }).add(text) }, ...folder.rules];
  } catch {
    return folder.rules;
  }
}

/** The nearest .gitignore that says anything about the path decides, as in git. */
function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const { base, ignore: patterns } of rules) {
    const verdict = patterns.test(path.slice(base.length));
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}

/** True for the errors of a file or folder that vanished, or was replaced, between listing and reading. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.has(error.code);
}
