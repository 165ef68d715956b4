import { expect, it } from 'vitest';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { filesLeadingTo } from '../../server/impact/taken-places.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

type Texts = Readonly<Record<string, string | null>>;

/** The same edit told in advance, and after it was made; each prediction as `certainty file`, sorted. */
async function predictBoth(files: Readonly<Record<string, string>>, after: Texts): Promise<string[][]> {
  const onDisk = Object.fromEntries(Object.entries({ ...files, ...after }).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));
  const ways = [{ isApplied: false, has: files }, { isApplied: true, has: onDisk }];
  return Promise.all(ways.map(async ({ isApplied, has }) => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...has });
    const edited = Object.entries(after).map(([path, text]) => ({ path, text, ...(isApplied ? { base: files[path] ?? null } : {}) }));
    const { predictions } = await predictBreaks(codebase, resolveWish(codebase, { kind: 'EDIT', files: edited, ...(isApplied ? { isApplied } : {}) }));
    return predictions.map(({ certainty, file }) => `${certainty} ${file}`).sort();
  }));
}

const ALIASED = JSON.stringify({ ...(JSON.parse(STRICT) as object), compilerOptions: { ...(JSON.parse(STRICT) as { compilerOptions: object }).compilerOptions, paths: { '@/*': ['./src/*'], shared: ['./src/common/all.ts'] } } });
const PACKAGE = JSON.stringify({ name: 'shop', exports: './src/a.ts' });

it.each<[string, Readonly<Record<string, string>>, Texts, string[]]>([
  ['breaks itself', { 'src/a.ts': 'export const a: number = 1;\n' }, { 'src/a.ts': "export const a: number = '';\n" }, ['CERTAIN src/a.ts']],
  ['breaks what imports it', { 'src/a.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['makes a file that breaks', { 'src/a.ts': 'export const a = 1;\n' }, { 'src/new.ts': "import { b } from './a';\nexport const c = b;\n" }, ['CERTAIN src/new.ts']],
  ['makes a file that ends an old break, and breaks what saw the other', { 'src/a/index.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['makes a file that was missing', { 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['makes a file that was missing, seen behind another', { 'src/b.ts': "export { a } from './a';\n", 'src/c.ts': "import { a } from './b';\nexport const c: number = a;\n" }, { 'src/a.ts': "export const a = '';\n" }, ['CERTAIN src/c.ts']],
  ['makes a file to which an alias leads', { 'tsconfig.json': ALIASED, 'src/b.ts': "import { a } from '@/lib';\nexport const b: number = a;\n" }, { 'src/lib/index.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['makes a file to which an alias of another name leads', { 'tsconfig.json': ALIASED, 'src/b.ts': "import { a } from 'shared';\nexport const b: number = a;\n" }, { 'src/common/all.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['makes a file to which an own name leads', { 'package.json': JSON.stringify({ name: 'shop', imports: { '#x': './src/x/y.ts' } }), 'src/b.ts': "import { a } from '#x';\nexport const b: number = a;\n" }, { 'src/x/y.ts': "export const a = '';\n" }, ['CERTAIN src/b.ts']],
  ['takes a file away', { 'src/a.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" }, { 'src/a.ts': null }, ['CERTAIN src/b.ts']],
  ['changes what a package offers', { 'package.json': PACKAGE, 'src/a.ts': 'export const a = 1;\n' }, { 'src/a.ts': 'export const z = 1;\n' }, ['POSSIBLE src/a.ts']],
  ['changes what a test runs', { 'src/a.ts': 'export const a = () => 1;\n', 'src/a.test.ts': "import { a } from './a';\na();\n" }, { 'src/a.ts': 'export const a = () => 2;\n' }, ['POSSIBLE src/a.test.ts']],
  ['says it otherwise in a comment', { 'src/a.ts': 'export const a = () => 1;\n', 'src/a.test.ts': "import { a } from './a';\na();\n" }, { 'src/a.ts': '// One.\nexport const a = () => 1;\n' }, []],
])('an edit that %s is predicted the same before and after it was made', async (_, files, after, told) => {
  expect(await predictBoth(files, after)).toEqual([told, told]);
});

it('a new file leaves imports of packages alone that are not there', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/b.ts': "import { a } from 'react';\nimport { c } from '@scope/new';\nexport const b = [a, c];\n", 'src/c.ts': "import { n } from './n';\nexport const c = n;\n" });
  expect(filesLeadingTo(codebase, ['src/new.ts'])).toEqual([]);
  expect(filesLeadingTo(codebase, ['src/n.ts'])).toEqual(['src/c.ts']);
});
