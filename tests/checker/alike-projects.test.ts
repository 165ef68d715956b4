import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ONLY_OUTPUT, shareFiles, type ProjectView } from '../../server/checker/alike-projects.ts';
import { FileReach } from '../../server/checker/file-reach.ts';
import { openCodebase } from '../support/open-codebase.ts';

interface OptionDeclaration {
  readonly name: string;
  readonly [effect: `affects${string}`]: boolean | undefined;
}

const SOURCES = { '/r/a.ts': 'export const a = 1;', '/r/b.ts': 'export const b = 1;', '/r/test.ts': "import { a } from './a';\nconst b: typeof a = a;" };

interface Wish {
  readonly options?: object;
  readonly context?: string;
  readonly ownSpecifiers?: RegExp | null;
  readonly files?: Readonly<Record<string, string>>;
}

/** How many times each file of two projects is asked about. */
function askedOf(one: Wish, other: Wish): Record<string, number> {
  const reach = new FileReach();
  reach.lay(new Map(Object.entries({ ...SOURCES, ...one.files, ...other.files })));
  const viewOf = ({ options = {}, context = '', ownSpecifiers = null, files = SOURCES }: Wish): ProjectView => ({ options: { strict: true, ...options }, context, ownSpecifiers, names: Object.keys(files), wanted: Object.keys(files) });
  const asked = [...shareFiles([viewOf(one), viewOf(other)], reach).values()].flat();
  return Object.fromEntries([...new Set(asked)].map((name) => [name, asked.filter((each) => each === name).length]));
}

const timesOf = (one: Wish, other: Wish): number => askedOf(one, other)['/r/a.ts'] ?? 0;
const { '/r/test.ts': _, ...WITHOUT_TEST } = SOURCES;

describe('a file of two projects is asked about once', () => {
  it.each<[string, Wish, Wish]>([
    ['the same is said', {}, {}],
    ['they write elsewhere', { options: { outDir: '/r/one' } }, { options: { outDir: '/r/two', sourceMap: true } }],
    ['one writes nothing', { options: { noEmit: true } }, { options: { declaration: true } }],
    ['one writes declarations', { options: { declaration: true } }, {}],
    ['one has files that nobody else sees', {}, { files: WITHOUT_TEST }],
    ['modules come in another order', { files: { '/r/test.ts': SOURCES['/r/test.ts'], ...WITHOUT_TEST } }, {}],
    ['one has data', { files: { ...SOURCES, '/r/data.json': '{}' } }, {}],
    ['a package names its outputs and only comments import it', { options: { outDir: '/r/one' }, ownSpecifiers: /['"]own['"]/, files: { ...SOURCES, '/r/c.ts': "// import 'own'\nexport {};" } }, {}],
  ])('where %s', (_, one, other) => {
    expect(timesOf(one, other)).toBe(1);
    expect(timesOf(other, one)).toBe(1);
  });
});

describe('a file of two projects is asked about twice', () => {
  it.each<[string, Wish, Wish]>([
    ['an option differs', { options: { strict: false } }, {}],
    ['one writes declarations alone', { options: { declaration: true, noEmit: true } }, {}],
    ['references or the base of paths differ', { context: 'other' }, {}],
    ['one has a script', { files: { ...SOURCES, '/r/globals.d.ts': 'declare const here: string;' } }, {}],
    ['one has a script that speaks of import', { files: { ...SOURCES, '/r/s.ts': '// import\nconst s = `\nexport {};`;' } }, {}],
    ['one has a script that imports as it runs', { files: { ...SOURCES, '/r/s.ts': "/* export */ import('./a');" } }, {}],
    ['one has a script that names a namespace', { files: { ...SOURCES, '/r/s.ts': 'import Here = There.Here;\nconst s = 1;' } }, {}],
    ['one has a namespace that exports', { files: { ...SOURCES, '/r/s.ts': 'namespace S { export const s = 1; }' } }, {}],
    ['one adds to the globals', { files: { ...SOURCES, '/r/c.ts': 'export {};\ndeclare global { const here: string; }' } }, {}],
    ['one adds to a module', { files: { ...SOURCES, '/r/c.ts': "export {};\ndeclare /* it */ module './a' { const here: string; }" } }, {}],
    ['one names a global', { files: { ...SOURCES, '/r/c.d.ts': 'export {};\nexport as namespace Here;' } }, {}],
    ['one has JavaScript', { files: { ...SOURCES, '/r/c.js': 'export {};' } }, {}],
    ['globals come in another order', { files: { ...SOURCES, '/r/1.d.ts': 'declare const one: 1;', '/r/2.d.ts': 'declare const two: 2;' } }, { files: { '/r/2.d.ts': 'declare const two: 2;', '/r/1.d.ts': 'declare const one: 1;', ...SOURCES } }],
    ['a source lies outside of the root of one', { options: { rootDir: '/r/src' } }, {}],
    ['one has another spelling of a path', { files: { ...SOURCES, '/r/B.ts': SOURCES['/r/b.ts'], '/r/c.ts': 'export {};' } }, { files: { '/r/a.ts': SOURCES['/r/a.ts'], '/r/c.ts': 'export {};' } }],
    ['one has a copy of a package', { files: { ...SOURCES, '/r/node_modules/p/i.d.ts': 'export {};' } }, { files: { ...SOURCES, '/r/node_modules/p/i.d.ts': 'export {};', '/r/q/node_modules/p/i.d.ts': 'export {};' } }],
    ['a package is imported by the outputs that it names', { options: { outDir: '/r/one' }, ownSpecifiers: /['"]own['"]/, files: { ...SOURCES, '/r/c.ts': "import 'own';" } }, { files: { ...SOURCES, '/r/c.ts': "import 'own';" } }],
  ])('where %s', (_, one, other) => {
    expect(timesOf(one, other)).toBe(2);
    expect(timesOf(other, one)).toBe(2);
  });

  it('where it is JavaScript', () => {
    const files = { '/r/a.ts': SOURCES['/r/a.ts'], '/r/c.js': 'export {};' };
    expect(askedOf({ files }, { files })).toEqual({ '/r/a.ts': 1, '/r/c.js': 2 });
  });
});

it('the compiler itself says that the options that are left out change no diagnostic', () => {
  const { optionDeclarations } = createRequire(import.meta.url)('typescript-6') as { readonly optionDeclarations: readonly OptionDeclaration[] };
  const declared = new Map(optionDeclarations.map((option) => [option.name, option]));
  const effects = [...ONLY_OUTPUT].flatMap((name) => Object.entries(declared.get(name) ?? { affectsNothingKnown: true }).filter(([effect, has]) => effect.startsWith('affects') && has === true).map(([effect]) => effect));
  expect(new Set(effects)).toEqual(new Set(['affectsBuildInfo', 'affectsEmit']));
});

/** How many files the compilers that are started from now on are asked about, as often as they are. */
function countQuestions(): () => number {
  const sent: string[] = [];
  const note = (message: unknown): void => {
    const { process } = message as { readonly process: ChildProcess };
    process.once('spawn', () => {
      const { stdin } = process;
      const write = stdin?.write.bind(stdin) as ((text: string) => boolean) | undefined;
      if (stdin && write) stdin.write = (text: string) => (sent.push(text), write(text));
    });
  };
  subscribe('child_process', note);
  onTestFinished(() => void unsubscribe('child_process', note));
  return () => sent.splice(0).join('').split('"getSemanticDiagnostics"').length - 1;
}

describe('an answer is the same as if every project were asked', () => {
  const options = { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, types: [], rootDir: '.' };
  const config = (more: object, include: readonly string[] = ['src', 'test']) => JSON.stringify({ compilerOptions: { ...options, ...more }, include });
  const pair = (folder: string, one: string, other: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries({ 'tsconfig.json': one, 'tsconfig.build.json': other, ...files }).map(([name, text]) => [`${folder}/${name}`, text]));

  it('where two projects share files', async () => {
    const questions = countQuestions();
    const codebase = await openCodebase({
      // What only a project that writes says.
      ...pair('emits', config({ module: 'commonjs', noEmit: true }), config({ module: 'commonjs', outDir: 'dist' }, ['src']), { 'src/a.ts': 'const require = 1;\nexport { require };\n', 'test/a.ts': "import { require as r } from '../src/a';\nexport const t: string = r;\n" }),
      // What only a project without some file says.
      ...pair('globals', config({ noEmit: true }), config({ outDir: 'dist' }, ['src']), { 'src/a.ts': 'export const a: number = here;\n', 'test/globals.d.ts': 'declare const here: string;\n' }),
      // Declarations that cannot be written are no errors of a check.
      ...pair('declares', config({ noEmit: true }), config({ declaration: true, outDir: 'dist' }, ['src']), { 'src/a.ts': 'interface Hidden { a: 1 }\nconst key = Symbol();\nexport class A { [key]: Hidden | undefined; }\nexport const wrong: Hidden = 1;\n', 'test/b.ts': "export * from '../src/a';\n" }),
      // What imports a file outside of the root of one.
      ...pair('rooted', config({ outDir: 'dist' }), config({ rootDir: 'src', outDir: 'dist' }, ['src']), { 'src/a.ts': "import { b } from '../test/b';\nexport const a: string = b;\n", 'test/b.ts': 'export const b = 1;\n', 'test/c.ts': 'export {};\n' }),
      // A composite project names all its files.
      ...pair('named', config({ composite: true, outDir: 'dist' }), config({ composite: true, outDir: 'dist' }, ['src']), { 'src/a.ts': "import { b } from '../test/b';\nexport const a: string = b;\n", 'test/b.ts': 'export const b = 1;\n', 'test/c.ts': 'export {};\n' }),
      // An import of the own package is led from an output to its source.
      ...pair('own', config({ noEmit: true, rootDir: 'src', outDir: 'none' }, ['src']), config({ rootDir: 'src', outDir: 'dist' }, ['src']), { 'package.json': JSON.stringify({ name: 'own', exports: './dist/b.js' }), 'src/a.ts': "import { b } from 'own';\nexport const a: string = b;\n", 'src/b.ts': 'export const b = 1;\n' }),
      // What is only declared once the change is made.
      ...pair('planned', config({ noEmit: true }), config({ outDir: 'dist' }, ['src']), { 'src/a.ts': 'export const a = 1;\n', 'test/b.ts': 'export {};\n' }),
    });
    const overlay = new Map(Object.entries({ 'planned/src/a.ts': 'export const a = here;\n', 'planned/test/b.ts': 'export {};\ndeclare global { const here: string; }\n' }));
    const files = codebase.graph.files();
    const shared = await codebase.checker.check({ files, overlay });
    const fewer = questions();
    // A planned config has every project asked.
    const asked = await codebase.checker.check({ files, overlay: new Map([...overlay, ['elsewhere/package.json', '{}']]) });
    expect(shared).toEqual(asked);
    // Of emits and declares the one file that both have.
    expect(questions() - fewer).toBe(2);
    expect(shared.problems.map(({ file, code, line }) => `${file}:${line} ${code}`)).toEqual([
      'declares/src/a.ts:4 TS2322',
      'emits/src/a.ts:1 TS2441',
      'emits/test/a.ts:2 TS2322',
      'globals/src/a.ts:1 TS2322',
      'globals/src/a.ts:1 TS2304',
      'named/src/a.ts:1 TS6307',
      'named/src/a.ts:2 TS2322',
      'own/src/a.ts:1 TS2307',
      'own/src/a.ts:2 TS2322',
      'planned/src/a.ts:1 TS2304',
      'rooted/src/a.ts:1 TS6059',
      'rooted/src/a.ts:2 TS2322',
    ]);
  });
});
