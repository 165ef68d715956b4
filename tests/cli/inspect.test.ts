import { expect, it } from 'vitest';
import { describeImpact, describeStructure } from '../../server/cli/inspect.ts';
import { findImpact } from '../../server/coupling/find-impact.ts';
import { targetTypeOf } from '../../server/coupling/impact-target.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

it('the terminal names the files between a dependent and the target, and which of them are barrels', async () => {
  const codebase = await openCodebase({
    'tsconfig.json': STRICT,
    'price.ts': 'export const price = 1;\n', 'index.ts': "export { price } from './price';\n",
    'cart.ts': "import { price } from './index';\nexport const due = price;\n", 'page.ts': "import { due } from './cart';\nexport const page = due;\n",
  });
  const text = describeImpact(findImpact(codebase, { targetType: 'FILE', targetId: 'price.ts', changeType: 'MODIFICATION', limit: 10 }));
  expect(text.split('\n').slice(-6)).toEqual(['1 direct dependent, with their strength', expect.stringMatching(/^ {2}0\.\d\d index\.ts$/), '2 through others', expect.stringMatching(/ cart\.ts through index\.ts \(barrel\)$/), expect.stringMatching(/ page\.ts through cart\.ts, index\.ts \(barrel\)$/), '']);
});

it.each([
  ['src/shared', 'FOLDER'],
  ['./src/shared', 'FOLDER'],
  [String.raw`src\shared`, 'FOLDER'],
  ['src', 'FOLDER'],
  ['shared/', 'FOLDER'],
  ['src/shared/index.ts', 'FILE'],
  ['src/shared/index', 'FILE'],
  ['src/sha', 'FILE'],
  ['shared.ts', 'FILE'],
  ['shared', 'COMPONENT'],
  ['src/shared#price', 'SYMBOL'],
])('%s is asked for as a %s', (target, type) => {
  expect(targetTypeOf(target, ['src/shared/index.ts', 'src/shared.ts'])).toBe(type);
});

it('the terminal says which folder it answers for', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/shared/index.ts': 'export const a = 1;\n', 'src/b.ts': "import { a } from './shared';\nexport const b = a;\n" });
  expect(describeImpact(findImpact(codebase, { targetType: 'FOLDER', targetId: 'src/shared', changeType: 'MODIFICATION', limit: 10 }))).toMatch(/^1 file in src\/shared\/: risk /);
});

it('the terminal names the measures that a refactoring changes, and no other', () => {
  const metrics = { cycles: 1, cyclicFiles: 2, ties: 9, crossFolderTies: 4, crossCommunityTies: 1, folderModularity: 0.25, modularity: 0.5, reach: 40 };
  const standing = { metrics, file: 'a.ts', place: { ca: 3, ce: 1, instability: 0.25 } };
  const refactoring = { kind: 'MOVE_FILE', title: 'Move a.ts to b', why: '3 of its 4 neighbours are in b.', intent: 'move a.ts to b/a.ts', keepsOldForm: false, gain: 0.1, before: standing, after: { ...standing, file: 'b/a.ts', place: { ca: 2, ce: 4, instability: 0.67 }, metrics: { ...metrics, reach: 36, folderModularity: 0.3125 } } } as const;
  expect(describeStructure({ files: 5, metrics, refactorings: [refactoring] }).split('\n').slice(1)).toEqual(['Move a.ts to b', '  3 of its 4 neighbours are in b. Reach of changes 40 to 36, modularity of folders 0.250 to 0.313, importers of the file 3 to 2, imports of the file 1 to 4.', '  move a.ts to b/a.ts', '']);
});
