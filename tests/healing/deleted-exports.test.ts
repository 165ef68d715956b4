import { describe, expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

async function planFor(files: Files, intent: string) {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...files });
  const change = resolveIntent(codebase, intent);
  const impact = await predictBreaks(codebase, change);
  const plan = await makePlan(codebase, change, impact);
  const broken = impact.predictions.map(({ file, certainty }) => `${file} ${certainty}`);
  return { broken, plan, left: plan.notEdited.map(({ file, line, reason }) => `${file}:${line} ${reason}`) };
}

const A = { 'src/a.ts': 'export const price = 1;\nexport const b = 2;\n' };

describe('a deletion', () => {
  it('with a caller predicts what would break, and breaks nothing', async () => {
    const { broken, plan, left } = await planFor({ ...A, 'src/u.ts': "import { price } from './a';\nexport const u = price;\n" }, 'delete price from src/a.ts');
    expect(broken).toEqual(['src/u.ts CERTAIN']);
    expect(left).toEqual(["src/u.ts:2 uses 'price', which is kept for it"]);
    expect(plan.actions.flatMap(({ steps }) => steps.map(({ stepType }) => stepType))).toEqual(['APPLY_CHANGE', 'CREATE_MIGRATION_GUIDE', 'VERIFY']);
    expect(plan.diff).toContain('+/** @deprecated It is going to be deleted');
    expect(plan.diff).toContain('The old name still works and is marked `@deprecated`');
    expect(plan.diff).toContain("+- `src/u.ts:2:18`: uses 'price', which is kept for it");
  });

  it('without a caller breaks nothing, and is only applied', async () => {
    const { broken, plan, left } = await planFor({ ...A, 'src/u.ts': "import { b } from './a';\nexport const u = b;\n" }, 'delete price from src/a.ts');
    expect([broken, left]).toEqual([[], []]);
    expect(plan.actions.flatMap(({ steps }) => steps.map(({ stepType }) => stepType))).toEqual(['APPLY_CHANGE', 'VERIFY']);
  });

  it('that only a barrel names cleans the barrel up', async () => {
    const { broken, plan, left } = await planFor({ ...A, 'src/index.ts': "export { price, b } from './a';\n" }, 'delete price from src/a.ts');
    expect([broken, left]).toEqual([['src/index.ts CERTAIN'], []]);
    expect(plan.actions.flatMap(({ steps }) => steps.map(({ stepType }) => stepType))).toEqual(['APPLY_CHANGE', 'UPDATE_IMPORTS', 'CREATE_MIGRATION_GUIDE', 'VERIFY']);
    expect(plan.diff).toContain("+export { b } from './a';");
    expect(plan.diff).toContain('The old name is gone.');
  });
});
