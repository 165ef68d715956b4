// Times a piece of work: wall time, and the CPU time of all threads of this process, which a busy machine changes less.

export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cost: { ms: performance.now() - started, cpuMs: (user + system) / 1000 } };
}

/** Each of the two by itself. */
export function median(costs: readonly Cost[]): Cost {
  const middle = (pick: (cost: Cost) => number): number => costs.map(pick).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0;
  return { ms: middle(({ ms }) => ms), cpuMs: middle(({ cpuMs }) => cpuMs) };
}
