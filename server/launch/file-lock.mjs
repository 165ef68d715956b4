// One holder at a time among the processes of this machine, by a file. Knows nothing of what is protected.
// Plain JavaScript because the launcher needs it before anything is installed that could run TypeScript.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export class FileLockTimeout extends Error {}

const pollMs = 25;
const breakerAbandonedAfterMs = 10_000;

export async function withFileLock(options, action) {
  const deadline = performance.now() + options.limitMs;
  let hasWaited = false;
  while (!claim(options.path)) {
    if (isAbandoned(options)) breakLock(options);
    else if (performance.now() > deadline) throw new FileLockTimeout(`${options.path} is still held after ${options.limitMs} ms`);
    else {
      if (!hasWaited) options.onWait?.();
      hasWaited = true;
      await delay(pollMs);
    }
  }
  const release = () => rmSync(options.path, { force: true });
  process.once('exit', release);
  try {
    return await action();
  } finally {
    process.off('exit', release);
    release();
  }
}

function claim(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned({ path, abandonedAfterMs }) {
  const ageMs = ageOf(path);
  if (ageMs === null) return false;
  if (ageMs > abandonedAfterMs) return true;
  const pid = Number(readIfThere(path));
  // A file without a pid yet belongs to someone between two lines of `claim`.
  return pid > 0 && !isAlive(pid);
}

// Removing a lock that was read a moment ago could remove its successor, so breakers exclude each other and look again.
function breakLock(options) {
  const breaker = `${options.path}.break`;
  if (!claim(breaker)) {
    if ((ageOf(breaker) ?? 0) > breakerAbandonedAfterMs) rmSync(breaker, { force: true });
    return;
  }
  try {
    if (isAbandoned(options)) rmSync(options.path, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

function ageOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : Date.now() - stats.mtimeMs;
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
