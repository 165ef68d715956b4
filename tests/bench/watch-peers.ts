// What a watch is compared with: the bare notice of the file system, and `tsc --watch` of TypeScript 6. Knows nothing of Supernova.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { subscribe } from '@parcel/watcher';

export interface Peer {
  /** When it had noticed, or checked, what was written since the call, by `performance.now()`. */
  next(): Promise<number>;
  close(): Promise<void>;
}

/** Signs of @parcel/watcher below a folder, as an editor or a bundler gets them. */
export async function openNotices(folder: string): Promise<Peer> {
  let heard = (_at: number) => {};
  const subscription = await subscribe(folder, () => heard(performance.now()));
  return { next: () => new Promise((resolve) => (heard = resolve)), close: () => subscription.unsubscribe() };
}

const CHECKED = /Found \d+ errors?\. Watching for file changes/;

/** `tsc --watch --noEmit` on a folder; ready when it has checked it once. */
export async function openTscWatch(folder: string): Promise<Peer> {
  const tsc = createRequire(import.meta.url).resolve('typescript-6/lib/tsc.js');
  const child = spawn(process.execPath, [tsc, '--watch', '--noEmit', '--preserveWatchOutput', '--pretty', 'false', '--ignoreDeprecations', '6.0', '-p', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = (_at: number) => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (CHECKED.test(line)) heard(performance.now());
  });
  const next = () => new Promise<number>((resolve) => (heard = resolve));
  await next();
  return {
    next,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
