// Runs the examples on the code that is in place and tells what passed. Owns the comparison with the expectation and the budgets.
import { ENDLESS, grant, isUsedUp, usedTurns } from './budget.ts';
import { closeness } from './equal.ts';
import { startExample } from './observe.ts';
import { readThrown } from './thrown-error.ts';
import type { Allowance, TriedCandidate, WorkerExample } from './messages.ts';

export interface CompiledExample {
  readonly actual: () => unknown;
  readonly expected: (() => unknown) | null;
  readonly compare: WorkerExample['compare'];
}

interface Verdict {
  readonly isPassed: boolean;
  readonly near: number;
  readonly text: string;
  readonly isEndless: boolean;
  readonly error: string | null;
}

const FIRST_ALLOWANCE: Allowance = { turns: 3_000_000, milliseconds: 800 };

export interface Baseline {
  readonly result: TriedCandidate;
  readonly errors: readonly (string | null)[];
  readonly allowances: readonly Allowance[];
  /** Examples in the order of running: those that fail first, the quick ones before the slow ones. */
  readonly order: readonly number[];
  readonly milliseconds: number;
}

/** Runs the unchanged program: which examples fail and what each needs. */
export async function runBaseline(examples: readonly CompiledExample[], known: readonly Allowance[] | null): Promise<Baseline> {
  const verdicts: Verdict[] = [];
  const used: Allowance[] = [];
  const started = performance.now();
  let endless = 0;
  for (const [index, example] of examples.entries()) {
    const before = performance.now();
    // One that does not end is costly to find out; the next ones get less.
    const { turns, milliseconds } = known?.[index] ?? { turns: FIRST_ALLOWANCE.turns >> endless, milliseconds: FIRST_ALLOWANCE.milliseconds >> endless };
    verdicts.push(await runExample(example, index, { turns, milliseconds }));
    endless += Number(verdicts[index]!.isEndless);
    used.push({ turns: usedTurns(), milliseconds: performance.now() - before });
  }
  const ended = used.filter((_, index) => !verdicts[index]!.isEndless);
  const most = { turns: Math.max(500, ...ended.map(({ turns }) => turns)), milliseconds: Math.max(2, ...ended.map(({ milliseconds }) => milliseconds)) };
  const allowances = known ?? used.map((one, index) => (verdicts[index]!.isEndless ? { turns: most.turns * 4, milliseconds: most.milliseconds * 4 + 6 } : { turns: one.turns * 5 + 1000, milliseconds: one.milliseconds * 10 + 8 }));
  const order = [...examples.keys()].sort((a, b) => Number(verdicts[a]!.isPassed) - Number(verdicts[b]!.isPassed) || used[a]!.turns - used[b]!.turns);
  return { result: summarize(verdicts), errors: verdicts.map(({ error }) => error), allowances, order, milliseconds: performance.now() - started };
}

/**
 * Runs the examples in the baseline's order. Stops early only where the program is slow and the first failing examples show no
 * gain: what was not run counts as failed.
 */
export async function runCandidate(examples: readonly CompiledExample[], baseline: Baseline, patience: number): Promise<TriedCandidate> {
  const verdicts: Verdict[] = new Array<Verdict>(examples.length).fill(NOT_RUN);
  let endless = 0;
  for (const index of baseline.order) {
    const { turns, milliseconds } = baseline.allowances[index]!;
    const verdict = await runExample(examples[index]!, index, { turns: turns * patience, milliseconds: milliseconds * patience });
    verdicts[index] = verdict;
    endless += Number(verdict.isEndless);
    if (endless > 0) break;
    if (!verdict.isPassed && baseline.milliseconds > 8 && verdicts.every((one) => !one.isPassed)) break;
  }
  return summarize(verdicts);
}

const NOT_RUN: Verdict = { isPassed: false, near: 0, text: '?', isEndless: false, error: null };

function summarize(verdicts: readonly Verdict[]): TriedCandidate {
  return {
    passed: verdicts.map(({ isPassed }) => (isPassed ? '1' : '0')).join(''),
    near: verdicts.reduce((sum, { near }) => sum + near, 0),
    print: verdicts.map(({ text }) => text).join('|'),
    endless: verdicts.filter(({ isEndless }) => isEndless).length,
    broken: null,
  };
}

async function runExample(example: CompiledExample, index: number, allowance: Allowance): Promise<Verdict> {
  startExample(index);
  seedRandom(index + 1);
  grant(allowance.turns, allowance.milliseconds);
  try {
    let actual = example.actual();
    if (isThenable(actual)) actual = await settle(actual, allowance.milliseconds + 250);
    if (isUsedUp()) return { ...NOT_RUN, text: '@', isEndless: true };
    return await judge(example, actual);
  } catch (error) {
    if (error === ENDLESS || isUsedUp()) return { ...NOT_RUN, text: '@', isEndless: true };
    return judgeThrown(example, error);
  }
}

async function judge(example: CompiledExample, actual: unknown): Promise<Verdict> {
  const { compare } = example;
  if (compare === 'ends') return { ...NOT_RUN, isPassed: true, near: 1, text: '.' };
  if (compare === 'throws') return { ...NOT_RUN, text: printOf(actual) };
  if (compare === 'truthy') return { ...NOT_RUN, isPassed: Boolean(actual), near: actual ? 1 : 0, text: printOf(actual) };
  const expected = await example.expected!();
  const near = closeness(actual, expected);
  return { ...NOT_RUN, isPassed: near === 1, near, text: near === 1 ? '=' : printOf(actual) };
}

function judgeThrown(example: CompiledExample, error: unknown): Verdict {
  const thrown = readThrown(error);
  const message = thrown ? `${thrown.name}: ${thrown.message}`.slice(0, 200) : 'not an error';
  if (example.compare !== 'throws') return { ...NOT_RUN, text: `!${message.slice(0, 30)}`, error: message };
  const expected = example.expected?.() ?? null;
  const isPassed = expected === null || thrown?.message.includes(String(expected)) === true;
  return { ...NOT_RUN, isPassed, near: isPassed ? 1 : 0.5, text: isPassed ? '=' : `!${message}` };
}

/** Anything with a `then`. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What a promise becomes; rejects with ENDLESS after the time. */
export async function settle(promise: PromiseLike<unknown>, milliseconds: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(ENDLESS), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function printOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${typeof value}:${String(value).slice(0, 120)}`;
  try {
    return (value instanceof Map || value instanceof Set ? JSON.stringify([...value]) : JSON.stringify(value)).slice(0, 200);
  } catch {
    return 'object';
  }
}

/** The same random numbers in every run of an example, so that candidates are compared and not luck. Source: mulberry32. */
function seedRandom(seed: number): void {
  let state = seed * 0x9e3779b9;
  Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
