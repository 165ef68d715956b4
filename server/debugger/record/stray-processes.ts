// Ends processes that left the group of a sandbox, found by the mark in their environment. For machines without pid namespaces.
import { readdir, readFile } from 'node:fs/promises';

/** The environment variable that marks every process of one sandbox. */
export const MARKER_VARIABLE = 'SUPERNOVA_SANDBOX';

const ROUNDS = 20;

/**
 * Kills every process whose environment holds the marker, again and again until none is left (one may fork while it is looked for), at
 * most 20 times. Needs /proc: elsewhere the process group has to do. A process that cleared its environment is not found.
 */
export async function killMarked(marker: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await findMarked(marker);
    if (found.length === 0) return;
    for (const pid of found) killOne(pid);
    // A killed process stays listed until its parent has taken notice.
    await new Promise((resolve) => setImmediate(resolve));
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
