// Evaluates the expressions that a person gave as values. Owns the sandbox of that; no expression runs in this process.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import { DEFAULT_SANDBOX_LIMITS, type GivenValue } from '../scenario.ts';
import { encodeValue, type EncodedValue } from '../values.ts';
import type { EvaluatedExpression } from './child/evaluate.ts';
import { writeChildFiles } from './child-sources.ts';
import { startInSandbox } from './sandbox.ts';

const LIMITS = { ...DEFAULT_SANDBOX_LIMITS, wallClockMs: 5_000, cpuSeconds: 5, heapMb: 128 };

async function evaluateAll(sources: readonly string[], signal: AbortSignal): Promise<readonly EvaluatedExpression[] | string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'supernova-expression-')));
  try {
    const [entry = ''] = await writeChildFiles(folder, ['record/child/evaluate.ts']);
    const worker = await startInSandbox({ entry, args: [], cwd: folder, readable: [], writable: [folder], limits: LIMITS, stdin: null, allow: { childProcesses: false, workers: false }, signal });
    const answer = new Promise<readonly EvaluatedExpression[]>((resolve) => worker.onMessage((message) => resolve(message as readonly EvaluatedExpression[])));
    worker.send(sources);
    const first = await Promise.race([answer, worker.ended]);
    await worker.stop();
    return 'end' in first ? `it ended before there was a value (${first.end})` : first;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The values of what a person gave, in its order; JSON needs no sandbox. Throws InvalidInputError that names the expression which has no value,
 * and `signal.reason` when aborted.
 */
export async function evaluateGiven(given: readonly GivenValue[], signal: AbortSignal): Promise<EncodedValue[]> {
  const sources = given.flatMap((value) => (value.kind === 'expression' ? [value.source] : []));
  const evaluated = sources.length === 0 ? [] : await evaluateAll(sources, signal);
  signal.throwIfAborted();
  if (typeof evaluated === 'string') throw new InvalidInputError(`The expressions ${sources.map((source) => `\`${source.slice(0, 40)}\``).join(', ').slice(0, 300)} could not be evaluated: ${evaluated}.`, 'Give an expression that ends and has a value.');
  let next = 0;
  return given.map((value) => {
    if (value.kind === 'json') return encodeValue(value.value);
    const result = evaluated[next];
    next += 1;
    if (result?.kind === 'value') return result.value;
    throw new InvalidInputError(`The expression \`${value.source.slice(0, 80)}\` has no value: ${result?.message ?? 'it was not evaluated'}.`, 'Give an expression of JavaScript without names of the project.');
  });
}
