import { describe, expect, test } from 'vitest';
import { DomainError } from '../../server/errors.ts';
import type { EditFiles } from '../../server/intents/change.ts';
import { assertStillPossible, resolveWish } from '../../server/intents/resolve-intent.ts';
import type { WishOf } from '../../server/intents/wish.ts';
import { wordsOf } from '../../server/intents/words/words-of-change.ts';
import { openGraph, type OpenGraph } from '../graph/build-graph.ts';
import { writeAll } from '../rooms/temp-project.ts';

const SHOP = {
  'tsconfig.json': '{}', 'src/price.ts': 'export const price = 1;\n', 'src/use.ts': "import { price } from './price';\nprice;\n", 'src/broken.ts': 'export const a = ;\n',
  'src/odd.ts': new Uint8Array([0xff, 0xfe, 0x41]), 'src/icon.svg': '<svg/>\n', 'README.md': '# Shop\n',
};
const MEGABYTE = 1024 * 1024;
type Given = Partial<Omit<WishOf<'EDIT'>, 'kind'>>;
const resolve = (codebase: OpenGraph, given: Given) => resolveWish(codebase, { kind: 'EDIT', files: [], ...given }) as EditFiles;
const one = (path: string, text: string | null): Given => ({ files: [{ path, text }] });
const patch = (path: string, ...lines: string[]) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${lines.join('\n')}\n`;

function refusalOf(codebase: OpenGraph, given: Given): object {
  try {
    resolve(codebase, given);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, hint } = error;
    return { ...error, code, message, hint };
  }
  throw new Error('it was resolved');
}

describe('an edit is refused', () => {
  test.each<[string, Given, object]>([
    ['without a file', {}, { code: 'INVALID_INPUT', message: /no file/ }],
    ['with files and a diff', { ...one('src/price.ts', ''), diff: 'x' }, { code: 'INVALID_INPUT', message: /files and a diff/ }],
    ['outside of the project', one('../price.ts', ''), { code: 'INVALID_INPUT', message: /outside/ }],
    ['at an absolute path', one('/etc/passwd', ''), { code: 'INVALID_INPUT', message: /outside/ }],
    ['on another drive', one('C:\\price.ts', ''), { code: 'INVALID_INPUT', message: /outside/ }],
    ['with a NUL in its path', one('src/a\0.ts', ''), { code: 'INVALID_INPUT', message: /outside/ }],
    ['of a package', one('node_modules/pkg/index.ts', ''), { code: 'INVALID_INPUT', message: /not part of the sources/ }],
    ['of a build', one('dist/a.js', ''), { code: 'INVALID_INPUT', message: /not part of the sources/ }],
    ['of a file that is no text source', one('src/icon.svg', '<svg></svg>'), { code: 'INVALID_INPUT', message: /not a text/ }],
    ['of a file that is not UTF-8', one('src/odd.ts', ''), { code: 'INVALID_INPUT', message: /not a text/ }],
    ['below a file', one('src/price.ts/more.ts', ''), { code: 'INVALID_INPUT', message: /is a file, not a folder/ }],
    ['at the path of a folder', { files: [{ path: 'src/x.md/a.md', text: '' }, { path: 'src', text: null }] }, { code: 'INVALID_INPUT' }],
    ['that deletes what is not there', one('src/prices.ts', null), { code: 'TARGET_NOT_FOUND', hint: /Did you mean src\/price\.ts/ }],
    ['twice of one file', { files: [{ path: 'src/price.ts', text: '' }, { path: './src//price.ts', text: '' }] }, { code: 'INVALID_INPUT', message: /two things/ }],
    ['of 501 files', { files: Array.from({ length: 501 }, (_, i) => ({ path: `src/f${i}.ts`, text: '' })) }, { code: 'INVALID_INPUT', message: /501 files/ }],
    ['of 5 MB', one('src/price.ts', `// ${'x'.repeat(5 * MEGABYTE)}`), { code: 'INVALID_INPUT', message: /at most 4194304/ }],
    ['of 18 MB in all', { files: [1, 2, 3, 4, 5, 6].map((i) => ({ path: `docs/${i}.md`, text: 'x'.repeat(3 * MEGABYTE) })) }, { code: 'INVALID_INPUT', message: /together/ }],
    ['with a NUL in it', one('src/price.ts', 'a\0b'), { code: 'INVALID_INPUT', message: /binary/ }],
    ['with half a character in it', one('src/price.ts', '"\ud83d"'), { code: 'INVALID_INPUT', message: /binary/ }],
    ['that changes nothing', one('src/price.ts', SHOP['src/price.ts']), { code: 'INVALID_INPUT', message: /changes nothing/, hint: /applied/ }],
    ['that does not parse', one('src/price.ts', 'export const price = ;'), { code: 'UNPARSABLE_FILE', message: /src\/price\.ts does not parse: line 1/ }],
    ['of a new file that does not parse', one('src/new.ts', 'export const = 1'), { code: 'UNPARSABLE_FILE' }],
    ['by a diff that is none', { diff: 'rename price to cost' }, { code: 'INVALID_INPUT', message: /cannot be read/ }],
    ['by a diff that does not fit', { diff: patch('src/price.ts', '-export const cost = 1;', '+export const c = 1;') }, { code: 'DIFF_MISMATCH', file: 'src/price.ts', hunk: 1, hint: /applied/ }],
    ['by a diff of a file that is not there', { diff: patch('src/prices.ts', '-a', '+b') }, { code: 'DIFF_MISMATCH', file: 'src/prices.ts', hunk: null, hint: /src\/price\.ts/ }],
    ['by a diff that leads outside', { diff: '--- /dev/null\n+++ b/../x.ts\n@@ -0,0 +1 @@\n+x\n' }, { code: 'INVALID_INPUT', message: /outside/ }],
    ['as applied without a diff', { ...one('src/price.ts', ''), isApplied: true }, { code: 'INVALID_INPUT', hint: /diff/ }],
    ['as applied that is not', { diff: patch('src/price.ts', '-export const price = 1;', '+export const cost = 1;'), isApplied: true }, { code: 'DIFF_MISMATCH', hunk: 1 }],
  ])('%s', async (_, given, expected) => {
    const codebase = await openGraph(SHOP);
    const asMatchers = Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, value instanceof RegExp ? expect.stringMatching(value) : value]));
    expect(refusalOf(codebase, given)).toMatchObject(asMatchers);
  });
});

describe('an edit is resolved', () => {
  test.each<[string, Given, string]>([
    ['from contents', one('src/price.ts', 'export const cost = 1;\n'), 'Edit src/price.ts and heal what depends on it. It renames price to cost.'],
    ['from a diff', { diff: patch('src/price.ts', '-export const price = 1;', '+export const cost = 1;') }, 'Edit src/price.ts and heal what depends on it. It renames price to cost.'],
    ['of a file that did not parse before', one('src/broken.ts', 'export const a = ;;\n'), 'Edit src/broken.ts and heal what depends on it.'],
    ['without the files that stay as they are', { files: [{ path: 'README.md', text: '# Store\n' }, { path: 'src/price.ts', text: SHOP['src/price.ts'] }] }, 'Edit README.md and heal what depends on it. What it exports stays the same.'],
  ])('%s', async (_, given, understood) => {
    const codebase = await openGraph(SHOP);
    const change = resolve(codebase, given);
    expect(wordsOf(change).understood).toContain(understood);
    expect(() => assertStillPossible(codebase, JSON.parse(JSON.stringify(change)) as EditFiles)).not.toThrow();
  });

  test('for the file as it was then, and no other', async () => {
    const codebase = await openGraph(SHOP);
    const change = resolve(codebase, one('src/price.ts', 'export const cost = 1;\n'));
    await writeAll(codebase.tree.root, { 'src/price.ts': '// somebody else\nexport const price = 1;\n' });
    await codebase.graph.update(await codebase.tree.scan());
    expect(() => assertStillPossible(codebase, change)).toThrow(/was changed after the edit was captured/);
  });

  test('as applied, from what the diff says was there before', async () => {
    const codebase = await openGraph({ ...SHOP, 'src/price.ts': 'export const cost = 1;\n' });
    const change = resolve(codebase, { diff: patch('src/price.ts', '-export const price = 1;', '+export const cost = 1;'), isApplied: true });
    expect(change).toMatchObject({ isApplied: true, files: [{ path: 'src/price.ts', base: 'export const price = 1;\n', text: 'export const cost = 1;\n' }], inferred: { renames: [{ from: 'price', to: 'cost' }] } });
    expect(() => assertStillPossible(codebase, change)).not.toThrow();
  });
});
