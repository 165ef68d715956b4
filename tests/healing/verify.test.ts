import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import type { HealingPlan } from '../../server/healing/planned.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { createMemoryRun } from '../support/step-context.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const PROJECT: Files = {
  'tsconfig.json': STRICT,
  'src/a.ts': 'export const price = 1;\n',
  'src/b.ts': "import { price } from './a';\nexport const b: number = price;\n",
  'src/broken.ts': "import { price } from './a';\nimport './nowhere';\nexport const c: string = price;\n",
};

async function planRename(files: Files) {
  const codebase = await openCodebase(files);
  const change = resolveIntent(codebase, 'rename price to money in src/a.ts');
  const plan = await makePlan(codebase, change, await predictBreaks(codebase, change));
  return { codebase, plan, run: createMemoryRun(codebase) };
}

/** The plan without some of its edits: what an unfinished heal leaves. */
const without = (plan: HealingPlan, path: string): HealingPlan => ({
  ...plan,
  actions: plan.actions.map((action) => ({ ...action, steps: action.steps.filter(({ stepType }) => stepType !== 'CREATE_COMPATIBILITY_SHIM' && stepType !== 'MARK_DEPRECATED').map((step) => ({ ...step, input: { ...step.input, edits: step.input.edits.filter((edit) => edit.path !== path) } })) })),
});

it('a heal of a project with errors is verified, and the old errors are counted', async () => {
  const { plan, run } = await planRename(PROJECT);
  const last = (await run.heal(plan)).at(-1);
  expect(last).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'completed', result: { problemsBefore: 2, newProblems: [] } } });
});

it('a dependent that was left behind fails the verification, and is named', async () => {
  const { plan, run } = await planRename(PROJECT);
  const last = (await run.heal(without(plan, 'src/b.ts'))).at(-1);
  expect(last).toMatchObject({
    stepType: 'VERIFY',
    outcome: {
      kind: 'failed',
      code: 'NEW_PROBLEMS',
      message: expect.stringContaining('src/b.ts:1'),
      files: ['src/b.ts'],
      result: { newProblems: [{ file: 'src/b.ts', line: 1, code: expect.stringMatching(/^TS/), message: expect.stringContaining("'price'") }] },
    },
  });
});

it('a problem that somebody else makes in a dependent meanwhile is none of the run, and is counted with the old ones', async () => {
  const { codebase, plan, run } = await planRename({ ...PROJECT, 'src/d.ts': "import { b } from './b';\nexport const d: number = b;\n" });
  await writeFile(join(codebase.tree.root, 'src/d.ts'), "import { b } from './b';\nexport const d: string = b;\n");
  // The edits do not touch it, so the run itself has no conflict.
  const last = (await run.heal(plan)).at(-1);
  expect(last).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'completed', result: { problemsBefore: 3, newProblems: [] } } });
});

it('an import that leads nowhere fails the verification in files that no tsconfig includes', async () => {
  const codebase = await openCodebase({ ...PROJECT, 'scripts/run.js': "require('../src/a');\n" });
  const change = resolveIntent(codebase, 'move src/a.ts to src/lib/a.ts');
  const plan = await makePlan(codebase, change, await predictBreaks(codebase, change));
  const last = (await createMemoryRun(codebase).heal(without(plan, 'scripts/run.js'))).at(-1);
  expect(last).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'failed', files: ['scripts/run.js'], message: expect.stringContaining("'../src/a' leads nowhere") } });
});

it('imports that led nowhere before are no new problem', async () => {
  const { plan, run } = await planRename({ ...PROJECT, 'scripts/run.js': "require('../src/a');\nrequire('./gone');\n" });
  expect((await run.heal(plan)).at(-1)).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'completed' } });
});

it('an import that led nowhere before is no new problem in a file that only the compiler connects to the change', async () => {
  const codebase = await openCodebase({
    'tsconfig.json': STRICT,
    'src/cache.ts': 'export class Cache {\n  put(key: string): string {\n    return key;\n  }\n}\n',
    'src/globals.d.ts': "declare const cache: import('./cache').Cache;\n",
    'src/user.ts': "import './nowhere';\ncache.put('a');\n",
  });
  const change = resolveIntent(codebase, 'rename Cache.put to store');
  const run = createMemoryRun(codebase);
  const steps = await run.heal(await makePlan(codebase, change, await predictBreaks(codebase, change)));
  expect(codebase.tree.text('src/user.ts')).toContain('cache.store(');
  expect(steps.at(-1)).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'completed', result: { newProblems: [] } } });
});
