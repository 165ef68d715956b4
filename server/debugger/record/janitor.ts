// Temporary folders that are removed even when the server is killed: a small shell waits beside each and clears up when it loses its parent.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  /** The real path. */
  readonly path: string;
  /** Removes it with all that is in it; links are removed, not followed. May be called again. */
  remove(): Promise<void>;
}

/**
 * `read` fails when the other end of the pipe closes without a line, which is when the server has gone. A process of a sandbox may be
 * writing still, so it is tried a few times.
 */
const WAIT_AND_CLEAR = 'read -r _ || for _ in 1 2 3 4 5; do rm -rf -- "$1" && [ ! -e "$1" ] && exit; sleep 1; done';

/** A fresh folder below the system's folder for temporary files; `what` becomes part of its name. */
export async function makeTempFolder(what: string): Promise<TempFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), `supernova-${what}-`)));
  const janitor = spawn('/bin/sh', ['-c', WAIT_AND_CLEAR, 'sh', path], { cwd: '/', env: { PATH: '/usr/bin:/bin' }, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell there is nobody to clear up after a server that was killed; all else goes on.
  janitor.on('error', () => {});
  janitor.stdin.on('error', () => {});
  janitor.unref();
  let removed: Promise<void> | null = null;
  return { path, remove: () => (removed ??= clear(path, janitor)) };
}

async function clear(path: string, janitor: ChildProcess): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  if (janitor.pid === undefined || janitor.exitCode !== null || janitor.signalCode !== null) return;
  janitor.ref();
  const gone = once(janitor, 'exit');
  janitor.stdin?.end('done\n');
  await gone;
}
