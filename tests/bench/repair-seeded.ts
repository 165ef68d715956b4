// The correction search on programs of our own with seeded bugs, with half of the inputs visible: right means right on all inputs.
// Usage: tsx tests/bench/repair-seeded.ts [--only <part of a name>] [--budget 15000] [--all]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { searchCorrection } from '../../server/debugger/repair/search.ts';
import { brokenCode, openRoom, patchedText, resultsOf, toExample } from '../debugger/repair/open-room.ts';
import { SEEDED_PROGRAMS, type SeededProgram } from '../debugger/repair/seeded-programs.ts';

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, budget: { type: 'string', default: '15000' }, all: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'supernova-bench-'));
const awake = setInterval(() => {}, 60_000);
const path = 'program.ts';

async function repair(program: SeededProgram): Promise<{ isRight: boolean; line: string }> {
  const wrong = brokenCode(program);
  const expected = await resultsOf(program.code, program.inputs);
  const fails = await Promise.all(program.inputs.map(async (input, at) => !isDeepStrictEqual(await attempt(() => resultsOf(wrong, [input])), [expected[at]])));
  const half = Math.ceil(program.inputs.length / 2);
  const visible = program.inputs.map((_, at) => at).filter((at) => options.all || at < half);
  if (!visible.some((at) => fails[at])) visible.push(fails.indexOf(true));
  const source = await openRoom(folder, { 'package.json': '{ "type": "module" }', [path]: wrong });
  const examples = visible.map((at) => toExample(program.inputs[at]!, expected[at]));
  const started = performance.now();
  const end = await searchCorrection({
    source, scenario: { kind: 'FUNCTION', file: path, exportName: 'run', args: null, argsFile: null, examples }, objective: { examples },
    budgetMs: Number(options.budget), maxPatches: 4, seed: 1, signal: new AbortController().signal, onProgress: () => {},
  });
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (end.kind !== 'found') return { isRight: false, line: `${end.kind} ${'why' in end ? end.why : ''} ${took}` };
  const results = await Promise.all(end.patches.map((patch) => attempt(() => resultsOf(patchedText(path, wrong, patch), program.inputs))));
  const rights = results.map((result) => isDeepStrictEqual(result, expected));
  return { isRight: rights[0]!, line: `${took} ${end.tried} tried\n    ${end.patches.map((patch, at) => `${rights[at] ? '+' : '-'} ${patch.score.toFixed(1)} ${patch.description}`).slice(0, rights[0] ? 1 : 4).join('\n    ')}${end.distinction && !rights[0] ? `\n    asks: ${end.distinction.input} -> ${end.distinction.answers.map(({ result }) => result).join(' | ')}` : ''}` };
}

/** Undefined where the code throws or does not load. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

const byType = new Map<string, [right: number, all: number]>();
try {
  for (const program of SEEDED_PROGRAMS.filter(({ name }) => name.includes(options.only))) {
    const { isRight, line } = await repair(program);
    const [right, all] = byType.get(program.type) ?? [0, 0];
    byType.set(program.type, [right + Number(isRight), all + 1]);
    console.log(`${isRight ? 'right' : 'WRONG'} ${program.name} (${program.type}) ${line}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  clearInterval(awake);
}
const total = [...byType.values()].reduce(([a, b], [right, all]) => [a + right, b + all], [0, 0]);
for (const [type, [right, all]] of byType) console.log(`  ${type.padEnd(18)} ${right} of ${all}`);
console.log(`first patch right on all inputs, ${options.all ? 'all' : 'half'} visible: ${total[0]} of ${total[1]}`);
