import { expect, it } from 'vitest';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT, STRICT_OPTIONS } from '../support/open-codebase.ts';

async function unseen(files: Files, wish: Wish) {
  const codebase = await openCodebase(files);
  const { predictions } = await predictBreaks(codebase, resolveWish(codebase, wish));
  return predictions.filter(({ certainty }) => certainty !== 'CERTAIN');
}

const BASE: Files = { 'tsconfig.json': STRICT, 'src/price.ts': 'export const price = (n: number): number => n;\nexport const other = 1;\n' };
const RENAME: Wish = { kind: 'RENAME_EXPORT', from: 'price', to: 'cost', file: 'src/price.ts' };
const MOVE: Wish = { kind: 'MOVE_FILE', from: 'src/price.ts', to: 'src/lib/price.ts' };
const SIGNATURE: Wish = { kind: 'CHANGE_SIGNATURE', name: 'price', file: 'src/price.ts', operation: { kind: 'ADD_PARAMETER', name: 'tax', type: 'number', position: null, defaultValue: '0', argument: null } };
const EDIT: Wish = { kind: 'EDIT', files: [{ path: 'src/price.ts', text: 'export const price = (n: number): number => n + 1;\nexport const other = 1;\n' }] };

interface Case {
  readonly what: string;
  readonly files: Files;
  readonly wish: Wish;
  /** File, certainty, and the factor of each. */
  readonly expected: readonly (readonly [string, string, string])[];
}

it.each<Case>([
  { what: 'a mock names a moved file', wish: MOVE, files: { 'src/a.test.ts': "declare const vi: { mock(path: string): void };\nvi.mock('./price');\nexport {};\n" }, expected: [['src/a.test.ts', 'POSSIBLE', 'mock or address']] },
  { what: 'a file that is not checked uses the name', wish: RENAME, files: { 'src/old.js': "const { price } = require('./price');\nmodule.exports = price(1);\n" }, expected: [['src/old.js', 'POSSIBLE', 'possible break']] },
  { what: 'a script that is not checked loads one that says the name in a comment', wish: RENAME, files: { 'src/old.js': "/** @type {import('./price').price} */\nmodule.exports = 1;\n", 'src/older.js': "require('./old');\n" }, expected: [] },
  { what: 'a script that is not checked loads the file, beside which its declarations stand', wish: { ...RENAME, file: 'src/cost.js', from: 'sum' }, files: { 'src/cost.js': 'exports.sum = () => 1;\n', 'src/cost.d.ts': 'export declare function sum(): number;\n', 'src/old.js': "module.exports = require('./cost').sum();\n" }, expected: [['src/old.js', 'POSSIBLE', 'possible break']] },
  { what: 'the checks of a file are switched off', wish: RENAME, files: { 'src/off.ts': "// @ts-nocheck\nimport { price } from './price';\nexport const a = price(1);\n" }, expected: [['src/off.ts', 'POSSIBLE', 'unseen use']] },
  { what: 'a package offers the name to others', wish: RENAME, files: { 'package.json': '{ "name": "shop", "exports": { "./price": "./src/price.ts" } }' }, expected: [['src/price.ts', 'POSSIBLE', 'public entry']] },
  { what: 'a package offers the name through a barrel', wish: RENAME, files: { 'package.json': '{ "name": "shop", "exports": "./src/index.ts" }', 'src/index.ts': "export * from './price';\n" }, expected: [['src/index.ts', 'POSSIBLE', 'public entry']] },
  { what: 'a private package offers it', wish: RENAME, files: { 'package.json': '{ "name": "shop", "private": true, "exports": { "./price": "./src/price.ts" } }' }, expected: [] },
  { what: 'a test loads a function that gets another signature', wish: SIGNATURE, files: { 'src/price.test.ts': "import { price } from './price';\nexport const ok = price(1) === 1;\n" }, expected: [['src/price.test.ts', 'POSSIBLE', 'test']] },
  { what: 'a test loads a file that is edited', wish: EDIT, files: { 'src/price.test.ts': "import { price } from './price';\nexport const ok = price(1) === 1;\n" }, expected: [['src/price.test.ts', 'POSSIBLE', 'test']] },
  { what: 'a test loads a file of which only comments are edited', wish: { kind: 'EDIT', files: [{ path: 'src/price.ts', text: '/** In cents. */\nexport const price = (n: number): number => n; // no tax\nexport const other = 1;\n' }] }, files: { 'src/price.test.ts': "import { price } from './price';\nexport const ok = price(1) === 1;\n" }, expected: [] },
  { what: 'a test loads a file that gets one more export', wish: { kind: 'EDIT', files: [{ path: 'src/price.ts', text: `${BASE['src/price.ts']}export function twice(n: number): number {\n  return 2 * n;\n}\n` }] }, files: { 'src/price.test.ts': "import { price } from './price';\nexport const ok = price(1) === 1;\n" }, expected: [] },
  { what: 'a test takes only a type', wish: EDIT, files: { 'src/price.test.ts': "import type { price } from './price';\nexport type Price = typeof price;\n" }, expected: [] },
  { what: 'the arguments of a call are spread', wish: { ...SIGNATURE, operation: { kind: 'ADD_PARAMETER', name: 'tax', type: 'number', position: 0, defaultValue: null, argument: '0' } }, files: { 'src/use.ts': "import { price } from './price';\nconst list: any[] = [1];\nexport const a = (price as any)(...list);\n" }, expected: [['src/use.ts', 'UNKNOWN', 'unresolved use']] },
  { what: 'an edit changes what nobody else names', wish: EDIT, files: { 'package.json': '{ "name": "shop", "exports": { "./price": "./src/price.ts" } }', 'src/use.ts': "import { other } from './price';\nexport const a = other;\n" }, expected: [] },
])('$what', async ({ files, wish, expected }) => {
  const found = await unseen({ ...BASE, ...files }, wish);
  expect(found.map(({ file, certainty, evidence }) => [file, certainty, evidence[0]?.factor])).toEqual(expected);
  for (const { severity, affectedComponents, whyPath, summary } of found) {
    expect(severity).toBeLessThan(7);
    expect(affectedComponents.length).toBeGreaterThan(0);
    expect(whyPath.at(-1)?.file).toBe('file' in wish ? wish.file : 'src/price.ts');
    expect(summary).not.toBe('');
  }
});

it('a place that certainly breaks is not told again as a possible one', async () => {
  const found = await unseen({ ...BASE, 'src/use.ts': "import { price } from './price';\nexport const a = price(1);\n" }, RENAME);
  expect(found).toEqual([]);
});

it('a script that leaves its declarations behind is missed by those who load it, not by those who take its types', async () => {
  const files = { ...BASE, 'src/sum.js': 'export const sum = () => 1;\n', 'src/sum.d.ts': 'export declare const sum: () => number;\n', 'src/use.ts': "import { sum } from './sum.js';\nexport const a = sum();\n", 'src/type.ts': "import type { sum } from './sum.js';\nexport type Sum = typeof sum;\n" };
  expect((await unseen(files, { kind: 'DELETE_FILE', file: 'src/sum.js' })).map(({ file, evidence, affectedComponents }) => [file, evidence[0]?.factor, affectedComponents[0]?.line])).toEqual([['src/use.ts', 'script gone', 1]]);
});

const LIB: Files = {
  'tsconfig.json': STRICT, 'src/types.ts': 'export type Url = string;\n', 'lib/request.js': 'exports.read = () => 1;\n',
  'lib/reply.js': "const { read } = require('./request');\nexports.reply = read;\n", 'lib/server.js': "const { reply } = require('./reply');\nexports.serve = reply;\n",
};

async function impactOf(files: Files, wish: Wish) {
  const codebase = await openCodebase(files);
  const { predictions, analysis } = await predictBreaks(codebase, resolveWish(codebase, wish));
  return { decision: analysis.decision, found: predictions.map(({ file, certainty, severity, evidence }) => [file, certainty, severity, evidence[0]?.factor]) };
}

it('an import of a file that goes away, which no compiler checks, is healed', async () => {
  expect(await impactOf(LIB, { kind: 'DELETE_FILE', file: 'lib/request.js' })).toEqual({ decision: 'HEAL', found: [['lib/reply.js', 'POSSIBLE', 7, 'import gone'], ['lib/server.js', 'POSSIBLE', 2, 'possible break']] });
});

it('an import that a script of a tsconfig without checkJs has is told too, and once where it is checked', async () => {
  const config = (checkJs: boolean) => JSON.stringify({ compilerOptions: { ...STRICT_OPTIONS, allowJs: true, checkJs }, include: ['lib'] });
  const files = { 'tsconfig.json': config(false), 'lib/request.js': 'export const read = () => 1;\n', 'lib/reply.js': "import { read } from './request.js';\nexport const reply = read;\n" };
  expect(await impactOf(files, { kind: 'DELETE_FILE', file: 'lib/request.js' })).toEqual({ decision: 'HEAL', found: [['lib/reply.js', 'POSSIBLE', 7, 'import gone']] });
  expect((await impactOf({ ...files, 'tsconfig.json': config(true) }, { kind: 'DELETE_FILE', file: 'lib/request.js' })).found).toEqual([['lib/reply.js', 'CERTAIN', 7.5, 'certain break']]);
});

it('a script that goes away beside its declarations is missed by scripts that no compiler checks', async () => {
  const { found } = await impactOf({ ...LIB, 'lib/request.d.ts': 'export declare const read: () => number;\n' }, { kind: 'DELETE_FILE', file: 'lib/request.js' });
  expect(found[0]).toEqual(['lib/reply.js', 'POSSIBLE', 7, 'import gone']);
});

it.each<[string, Files, Wish]>([
  ['it is rewritten with the move', {}, { kind: 'MOVE_FILE', from: 'lib/request.js', to: 'lib/http/request.js' }],
  ['it finds the file in its new place', {}, { kind: 'MOVE_FILE', from: 'lib/request.js', to: 'lib/request/index.js' }],
  ['it finds another file', { 'lib/request/index.js': 'exports.read = () => 2;\n' }, { kind: 'DELETE_FILE', file: 'lib/request.js' }],
  ['the edit takes it away', {}, { kind: 'EDIT', files: [{ path: 'lib/request.js', text: null }, { path: 'lib/reply.js', text: 'exports.reply = () => 1;\n' }] }],
])('an import does not lead nowhere where %s', async (_, files, wish) => {
  const { decision, found } = await impactOf({ ...LIB, ...files }, wish);
  expect(found.filter(([, , , factor]) => factor === 'import gone')).toEqual([]);
  expect(decision).toBe('LOW_RISK');
});

it('an edit that leaves an import of what it deletes is told at its place in the new text', async () => {
  const codebase = await openCodebase(LIB);
  const change = resolveWish(codebase, { kind: 'EDIT', files: [{ path: 'lib/request.js', text: null }, { path: 'lib/reply.js', text: "// Later.\nexports.reply = require('./request');\n" }] });
  const { predictions } = await predictBreaks(codebase, change);
  expect(predictions[0]).toMatchObject({ file: 'lib/reply.js', severity: 7, affectedComponents: [{ line: 2, message: "imports './request', which leads nowhere once lib/request.js is gone" }] });
});
