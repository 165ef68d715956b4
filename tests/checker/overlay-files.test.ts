import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OverlayFiles } from '../../server/checker/overlay-files.ts';
import { makeProject } from '../rooms/temp-project.ts';
import { openCodebase, STRICT, strictConfig } from '../support/open-codebase.ts';

const DISK = { 'a.ts': "import './c';\nexport const a = 1;\n", 'b.ts': 'export const b = 1;\n', 'c.ts': 'export {};\n', 'package.json': '{}' };

describe('one overlay follows another', () => {
  it.each<[fact: string, before: Record<string, string | null>, after: Record<string, string | null>, steps: string[][]]>([
    ['in one step where one file changes', {}, { 'a.ts': 'A' }, [['a.ts']]],
    ['file by file where they import what they did', { 'b.ts': 'B' }, { 'a.ts': "import './c';\n" }, [[], ['a.ts']]],
    ['file by file where a file keeps its place in both', { 'a.ts': "import './c';\n// 1", 'b.ts': 'B' }, { 'a.ts': "import './c';\n// 2", 'b.ts': 'B2' }, [['a.ts', 'b.ts'], ['a.ts', 'b.ts']]],
    ['at once where an import is new', { 'b.ts': 'B' }, { 'a.ts': "import './c';\nimport './b';\n" }, [['a.ts']]],
    ['at once where an import goes', { 'b.ts': 'B' }, { 'a.ts': 'A' }, [['a.ts']]],
    ['at once where a file comes', { 'b.ts': 'B' }, { 'new.ts': 'N' }, [['new.ts']]],
    ['at once where a file goes', { 'b.ts': 'B' }, { 'c.ts': null }, [['c.ts']]],
    ['at once where a file comes back', { 'b.ts': null }, { 'c.ts': '// C' }, [['c.ts']]],
    ['at once where a file is no source', { 'b.ts': 'B' }, { 'package.json': '{ }' }, [['package.json']]],
  ])('%s', async (_, before, after, steps) => {
    const root = await makeProject(DISK);
    const absolute = (texts: Record<string, string | null>) => new Map(Object.entries(texts).map(([path, text]) => [join(root, path), text]));
    const files = new OverlayFiles({ root, permanent: () => undefined, exists: existsSync });
    files.replace(absolute(before));
    const found = files.stepsTo(absolute(after));
    expect(found.map((step) => [...step.keys()].map((path) => path.slice(root.length + 1)).sort())).toEqual(steps);
    expect(found.at(-1)).toEqual(absolute(after));
    expect(files.isFarFrom(absolute(after))).toBe(steps.length === 1);
  });
});

it('a check after steps tells the same as one from the disk', async () => {
  const texts = { 'tsconfig.json': STRICT, 'src/a.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n", 'src/c.ts': "import { b } from './b';\nexport const c: number = b;\n" };
  const overlays = [{ 'src/a.ts': "export const a = 'one';\n" }, { 'src/b.ts': "import { a } from './a';\nexport const b = String(a);\n" }, { 'src/a.ts': 'export const z = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b = a;\n" }];
  const codebase = await openCodebase(texts);
  for (const overlay of overlays) {
    const request = { files: ['src/a.ts', 'src/b.ts', 'src/c.ts'], overlay: new Map(Object.entries(overlay)) };
    const found = await codebase.checker.check(request);
    expect(found.problems.length).toBeGreaterThan(0);
    expect(found).toEqual(await (await openCodebase(texts)).checker.check(request));
  }
});

it('a new declaration stands before the script beside it, as on disk, so that both stay in the project', async () => {
  const config = strictConfig({ allowJs: true, checkJs: true });
  const codebase = await openCodebase({ 'tsconfig.json': config, 'src/a.js': "import { b } from './b';\nexport const a = b;\n" });
  const { problems } = await codebase.checker.check({ files: ['src/a.js'], overlay: new Map([['src/a.d.ts', 'export declare const a: 1;\n']]) });
  expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual(['src/a.js TS2307']);
});
