// A step context that keeps pre-images in memory: runs the steps of a plan without a database.
import type { PreImage, StepContext, StepOutcome } from '../../server/engine/contract.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { createStepRunner } from '../../server/healing/step-runner.ts';
import type { HealingPlan } from '../../server/healing/planned.ts';
import type { BranchRows } from '../../server/healing/runs/branch-rows.ts';
import type { Codebases } from '../../server/impact/codebases.ts';

export interface MemoryRun {
  /** Executes every step in order; stops at the first that is not completed or skipped. */
  heal(plan: HealingPlan): Promise<{ stepType: string; outcome: StepOutcome }[]>;
  rollBack(): Promise<StepOutcome>;
  readonly images: readonly PreImage[];
}

/** These steps write where the codebase is. */
const branchRows: BranchRows = {
  load: (runId) => Promise.resolve({ runId, roomId: 'room', mode: 'WORKING_TREE', branch: null, base: null, commit: null }),
  store: () => Promise.resolve(),
  loadInputs: () => Promise.resolve([]),
  loadAccount: () => Promise.reject(new Error('these steps make no commit')),
};

export function createMemoryRun(codebase: Codebase): MemoryRun {
  const images: PreImage[] = [];
  const codebases = { get: () => Promise.resolve(codebase) } as unknown as Codebases;
  const runner = createStepRunner({ codebases, loadEdits: () => Promise.resolve([]), storeAccuracy: () => Promise.resolve(), tests: { runTests: () => Promise.resolve({ kind: 'not-run', reason: 'these steps run no tests' }), timeMs: 1 }, storeTestAccuracy: () => Promise.resolve(), verifyFix: () => Promise.reject(new Error('these steps apply no fix')), branchRows });
  let executions = 0;
  const contextFor = (stepType: StepContext['stepType'], input: object): StepContext => {
    executions += 1;
    const executionId = `execution-${executions}`;
    return {
      runId: 'run', epoch: 1, roomId: 'room', actionId: 'action', executionId, stepType, input: { ...input },
      signal: new AbortController().signal,
      progress: () => Promise.resolve(),
      savePreImages: (saved) => Promise.resolve(void images.push(...saved)),
      loadPreImages: () => Promise.resolve(images),
      loadOwnPreImages: () => Promise.resolve([]),
    };
  };
  return {
    images,
    async heal(plan) {
      const done: { stepType: string; outcome: StepOutcome }[] = [];
      for (const step of plan.actions.flatMap((action) => action.steps)) {
        // Through JSON, as the database stores it.
        const outcome = await runner.execute(contextFor(step.stepType, JSON.parse(JSON.stringify(step.input)) as object));
        done.push({ stepType: step.stepType, outcome });
        if (outcome.kind === 'failed' || outcome.kind === 'cancelled') break;
      }
      return done;
    },
    rollBack: () => runner.execute(contextFor('RESTORE', { isAllOrNothing: true })),
  };
}
