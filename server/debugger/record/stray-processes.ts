// Ends processes that left the group of a sandbox, found by the mark in their environment, and waits until they are gone.
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The environment variable that marks every process of one sandbox. */
export const MARKER_VARIABLE = 'SUPERNOVA_SANDBOX';

const GIVE_UP_MS = 5_000;
const PAUSE_MS = 5;

/**
 * Kills every process whose environment holds the marker, again and again until none is left: one may fork while it is looked for, and the
 * system takes its time to end the many of a pid namespace. Gives up after 5 s. Needs /proc: elsewhere the process group has to do. A
 * process that cleared its environment is not found.
 */
export async function killMarked(marker: string): Promise<void> {
  const lastAt = performance.now() + GIVE_UP_MS;
  while (performance.now() < lastAt) {
    const found = await findMarked(marker);
    if (found.length === 0) return;
    for (const pid of found) killOne(pid);
    await sleep(PAUSE_MS);
  }
}

/** The pids of living processes whose environment holds the marker. */
export async function findMarked(marker: string): Promise<number[]> {
  const needle = Buffer.from(`${MARKER_VARIABLE}=${marker}`);
  const pids = await readdir('/proc').then((names) => names.filter((name) => /^\d+$/.test(name)), () => []);
  const marked = await Promise.all(pids.map(async (pid) => ((await readFile(`/proc/${pid}/environ`).catch(() => null))?.includes(needle) ? [Number(pid)] : [])));
  return marked.flat();
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
