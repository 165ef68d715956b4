import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent, resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const RENAME = 'rename price to cost in src/price.ts';

const BASE: Files = {
  'tsconfig.json': STRICT,
  'src/price.ts': 'export const price = 1;\nexport const other = 1;\n',
  'src/use.ts': "import { price } from './price';\nexport const use = price;\n",
};

async function certain(files: Files, intent = RENAME): Promise<string[]> {
  const codebase = await openCodebase(files);
  const { predictions } = await predictBreaks(codebase, resolveIntent(codebase, intent));
  return predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line, code }) => `${file}:${line} ${code}`));
}

const BIG_LINES = 40_000;
const big = Array.from({ length: BIG_LINES }, (_, i) => `export const value${i} = { id: ${i}, name: 'value ${i}' };`).join('\n');

it.each<{ what: string; files: Files; expected: readonly string[] }>([
  { what: 'a syntax error in a dependent', files: { ...BASE, 'src/use.ts': "import { price } from './price';\nexport const use = price;\nexport function (\n" }, expected: ['src/use.ts:1 TS2305'] },
  { what: 'a conflict marker in a dependent', files: { ...BASE, 'src/use.ts': "import { price } from './price';\n<<<<<<< HEAD\nexport const use = price;\n" }, expected: ['src/use.ts:1 TS2305'] },
  { what: 'a target of 2 MB', files: { ...BASE, 'src/price.ts': `export const price = 1;\n${big}\n` }, expected: ['src/use.ts:1 TS2305'] },
  { what: 'a dependent of 2 MB', files: { ...BASE, 'src/use.ts': `import { price } from './price';\n${big}\nexport const use = price;\n` }, expected: ['src/use.ts:1 TS2305'] },
  {
    what: 'circular project references',
    files: {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./a" }, { "path": "./b" }] }',
      'a/tsconfig.json': '{ "compilerOptions": { "lib": ["es2022"], "strict": true, "composite": true }, "include": ["*.ts"], "references": [{ "path": "../b" }] }',
      'b/tsconfig.json': '{ "compilerOptions": { "lib": ["es2022"], "strict": true, "composite": true }, "include": ["*.ts"], "references": [{ "path": "../a" }] }',
      'a/price.ts': 'export const price = 1;\n',
      'b/use.ts': "import { price } from '../a/price';\nexport const use: number = price;\n",
    },
    expected: ['b/use.ts:1 TS2305'],
  },
  { what: 'two tsconfigs that extend each other', files: { ...BASE, 'tsconfig.json': '{ "extends": "./tsconfig.base", "include": ["src"] }', 'tsconfig.base.json': '{ "extends": ["./tsconfig.json"], "compilerOptions": { "strict": true } }' }, expected: ['src/use.ts:1 TS2305'] },
  { what: 'a tsconfig that extends itself', files: { ...BASE, 'tsconfig.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "strict": true }, "include": ["src"] }' }, expected: ['src/use.ts:1 TS2305'] },
])('$what is no obstacle, and what it has already is no prediction', { timeout: 120_000 }, async ({ files, expected }) => {
  const intent = 'a/price.ts' in files ? 'rename price to cost in a/price.ts' : RENAME;
  expect(await certain(files, intent)).toEqual(expected);
});

it('a target with a syntax error is refused with its place', async () => {
  const codebase = await openCodebase({ ...BASE, 'src/price.ts': 'export const price = 1;\nexport const other = ;\n' });
  expect(() => resolveIntent(codebase, RENAME)).toThrow(/src\/price\.ts cannot be changed: line 2, column 22/);
});

it('an edit that breaks the syntax of its file is refused with its place', async () => {
  const codebase = await openCodebase(BASE);
  const wish = { kind: 'EDIT', files: [{ path: 'src/price.ts', text: 'export const price = ;\nexport const other = 1;\n' }] } as const;
  expect(() => resolveWish(codebase, wish)).toThrow(/src\/price\.ts does not parse: line 1, column 22/);
});

it('a dependent that vanishes before it is compiled does not break', { timeout: 60_000 }, async () => {
  const codebase = await openCodebase({ ...BASE, 'src/more.ts': "import { price } from './price';\nexport const more = price;\n" });
  const change = resolveIntent(codebase, RENAME);
  await rm(join(codebase.tree.root, 'src/more.ts'));
  const { predictions } = await predictBreaks(codebase, change);
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file)).toContain('src/use.ts');
  await codebase.refresh();
  const again = await predictBreaks(codebase, change);
  expect(again.predictions.map(({ file }) => file)).toEqual(['src/use.ts']);
});

it('a target that vanishes is told when the room is read again, and its dependents as they are then', { timeout: 60_000 }, async () => {
  const codebase = await openCodebase(BASE);
  await rm(join(codebase.tree.root, 'src/price.ts'));
  await codebase.refresh();
  expect(() => resolveIntent(codebase, RENAME)).toThrow(/src\/price\.ts/);
  await writeFile(join(codebase.tree.root, 'src/price.ts'), 'export const price = 2;\n');
  await codebase.refresh();
  const { predictions } = await predictBreaks(codebase, resolveIntent(codebase, RENAME));
  expect(predictions.map(({ file }) => file)).toEqual(['src/use.ts']);
});

it('a cycle of 5,000 files ends with a prediction and the shortest way to the target', { timeout: 300_000 }, async () => {
  const count = 5_000;
  const files: Record<string, string> = { 'tsconfig.json': STRICT };
  for (let i = 0; i < count; i += 1) files[`src/f${i}.ts`] = `import { v${(i + 1) % count} } from './f${(i + 1) % count}';\nexport const v${i} = (): number => v${(i + 1) % count}();\n`;
  const codebase = await openCodebase(files);
  const { predictions, analysis } = await predictBreaks(codebase, resolveIntent(codebase, 'rename v7 to w7 in src/f7.ts'));
  expect(predictions.map(({ file, certainty, whyPath }) => [file, certainty, whyPath.length])).toEqual([['src/f6.ts', 'CERTAIN', 2]]);
  expect(analysis.directDependents.length + analysis.transitiveDependents.length).toBe(count - 1);
  expect(analysis.filesChecked).toBe(count);
});
