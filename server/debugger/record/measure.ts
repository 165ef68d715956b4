// Measures time and memory of a scenario without instrumentation, in turns with a baseline. Owns the order of the samples; what they mean is told by `compare/`.
import type { PerformanceSamples } from '../behavior.ts';
import type { Source } from '../deps.ts';
import type { SandboxLimits, Scenario } from '../scenario.ts';
import type { Isolation } from './isolation.ts';
import { describeSampling, planSamples, type Evidence } from './sample-plan.ts';
import { openReferenceSampler, openSampler, type Sample, type Sampler } from './samplers.ts';

/** Samples beyond the first ones, where these do not decide. */
export interface FurtherSamples {
  /** How many more samples of each side would decide; 0: these do. */
  countMissing(samples: PerformanceSamples): number;
  /** Samples of each side in all. */
  readonly most: number;
  /** No sample begins when the further ones have taken this long. */
  readonly timeMs: number;
}

export interface MeasureRequest {
  readonly source: Source;
  readonly scenario: Scenario;
  /** New contents of files: the code that is measured. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** What runs between the samples: a fixed piece of work that tells how fast the machine is, the same scenario with other contents, or nothing. */
  readonly baseline: 'reference' | ReadonlyMap<string, string> | null;
  /** Samples of each side, at first. */
  readonly runs: number;
  /** Absent: no more than `runs`. */
  readonly further?: FurtherSamples;
  readonly options: { readonly limits: SandboxLimits; readonly signal: AbortSignal; readonly isolation?: Isolation | undefined; readonly onProgress?: (message: string) => void };
}

/** Samples that one process gives before a new one takes over, as compiled code differs from process to process. */
const GROUP = 6;

/**
 * Samples in the order A B A B, a new process for each group. More than `runs` where `further` asks for them, within its limits. Fewer where the code ends, fails to load or takes longer than
 * its limit; none where it does so at once. Milliseconds of one call (FUNCTION), of the program from its first line to its end (SCRIPT), of
 * the request (HTTP) or of the runner (TEST, no memory). Megabytes above the idle process at the highest. Throws `signal.reason` when aborted.
 */
export async function measureScenario(request: MeasureRequest): Promise<PerformanceSamples> {
  const { baseline, runs, further, options } = request;
  const own: Sample[] = [];
  const others: Sample[] = [];
  const open = await openSampler(request, request.overlay ?? new Map());
  const openBaseline = baseline === null ? null : baseline === 'reference' ? openReferenceSampler(request) : await openSampler(request, baseline);
  const samples = (): PerformanceSamples => ({ ...columns(own), baseline: columns(others) });
  let looked: Evidence | null = null;
  let deadline = Number.POSITIVE_INFINITY;
  let target = runs;
  try {
    while (own.length < target) {
      options.signal.throwIfAborted();
      options.onProgress?.(describeSampling(own.length, runs, looked));
      const taken = await takeGroup({ count: Math.min(GROUP, target - own.length), deadline, sampler: await open.start(), baseline: (await openBaseline?.start()) ?? null });
      own.push(...taken.own);
      others.push(...taken.others);
      if (taken.isOver) break;
      if (own.length < target || !further) continue;
      if (looked === null) deadline = performance.now() + further.timeMs;
      looked = { taken: own.length, missing: further.countMissing(samples()), most: further.most };
      target = planSamples(looked);
    }
  } finally {
    await Promise.all([open.close(), openBaseline?.close()]);
  }
  options.signal.throwIfAborted();
  return samples();
}

interface Group {
  readonly count: number;
  /** Of `performance.now()`. */
  readonly deadline: number;
  readonly sampler: Sampler;
  readonly baseline: Sampler | null;
}

async function takeGroup({ count, deadline, sampler, baseline }: Group): Promise<{ own: Sample[]; others: Sample[]; isOver: boolean }> {
  const own: Sample[] = [];
  const others: Sample[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      if (performance.now() >= deadline) return { own, others, isOver: true };
      const sample = await sampler.sample();
      const other = sample === null ? null : await baseline?.sample();
      if (sample === null || other === null) return { own, others, isOver: true };
      own.push(sample);
      if (other !== undefined) others.push(other);
    }
    return { own, others, isOver: false };
  } finally {
    await Promise.all([sampler.stop(), baseline?.stop()]);
  }
}

function columns(samples: readonly Sample[]): { responseTimes: number[]; memoryUsages: number[] } {
  return { responseTimes: samples.map(({ milliseconds }) => milliseconds), memoryUsages: samples.flatMap(({ megabytes }) => (megabytes === null ? [] : [megabytes])) };
}
