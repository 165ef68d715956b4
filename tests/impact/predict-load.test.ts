import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../server/impact/analysis.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { predictEffects, withEffects } from '../../server/impact/predict-effects.ts';
import type { Change } from '../../server/intents/change.ts';
import { openCodebase, STRICT, strictConfig } from '../support/open-codebase.ts';

type Texts = Readonly<Record<string, string>>;
type Edits = Readonly<Record<string, string | null>>;

const editOf = (files: Edits): Change => ({ kind: 'EDIT', files: Object.entries(files).map(([path, text]) => ({ path, text })) });

async function predict(files: Texts, change: Change | Edits): Promise<Prediction[]> {
  return predictEffects(await openCodebase({ 'tsconfig.json': STRICT, ...files }), 'kind' in change && typeof change['kind'] === 'string' ? (change as Change) : editOf(change as Edits));
}

const codes = (predictions: readonly Prediction[]) => predictions.map(({ file, affectedComponents: [first] }) => [file, first?.code, first?.line]);

const PAIR: Texts = { 'src/a.ts': "import { b } from './b';\nexport const a = () => b;\n", 'src/b.ts': 'export const b = 1;\n', 'src/c.ts': 'export const c = 1;\n' };
const ring = (count: number): Texts => Object.fromEntries(Array.from({ length: count }, (_, i) => [`src/r${i}.ts`, `import { r${(i + 1) % count} } from './r${(i + 1) % count}';\nexport const r${i} = (): unknown => r${(i + 1) % count};\n`]));

describe('an import cycle', () => {
  it.each<[string, Texts, Edits, unknown[]]>([
    ['that an edit closes is predicted at the import that closes it', PAIR, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" }, [['src/b.ts', 'IMPORT_CYCLE', 1]]],
    ['of types only is none', PAIR, { 'src/b.ts': "import type { a } from './a';\nexport const b = 1;\nexport type Again = typeof a;\n" }, []],
    ['through an import that is used for types only is none', PAIR, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport type Again = typeof a;\n" }, []],
    ['through such an import that was there is none', { ...PAIR, 'src/a.ts': "import { B } from './b';\nexport const a = (b: B): B => b;\n", 'src/b.ts': 'export class B {}\n' }, { 'src/b.ts': "import { a } from './a';\nexport class B {}\nexport const again = a;\n" }, []],
    ['through such an import that the project keeps is one', { ...PAIR, 'tsconfig.json': strictConfig({ verbatimModuleSyntax: true }) }, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport type Again = typeof a;\n" }, [['src/b.ts', 'IMPORT_CYCLE', 1]]],
    ['that an import closes which is used for a value now is one', { ...PAIR, 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport type Again = typeof a;\n" }, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" }, [['src/b.ts', 'IMPORT_CYCLE', 1]]],
    ['through a dynamic import is none', PAIR, { 'src/b.ts': "export const b = 1;\nexport const again = () => import('./a');\n" }, []],
    ['that was there is no finding when its files are edited', { ...PAIR, 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" }, { 'src/b.ts': "import { a } from './a';\nexport const b = 2;\nexport const again = a;\n" }, []],
    ['that an edit breaks is no finding', ring(3), { 'src/r2.ts': 'export const r2 = 1;\n' }, []],
    ['that grows is one', { ...ring(3), 'src/out.ts': 'export const out = 1;\n' }, { 'src/out.ts': "import { r0 } from './r0';\nexport const out = r0;\n", 'src/r1.ts': "import { r2 } from './r2';\nimport { out } from './out';\nexport const r1 = () => [r2, out];\n" }, [['src/out.ts', 'IMPORT_CYCLE', 1]]],
    ['of a file with itself is one', PAIR, { 'src/c.ts': "import * as self from './c';\nexport const c = () => self;\n" }, [['src/c.ts', 'IMPORT_CYCLE', 1]]],
    ['between files that move is the one that was there', { 'src/x.ts': "import { y } from './y';\nexport const x = () => y;\nexport const long = 'a line that is the same before and after';\n", 'src/y.ts': "import { x } from './x';\nexport const y = () => x;\nexport const other = 'another line that is the same before and after';\n" }, { 'src/x.ts': null, 'src/z.ts': "import { y } from './y';\nexport const x = () => y;\nexport const long = 'a line that is the same before and after';\n" }, []],
  ])('%s', async (_, files, edit, expected) => {
    expect(codes(await predict(files, edit))).toEqual(expected);
  });

  it('says how long it is, where it leads, and what to do', async () => {
    const [cycle] = await predict(PAIR, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" });
    expect(cycle).toMatchObject({
      predictionType: 'PERFORMANCE', certainty: 'CERTAIN', severity: 4, summary: 'Closes an import cycle of 2 files',
      affectedComponents: [{ column: 19, symbol: './a', message: expect.stringContaining('Import only its types') }],
      whyPath: [{ file: 'src/b.ts', via: './a', line: 1, isBarrel: false }, { file: 'src/a.ts', via: './b', line: 1, isBarrel: false }, { file: 'src/b.ts', via: null, line: null, isBarrel: false }],
    });
  });

  it('that a moved export closes is predicted before anything is written', async () => {
    const files = { 'src/a.ts': "import { b } from './b';\nexport const base = 1;\nexport const sum = () => base + b;\nexport const user = () => sum();\n", 'src/b.ts': 'export const b = 1;\n' };
    expect(codes(await predict(files, { kind: 'MOVE_EXPORT', file: 'src/a.ts', name: 'sum', to: 'src/b.ts' }))).toEqual([['src/b.ts', 'IMPORT_CYCLE', 1]]);
  });

  it('of an edit that was made already is told against what was there', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...PAIR, 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" });
    const change: Change = { kind: 'EDIT', isApplied: true, files: [{ path: 'src/b.ts', text: codebase.tree.text('src/b.ts') ?? '', base: PAIR['src/b.ts'] ?? '' }] };
    expect(codes(await predictEffects(codebase, change))).toEqual([['src/b.ts', 'IMPORT_CYCLE', 1]]);
  });

  it('of thousands of files is found', { timeout: 60_000 }, async () => {
    const count = 3_000;
    const files: Texts = { ...ring(count), 'src/r0.ts': 'export const r0 = 1;\n' };
    const [cycle] = await predict(files, { 'src/r0.ts': ring(count)['src/r0.ts'] ?? '' });
    expect(cycle).toMatchObject({ summary: `Closes an import cycle of ${count} files`, severity: 5 });
    expect(cycle?.whyPath).toHaveLength(50);
  });
});

const many = (count: number): Texts => Object.fromEntries([
  ...Array.from({ length: count }, (_, i) => [`src/lib/m${i}.ts`, `export const m${i} = '${'x'.repeat(200)}';\n`]),
  ['src/lib/index.ts', Array.from({ length: count }, (_, i) => `export * from './m${i}';\n`).join('')],
  ['src/main.ts', "import { page } from './page';\nconsole.log(page);\n"],
  ['src/page.ts', 'export const page = 1;\n'],
]);

describe('what an entry point loads', () => {
  const THROUGH_ALL = { 'src/page.ts': "import * as all from './lib/index';\nexport const page = all;\n" };

  it('does not grow by what an import is used for as a type only', async () => {
    expect(await predict(many(30), { 'src/page.ts': "import * as all from './lib/index';\nexport const page = 1;\nexport type All = typeof all;\n" })).toEqual([]);
    const kind = { ...many(30), 'src/lib/kind.ts': "import { m1 } from './index';\nexport const kind = 1;\nexport type Kind = typeof m1;\n" };
    expect(await predict(kind, { 'src/page.ts': "import { kind } from './lib/kind';\nexport const page = kind;\n" })).toEqual([]);
  });

  it('is predicted in modules and bytes where it grows, with the import it grows through', async () => {
    const bytes = Buffer.byteLength(Object.values({ ...many(30), ...THROUGH_ALL }).join(''));
    const [growth, ...others] = await predict(many(30), THROUGH_ALL);
    expect(others).toEqual([]);
    expect(growth).toMatchObject({
      predictionType: 'PERFORMANCE', certainty: 'CERTAIN', severity: 5, file: 'src/main.ts', summary: `Loads 33 modules and ${(bytes / 1000).toFixed(1)} kB of source where it loaded 2 and 0.1 kB`,
      affectedComponents: [{ file: 'src/page.ts', line: 1, code: 'LOAD_GROWTH', symbol: './lib/index' }],
      whyPath: [{ file: 'src/main.ts', via: './page', line: 1, isBarrel: false }, { file: 'src/page.ts', via: './lib/index', line: 1, isBarrel: false }, { file: 'src/lib/index.ts', via: null, line: null, isBarrel: false }],
    });
  });

  it.each<[string, Texts, Edits]>([
    ['by little is no finding', many(3), THROUGH_ALL],
    ['later, by a dynamic import, is no finding', many(30), { 'src/page.ts': "export const page = () => import('./lib/index');\n" }],
    ['for types only is no finding', many(30), { 'src/page.ts': "import type * as all from './lib/index';\nexport const page: keyof typeof all | 1 = 1;\n" }],
    ['in tests only is no finding', { ...many(30), 'src/page.test.ts': 'export {};\n' }, { 'src/page.test.ts': "import * as all from './lib/index';\nconsole.log(all);\n" }],
    ['and loaded already is no finding', { ...many(30), 'src/main.ts': "import { page } from './page';\nimport * as all from './lib/index';\nconsole.log(page, all);\n" }, THROUGH_ALL],
  ])('%s', async (_, files, edit) => {
    expect(await predict(files, edit)).toEqual([]);
  });
});

describe('a barrel', () => {
  it('that pulls in the world for one name is predicted with the file to import from', async () => {
    const found = await predict(many(30), { 'src/page.ts': "import { m3 } from './lib/index';\nexport const page = m3;\n" });
    expect(codes(found)).toEqual([['src/main.ts', 'LOAD_GROWTH', 1], ['src/page.ts', 'BARREL_IMPORT', 1]]);
    expect(found[1]).toMatchObject({ severity: 3, summary: 'Loads 31 more modules through the barrel src/lib/index.ts for names that need 1 of them', affectedComponents: [{ message: expect.stringContaining('Import from src/lib/m3.ts instead') }] });
  });

  it('whose names were loaded before says that they need nothing more', async () => {
    const found = await predict({ ...many(30), 'src/page.ts': "import { m3 } from './lib/m3';\nexport const page = m3;\n" }, { 'src/page.ts': "import { m3 } from './lib/index';\nexport const page = m3;\n" });
    expect(found.find(({ affectedComponents: [place] }) => place?.code === 'BARREL_IMPORT')).toMatchObject({ summary: 'Loads 30 more modules through the barrel src/lib/index.ts for names whose modules it loaded before', evidence: [{ reason: '30 more modules are loaded where none would do' }] });
  });

  it.each<[string, string]>([
    ['is none when the name comes from its own file', "import { m3 } from './lib/m3';\nexport const page = m3;\n"],
    ['of which only a type is taken is no finding', "import type { m3 } from './lib/index';\nexport const page: typeof m3 | 1 = 1;\n"],
  ])('%s', async (_, page) => {
    expect(await predict(many(30), { 'src/page.ts': page })).toEqual([]);
  });
});

it('the worst of all predictions is the least that the overall risk can be', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...PAIR });
  const change = editOf({ 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" });
  const breaks = await predictBreaks(codebase, change);
  const { analysis, predictions } = withEffects(breaks, await predictEffects(codebase, change));
  expect(breaks.analysis.overallRisk).toBeLessThan(4);
  expect(analysis).toMatchObject({ overallRisk: 4, decision: 'LOW_RISK' });
  expect(analysis.riskFactors.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(4);
  expect(predictions).toHaveLength(1);
});
