import { describe, expect, it } from 'vitest';
import { DomainError } from '../../server/errors.ts';
import { isSuggesting } from '../../server/intents/errors.ts';
import { parseIntent } from '../../server/intents/parse-intent.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { openGraph } from '../graph/build-graph.ts';
import type { Files } from '../rooms/temp-project.ts';

const SHOP: Files = {
  'src/pricing/format.ts': "import { money } from './money';\nimport { RATE } from './rates';\nexport function formatPrice(n: number) { return money(n) + RATE; }\nconst shared = 1;\nexport const early = shared + 1;\nexport const other = () => shared + early;\nexport default function main() {}\nexport { main as start };\n",
  'src/pricing/money.ts': 'export const money = (n: number) => n;\n',
  'src/pricing/rates.ts': 'export const RATE = 2;\n',
  'src/pricing/pairs.ts': 'export const { left, right } = { left: 1, right: 2 };\nexport let count = 0;\nexport function step() { count += 1; }\nconst inner = 1;\nexport { inner as outer };\nexport const inside = 1;\nexport { inside as outside };\n',
  'src/pricing/index.ts': "export { formatPrice } from './format';\nexport * from './rates';\n",
  'src/pricing/taken.ts': 'const formatPrice = 1;\nexport const x = formatPrice;\n',
  'src/pricing/global.ts': 'const parseInt = 1;\nexport const y = parseInt;\n',
  'src/pricing/uses-global.ts': "export const toNumber = (text: string) => parseInt(text, 10);\n",
  'src/pricing/twice.ts': 'export const formatPrice = 1;\nexport const RATE = 3;\n',
  'src/pricing/starred.ts': 'export const s = 1;\n',
  'src/stars.ts': "export * from './pricing/starred';\nexport * from './pricing/twice';\n",
  'src/plain.js': 'module.exports = { total: 1 };\n',
  'src/esm.js': 'export const sum = 1;\n',
  'src/package.ts': "export { readFile } from 'node:fs';\n",
  'src/view.tsx': 'export const View = () => <a />;\n',
  'src/broken.ts': 'export const broken = ;\n',
  'src/my file.ts': 'export const spaced = 1;\n',
  'src/old.ts': "export const cost = 1;\nexport { /** @deprecated Use cost. */ cost as price, /** @deprecated */ cost as fee };\n",
  'src/older.ts': "export const b = 1;\nexport { /** @deprecated */ cost as fee } from './old';\nexport { /** @deprecated */ join } from 'node:path';\n",
  'src/moved.ts': "/** @deprecated Moved. */\nexport * from './old';\n",
  'src/loop-a.ts': "import { b } from './loop-b';\nexport const base = 1;\nexport const derived = base + 1;\nexport const user = () => b + derived;\n",
  'src/loop-b.ts': "export const b = 1;\n",
};

describe('the words', () => {
  it.each([
    ['move formatPrice from src/pricing/format.ts to src/money/format.ts', { kind: 'MOVE_EXPORT', name: 'formatPrice', file: 'src/pricing/format.ts', to: 'src/money/format.ts' }],
    ['Move the function formatPrice in src/pricing/format.ts into src/money/format.ts.', { kind: 'MOVE_EXPORT', name: 'formatPrice', file: 'src/pricing/format.ts', to: 'src/money/format.ts' }],
    ['please move the export formatPrice to src/money/format.ts', { kind: 'MOVE_EXPORT', name: 'formatPrice', file: null, to: 'src/money/format.ts' }],
    ['move spaced from "src/my file.ts" to "src/your file.ts"', { kind: 'MOVE_EXPORT', name: 'spaced', file: 'src/my file.ts', to: 'src/your file.ts' }],
    ['retire oldName in src/x.ts', { kind: 'RETIRE_SHIM', file: 'src/x.ts', name: 'oldName' }],
    ['retire oldName', { kind: 'RETIRE_SHIM', file: null, name: 'oldName' }],
    ['retire the deprecated name oldName of src/x.ts', { kind: 'RETIRE_SHIM', file: 'src/x.ts', name: 'oldName' }],
    ['retire the shim src/old/path.ts', { kind: 'RETIRE_SHIM', file: 'src/old/path.ts', name: null }],
    ['retire src/old/path.ts', { kind: 'RETIRE_SHIM', file: 'src/old/path.ts', name: null }],
    ['remove the shim for src/old/path.ts', { kind: 'RETIRE_SHIM', file: 'src/old/path.ts', name: null }],
    ['move src/a.ts to src/b.ts', { kind: 'MOVE_FILE', from: 'src/a.ts', to: 'src/b.ts' }],
  ])('"%s" say what is meant', (text, wish) => {
    expect(parseIntent(text)).toEqual(wish);
  });
});

describe('a change of exports', () => {
  it.each([
    ['move formatPrice from src/pricing/format.ts to src/money/format.ts', { kind: 'MOVE_EXPORT', file: 'src/pricing/format.ts', name: 'formatPrice', to: 'src/money/format.ts' }],
    ['move formatPrice from src/pricing to src/money/format', { kind: 'MOVE_EXPORT', file: 'src/pricing/format.ts', name: 'formatPrice', to: 'src/money/format.ts' }],
    ['move the export money to src/pricing/rates', { kind: 'MOVE_EXPORT', file: 'src/pricing/money.ts', name: 'money', to: 'src/pricing/rates.ts' }],
    ['move outer from src/pricing/pairs.ts to src/outer.ts', { kind: 'MOVE_EXPORT', file: 'src/pricing/pairs.ts', name: 'outer', to: 'src/outer.ts' }],
    ['move View from src/view.tsx to src/views/view', { kind: 'MOVE_EXPORT', file: 'src/view.tsx', name: 'View', to: 'src/views/view.tsx' }],
    ['move sum from src/esm.js to src/sum.js', { kind: 'MOVE_EXPORT', file: 'src/esm.js', name: 'sum', to: 'src/sum.js' }],
    ['retire price in src/old.ts', { kind: 'RETIRE_SHIM', file: 'src/old.ts', name: 'price' }],
    ['retire price', { kind: 'RETIRE_SHIM', file: 'src/old.ts', name: 'price' }],
    ['retire fee', { kind: 'RETIRE_SHIM', file: 'src/old.ts', name: 'fee' }],
    ['retire the shim src/moved', { kind: 'RETIRE_SHIM', file: 'src/moved.ts', name: null }],
  ])('"%s" is resolved', async (text, change) => {
    expect(resolveIntent(await openGraph(SHOP), text)).toEqual(change);
  });
});

const REFUSALS: readonly (readonly [text: string, code: string, message: string, suggestions: readonly string[]])[] = [
  ['move formatPrise from src/pricing/format.ts to src/a.ts', 'TARGET_NOT_FOUND', "does not export 'formatPrise'", ['move formatPrice from src/pricing/format.ts to src/a.ts']],
  ['move the export formatPrice to src/a.ts', 'AMBIGUOUS_TARGET', "2 files export 'formatPrice'", ['move formatPrice from src/pricing/format.ts to src/a.ts', 'move formatPrice from src/pricing/twice.ts to src/a.ts']],
  ['move default from src/pricing/format.ts to src/a.ts', 'INVALID_INPUT', 'default export', []],
  ['move start from src/pricing/format.ts to src/a.ts', 'INVALID_INPUT', 'is its default export too', []],
  ['move total from src/plain.js to src/a.js', 'INVALID_INPUT', 'CommonJS', []],
  ['move sum from src/esm.js to src/plain.js', 'INVALID_INPUT', 'src/plain.js is a CommonJS module', []],
  ['move readFile from src/package.ts to src/a.ts', 'INVALID_INPUT', 'only passes', []],
  ['move left from src/pricing/pairs.ts to src/a.ts', 'INVALID_INPUT', 'out of a pattern', []],
  ['move count from src/pricing/pairs.ts to src/a.ts', 'INVALID_INPUT', 'written to from both sides', []],
  ['move step from src/pricing/pairs.ts to src/a.ts', 'INVALID_INPUT', 'written to from both sides', []],
  ['move outside from src/pricing/pairs.ts to src/a.ts', 'INVALID_INPUT', "exported as 'inside'", []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/format.ts', 'INVALID_INPUT', 'where it is already', []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/twice.ts', 'NAME_TAKEN', 'already exports', []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/taken.ts', 'NAME_TAKEN', 'already a name in src/pricing/taken.ts', []],
  ['move toNumber from src/pricing/uses-global.ts to src/pricing/global.ts', 'NAME_TAKEN', "uses the global 'parseInt'", []],
  ['move RATE from src/pricing/rates.ts to src/pricing/starred.ts', 'NAME_TAKEN', 'src/stars.ts', []],
  ['move early from src/pricing/format.ts to src/early.ts', 'INVALID_INPUT', "would read 'shared' of src/pricing/format.ts while both files are being loaded", []],
  ['move derived from src/loop-a.ts to src/loop-b.ts', 'INVALID_INPUT', "would read 'base'", []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/format.js', 'INVALID_INPUT', 'another kind of file', []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/', 'INVALID_INPUT', 'is a folder', []],
  ['move formatPrice from src/pricing/format.ts to ../a.ts', 'INVALID_INPUT', 'outside of the project', []],
  ['move formatPrice from src/pricing/format.ts to node_modules/a.ts', 'INVALID_INPUT', 'not part of the sources', []],
  ['move formatPrice from src/pricing/format.ts to src/pricing/Money.ts', 'INVALID_INPUT', 'upper and lower case', []],
  ['move formatPrice from src/pricing/format.ts to src/esm.js/a.ts', 'INVALID_INPUT', 'src/esm.js is a file', []],
  ['move formatPrice from src/pricing/format.ts to src/broken.ts', 'UNPARSABLE_FILE', 'src/broken.ts', []],
  ['move View from src/view.tsx to src/view.ts', 'INVALID_INPUT', 'does not parse', []],
  ['retire cost in src/old.ts', 'INVALID_INPUT', 'is no shim', []],
  ['retire formatPrice in src/pricing/format.ts', 'INVALID_INPUT', 'is no shim', []],
  ['retire prise', 'TARGET_NOT_FOUND', "keeps 'prise'", ['retire price in src/old.ts']],
  ['retire join in src/older.ts', 'INVALID_INPUT', 'leads out of the project', []],
  ['retire the shim src/old.ts', 'INVALID_INPUT', 'is no shim', []],
  ['retire the shim src/moves.ts', 'TARGET_NOT_FOUND', "no file 'src/moves.ts'", ['retire the shim src/moved.ts']],
];

describe('a mistake', () => {
  it.each(REFUSALS)('"%s" is %s', async (text, code, message, suggestions) => {
    const codebase = await openGraph(SHOP);
    const attempt = () => resolveIntent(codebase, text);
    expect(attempt).toThrow(DomainError);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ code, message: expect.stringContaining(message), hint: expect.stringMatching(/\S \S/) });
      const offered = isSuggesting(error) ? error.suggestions.map((one) => one.text) : [];
      for (const suggestion of suggestions) {
        expect(offered).toContain(suggestion);
        expect(() => resolveIntent(codebase, suggestion)).not.toThrow();
      }
    }
  });
});
