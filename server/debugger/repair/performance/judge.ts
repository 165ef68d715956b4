// Tries one version of the code against another: the same outcome first, then the time. Owns what counts as faster.
import { isDeepStrictEqual } from 'node:util';
import type { Source } from '../../deps.ts';
import { measureScenario } from '../../record/measure.ts';
import { recordScenario, type Recording } from '../../record/record.ts';
import type { SandboxLimits, Scenario } from '../../scenario.ts';
import type { TrialMessage } from './child/messages.ts';
import { ratioOf, type Ratio } from './statistics.ts';
import type { TrialHome } from './trial-home.ts';

/** Faster is: the whole 95 % interval of after over before lies below this. */
export const FASTER = 0.9;

/** `same` of `total`: results that are equal, the scenario's and those of its examples. Milliseconds are the best of each version. */
export interface Timing {
  readonly ratio: Ratio;
  readonly same: number;
  readonly total: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

export type Judgement =
  | ({ readonly kind: 'faster' } & Timing)
  | ({ readonly kind: 'not-faster' } & Timing)
  | { readonly kind: 'other-outcome'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

const ROUNDS = 15;
/** A process for each call takes its time; one outlier of nine is allowed for. */
const FIRST_CALL_ROUNDS = 9;
const HOPELESS_AFTER = 3;
const PROGRAM_PARTS = 3;
const BUDGET_MS = 4_000;
/** A first call that is shorter tells the clock more than the code. */
const SMALLEST_FIRST_CALL_MS = 0.5;

/** A busy machine widens the interval: where it looks faster and is not sure, more rounds are worth their time. */
const MOST_MORE = 3;

type Times = readonly (readonly [number, number])[];

const roundsOf = (messages: readonly TrialMessage[]): (readonly [number, number])[] => messages.flatMap((message) => (message.kind === 'round' ? [message.times] : []));

function isUndecided(times: Times): boolean {
  const { median, high } = ratioOf(times);
  return times.length > 0 && median < FASTER && high >= FASTER;
}

const best = (times: Times, side: 0 | 1): number => times.reduce((least, pair) => Math.min(least, pair[side]), Number.POSITIVE_INFINITY);

function judged(times: Times, { same, total }: { same: number; total: number }): Judgement {
  const ratio = ratioOf(times);
  return { kind: ratio.high < FASTER ? 'faster' : 'not-faster', ratio, same, total, beforeMs: best(times, 0), afterMs: best(times, 1) };
}

/** For functions: both versions in one process, in turns; for what remembers between calls, a process for each first call. */
export async function judgeFunction(home: TrialHome, { keepsState }: { readonly keepsState: boolean }): Promise<Judgement> {
  const { messages, result } = await home.compare(keepsState ? 0 : ROUNDS, BUDGET_MS);
  const times = roundsOf(messages);
  const outcomes = messages.find((message): message is Extract<TrialMessage, { kind: 'outcomes' }> => message.kind === 'outcomes');
  const failed = messages.find((message): message is Extract<TrialMessage, { kind: 'failed' }> => message.kind === 'failed');
  if (failed) return { kind: 'failed', why: failed.message };
  if (!outcomes) return { kind: 'failed', why: `the run ended with '${result.end}' before there was an outcome` };
  if (outcomes.difference !== null) return { kind: 'other-outcome', why: outcomes.difference };
  if (keepsState) return judgeFirstCalls(home, outcomes);
  for (let more = 0; more < MOST_MORE && isUndecided(times); more += 1) times.push(...roundsOf((await home.compare(ROUNDS, BUDGET_MS)).messages));
  return times.length === 0 ? { kind: 'failed', why: `the run ended with '${result.end}' before it was measured` } : judged(times, outcomes);
}

async function judgeFirstCalls(home: TrialHome, outcomes: { same: number; total: number }): Promise<Judgement> {
  const times: [number, number][] = [];
  for (let round = 0; round < FIRST_CALL_ROUNDS || (round < 2 * FIRST_CALL_ROUNDS && isUndecided(times)); round += 1) {
    const order = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    const pair: [number, number] = [0, 0];
    for (const version of order) {
      const time = await home.firstCall(version);
      if (time === null) return { kind: 'failed', why: 'a call came to no end' };
      pair[version] = time;
    }
    times.push(pair);
    // What shows no gain in the first rounds is not worth the others.
    if (round + 1 === HOPELESS_AFTER && ratioOf(times).median > FASTER) break;
  }
  const result = judged(times, outcomes);
  return result.kind === 'faster' && result.beforeMs < SMALLEST_FIRST_CALL_MS ? { ...result, kind: 'not-faster' } : result;
}

export interface ProgramTrial {
  readonly source: Source;
  readonly scenario: Scenario;
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

const outcomesOf = new WeakMap<ReadonlyMap<string, string>, Promise<Recording>>();

/** What the scenario does with these texts; each set of texts is recorded once. */
function recorded({ source, scenario, limits, signal }: ProgramTrial, overlay: ReadonlyMap<string, string>): Promise<Recording> {
  const known = outcomesOf.get(overlay) ?? recordScenario({ source, scenario, expectedNames: [], overlay, options: { limits, signal } });
  outcomesOf.set(overlay, known);
  return known;
}

/** For scripts, tests and requests: a process for each run, in turns. */
export async function judgeProgram(trial: ProgramTrial): Promise<Judgement> {
  const { source, scenario, before, after, limits, signal } = trial;
  const [one, other] = [await recorded(trial, before), await recorded(trial, after)];
  if (one.report.end !== 'completed') return { kind: 'failed', why: one.report.message };
  if (other.report.end !== 'completed') return { kind: 'other-outcome', why: other.report.message };
  const outcomeOf = ({ actual }: Recording) => ({ status: actual.outcome?.status, data: actual.outcome?.data, error: actual.outcome?.error?.message });
  if (!isDeepStrictEqual(outcomeOf(one), outcomeOf(other))) return { kind: 'other-outcome', why: 'the outcome of the scenario is another one' };
  const times: (readonly [number, number])[] = [];
  for (let part = 0; part < PROGRAM_PARTS || (part < 2 * PROGRAM_PARTS && isUndecided(times)); part += 1) {
    const samples = await measureScenario({ source, scenario, overlay: after, baseline: before, runs: HOPELESS_AFTER, options: { limits, signal } });
    times.push(...samples.responseTimes.flatMap((time, index) => (samples.baseline.responseTimes[index] === undefined ? [] : [[samples.baseline.responseTimes[index], time] as const])));
    if (times.length === 0 || ratioOf(times).median > FASTER) break;
  }
  return times.length === 0 ? { kind: 'failed', why: 'no run came to an end' } : judged(times, { same: 1, total: 1 });
}
