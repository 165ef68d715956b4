import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProjectView } from '../../server/checker/alike-projects.ts';
import { CompilerWire } from '../../server/checker/compiler-wire.ts';
import { CoveredProjects, type Candidate } from '../../server/checker/covered-projects.ts';
import { FileReach } from '../../server/checker/file-reach.ts';
import { writeAll } from '../rooms/temp-project.ts';
import { openCodebase } from '../support/open-codebase.ts';

afterEach(() => vi.restoreAllMocks());

const SOURCES = { '/r/src/a.ts': 'export const a = 1;', '/r/src/b.ts': 'export const b = 1;' };

interface Wish {
  readonly options?: object;
  readonly ownSpecifiers?: RegExp | null;
  readonly files?: Readonly<Record<string, string>>;
  readonly takesIn?: RegExp;
}

const candidateOf = (config: string, { options = {}, ownSpecifiers = null, files = {}, takesIn = /^\/r\/src\// }: Wish): Candidate => {
  const view: ProjectView = { options: { strict: true, ...options }, context: '', ownSpecifiers, names: Object.keys({ ...files, ...SOURCES }), wanted: [] };
  return { config, view, includes: (path) => takesIn.test(path) };
};

function cover(one: Wish, other: Wish, changed: Readonly<Record<string, string>> = {}) {
  const reach = new FileReach();
  const texts = { ...SOURCES, ...one.files, ...other.files };
  reach.lay(new Map(Object.entries(texts)));
  const covered = CoveredProjects.among([candidateOf('one', one), candidateOf('other', other)], reach);
  reach.lay(new Map(Object.entries({ ...texts, ...changed })));
  return { configs: covered.configs, isEnded: covered.areEndedBy(Object.keys(changed), reach) };
}

const REVERSED = Object.fromEntries(Object.entries(SOURCES).reverse());
const ALONE = { files: { '/r/src/umd.ts': "import { a } from './a';\nexport const umd = a;" } };

describe('a project need not be open', () => {
  it.each<[string, Wish, Wish, string[]]>([
    ['where another one is the same', {}, {}, ['other']],
    ['where another one has more modules', {}, ALONE, ['one']],
    ['where it only writes elsewhere', { options: { outDir: '/r/one' } }, { options: { outDir: '/r/two' } }, ['other']],
    ['where it writes nothing', { options: { noEmit: true } }, {}, ['one']],
  ])('%s', (_, one, other, configs) => {
    expect(cover(one, other).configs).toEqual(configs);
  });
});

describe('both projects are open', () => {
  it.each<[string, Wish, Wish]>([
    ['where they are read otherwise', { options: { target: 9 } }, {}],
    ['where each has a file alone', ALONE, { files: { '/r/src/c.ts': 'export {};' } }],
    ['where the larger one writes nothing', {}, { ...ALONE, options: { noEmit: true } }],
    ['where the larger one declares something for all', {}, { files: { '/r/src/g.ts': 'declare const g: number;' } }],
    ['where there is JavaScript', { files: { '/r/src/j.js': 'export {};' } }, { files: { '/r/src/j.js': 'export {};' } }],
  ])('%s', (_, one, other) => {
    expect(cover(one, other).configs).toEqual([]);
  });
});

describe('a project that is covered stays so', () => {
  it.each<[string, Wish, Wish, Record<string, string>]>([
    ['where a file of both changes', {}, ALONE, { '/r/src/a.ts': 'export const a = 2;' }],
    ['where a file of both declares something for all', {}, ALONE, { '/r/src/a.ts': 'export const a = 2; declare global { var a: 1 }' }],
    ['where a module is new in both', {}, ALONE, { '/r/src/new.ts': 'export {};' }],
    ['where no source is written', {}, ALONE, { '/r/src/read.md': '' }],
    ['where an import of the own package leads to the same output', { ownSpecifiers: /'own'/ }, { ownSpecifiers: /'own'/ }, { '/r/src/a.ts': "import 'own';" }],
  ])('%s', (_, one, other, changed) => {
    expect(cover(one, other, changed)).toMatchObject({ configs: [expect.any(String)], isEnded: false });
  });
});

describe('a project that was covered is opened', () => {
  it.each<[string, Wish, Wish, Record<string, string>]>([
    ['where the file of one alone changes', {}, ALONE, { '/r/src/umd.ts': "import './g';" }],
    ['where one takes in a new file', { takesIn: /src\/[ab]/ }, ALONE, { '/r/src/new.ts': 'export {};' }],
    ['where a new file declares something for all', {}, ALONE, { '/r/src/new.ts': 'declare const g: number;' }],
    ['where a file of both declares something for all that may be merged in another order', {}, { files: { ...ALONE.files, ...REVERSED } }, { '/r/src/a.ts': 'export const a = 2; declare global { var a: 1 }' }],
    ['where JavaScript is new', {}, ALONE, { '/r/src/new.js': 'export {};' }],
    ['where an import may lead to the output of one', { options: { outDir: '/r/one' }, ownSpecifiers: /'own'/ }, { options: { outDir: '/r/two' }, ownSpecifiers: /'own'/ }, { '/r/src/a.ts': "import 'own';\nexport const a = 1;" }],
    ['where a file lies in the output of one', { options: { outDir: '/r/one' } }, { options: { outDir: '/r/two' } }, { '/r/one/a.d.ts': 'export {};' }],
  ])('%s', (_, one, other, changed) => {
    expect(cover(one, other, changed)).toMatchObject({ configs: [expect.any(String)], isEnded: true });
  });
});

const OPTIONS = { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, types: [] };
const TWO_CONFIGS = {
  'tsconfig.json': JSON.stringify({ compilerOptions: { ...OPTIONS, outDir: 'dist/one' }, include: ['src'] }),
  'tsconfig.part.json': JSON.stringify({ compilerOptions: { ...OPTIONS, outDir: 'dist/two', declarationMap: true }, include: ['src'], exclude: ['src/only'] }),
  'src/a.ts': 'export const a: number = 1;\n',
};

describe('what a covered project says alone', () => {
  const told = async (overlay: Record<string, string | null>, files: string[]) => {
    const codebase = await openCodebase(TWO_CONFIGS);
    const { problems } = await codebase.checker.check({ files, overlay: new Map(Object.entries(overlay)) });
    return problems.map(({ file, code }) => `${file} ${code}`);
  };

  it('of its config is told', async () => {
    expect(await told({}, ['src/a.ts'])).toContain('tsconfig.part.json TS5069');
  });

  it('once there is a file that it does not take in is told', async () => {
    const planned = { 'src/only/g.ts': 'declare global { var g: number; }\nexport {};\n', 'src/a.ts': 'export const a: number = g;\n' };
    expect(await told(planned, ['src/a.ts', 'src/only/g.ts'])).toContain('src/a.ts TS2304');
  });

  it.each([true, false])('is the same when it is opened while a file comes back (composite: %s)', async (composite) => {
    const config = (name: 'tsconfig.json' | 'tsconfig.part.json') => ({ [name]: TWO_CONFIGS[name].replace('"strict"', `"composite":${composite},"strict"`) });
    const files = { ...config('tsconfig.json'), ...config('tsconfig.part.json'), 'src/a.ts': "import { b } from './b';\nexport const a: number = b;\n", 'src/b.ts': 'export const b = 1;\n' };
    const request = { files: ['src/a.ts', 'src/b.ts'], overlay: new Map([['src/only/g.ts', 'declare global { var g: number; }\nexport {};\n']]) };
    const codebase = await openCodebase(files);
    await codebase.checker.check({ files: ['src/a.ts'], overlay: new Map([['src/b.ts', null]]) });
    expect(await codebase.checker.check(request)).toEqual(await (await openCodebase(files)).checker.check(request));
  });

  it('is told again and again, though it is closed in between', async () => {
    const sent = vi.spyOn(CompilerWire.prototype, 'sendRequest');
    const closings = () => sent.mock.calls.filter(([{ method }, params]) => method === 'updateSnapshot' && JSON.stringify(params).includes('closeProjects')).length;
    const codebase = await openCodebase(TWO_CONFIGS);
    const overlay = new Map([['src/only/g.ts', 'declare global { var g: number; }\nexport {};\n'], ['src/a.ts', 'export const a: number = g;\n']]);
    const asks = [{ files: ['src/a.ts', 'src/only/g.ts'], overlay }, { files: ['src/a.ts'], overlay: new Map<string, string>() }];
    const expected = await Promise.all(asks.map(async (ask) => (await openCodebase(TWO_CONFIGS)).checker.check(ask)));
    const before = closings();
    for (const times of [0, 1, 2]) {
      await vi.waitFor(() => expect(closings() - before).toBe(times === 0 ? 0 : times + 1), 10_000);
      for (const [index, ask] of asks.entries()) expect(await codebase.checker.check(ask)).toEqual(expected[index]);
    }
    expect(expected[0]?.problems.map(({ code }) => code)).toContain('TS2304');
  });

  it('once such a file is on disk is told', async () => {
    const codebase = await openCodebase(TWO_CONFIGS);
    await codebase.checker.check({ files: ['src/a.ts'], overlay: new Map() });
    await writeAll(codebase.tree.root, { 'src/only/g.ts': 'declare global { var g: number; }\nexport {};\n', 'src/a.ts': 'export const a: number = g;\n' });
    await codebase.refresh();
    const { problems } = await codebase.checker.check({ files: ['src/a.ts'], overlay: new Map() });
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toContain('src/a.ts TS2304');
  });

  it('with another text of its config is told', async () => {
    const planned = { 'tsconfig.part.json': TWO_CONFIGS['tsconfig.part.json'].replace('"strict":true', '"strict":true,"noUnusedLocals":true').replace('"declarationMap":true,', ''), 'src/a.ts': 'const b = 1;\nexport const a: number = 1;\n' };
    expect(await told(planned, ['src/a.ts'])).toContain('src/a.ts TS6133');
  });
});
