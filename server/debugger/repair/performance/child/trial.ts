// The program of the sandbox that compares two versions of the code: first what they do, then, in turns, how long they take.
import { received, tell } from './send.ts';
import { isDeepStrictEqual } from 'node:util';
import { makeCall, prepare } from '../../../record/child/function.ts';
import type { FunctionPlan } from '../../../record/protocol.ts';
import { encodeValue, type EncodedValue } from '../../../values.ts';
import type { TrialMessage, TrialPlan } from './messages.ts';

/** A clock that ticks in microseconds tells little about less. */
const SAMPLE_MS = 4;
const MOST_CALLS = 2_000;
const WARM_UP_MS = 250;
const SHOWN = 300;
const LIMITS = { depth: 400, entries: 200_000, stringLength: 1_000_000, size: 40_000_000 };

const plan = (await received) as TrialPlan;
const now = performance.now.bind(performance);
const collectGarbage = (globalThis as { gc?: () => void }).gc;
const say = (message: TrialMessage): void => tell(message);

type Next = () => Promise<() => unknown>;

interface Outcome {
  readonly end: 'returned' | 'threw';
  readonly value: EncodedValue;
  /** What was written to standard output. */
  readonly printed: string;
}

/** One call with what it prints held back. */
async function outcomeOf(next: Next): Promise<Outcome> {
  const write = process.stdout.write;
  let printed = '';
  process.stdout.write = ((chunk: unknown) => {
    printed += String(chunk);
    return true;
  }) as typeof process.stdout.write;
  try {
    const call = await next();
    try {
      return { end: 'returned', value: encodeValue(await call(), LIMITS), printed };
    } catch (error) {
      return { end: 'threw', value: error instanceof Error ? { kind: 'error', name: error.name, message: error.message } as never : encodeValue(error, LIMITS), printed };
    }
  } finally {
    process.stdout.write = write;
  }
}

async function settled(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch {
    // What a call throws is its outcome; it takes time all the same.
  }
}

async function timeOf(next: Next, calls: number): Promise<number> {
  const ready: (() => unknown)[] = [];
  for (let index = 0; index < calls; index += 1) ready.push(await next());
  collectGarbage?.();
  const startedAt = now();
  for (const call of ready) await settled(call);
  return (now() - startedAt) / calls;
}

/** Calls until the code is compiled; how many calls make a sample that the clock can tell. */
async function warmUp(next: Next): Promise<number> {
  const startedAt = now();
  let fastest = Number.POSITIVE_INFINITY;
  for (let call = 0; call < MOST_CALLS && now() - startedAt < WARM_UP_MS; call += 1) fastest = Math.min(fastest, await timeOf(next, 1));
  return Math.min(MOST_CALLS, Math.max(1, Math.ceil(SAMPLE_MS / fastest)));
}

const preparedOf = new Map<string, ReturnType<typeof prepare>>();

async function nextOf(call: FunctionPlan): Promise<Next> {
  const prepared = preparedOf.get(call.module) ?? prepare(call);
  preparedOf.set(call.module, prepared);
  const ready = await prepared;
  return () => makeCall(call, ready);
}

async function compareOutcomes(): Promise<boolean> {
  const all = [plan.calls, ...plan.examples];
  for (const [index, [before, after]] of all.entries()) {
    const [one, other] = [await outcomeOf(await nextOf(before)), await outcomeOf(await nextOf(after))];
    if (isDeepStrictEqual(one, other)) continue;
    const shown = (outcome: Outcome) => `${outcome.end} ${JSON.stringify(outcome.value)}`.slice(0, SHOWN);
    say({ kind: 'outcomes', same: index, total: all.length, difference: `${index === 0 ? 'the scenario' : `example ${index}`}: ${shown(one)} before, ${shown(other)} after` });
    return false;
  }
  say({ kind: 'outcomes', same: all.length, total: all.length, difference: null });
  return true;
}

async function takeTurns(): Promise<void> {
  const startedAt = now();
  const [before, after] = [await nextOf(plan.calls[0]), await nextOf(plan.calls[1])];
  const batches = [await warmUp(before), await warmUp(after)] as const;
  for (let round = 0; round < plan.rounds && now() - startedAt < plan.budgetMs; round += 1) {
    // Which one comes first changes, so that neither always runs on the other's garbage.
    if (round % 2 === 0) {
      const one = await timeOf(before, batches[0]);
      say({ kind: 'round', times: [one, await timeOf(after, batches[1])] });
    } else {
      const other = await timeOf(after, batches[1]);
      say({ kind: 'round', times: [await timeOf(before, batches[0]), other] });
    }
  }
}

try {
  if (plan.firstCallOf !== null) {
    const call = await (await nextOf(plan.calls[plan.firstCallOf]))();
    const startedAt = now();
    await settled(call);
    say({ kind: 'first-call', milliseconds: now() - startedAt });
  } else if (await compareOutcomes()) {
    await takeTurns();
  }
  say({ kind: 'done' });
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
