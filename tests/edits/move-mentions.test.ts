import { describe, expect, test } from 'vitest';
import { changeProject, type Texts } from './changed-project.ts';

const SOURCES: Texts = { 'src/cart/totals.ts': 'export const total = 1', 'src/cart/tax.ts': '' };
const reason = (written: string, place: string, after: string) => `names the old path '${written}' in ${place}; it would be '${after}'`;

const move = async (path: string, text: string, editsMentions: boolean) => {
  const { texts, left } = await changeProject({ ...SOURCES, [path]: text }, { kind: 'MOVE_FILE', from: 'src/cart/totals.ts', to: 'src/shop/sums.ts', editsMentions });
  return { text: texts[path], left: left.map((line) => line.slice(line.indexOf(' ') + 1)) };
};

describe('a mention is listed, and edited on request:', () => {
  test.each([
    ['README.md', 'See [it](src/cart/totals.ts#L1).', 'See [it](src/shop/sums.ts#L1).', 'a document', 'src/cart/totals.ts', 'src/shop/sums.ts'],
    ['docs/a.md', 'See [it](../src/cart/totals.ts)', 'See [it](../src/shop/sums.ts)', 'a document', '../src/cart/totals.ts', '../src/shop/sums.ts'],
    ['src/cart/README.md', 'See [it](totals.ts) or [it](./tax.ts)', 'See [it](../shop/sums.ts) or [it](./tax.ts)', 'a document', 'totals.ts', '../shop/sums.ts'],
    ['src/README.md', 'Run `src/cart/totals.ts`.\r\n', 'Run `src/shop/sums.ts`.\r\n', 'a document', 'src/cart/totals.ts', 'src/shop/sums.ts'],
    ['index.html', '<script src="/src/cart/totals.ts">', '<script src="/src/shop/sums.ts">', 'a document', '/src/cart/totals.ts', '/src/shop/sums.ts'],
    ['index.html', '<script src="./src/cart/totals.ts">', '<script src="./src/shop/sums.ts">', 'a document', './src/cart/totals.ts', './src/shop/sums.ts'],
    ['src/cart/tax.ts', '// see ./totals, not ./tax', '// see ../shop/sums, not ./tax', 'a comment', './totals', '../shop/sums'],
    ['a.ts', '/* src/cart/totals.js is made of src/cart/totals-old.ts */', '/* src/shop/sums.js is made of src/cart/totals-old.ts */', 'a comment', 'src/cart/totals.js', 'src/shop/sums.js'],
    ['a.js', '/** 😀 {@link src/cart/totals.ts} */', '/** 😀 {@link src/shop/sums.ts} */', 'a comment', 'src/cart/totals.ts', 'src/shop/sums.ts'],
  ])('%s: %s', async (path, before, after, place, written, now) => {
    expect(await move(path, before, false)).toEqual({ text: before, left: [reason(written, place, now)] });
    expect(await move(path, before, true)).toEqual({ text: after, left: [] });
  });
});

describe('a path in a string is listed and never edited:', () => {
  test.each([
    ['vite.config.ts', "export default { input: 'src/cart/totals.ts' }", 'a configuration file'],
    ['a.ts', "readFileSync('src/cart/totals.ts')", 'a string'],
    ['ci.yml', 'run: tsx src/cart/totals.ts', 'a configuration file'],
    ['jest.json', '{"setup":["src/cart/totals.ts"]}', 'a configuration file'],
  ])('%s: %s', async (path, text, place) => {
    for (const edits of [false, true]) expect(await move(path, text, edits)).toEqual({ text, left: [reason('src/cart/totals.ts', place, 'src/shop/sums.ts')] });
  });
});

test.each([
  ['README.md', 'The totals of https://example.org/src/cart/totals.ts and cart/totals-old'],
  ['README.md', 'Totals are totals.'],
  ['a.ts', "import './src/cart/tax' // totals"],
  ['a.ts', 'const ratio = src/cart/totals'],
  ['package-lock.json', '{"x":"src/cart/totals.ts"}'],
])('%s: %s is no mention', async (path, text) => {
  expect(await move(path, text, true)).toEqual({ text, left: [] });
});

test('a document that moves keeps its links to what stays', async () => {
  const files = { 'src/cart/README.md': '[a](../money.ts) [b](./totals.ts) [c](../../docs)', 'src/cart/totals.ts': '// see ../money.ts', 'src/money.ts': '', 'docs/x.md': '' };
  const { texts } = await changeProject(files, { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'src/shop/cart', editsMentions: true });
  expect([texts['src/shop/cart/README.md'], texts['src/shop/cart/totals.ts']]).toEqual(['[a](../../money.ts) [b](./totals.ts) [c](../../../docs)', '// see ../../money.ts']);
});

test.each([
  ['jest.config.js', "module.exports = { map: { '^@cart/(.*)$': '<rootDir>/src/cart/$1' } }", "names the old path '/src/cart/$1' in a configuration file; it would be '/src/shop/$1'"],
  ['ci.yml', 'paths: src/cart/**', "names the old path 'src/cart' in a configuration file; it would be 'src/shop'"],
  ['README.md', 'All in `src/cart/`.', "names the old path 'src/cart' in a document; it would be 'src/shop'"],
])('a folder that moves is mentioned in %s by %s', async (path, text, expected) => {
  const { left } = await changeProject({ ...SOURCES, [path]: text }, { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'src/shop' });
  expect(left).toEqual([`${path}:1 ${expected}`]);
});
