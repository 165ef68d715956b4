import { expect, it } from 'vitest';
import { filesLeadingTo } from '../../server/impact/taken-places.ts';
import { openCodebase, STRICT, strictConfig } from '../support/open-codebase.ts';
import { tellBreaks, toldRight, type Texts } from '../support/told-breaks.ts';

const ALIASED = strictConfig({ paths: { '@/*': ['./src/*'], shared: ['./src/common/all.ts'] } });
const PACKAGE = JSON.stringify({ name: 'shop', exports: './src/a.ts' });

it.each<[string, Readonly<Record<string, string>>, Texts, string[], string[]?]>([
  ['breaks itself', { 'src/a.ts': 'export const a: number = 1;\n' }, { 'src/a.ts': "export const a: number = '';\n" }, ['src/a.ts:1 TS2322']],
  ['breaks what imports it', { 'src/a.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['makes a file that breaks', { 'src/a.ts': 'export const a = 1;\n' }, { 'src/new.ts': "import { b } from './a';\nexport const c = b;\n" }, ['src/new.ts:1 TS2305']],
  ['makes a file that ends an old break, and breaks what saw the other', { 'src/a/index.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['makes a file that was missing', { 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['makes a file that was missing, seen behind another', { 'src/b.ts': "export { a } from './a';\n", 'src/c.ts': "import { a } from './b';\nexport const c: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['src/c.ts:2 TS2322']],
  ['makes a file to which an alias leads', { 'tsconfig.json': ALIASED, 'src/b.ts': "import { a } from '@/lib';\nexport const b: number = a;\n" }, { 'src/lib/index.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['makes a file to which an alias of another name leads', { 'tsconfig.json': ALIASED, 'src/b.ts': "import { a } from 'shared';\nexport const b: number = a;\n" }, { 'src/common/all.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['makes a file to which an own name leads', { 'package.json': JSON.stringify({ name: 'shop', imports: { '#x': './src/x/y.ts' } }), 'src/b.ts': "import { a } from '#x';\nexport const b: number = a;\n" }, { 'src/x/y.ts': "export const a = '';\n" }, ['src/b.ts:2 TS2322']],
  ['takes a file away', { 'src/a.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': null }, ['src/b.ts:1 TS2307']],
  ['changes what a package offers', { 'package.json': PACKAGE, 'src/a.ts': 'export const a = 1;\n' }, { 'src/a.ts': 'export const z = 1;\n' }, [], ['src/a.ts']],
  ['changes what a test runs', { 'src/a.ts': 'export const a = () => 1;\n', 'src/a.test.ts': "import { a } from './a';\na();\n" }, { 'src/a.ts': 'export const a = () => 2;\n' }, [], ['src/a.test.ts']],
  ['says it otherwise in a comment', { 'src/a.ts': 'export const a = () => 1;\n', 'src/a.test.ts': "import { a } from './a';\na();\n" }, { 'src/a.ts': '// One.\nexport const a = () => 1;\n' }, []],
])('an edit that %s is predicted the same before and after it was made', async (_, files, after, breaks, possible = []) => {
  expect(await tellBreaks({ files: { 'tsconfig.json': STRICT, ...files } }, after)).toEqual({ ...toldRight(breaks), possible: [possible, possible] });
});

it('a new file leaves imports of packages alone that are not there', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/b.ts': "import { a } from 'react';\nimport { c } from '@scope/new';\nexport const b = [a, c];\n", 'src/c.ts': "import { n } from './n';\nexport const c = n;\n" });
  expect(filesLeadingTo(codebase, ['src/new.ts'])).toEqual([]);
  expect(filesLeadingTo(codebase, ['src/n.ts'])).toEqual(['src/c.ts']);
});
