// The search end to end: in the sandbox, on rooms of real files.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { applyEdits, hashText } from '../../../server/edits/text-edits.ts';
import type { SearchEnd } from '../../../server/debugger/fix.ts';
import { searchCorrection, type SearchRequest } from '../../../server/debugger/repair/search.ts';
import { rankByAnswer } from '../../../server/debugger/repair/distinguish.ts';
import type { Example, Scenario } from '../../../server/debugger/scenario.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { brokenCode, openRoom, patchedText, resultsOf, toExample } from './open-room.ts';
import { SEEDED_PROGRAMS } from './seeded-programs.ts';

const BUDGET_MS = 25_000;

interface Room {
  readonly files: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
  readonly examples?: readonly Example[];
  readonly more?: Partial<SearchRequest>;
}

async function search({ files, scenario, examples = [], more = {} }: Room): Promise<SearchEnd> {
  const source = await openRoom(makeTempFolder(), { 'package.json': '{ "type": "module" }', ...files });
  return searchCorrection({ source, scenario, objective: { examples }, budgetMs: BUDGET_MS, maxPatches: 4, seed: 1, signal: new AbortController().signal, onProgress: () => {}, ...more });
}

const callOf = (file: string, exportName: string, examples: readonly Example[] = []): Scenario => ({ kind: 'FUNCTION', file, exportName, args: null, argsFile: null, examples });
const equal = (actual: string, expected: string): Example => ({ kind: 'expression', actual, expected });

function getPatches(end: SearchEnd): Extract<SearchEnd, { kind: 'found' }>['patches'] {
  if (end.kind !== 'found') throw new Error(`no patch: ${JSON.stringify(end)}`);
  return end.patches;
}

describe('a seeded bug is corrected by the first patch, right on inputs that the search did not see', () => {
  const chosen = ['sieve', 'word count', 'missing await', 'group by', 'leap year', 'stack class', 'topological order', 'median', 'two sum', 'common items without braces', 'first items', 'words on a line', 'reachable nodes', 'all subsets'];
  test.each(SEEDED_PROGRAMS.filter(({ name }) => chosen.includes(name)))('$name ($type)', { timeout: 60_000 }, async (program) => {
    const wrong = brokenCode(program);
    const right = await resultsOf(program.code, program.inputs);
    const examples = program.inputs.slice(0, -1).map((input, at) => toExample(input, right[at]));
    const [first] = getPatches(await search({ files: { 'src/program.ts': wrong }, scenario: callOf('src/program.ts', 'run', examples), examples }));
    expect(await resultsOf(patchedText('src/program.ts', wrong, first!), program.inputs)).toEqual(right);
  });
});

describe('a patch', { timeout: 60_000 }, () => {
  const text = 'export function isAdult(age: number): boolean {\n  return age > 18;\n}\n';
  const examples = [equal('isAdult(18)', 'true'), equal('isAdult(17)', 'false'), equal('isAdult(30)', 'true')];

  test('is a minimal edit of the TypeScript with the hashes before and after, words and evidence', async () => {
    const [patch] = getPatches(await search({ files: { 'age.ts': text }, scenario: callOf('age.ts', 'isAdult'), examples }));
    const after = text.replace('age > 18', 'age >= 18');
    expect(patch).toMatchObject({
      type: 'execution_correction', operator: 'relational', description: 'Use `>=` instead of `>` in `age > 18` (age.ts:2).',
      edits: [{ kind: 'modify', path: 'age.ts', before: hashText(text), after: hashText(after), edits: [{ text: '=' }] }],
      evidence: [{ check: 'examples', passed: 3, total: 3 }],
    });
    expect(patch!.steps.at(-1)!.action).toBe('verify');
    const [edit] = patch!.edits;
    expect(edit?.kind === 'modify' && applyEdits(text, edit.edits)).toBe(after);
  });

  test('may lie in another file than the function that is called', async () => {
    const files = { 'src/main.ts': "import { rate } from './rates.ts';\nexport const price = (amount: number): number => amount * rate(amount);\n", 'src/rates.ts': 'export function rate(amount: number): number {\n  if (amount < 10) return 2;\n  return 1;\n}\n' };
    const wanted = [equal('price(10)', '20'), equal('price(9)', '18'), equal('price(11)', '11'), equal('price(12)', '12')];
    const [patch] = getPatches(await search({ files, scenario: callOf('src/main.ts', 'price'), examples: wanted }));
    expect(patch!.edits[0]).toMatchObject({ path: 'src/rates.ts', edits: [{ text: '=' }] });
  });

  test('for patches that behave differently an input is asked about, and the answer leaves those that give it', async () => {
    const end = await search({ files: { 'age.ts': text }, scenario: callOf('age.ts', 'isAdult'), examples: examples.slice(0, 1) });
    const patches = getPatches(end);
    if (end.kind !== 'found' || !end.distinction) throw new Error('nothing is asked');
    const { answers } = end.distinction;
    expect(answers.length).toBeGreaterThan(1);
    const kept = rankByAnswer(patches, end.distinction, 1);
    expect(kept).toEqual(answers[1]!.patches.map((at) => patches[at]));
    expect(rankByAnswer(patches, end.distinction, null)).toEqual([]);
  });
});

describe('bad code does not stop the search', { timeout: 60_000 }, () => {
  const table: readonly (readonly [string, string, string, Example[]])[] = [
    ['an endless loop is left by a patch', 'export function count(n: number): number {\n  let sum = 0;\n  while (n > 0) {\n    sum += n;\n    n += 1;\n  }\n  return sum;\n}\n', 'count', [equal('count(3)', '6'), equal('count(0)', '0')]],
    ['arguments that are changed do not leak into the next run', 'export function last(items: number[]): number {\n  return items.shift()!;\n}\n', 'last', [equal('last([1, 2, 3])', '3'), equal('last([4, 5])', '5')]],
    ['state of the module starts afresh for each candidate', 'let calls = 0;\nexport function next(): number {\n  calls -= 1;\n  return calls;\n}\n', 'next', [equal('[next(), next()]', '[1, 2]')]],
    ['an error that is thrown counts as failed', 'export function size(text: string | null): number {\n  return text!.length;\n}\n', 'size', [equal("size('ab')", '2'), equal('size(null)', '0')]],
    ['code that ends the process does not end the worker', 'export function half(n: number): number {\n  if (n % 2 === 0) process.exit(1);\n  return n * 2;\n}\n', 'half', [equal('half(1)', '2'), equal('half(4)', '8')]],
  ];
  test.each(table)('%s', async (_, code, exportName, examples) => {
    const [patch] = getPatches(await search({ files: { 'code.ts': code }, scenario: callOf('code.ts', exportName), examples }));
    expect(patch!.evidence[0]).toMatchObject({ passed: examples.length, total: examples.length });
  });
});

describe('what cannot be repaired is said', { timeout: 30_000 }, () => {
  const code = 'export const one = (): number => 1;\n';
  const table: readonly (readonly [string, Room, RegExp])[] = [
    ['every example passes', { files: { 'a.ts': code }, scenario: callOf('a.ts', 'one'), examples: [equal('one()', '1')] }, /passes already/],
    ['there is nothing to judge by', { files: { 'a.ts': code }, scenario: callOf('a.ts', 'one') }, /no example/],
    ['the file is not there', { files: {}, scenario: callOf('b.ts', 'one'), examples: [equal('one()', '2')] }, /b\.ts is no source file/],
    ['the module throws while it is loaded', { files: { 'a.ts': `throw new Error('not today');\n${code}` }, scenario: callOf('a.ts', 'one'), examples: [equal('one()', '2')] }, /not today/],
    ['a package is missing', { files: { 'a.ts': `import { x } from 'no-such-package';\n${code}export const y = x;\n` }, scenario: callOf('a.ts', 'one'), examples: [equal('one()', '2')] }, /no-such-package/],
  ];
  test.each(table)('%s', async (_, room, why) => {
    expect(await search(room)).toEqual({ kind: 'not-repairable', why: expect.stringMatching(why) as string });
  });

  test('no patch within the candidates is told with their number', async () => {
    const end = await search({ files: { 'a.ts': 'export const same = (x: number): number => x;\n' }, scenario: callOf('a.ts', 'same'), examples: [equal('same(2)', '91'), equal('same(3)', '17'), equal('same(5)', '4')], more: { budgetMs: 3_000 } });
    expect(end).toMatchObject({ kind: 'none' });
  });

  test('a search that is cancelled ends so', async () => {
    const abort = new AbortController();
    const end = await search({ files: { 'a.ts': 'export const same = (x: number): number => x;\n' }, scenario: callOf('a.ts', 'same'), examples: [equal('same(2)', '91'), equal('same(3)', '17'), equal('same(5)', '4')], more: { signal: abort.signal, onProgress: () => abort.abort() } });
    expect(end).toMatchObject({ kind: 'none', why: 'cancelled' });
  });
});

describe('candidates are judged by whole runs', { timeout: 60_000 }, () => {
  test('where the scenario is a script and a judge is given', async () => {
    const text = 'const total = 2 + 3;\nfunction show(n: number): string {\n  return n < 5 ? "big" : "small";\n}\nconsole.log(show(total));\n';
    const seen: string[] = [];
    const evaluate = async (overlay: ReadonlyMap<string, string>): Promise<{ passed: number; total: number }> => {
      const now = overlay.get('run.ts') ?? text;
      seen.push(now);
      return { passed: Number(now.includes('n <= 5') || now.includes('n >= 5')), total: 1 };
    };
    const [patch] = getPatches(await search({ files: { 'run.ts': text }, scenario: { kind: 'SCRIPT', file: 'run.ts', args: [], stdin: null }, more: { evaluate } }));
    expect(seen[0]).toBe(text);
    expect(patch!.evidence).toMatchObject([{ check: 'scenario', passed: 1, total: 1 }]);
  });

  test('where an order of calls is expected', async () => {
    const text = 'function validate(n: number): boolean {\n  return n > 0;\n}\nfunction success(): string {\n  return "yes";\n}\nfunction failure(): string {\n  return "no";\n}\nexport function submit(n: number): string {\n  if (!validate(n)) return success();\n  return failure();\n}\n';
    const scenario: Scenario = { kind: 'FUNCTION', file: 'form.ts', exportName: 'submit', args: [{ kind: 'json', value: 3 }], argsFile: null, examples: [] };
    const [patch] = getPatches(await search({ files: { 'form.ts': text }, scenario, more: { objective: { examples: [], expectedPath: ['validate()', 'success()'] } } }));
    expect(patch!.evidence).toMatchObject([{ check: 'scenario', passed: 1 }]);
  });
});

test('the search leaves no folder behind', { timeout: 30_000 }, async () => {
  const own = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('supernova-shadow-'));
  const before = new Set(own());
  await search({ files: { 'a.ts': 'export const two = (): number => 1;\n' }, scenario: callOf('a.ts', 'two'), examples: [equal('two()', '2')] });
  // Other tests may have folders of their own open at the same time, which they remove.
  const left = own().filter((name) => !before.has(name));
  await expect.poll(() => own().filter((name) => left.includes(name)), { timeout: 20_000 }).toEqual([]);
});
