// Finds processes by a mark in their environment, to prove that none is left.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pids of living processes whose environment or command line holds the mark; zombies do not count. */
export async function findProcesses(mark: string): Promise<number[]> {
  await new Promise((resolve) => setImmediate(resolve));
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isMarked(pid, mark));
}

function isMarked(pid: number, mark: string): boolean {
  try {
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return false;
    return readFileSync(`/proc/${pid}/environ`).includes(mark) || readFileSync(`/proc/${pid}/cmdline`).includes(mark);
  } catch {
    return false;
  }
}

/** Starts a program of this folder with tsx and resolves when it has printed something. */
export async function startAndWait(program: string, ...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, program), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended before it said anything`)))]);
  return child;
}
