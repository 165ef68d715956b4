import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import type { WishOf } from '../../server/intents/wish.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { createMemoryRun } from '../support/step-context.ts';

const TOTALS = "import { rate } from './tax';\n\nexport const total = (net: number): number => net * (1 + rate);\nexport const none = 0;\n";
const FILES = {
  'tsconfig.json': STRICT,
  'src/totals.ts': TOTALS,
  'src/tax.ts': 'export const rate = 0.19;\n',
  'src/cart.ts': "import { total, none } from './totals';\n\nexport const due = total(1) + none;\n",
  'src/index.ts': "export * from './totals';\n",
  'src/far.ts': "import { total } from './index';\n\nexport const far = total(2);\n",
};
type Files = Readonly<Record<string, string>>;

/** Predicts, plans, heals and rolls back; what is left on disk in between. */
async function heal(files: Files, edit: Omit<WishOf<'EDIT'>, 'kind'>) {
  const codebase = await openCodebase(files);
  const before = await hashTree(codebase.tree.root);
  const change = resolveWish(codebase, { kind: 'EDIT', ...edit });
  const impact = await predictBreaks(codebase, change);
  const plan = await makePlan(codebase, change, impact);
  const run = createMemoryRun(codebase);
  const steps = await run.heal(plan);
  expect(steps.filter(({ outcome }) => outcome.kind === 'failed')).toEqual([]);
  const read = (path: string) => readFileSync(join(codebase.tree.root, path), 'utf8');
  const texts = Object.fromEntries(codebase.tree.paths().map((path) => [path, read(path)]));
  const verified = steps.find(({ stepType }) => stepType === 'VERIFY')?.outcome;
  expect(await run.rollBack()).toMatchObject({ kind: 'completed' });
  expect(await hashTree(codebase.tree.root)).toBe(before);
  const broken = impact.predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file).sort();
  return { plan, steps: steps.map(({ stepType }) => stepType), texts, verified, broken, left: plan.notEdited.map(({ file, line, column }) => `${file}:${line}:${column}`) };
}

test('what an edit takes away is predicted, listed and left; the run is completed, and says how much is broken', async () => {
  const { broken, left, verified, texts, plan } = await heal(FILES, { files: [{ path: 'src/totals.ts', text: TOTALS.replace('export const none = 0;\n', '') }] });
  expect(broken).toEqual(['src/cart.ts']);
  expect(left).toEqual(['src/cart.ts:1:17']);
  expect(verified).toMatchObject({ kind: 'completed', result: { problemsListed: 1, newProblems: [] } });
  expect(plan.actions.map(({ description }) => description).join()).toContain('prove that nothing is broken beyond the places that are listed');
  expect(texts['src/cart.ts']).toBe(FILES['src/cart.ts']);
  expect(plan.reasons.at(-1)).toBe('1 place would still break; it is listed as not edited. The edit is kept as it was written.');
});

test('where a break is severe and the edit leaves nothing to keep, the plan says that', async () => {
  const { plan } = await heal(FILES, { files: [{ path: 'src/totals.ts', text: 'export const other = 1;\n' }] });
  expect(plan.actions.map(({ actionType }) => actionType)).not.toContain('COMPATIBILITY_LAYER');
  expect(plan.reasons).toContainEqual(expect.stringContaining('keeps working through a compatibility layer'));
  expect(plan.reasons).toContain('This change leaves no old form that could be kept.');
});

test('a mistake in the edit itself is listed with the rest', async () => {
  const { broken, left, verified } = await heal(FILES, { files: [{ path: 'src/totals.ts', text: TOTALS.replace('none = 0', 'none: string = 0') }] });
  expect(broken).toContain('src/totals.ts');
  expect(left).toContain('src/totals.ts:4:14');
  expect(verified).toMatchObject({ kind: 'completed' });
});

test('a renamed and moved file is healed through a barrel, its old path and name keep working, and both say that they are old', async () => {
  const { texts, steps, left, verified } = await heal(FILES, { files: [{ path: 'src/totals.ts', text: null }, { path: 'src/sums/sums.ts', text: TOTALS.replace('total', 'sum') }] });
  expect(left).toEqual([]);
  expect(verified).toMatchObject({ kind: 'completed', result: { newProblems: [] } });
  expect(steps).toContain('MARK_DEPRECATED');
  expect(texts['src/cart.ts']).toContain("import { sum, none } from './sums/sums';");
  expect(texts['src/far.ts']).toContain('sum(2)');
  expect(texts['src/sums/sums.ts']).toContain('sum as total');
  expect(texts['src/totals.ts']).toMatch(/@deprecated[^]*total[^]*from '.\/sums\/sums'/);
});

test.each<[string, Files, string, Files]>([
  ['a rename', { 'src/totals.ts': TOTALS.replace('total', 'sum') }, `--- a/src/totals.ts\n+++ b/src/totals.ts\n@@ -3 +3 @@\n-${TOTALS.split('\n')[2]}\n+${TOTALS.split('\n')[2]?.replace('total', 'sum')}\n`, { 'src/cart.ts': "import { sum, none } from './totals';\n\nexport const due = sum(1) + none;\n", 'src/far.ts': "import { sum } from './index';\n\nexport const far = sum(2);\n" }],
  ['a move', { 'src/totals.ts': '', 'src/sums/totals.ts': TOTALS }, 'diff --git a/src/totals.ts b/src/sums/totals.ts\nsimilarity index 100%\nrename from src/totals.ts\nrename to src/sums/totals.ts\n', { 'src/cart.ts': "import { total, none } from './sums/totals';\n\nexport const due = total(1) + none;\n", 'src/sums/totals.ts': TOTALS.replace('./tax', '../tax'), 'src/index.ts': "export * from './sums/totals';\n" }],
])('%s that was made before is predicted against what was there, and healed', async (_, made, diff, healed) => {
  const files = Object.fromEntries(Object.entries({ ...FILES, ...made }).filter(([, text]) => text !== ''));
  const { broken, texts, verified, left, steps } = await heal(files, { files: [], diff, isApplied: true });
  expect(broken).toEqual(expect.arrayContaining(['src/cart.ts']));
  expect(steps).not.toContain('APPLY_CHANGE');
  expect(texts).toMatchObject(healed);
  expect(left).toEqual([]);
  expect(verified).toMatchObject({ kind: 'completed', result: { newProblems: [] } });
});
