import { expect, it } from 'vitest';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

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
