// Ends a child process when ours dies, however that happens. Owns the watcher: a shell that waits until our end of its pipe is gone.
import { spawn, type ChildProcess } from 'node:child_process';

/** Does nothing where there is no shell; the child is then left to notice it by itself. */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') return;
  // A session of its own: a signal to our group must not end it first.
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "$1"', 'sh', String(child.pid)], { cwd: '/', env: { PATH: '/usr/bin:/bin' }, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as typeof watcher.stdin & { unref(): void }).unref();
  const stop = () => void watcher.kill('SIGKILL');
  if (child.exitCode !== null || child.signalCode !== null) stop();
  else child.once('exit', stop);
}
