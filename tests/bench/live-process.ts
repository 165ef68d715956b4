// The processes of the figures of live events and what they say to each other.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Said =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'memory'; readonly bytes: number; readonly resident: number }
  | { readonly kind: 'cpu'; readonly cpuMs: number }
  /** Of clients: all are subscribed; all have everything, in order, and when the first and the last event came (ms since 1970). */
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'received'; readonly at: number; readonly messages: number }
  | { readonly kind: 'latencies'; readonly ms: readonly number[] };

export const say = (said: Said): void => void process.send?.(said);

/** Answers the questions for the memory and for the CPU time of this process; what it takes to collect garbage for the one is not in the other. */
export function answerCosts(): void {
  process.on('message', (asked) => {
    if (asked === 'cpu') {
      const { user, system } = process.cpuUsage();
      return say({ kind: 'cpu', cpuMs: (user + system) / 1000 });
    }
    if (asked !== 'memory') return;
    for (let count = 0; count < 4; count += 1) globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    say({ kind: 'memory', bytes: heapUsed + external, resident: rss });
  });
}

export interface BenchProcess {
  readonly child: ChildProcess;
  /** The next thing of that kind that it says. */
  hear<Kind extends Said['kind']>(kind: Kind): Promise<Extract<Said, { kind: Kind }>>;
  end(): Promise<void>;
}

const started = new Set<BenchProcess>();

export function startProcess(script: string, ...args: string[]): BenchProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, { execArgv: ['--import', 'tsx', '--expose-gc'], env: { ...process.env, NODE_ENV: 'production' } });
  const bench: BenchProcess = {
    child,
    hear: (kind) =>
      new Promise((resolve, reject) => {
        const listen = (said: Said) => {
          if (said.kind !== kind) return;
          child.off('message', listen);
          child.off('exit', fail);
          resolve(said as never);
        };
        const fail = () => reject(new Error(`${script} ended before it said ${kind}`));
        child.on('message', listen);
        child.once('exit', fail);
      }),
    async end() {
      started.delete(bench);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  started.add(bench);
  return bench;
}

export async function endProcesses(): Promise<void> {
  await Promise.all([...started].map((bench) => bench.end()));
}
