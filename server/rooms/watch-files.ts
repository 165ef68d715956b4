// Says that something below the root of a room may have changed on the disk. What changed is found by a scan: a sign may come late, twice, or for nothing.

import { watch as watchFolder } from 'node:fs';
import { subscribe } from '@parcel/watcher';

export interface FileSigns {
  /** False where the system gives no signs (too many watches, a network folder): the caller has to look from time to time. */
  readonly isNative: boolean;
  /** No sign is given any more. Never rejects. */
  close(): Promise<void>;
}

/** Folders that no scan lists; the names are those of `walk-files.ts`, as patterns. */
const IGNORED = ['node_modules', '.git', '.supernova', 'dist', 'build', 'coverage', '.next', '.turbo', '.cache', 'out'].flatMap((name) => [name, `**/${name}`]);

/** Calls `onSign` whenever a file below `root` was made, saved or removed, until it is closed. Where the system refuses, there are no signs and `isNative` is false. */
export async function watchFiles(root: string, onSign: () => void): Promise<FileSigns> {
  try {
    const subscription = await subscribe(root, () => onSign(), { ignore: IGNORED });
    return { isNative: true, close: () => subscription.unsubscribe().catch(() => undefined) };
  } catch {
    return { isNative: false, close: () => Promise.resolve() };
  }
}

/** The same for one folder without those below it; null where there is no such folder or the system refuses. */
export function watchOneFolder(folder: string, onSign: () => void): FileSigns | null {
  try {
    const watcher = watchFolder(folder, onSign);
    watcher.on('error', () => watcher.close());
    return { isNative: true, close: () => Promise.resolve(watcher.close()) };
  } catch {
    return null;
  }
}
