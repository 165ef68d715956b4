// Puts a shadow back to what it was before a run, so that the next one starts from the same. Owns finding what the run changed.
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files and links by path, with what changes when they do. */
export type RoomState = Map<string, string>;

/** The state of all files below a folder; links are not followed. */
export async function readState(folder: string): Promise<RoomState> {
  const state = new Map<string, string>();
  await collect(folder, '', state);
  return state;
}

async function collect(root: string, path: string, state: Map<string, string>): Promise<void> {
  for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
    const child = path === '' ? entry.name : `${path}/${entry.name}`;
    // Hundreds of links to packages lie there, and nothing that is put back.
    if (entry.name === 'node_modules') continue;
    if (!entry.isDirectory()) state.set(child, await stampOf(join(root, child)));
    else {
      state.set(`${child}/`, '');
      await collect(root, child, state);
    }
  }
}

/** What changes when the file does; empty where there is none. */
export async function stampOf(absolute: string): Promise<string> {
  const stats = await lstat(absolute, { bigint: true }).catch(() => null);
  return stats === null ? '' : `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}

/** Removes what is new since `before`. Returns the files of `before` that were changed or removed; they have to be written again. */
export async function removeNew(folder: string, before: RoomState): Promise<string[]> {
  const now = await readState(folder);
  for (const path of now.keys()) if (!before.has(path)) await rm(join(folder, path), { recursive: true, force: true });
  return [...before.keys()].filter((path) => !path.endsWith('/') && now.get(path) !== before.get(path));
}
