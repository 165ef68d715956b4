import { expect, it } from 'vitest';
import { listShims } from '../../server/healing/shims.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const ALIAS = 'export const cost = 1;\nexport { /** @deprecated Use {@link cost} instead. */ cost as price };\n';
const TYPE = 'export interface Cost { n: number }\nexport type { /** @deprecated Use {@link Cost} instead. */ Cost as Price };\n';

const OVERLOAD = 'export function f(a: number): number;\n/** @deprecated Call `f(a)` instead. */\nexport function f(a: number, b: string): number;\nexport function f(a: number): number { return a; }\n';

interface Row {
  readonly name: string;
  readonly files: Files;
  readonly callers: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: 'nobody', files: { 'src/a.ts': ALIAS, 'src/use.ts': "import { cost } from './a';\ncost;\n" }, callers: [] },
  { name: 'an import and its uses', files: { 'src/a.ts': ALIAS, 'src/use.ts': "import { price } from './a';\nprice + price;\n" }, callers: ['src/use.ts:1:10', 'src/use.ts:2:1', 'src/use.ts:2:9'] },
  { name: 'types, and imports that are types', files: { 'src/a.ts': TYPE, 'src/use.ts': "import { type Price } from './a';\nlet x: Price;\n" }, callers: ['src/use.ts:1:10', 'src/use.ts:2:8'] },
  { name: 'a namespace access', files: { 'src/a.ts': ALIAS, 'src/use.ts': "import * as a from './a';\na.price;\n" }, callers: ['src/use.ts:2:3'] },
  { name: 'callers behind a star', files: { 'src/a.ts': ALIAS, 'src/index.ts': "export * from './a';\n", 'src/use.ts': "import { price } from './index';\nprice;\n" }, callers: ['src/use.ts:1:10', 'src/use.ts:2:1'] },
  { name: 'a file that no tsconfig includes', files: { 'src/a.ts': ALIAS, 'scripts/use.ts': "import { price } from '../src/a';\nprice;\n" }, callers: ['scripts/use.ts:1:10', 'scripts/use.ts:2:1'] },
  { name: 'nobody who says another thing of that name', files: { 'src/a.ts': ALIAS, 'src/b.ts': '/** @deprecated */\nexport const price = 2;\n', 'src/use.ts': "import { price } from './b';\nprice;\n" }, callers: [] },
  { name: 'importers of a file that passes another one on', files: { 'src/a.ts': "/** @deprecated Moved to lib/b.ts. */\nexport { /** @deprecated */ x } from './lib/b';\n", 'src/lib/b.ts': 'export const x = 1;\n', 'src/use.ts': "import { x } from './a';\nexport { x as y } from './a';\nx;\n" }, callers: ['src/use.ts:1:19', 'src/use.ts:2:24'] },
  { name: 'the calls of an old signature, under other names, through barrels and in its own file', files: { 'src/a.ts': `${OVERLOAD}f(1, "own");\n`, 'src/index.ts': "export { f as g } from './a';\n", 'src/use.ts': "import { g } from './index';\nimport * as a from './a';\nconst h = g;\ng(1);\ng(1, 'b');\na.f(g(2, 'c'));\nh(3, 'd');\n", 'src/other.ts': "/** @deprecated */\nfunction f(a: number, b: string): void;\nfunction f(a: number): void;\nfunction f(a: number): void { void a; }\nf(1, 'x');\nexport {};\n" }, callers: ['src/a.ts:5:1', 'src/use.ts:5:1', 'src/use.ts:6:5', 'src/use.ts:7:1'] },
  { name: 'calls of an old signature through objects, arrays and other functions', files: { 'src/a.ts': OVERLOAD, 'src/use.ts': "import { f } from './a';\ntype F = typeof f;\nconst id = (x: F): F => x;\nid(f)(1, 'b');\n(f)(1, 'b');\n[f][0]?.(1, 'b');\n[f].at(0)!(1, 'b');\n({ f })['f'](1, 'b');\nexport function g(h: F) { h(1, 'b'); }\n" }, callers: ['src/use.ts:4:1', 'src/use.ts:5:2', 'src/use.ts:6:5', 'src/use.ts:7:1', 'src/use.ts:8:9', 'src/use.ts:9:27'] },
  { name: 'nobody for an old signature that nobody calls', files: { 'src/a.ts': OVERLOAD, 'src/use.ts': "import { f } from './a';\nf(1);\n" }, callers: [] },
];

it.each(ROWS)('a shim counts $name', async ({ files, callers }) => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...files });
  const [shim, ...more] = await listShims(codebase, 50, new AbortController().signal);
  expect(more).toEqual([]);
  expect(shim).toMatchObject({ file: 'src/a.ts' });
  expect(shim?.callers.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(callers);
});

it('no more shims than asked for are told, the first by path', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/b.ts': ALIAS, 'src/a.ts': ALIAS, 'src/c.ts': 'export const a = 1;\n' });
  expect((await listShims(codebase, 1, new AbortController().signal)).map(({ file }) => file)).toEqual(['src/a.ts']);
  expect(await listShims(codebase, 9, new AbortController().signal)).toMatchObject([{ file: 'src/a.ts', name: 'price', replacement: { file: 'src/a.ts', name: 'cost' } }, { file: 'src/b.ts' }]);
});
