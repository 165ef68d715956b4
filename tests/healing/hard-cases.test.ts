// Changes that look simple and are not: each heals to code that compiles and means the same, or is refused with a reason.
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { createMemoryRun } from '../support/step-context.ts';
import type { Files } from '../rooms/temp-project.ts';

async function heal(files: Files, intent: string, withShim: boolean) {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...files });
  const before = await hashTree(codebase.tree.root);
  const change = resolveIntent(codebase, intent);
  const impact = await predictBreaks(codebase, change);
  // The policy decides by severity; these cases are about the shim itself.
  const severity = withShim ? 9 : 7;
  const forced = { ...impact, analysis: { ...impact.analysis, overallRisk: severity }, predictions: impact.predictions.map((prediction) => ({ ...prediction, severity })) };
  const plan = await makePlan(codebase, change, forced);
  const run = createMemoryRun(codebase);
  const steps = await run.heal(plan);
  const failed = steps.flatMap(({ stepType, outcome }) => (outcome.kind === 'failed' ? [`${stepType}: ${outcome.message}`] : []));
  await codebase.refresh();
  const text = (path: string) => codebase.tree.text(path);
  const texts = new Map(codebase.tree.paths().map((path) => [path, text(path) ?? '']));
  expect(await run.rollBack()).toMatchObject({ kind: 'completed' });
  expect(await hashTree(codebase.tree.root)).toBe(before);
  return { failed, texts, impact };
}

const JSX = { 'src/jsx.d.ts': 'declare namespace JSX { interface IntrinsicElements { [name: string]: unknown } type Element = unknown }\n', 'tsconfig.json': STRICT.replace('"target"', '"jsx":"preserve","target"') };

describe('a rename', () => {
  it('of a component to a lower-case name keeps the component in an importing file', async () => {
    const files = { ...JSX, 'src/a.tsx': "export const Button = (props: { label: string }) => props.label;\n", 'src/b.tsx': "import { Button } from './a';\nexport const page = <Button label=\"hi\" />;\n" };
    const { failed, texts } = await heal(files, 'rename Button to button in src/a.tsx', false);
    expect(failed).toEqual([]);
    expect(texts.get('src/b.tsx')).toBe("import { button as Button } from './a';\nexport const page = <Button label=\"hi\" />;\n");
  });

  it.each([
    ['namespace', "export const a = 'x';\nnamespace N { export const a = 'y'; }\nnamespace N { export const c = a; }\nexport type C = typeof N.c;\n", 'export const c = a;'],
    ['enum', 'export const A = 9;\nenum E { A = 1 }\nenum E { C = A + 1 }\nexport type F = E;\n', 'C = A + 1'],
  ])('leaves a name alone that another block of the same %s declares', async (_what, text, kept) => {
    const name = text.includes('enum') ? 'A' : 'a';
    const { failed, texts } = await heal({ 'src/m.ts': text, 'src/u.ts': `import { ${name} } from './m';\nexport const used = ${name};\n` }, `rename ${name} to renamed in src/m.ts`, false);
    expect(failed).toEqual([]);
    expect(texts.get('src/m.ts')).toContain(kept);
    expect(texts.get('src/u.ts')).toContain('used = renamed');
  });

  it.each([true, false])('of a namespace re-export heals (shim: %s)', async (withShim) => {
    const files = { 'src/api.ts': 'export const get = 1;\n', 'src/index.ts': "export * as api from './api';\n", 'src/u.ts': "import { api } from './index';\nexport const got = api.get;\n" };
    const { failed, texts } = await heal(files, 'rename api to client in src/index.ts', withShim);
    expect(failed).toEqual([]);
    expect(texts.get('src/u.ts')).toBe("import { client } from './index';\nexport const got = client.get;\n");
    expect(texts.get('src/index.ts')?.includes("export * as api from './api';")).toBe(withShim);
  });

  it.each([
    ["export { z } from 'lib';\n", "export { z as zed } from 'lib';\n"],
    ["import { z } from 'lib';\nexport { z };\n", "import { z } from 'lib';\nexport { z as zed };\n"],
    ["import type { T } from 'lib';\nexport type { T as z };\n", "import type { T } from 'lib';\nexport type { T as zed };\n"],
  ])('of a name that a package declares changes only what leaves the file: %j', async (text, healed) => {
    const files = { 'src/lib.d.ts': "declare module 'lib' { export const z: number; export type T = string; }\n", 'src/m.ts': text, 'src/u.ts': text.includes('type') ? "import type { z } from './m';\nexport type U = z;\n" : "import { z } from './m';\nexport const u = z;\n" };
    for (const withShim of [true, false]) {
      const { failed, texts } = await heal(files, 'rename z to zed in src/m.ts', withShim);
      expect(failed).toEqual([]);
      expect(texts.get('src/m.ts')?.startsWith(healed.trimEnd())).toBe(true);
    }
  });

  it('predicts the break of a file that the project compiles and git ignores', async () => {
    const files = { '.gitignore': 'src/generated\n', 'src/a.ts': 'export const a = 1;\n', 'src/generated/g.ts': "import { a } from '../a';\nexport const g = a;\n" };
    const { impact } = await heal(files, 'rename a to b in src/a.ts', true);
    expect(impact.predictions.map(({ file, certainty }) => ({ file, certainty }))).toEqual([{ file: 'src/generated/g.ts', certainty: 'CERTAIN' }]);
  });
});

describe('a move', () => {
  it('of a file with a type-only re-export of a class leaves a shim that compiles alone', async () => {
    const config = STRICT.replace('"target"', '"isolatedModules":true,"verbatimModuleSyntax":true,"target"');
    const files = { 'tsconfig.json': config, 'src/foo.ts': 'export class Foo {}\n', 'src/types.ts': "export type { Foo } from './foo';\nexport const one = 1;\n", 'src/u.ts': "import { one, type Foo } from './types';\nexport const f = (foo: Foo) => [foo, one];\n" };
    const { failed, texts } = await heal(files, 'move src/types.ts to src/model/types.ts', true);
    expect(failed).toEqual([]);
    expect(texts.get('src/types.ts')).toMatch(/type Foo/);
  });

  it('of a file without exports leaves a shim that imports it', async () => {
    const files = { 'src/polyfill.ts': 'Object.assign(globalThis, { ready: true });\n', 'src/u.ts': "import './polyfill';\nexport const u = 1;\n" };
    const config = STRICT.replace('"target"', '"noUncheckedSideEffectImports":true,"target"');
    const { failed, texts } = await heal({ 'tsconfig.json': config, ...files }, 'move src/polyfill.ts to src/setup/polyfill.ts', true);
    expect(failed).toEqual([]);
    expect(texts.get('src/u.ts')).toContain("import './setup/polyfill';");
    expect(texts.get('src/polyfill.ts')).toContain("import './setup/polyfill';");
  });

  it('between very deep folders gets a guide whose name a file system takes', async () => {
    const deep = Array.from({ length: 9 }, (_, i) => `a-rather-long-folder-${i}`).join('/');
    const files = { [`src/${deep}/x.ts`]: 'export const x = 1;\n', 'src/u.ts': `import { x } from './${deep}/x';\nexport const u = x;\n` };
    const { failed, texts } = await heal(files, `move src/${deep}/x.ts to src/${deep}/other/x.ts`, true);
    expect(failed).toEqual([]);
    expect([...texts.keys()].some((path) => path.startsWith('docs/migrations/'))).toBe(true);
  });

  it.each([
    ['src/a.ts to src/a.js', 'another kind of file'],
    ['src/a.ts to src/b.d.ts', 'another kind of file'],
    ['src/a.ts to src/A.ts', 'upper and lower case'],
    ['tsconfig.json to config/tsconfig.json', 'configuration file'],
    ['src/a.ts to .next/a.ts', 'not part of the sources'],
  ])('%s is refused', async (words, reason) => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export const a = 1;\n' });
    expect(() => resolveIntent(codebase, `move ${words}`)).toThrow(reason);
  });
});
