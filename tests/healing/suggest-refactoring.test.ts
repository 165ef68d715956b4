import { expect, test } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { readRefactorings } from '../../web/runs/read-refactorings.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { createMemoryRun } from '../support/step-context.ts';

/** `count` files use `origin`; a type of the first of them closes a cycle with it. */
function starOf(count: number): Files {
  const users = Array.from({ length: count }, (_, i) => [`src/user-${i}.ts`, `import { origin } from './origin';\nexport const user${i} = origin;\nexport interface Shape${i} { n: number }\n`] as const);
  return { 'tsconfig.json': STRICT, 'src/origin.ts': "import { Shape0 } from './user-0';\nexport const origin = 1;\nexport const shapeOf = (shape: Shape0): number => shape.n;\n", ...Object.fromEntries(users) };
}

test('a review proposes what would make the changed code better, as an intent that can be said, and lists the rest for a person', async () => {
  const codebase = await openCodebase(starOf(11));
  const change = resolveIntent(codebase, 'rename origin to start in src/origin.ts');
  const plan = await makePlan(codebase, change, await predictBreaks(codebase, change));
  const steps = await createMemoryRun(codebase).heal(plan);
  const { outcome } = steps.find(({ stepType }) => stepType === 'SUGGEST_REFACTORING') ?? expect.unreachable('there is a review');
  const result = outcome.kind === 'completed' ? (outcome.result as Record<string, unknown>) : expect.unreachable('the step was completed');
  expect(result['forAPerson']).toEqual([expect.stringMatching(/^Remove the import '.+' in src\/.+:1; it closes a cycle of 2 files\.$/)]);
  expect(readRefactorings(result['suggestions'])).toContainEqual({
    title: 'Make the import of src/user-0.ts in src/origin.ts:1 type-only',
    why: 'It is used as a type only and closes a cycle of 2 files.',
    intent: expect.stringContaining("+import type { Shape0 } from './user-0';"),
    keepsOldForm: false,
    measures: [{ name: 'Cycles', before: '1', after: '0' }, { name: 'Files in cycles', before: '2', after: '0' }],
  });
});
