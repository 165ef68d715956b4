// Executes the steps of one action in their order. Owns starting and completing steps and the action; how a failure ends the run is `end-run.ts`.
import type { HealingAction, HealingExecution, Prisma } from '../generated/prisma/client.ts';
import { appendEvents } from './events.ts';
import { executeStep, type StepFailure } from './execute-step.ts';
import { inHold } from './hold.ts';
import { moveAction, moveStep } from './moves.ts';
import type { EngineDeps } from './options.ts';
import type { RunControl } from './run-control.ts';
import { isFinalAction, isFinalStep } from './states.ts';

export type ActionWithSteps = HealingAction & { readonly executions: readonly HealingExecution[] };

/**
 * `failed` and `cancelled` leave the step RUNNING and the action EXECUTING: whoever ends the run ends them in the same transaction.
 * `interrupted` leaves everything as it is for the next pick-up; `stale` means that somebody else moved a step of this run.
 */
export type ActionEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly failure: StepFailure }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'stale' };

/** Executes what is not final of an action, from its first unfinished step on. An action that is final already counts as completed. */
export async function executeAction(deps: EngineDeps, action: ActionWithSteps, control: RunControl): Promise<ActionEnd> {
  const { prisma } = deps;
  const { runId, id: actionId } = action;
  if (isFinalAction(action.status)) return { kind: 'completed' };
  const isRestore = action.actionType === 'ROLLBACK';
  if (action.status === 'PENDING') {
    if (!isRestore && (await isCancelled(deps, runId, control))) return { kind: 'cancelled' };
    const start = await inHold(prisma, control.hold, (tx) => moveAction(tx, { runId, actionId, from: 'PENDING', to: 'EXECUTING' }));
    if (start.kind === 'stale') return start;
  }
  for (const execution of action.executions) {
    if (isFinalStep(execution.status)) continue;
    if (control.halted.aborted) return { kind: 'interrupted' };
    if (!isRestore && (await isCancelled(deps, runId, control))) return { kind: 'cancelled' };
    const end = await executeAndRecord(deps, { action, execution, control });
    if (end.kind !== 'completed') return end;
  }
  const done = await inHold(prisma, control.hold, (tx) => moveAction(tx, { runId, actionId, from: 'EXECUTING', to: 'COMPLETED' }));
  return done.kind === 'moved' ? { kind: 'completed' } : done;
}

async function isCancelled({ prisma }: EngineDeps, runId: string, control: RunControl): Promise<boolean> {
  if (control.cancelled.aborted) return true;
  const run = await prisma.healingRun.findUnique({ where: { id: runId }, select: { cancelRequestedAt: true } });
  return run?.cancelRequestedAt != null;
}

interface OneStep {
  readonly action: ActionWithSteps;
  readonly execution: HealingExecution;
  readonly control: RunControl;
}

async function executeAndRecord(deps: EngineDeps, { action, execution, control }: OneStep): Promise<ActionEnd> {
  const place = { runId: action.runId, actionId: action.id, executionId: execution.id };
  const started = await startStep(deps, { execution, control }, place);
  // A person left the step out after this pick-up had read it.
  if (started.kind === 'stale') return started.found === 'SKIPPED' ? { kind: 'completed' } : started;
  const end = await executeStep(deps, { roomId: action.roomId, execution, control });
  switch (end.kind) {
    case 'interrupted':
    case 'cancelled':
      return end;
    case 'failed':
      return { kind: 'failed', failure: end };
    case 'skipped': {
      const data = { result: { reason: end.reason, ...end.result } as Prisma.InputJsonObject };
      const moved = await inHold(deps.prisma, control.hold, (tx) => moveStep(tx, { ...place, from: 'RUNNING', to: 'SKIPPED', data, details: { message: end.reason } }));
      return moved.kind === 'moved' ? { kind: 'completed' } : moved;
    }
    case 'completed': {
      const data = { result: end.result as Prisma.InputJsonObject, ...(end.diff === undefined ? {} : { diff: end.diff }) };
      const moved = await inHold(deps.prisma, control.hold, (tx) => moveStep(tx, { ...place, from: 'RUNNING', to: 'COMPLETED', data }));
      return moved.kind === 'moved' ? { kind: 'completed' } : moved;
    }
  }
}

/** A step that is RUNNING already was interrupted: it starts again without a move, and its event says so. */
async function startStep({ prisma }: EngineDeps, { execution, control }: Pick<OneStep, 'execution' | 'control'>, place: { readonly runId: string; readonly actionId: string; readonly executionId: string }) {
  if (execution.status !== 'RUNNING') return inHold(prisma, control.hold, (tx) => moveStep(tx, { ...place, from: 'PENDING', to: 'RUNNING' }));
  const { runId, ...ids } = place;
  await inHold(prisma, control.hold, (tx) => appendEvents(tx, runId, [{ type: 'STEP_STARTED', ...ids, payload: { status: 'RUNNING', resumed: true } }]));
  return { kind: 'moved' } as const;
}
