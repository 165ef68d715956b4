import { describe, expect, it, vi } from 'vitest';
import { CompilerWire } from '../../server/checker/compiler-wire.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const config = (more: object, include = ['src']) => JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, types: [], ...more }, include });

/** `file:text around the token` of everything that the name at `needle` stands for. */
async function find(codebase: Codebase, file: string, needle: string, overlay: Readonly<Record<string, string>> = {}) {
  const text = (path: string) => overlay[path] ?? codebase.tree.text(path) ?? '';
  const { definitions, places } = await codebase.checker.findReferences({ file, offset: text(file).indexOf(needle), overlay: new Map(Object.entries(overlay)) });
  const told = (list: typeof places) => list.map((place) => `${place.file}:${place.start} ${text(place.file).slice(place.start, place.end)}`);
  return { definitions: told(definitions), places: told(places) };
}

const CORE = 'export interface Runs { run(): void }\n';

describe('references', () => {
  it('are told with the offsets of the text, whatever is before them', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': "\uFEFF// 🧾 é\r\nexport const one = 1;\r\n", 'src/b.ts': "/* 👩‍🔬 */ import { one } from './a';\nexport const two = one;\n" });
    expect(await find(codebase, 'src/a.ts', 'one')).toMatchObject({ places: ['src/a.ts:23 one', 'src/b.ts:21 one', 'src/b.ts:58 one'] });
  });

  it('include those that only an overlay has', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export const one = 1;\n' });
    expect(await find(codebase, 'src/a.ts', 'one', { 'src/new.ts': "\uFEFFimport { one } from './a';\none;\n" })).toMatchObject({ places: ['src/a.ts:13 one', 'src/new.ts:10 one', 'src/new.ts:28 one'] });
    expect(await find(codebase, 'src/a.ts', 'one')).toMatchObject({ places: ['src/a.ts:13 one'] });
  });

  it('cross from project to project, through what they share', async () => {
    const codebase = await openCodebase({
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: 'core' }, { path: 'app' }, { path: 'other' }] }),
      'core/tsconfig.json': config({ composite: true, outDir: 'dist' }), 'core/src/a.ts': CORE,
      'app/tsconfig.json': JSON.stringify({ ...(JSON.parse(config({ composite: true, outDir: 'dist' })) as object), references: [{ path: '../core' }] }),
      'app/src/b.ts': "import type { Runs } from '../../core/src/a';\nexport class B implements Runs { run() {} }\n",
      'other/tsconfig.json': JSON.stringify({ ...(JSON.parse(config({ composite: true, outDir: 'dist' })) as object), references: [{ path: '../core' }] }),
      'other/src/c.ts': "import type { Runs } from '../../core/src/a';\nexport const c: Runs = { run() {} };\nc.run();\n",
    });
    const found = await find(codebase, 'app/src/b.ts', 'run()');
    expect(found.definitions).toEqual(['app/src/b.ts:79 run', 'core/src/a.ts:24 run']);
    expect(found.places).toEqual(['app/src/b.ts:79 run', 'core/src/a.ts:24 run', 'other/src/c.ts:71 run', 'other/src/c.ts:85 run']);
  });

  it('lead on from a declaration that every project has found, and ask only those of them that have the most files', async () => {
    const codebase = await openCodebase({
      'tsconfig.json': config({}), 'tsconfig.part.json': config({ target: 'es2021' }, ['src/a.ts', 'src/b.ts']),
      'src/a.ts': CORE, 'src/b.ts': "import type { Runs } from './a';\nexport interface Stops { run(): void }\nexport class B implements Runs, Stops { run() {} }\n",
      'src/c.ts': "import type { Stops } from './b';\nexport class C implements Stops { run() {} }\n",
    });
    const sent = vi.spyOn(CompilerWire.prototype, 'sendRequest');
    const found = await find(codebase, 'src/a.ts', 'run()');
    const searches = sent.mock.calls.filter(([{ method }]) => method === 'getReferencedSymbolsForNode').length;
    sent.mockRestore();
    expect(found.places).toEqual(['src/a.ts:24 run', 'src/b.ts:58 run', 'src/b.ts:112 run', 'src/c.ts:68 run']);
    // Both about the first, which nobody has found yet, and about Stops', which the large one alone has found; only the large one about those of B and C.
    expect(searches).toBe(6);
  });

  it('say what a library declares', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export class A extends Map<string, string> { override get size() { return 1; } }\n' });
    const { definitions } = await find(codebase, 'src/a.ts', 'size');
    expect(definitions).toHaveLength(2);
    expect(definitions.find((place) => !place.startsWith('src/'))).toMatch(/^\.\..*lib\..*\.d\.ts:/);
  });

  it('are none at a keyword, in a comment, and in a file that no project includes', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': '// one\nexport const one = 1;\n', 'outside.ts': 'const x = 1;\n' });
    expect(await find(codebase, 'src/a.ts', 'const')).toEqual({ definitions: [], places: [] });
    expect(await find(codebase, 'outside.ts', 'x')).toEqual({ definitions: [], places: [] });
  });

  it('are given up when the call is aborted', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export const one = 1;\n' });
    await expect(codebase.checker.findReferences({ file: 'src/a.ts', offset: 13, overlay: new Map(), signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

it('places of which nothing is known are those without types and without a project', async () => {
  const text = 'export const f = (x: any, y: { a: 1 }) => x.a + y.a;\n';
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': text, 'outside.ts': text });
  const places = ['src/a.ts', 'outside.ts'].flatMap((file) => ['x.a', 'y.a'].map((needle) => ({ file, start: text.indexOf(needle) + 2, end: text.indexOf(needle) + 3 })));
  const unknown = await codebase.checker.findUnknown({ places, overlay: new Map() });
  expect(unknown.map(({ file, start }) => `${file}:${text.slice(start - 2, start + 1)}`)).toEqual(['src/a.ts:x.a', 'outside.ts:x.a', 'outside.ts:y.a']);
});

it('types are told as they are written, of patterns too', async () => {
  const text = '\uFEFFexport class Cart { n = 1 }\nexport function f(cart: Cart, list: string[], { n }: Cart) { return [cart, list, n]; }\n';
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': text, 'outside.ts': text });
  const offsets = ['cart: Cart', 'list', '{ n }'].map((needle) => text.indexOf(needle));
  expect(await codebase.checker.describeTypes({ file: 'src/a.ts', offsets, overlay: new Map() })).toEqual(['Cart', 'string[]', 'Cart']);
  expect(await codebase.checker.describeTypes({ file: 'outside.ts', offsets, overlay: new Map() })).toEqual([null, null, null]);
});

it('a problem in a file with a BOM is told where its text has it', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': "\uFEFFexport const one: number = 'x';\n" });
  for (const overlay of [new Map<string, string>(), new Map([['src/a.ts', "\uFEFFexport const one: string = 2;\n"]])]) {
    const { problems } = await codebase.checker.check({ files: ['src/a.ts'], overlay });
    expect(problems).toMatchObject([{ start: 14, line: 1, column: 15, excerpt: 'one' }]);
  }
});
