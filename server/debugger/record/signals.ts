// Signals of a child and its group. Owns their numbers as shells tell them.
import type { ChildProcess } from 'node:child_process';

const NAMES: Readonly<Record<number, NodeJS.Signals>> = {
  1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 5: 'SIGTRAP', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 10: 'SIGUSR1', 11: 'SIGSEGV', 12: 'SIGUSR2', 13: 'SIGPIPE', 14: 'SIGALRM', 15: 'SIGTERM', 24: 'SIGXCPU', 25: 'SIGXFSZ',
};

/** Shells and bubblewrap tell the signal that ended a program as 128 and its number; null for any other code. */
export function signalOf(code: number | null): NodeJS.Signals | null {
  return code === null ? null : (NAMES[code - 128] ?? null);
}

/** Ends a child that leads a group, and the group with it. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
  child.kill('SIGKILL');
}
