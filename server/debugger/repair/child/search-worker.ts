// The worker of the repair search inside the sandbox: holds the modules loaded, exchanges units, runs examples. Owns the loop over messages.
import { grant, isUsedUp, tick } from './budget.ts';
import { countStates, examplesAt, observed, see, seeState, startObserving, truthsOf } from './observe.ts';
import { isThenable, runBaseline, runCandidate, settle, type Baseline, type CompiledExample } from './run-examples.ts';
import { readThrown } from './thrown-error.ts';
import type { CodeOfUnit, FromWorker, ProbeResult, ToWorker, TriedCandidate } from './messages.ts';
import { encodeValue } from '../../values.ts';

type Evaluate = (code: string) => unknown;
type Open = Extract<ToWorker, { kind: 'open' }>;

const hooks = new Map<string, Evaluate>();
const send = (message: FromWorker): void => void process.send?.(message);

interface State {
  readonly open: Open;
  readonly setters: ((value: unknown) => void)[];
  readonly originals: unknown[];
  readonly resets: (() => void)[];
  readonly examples: CompiledExample[];
  baseline: Baseline;
}

let state: State | null = null;
const getState = (): State => {
  if (!state) throw new Error('the worker was not opened');
  return state;
};

const evaluateIn = (file: string, code: string): unknown => {
  const evaluate = hooks.get(file);
  if (!evaluate) throw new Error(`${file} is not loaded`);
  return evaluate(code);
};

async function open(message: Open): Promise<FromWorker> {
  let namespace: Record<string, unknown> = {};
  for (const { file, url } of message.modules) {
    const loaded = (await import(url)) as Record<string, unknown>;
    if (file === message.entry) namespace = loaded;
  }
  muteOutput();
  Object.assign(globalThis, { __svNamespace: namespace });
  const setters = message.units.map(({ file, setter }) => evaluateIn(file, setter) as (value: unknown) => void);
  const originals = message.units.map(({ file, code }) => evaluateIn(file, code));
  for (const [index, setter] of setters.entries()) setter(originals[index]);
  const resets = message.resets.map(({ file, code }) => evaluateIn(file, code) as () => void);
  const inScope = message.exportNames.length === 0 ? '' : `const { ${message.exportNames.join(', ')} } = __svNamespace; `;
  const compile = (source: string): (() => unknown) => evaluateIn(message.entry, `() => { ${inScope}return (${source}\n); }`) as () => unknown;
  const examples = message.examples.map(({ actual, expected, compare }) => ({ actual: compile(actual), expected: expected === null ? null : compile(expected), compare }));
  for (const reset of resets) reset();
  const baseline = await runBaseline(examples, message.allowances);
  state = { open: message, setters, originals, resets, examples, baseline };
  return { kind: 'opened', ...baseline.result, errors: baseline.errors, milliseconds: baseline.milliseconds, allowances: baseline.allowances };
}

/** Puts code in place, does the work and puts the original back whatever happens. */
async function withCode<T>(codes: readonly CodeOfUnit[], work: () => Promise<T>): Promise<T> {
  const { open: { units }, setters, originals, resets } = getState();
  try {
    for (const [unit, code] of codes) setters[unit]!(evaluateIn(units[unit]!.file, code));
    for (const reset of resets) reset();
    return await work();
  } finally {
    for (const [unit] of codes) setters[unit]!(originals[unit]);
  }
}

async function tryCandidate(codes: readonly CodeOfUnit[], patience: number): Promise<TriedCandidate> {
  const { examples, baseline } = getState();
  try {
    grant(100_000, 500);
    return await withCode(codes, () => runCandidate(examples, baseline, patience));
  } catch (error) {
    return { passed: '0'.repeat(examples.length), near: 0, print: '!', endless: 0, broken: String(error).slice(0, 100) };
  }
}

async function observe(message: Extract<ToWorker, { kind: 'observe' }>): Promise<FromWorker> {
  const { examples, baseline } = getState();
  startObserving(message.samples);
  const allowances = baseline.allowances.map(({ turns, milliseconds }) => ({ turns, milliseconds: milliseconds * 20 + 200 }));
  const result = await withCode(message.codes, () => runCandidate(examples, { ...baseline, allowances, milliseconds: 0 }, 1));
  return { kind: 'observed', seen: observed(), states: countStates(), passed: result.passed };
}

/** The arguments of the calls of a unit's function while the examples run. */
async function capture({ unit, most }: Extract<ToWorker, { kind: 'capture' }>): Promise<FromWorker> {
  const { setters, originals, examples, baseline } = getState();
  const original = originals[unit];
  const calls: { args: unknown; example: number }[] = [];
  if (typeof original !== 'function') return { kind: 'captured', calls };
  const target = new Proxy(original, {
    apply(callee, self, args: unknown[]) {
      if (calls.length < most) calls.push({ args: encodeValue(args), example: calls.length });
      return Reflect.apply(callee, self, args) as unknown;
    },
  });
  setters[unit]!(target);
  try {
    for (const [index] of examples.entries()) await runCandidate([examples[index]!], { ...baseline, order: [0], allowances: [baseline.allowances[index]!], milliseconds: 0 }, 1);
  } finally {
    setters[unit]!(original);
  }
  return { kind: 'captured', calls };
}

async function probe({ inputs, patches }: Extract<ToWorker, { kind: 'probe' }>): Promise<FromWorker> {
  const { open: { entry } } = getState();
  const results: ProbeResult[][] = [];
  for (const codes of patches) {
    const row: ProbeResult[] = [];
    for (const input of inputs) row.push(await withCode(codes, () => probeOne(entry, input)));
    results.push(row);
  }
  return { kind: 'probed', results };
}

async function probeOne(entry: string, input: string): Promise<ProbeResult> {
  grant(200_000, 200);
  try {
    let value = evaluateIn(entry, input);
    if (isThenable(value)) value = await settle(value, 300);
    if (isUsedUp()) return { end: 'endless', text: 'does not end', value: null };
    const encoded = encodeValue(value);
    return { end: 'returned', text: JSON.stringify(encoded).slice(0, 2000), value: encoded };
  } catch (error) {
    if (isUsedUp()) return { end: 'endless', text: 'does not end', value: null };
    return { end: 'threw', text: ['throws', readThrown(error)?.name].filter(Boolean).join(' '), value: encodeValue(error) };
  }
}

/** Null where the answers were sent one by one. */
async function answer(message: ToWorker): Promise<FromWorker | null> {
  switch (message.kind) {
    case 'open': return open(message);
    case 'try': {
      const results: TriedCandidate[] = [];
      for (const codes of message.candidates) {
        const result = await tryCandidate(codes, message.patience);
        if (!message.isCareful) results.push(result);
        else {
          // The answer must be out before the next candidate can block.
          await new Promise((resolve) => process.send!({ kind: 'tried', results: [result] } satisfies FromWorker, resolve));
        }
      }
      return message.isCareful ? null : { kind: 'tried', results };
    }
    case 'observe': return observe(message);
    case 'conditions': return { kind: 'truths', vectors: message.expressions.map((expression) => truthsOf(message.point, message.names, expression)), examples: examplesAt(message.point) };
    case 'capture': return capture(message);
    case 'probe': return probe(message);
  }
}

/** Thousands of runs must not fill the output, and none may end the worker. */
function muteOutput(): void {
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'assert', 'table', 'trace'] as const) console[name] = () => {};
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  process.exit = () => {
    throw new Error('the code ended the process');
  };
}

Object.assign(globalThis, { __svHook: (file: string, evaluate: Evaluate) => void hooks.set(file, evaluate), __svTick: tick, __svSee: see, __svState: seeState });
for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, () => {});
let last: Promise<void> = Promise.resolve();
/** Our own mistakes and what the code threw while it was loaded; the code may throw anything. */
function describeFailure(error: unknown): string {
  const thrown = readThrown(error);
  return thrown ? `${thrown.name}: ${thrown.message}` : `something that is no error was thrown`;
}

process.on('message', (message: ToWorker) => {
  last = last.then(async () => {
    try {
      const reply = await answer(message);
      if (reply) send(reply);
    } catch (error) {
      send({ kind: 'failed', message: describeFailure(error) });
    }
  });
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
send({ kind: 'ready' });
