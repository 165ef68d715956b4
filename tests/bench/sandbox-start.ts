// How long a sandbox takes to start, answer and end, by wrapping, beside plain Node in the same run: `tsx tests/bench/sandbox-start.ts [runs]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_ISOLATION, probe, type Isolation } from '../../server/debugger/record/isolation.ts';
import { runInSandbox, startInSandbox, type SandboxRequest } from '../../server/debugger/record/sandbox.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../../server/debugger/scenario.ts';

const runs = Number(process.argv[2] ?? 15);
const ROUND_TRIPS = 500;
const folder = mkdtempSync(join(tmpdir(), 'supernova-bench-'));
const entry = join(folder, 'program.mjs');

function requestWith(isolation: Isolation): SandboxRequest {
  return { entry, args: [], cwd: folder, readable: [], writable: [folder], limits: DEFAULT_SANDBOX_LIMITS, stdin: null, allow: { childProcesses: false, workers: false }, signal: new AbortController().signal, isolation };
}

async function plainNode(): Promise<void> {
  const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  await once(child, 'close');
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Milliseconds of one message there and back. */
async function roundTrip(isolation: Isolation): Promise<number> {
  writeFileSync(entry, 'process.on("message", (message) => process.send(message))');
  const worker = await startInSandbox(requestWith(isolation));
  let left = ROUND_TRIPS;
  const milliseconds = await time(
    () =>
      new Promise<void>((resolve) => {
        worker.onMessage(() => ((left -= 1) <= 0 ? resolve() : worker.send(left)));
        worker.send(left);
      }),
  );
  await worker.stop();
  return milliseconds / ROUND_TRIPS;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

try {
  const all: readonly (readonly [string, Isolation])[] = [
    ['nothing but Node', NO_ISOLATION],
    ['limits', await probe({ bubblewrap: false, unshare: false })],
    ['unshare', await probe({ bubblewrap: false, unshare: true })],
    ['bubblewrap', await probe({ bubblewrap: true, unshare: false })],
  ];
  const kinds = all.filter(([name, { namespaces }]) => namespaces !== null || !['unshare', 'bubblewrap'].includes(name));
  writeFileSync(entry, 'console.log("up")');
  const plain: number[] = [];
  const samples = new Map(kinds.map(([name]) => [name, [] as number[]]));
  for (let run = 0; run < runs; run += 1) {
    plain.push(await time(plainNode));
    for (const [name, isolation] of kinds) samples.get(name)?.push(await time(() => runInSandbox(requestWith(isolation))));
  }
  console.log(`plain Node: ${median(plain).toFixed(0)} ms from start to end, median of ${runs}`);
  for (const [name, isolation] of kinds) {
    const milliseconds = median(samples.get(name) ?? []);
    console.log(`${name}: ${milliseconds.toFixed(0)} ms, ${(milliseconds / median(plain)).toFixed(2)}x plain Node; a message there and back ${(await roundTrip(isolation)).toFixed(2)} ms`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
