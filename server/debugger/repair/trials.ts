// Trying candidates in batches on the worker: counts, keeps what passed and what came nearer. Owns the budget and the pipeline; what is
// tried next is decided by search.ts.
import type { SearchProgress } from '../fix.ts';
import type { TriedCandidate } from './child/messages.ts';
import type { Candidate } from './candidate.ts';
import { keyOf } from './generate.ts';
import { editUnit, toRunnable } from './runnable.ts';
import type { WorkerClient } from './worker-client.ts';

export interface Trial {
  readonly candidate: Candidate;
  readonly result: TriedCandidate;
}

/** Compared with the unchanged program. */
export interface Effect {
  readonly gains: boolean;
  readonly isChange: boolean;
  readonly isEndless: boolean;
  readonly near: number;
}

export interface TrialOptions {
  readonly client: WorkerClient;
  readonly baseline: { readonly passed: string; readonly near: number; readonly print: string };
  readonly deadline: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

const BATCH = 48;
const IN_FLIGHT = 2;
const MOST_CHANGING = 1500;

export class Trials {
  readonly #options: TrialOptions;
  readonly #effects = new Map<string, Effect | null>();
  readonly #started = performance.now();
  readonly passing: Trial[] = [];
  /** Those that pass an example the original fails, or come nearer, without all passing. */
  readonly better: Trial[] = [];
  /** Those that do something else than the original without coming nearer, the first ones. */
  readonly changing: Trial[] = [];
  /** Those that ran out of their budget of turns and may pass with more. */
  readonly endless: Candidate[] = [];
  tried = 0;
  best: number;
  firstPassedMs: number | null = null;

  constructor(options: TrialOptions) {
    this.#options = options;
    this.best = count(options.baseline.passed);
  }

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  isOver(): boolean {
    return this.#options.signal.aborted || performance.now() >= this.#options.deadline;
  }

  /** Tries candidates in their order until they, the budget or the patience of `isEnough` end. Repeats are left out. */
  async run(candidates: Iterable<Candidate>, isEnough: (next: Candidate) => boolean = () => false, patience = 1): Promise<'all' | 'stopped'> {
    const flights: Promise<void>[] = [];
    let batch: [Candidate, string][] = [];
    let waiting = 0;
    let end: 'all' | 'stopped' = 'all';
    const launch = (): void => {
      const flown = batch;
      batch = [];
      if (flown.length > 0) flights.push(this.#fly(flown, patience));
    };
    for (const candidate of candidates) {
      if (this.isOver() || isEnough(candidate)) {
        end = 'stopped';
        break;
      }
      const code = this.#codeOf(candidate, patience);
      if (code === null) continue;
      batch.push([candidate, code]);
      waiting += 1;
      if (batch.length < BATCH) continue;
      launch();
      if (flights.length >= IN_FLIGHT) await flights.shift();
      this.#report(waiting);
    }
    launch();
    for (const flight of flights) await flight;
    this.#report(0);
    return end;
  }

  #codeOf(candidate: Candidate, patience: number): string | null {
    const key = keyOf(candidate);
    if (key === null || (patience === 1 && this.#effects.has(key))) return null;
    this.#effects.set(key, null);
    const { ground } = candidate;
    const { start, end } = ground.unit.node;
    return toRunnable(ground.file.path, editUnit(ground.file.text.slice(start, end), start, candidate.edits));
  }

  async #fly(batch: readonly (readonly [Candidate, string])[], patience: number): Promise<void> {
    const results = await this.#options.client.tryAll(batch.map(([candidate, code]) => [[candidate.ground.index, code]]), patience);
    this.tried += batch.length;
    for (const [index, result] of results.entries()) this.#judge(batch[index]![0], result);
  }

  /** What a candidate that was tried did; null where it was not. */
  effectOf(candidate: Candidate): Effect | null {
    const key = keyOf(candidate);
    return key === null ? null : (this.#effects.get(key) ?? null);
  }

  #judge(candidate: Candidate, result: TriedCandidate): void {
    const { passed, near, print } = this.#options.baseline;
    this.#effects.set(keyOf(candidate) ?? '', { gains: gains(result.passed, passed), isChange: result.print !== print, isEndless: result.endless > 0, near: result.near - near });
    const own = count(result.passed);
    if (own === passed.length) {
      this.firstPassedMs ??= this.elapsedMs;
      this.passing.push({ candidate, result });
    } else if (result.endless > 0 && result.broken === null) this.endless.push(candidate);
    else if (result.print !== print && result.broken === null && (gains(result.passed, passed) || result.near > near + 0.01)) this.better.push({ candidate, result });
    else if (result.print !== print && result.broken === null && this.changing.length < MOST_CHANGING) this.changing.push({ candidate, result });
    this.best = Math.max(this.best, own);
  }

  #report(waiting: number): void {
    const { deadline, baseline, onProgress } = this.#options;
    onProgress({ tried: this.tried, waiting, best: this.best, examples: baseline.passed.length, perSecond: Math.round((this.tried * 1000) / Math.max(1, this.elapsedMs)), remainingMs: Math.max(0, Math.round(deadline - performance.now())), found: this.passing.length });
  }
}

/** How many examples passed. */
export const count = (passed: string): number => passed.split('1').length - 1;

/** Whether an example passes that did not before. */
export function gains(now: string, before: string): boolean {
  for (let at = 0; at < now.length; at += 1) if (now[at] === '1' && before[at] === '0') return true;
  return false;
}
