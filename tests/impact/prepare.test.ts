import { expect, test, vi } from 'vitest';
import { indexOf } from '../../server/edits/names/index-names.ts';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { seeingFiles } from '../../server/impact/declared-reach.ts';
import * as shapes from '../../server/impact/declared-shape.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { openCodebase } from '../support/open-codebase.ts';
import { writeFiles } from '../support/projects.ts';

const FILES = { 'a.ts': 'export const a = 1;\n', 'b.ts': "import { a } from './a';\nexport const b = a;\n", 'c.js': 'module.exports = {};\n' };

test('a prepared codebase knows the names of its modules, and again those of one that changed', async () => {
  const codebase = await openCodebase(FILES);
  const { tree, graph } = codebase;
  const known = () => graph.files().map((file) => indexOf(tree, graph, file)?.has('a') ?? null);
  expect(known()).toEqual([null, null, null]);
  await codebase.prepare();
  expect(known()).toEqual([true, true, null]);
  writeFiles(tree.root, { 'b.ts': "import { a as c } from './a';\nexport const b = c;\n" });
  await codebase.refresh();
  expect(known()).toEqual([true, null, null]);
  await codebase.prepare();
  expect(known()).toEqual([true, false, null]);
});

vi.mock('../../server/impact/declared-shape.ts', { spy: true });

test('a prepared codebase reads only the new text to see how far a change is seen', async () => {
  const codebase = await openCodebase(FILES);
  await codebase.prepare();
  const change = resolveWish(codebase, { kind: 'EDIT', files: [{ path: 'a.ts', text: "export const a = '';\n" }] });
  const edits = await editsOfChange(codebase, change);
  vi.mocked(shapes.declaredShape).mockClear();
  expect(seeingFiles(codebase, { edits, tried: treeWithoutHealing(codebase, edits) })).toEqual(new Set(['a.ts', 'b.ts']));
  expect(vi.mocked(shapes.declaredShape).mock.calls.map(([path, text]) => [path, text])).toEqual([['a.ts', "export const a = '';\n"]]);
});

test('closing ends the preparation', async () => {
  const codebase = await openCodebase(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`m${n}.ts`, `export const m${n} = ${n};\n`])));
  const preparing = codebase.prepare();
  await codebase.close();
  await preparing;
  expect(indexOf(codebase.tree, codebase.graph, 'm9.ts')).toBeNull();
});
