// Executes the code of one step within its limits. Owns the one catch around a step; moves no state.
import type { HealingExecution } from '../generated/prisma/client.ts';
import { pause } from './abort.ts';
import { isConnectionLoss } from './connection-loss.ts';
import type { JsonObject, StepContext, StepOutcome } from './contract.ts';
import { appendEvents } from './events.ts';
import { FencedError, inHold } from './hold.ts';
import type { EngineDeps } from './options.ts';
import { loadPreImages, loadStepImages, savePreImages } from './pre-images.ts';
import { batchProgress, type ProgressBatch } from './progress.ts';
import type { RunControl } from './run-control.ts';

/** `interrupted`: this process had to let go of the step; it stays RUNNING and is executed again. */
export type StepEnd = StepOutcome | { readonly kind: 'interrupted' };

export type StepFailure = Extract<StepOutcome, { readonly kind: 'failed' }>;

export interface StepToExecute {
  readonly roomId: string;
  readonly execution: Pick<HealingExecution, 'id' | 'healingActionId' | 'stepType' | 'input'>;
  readonly control: RunControl;
}

/** What a client may know of a bug. */
export function internalFailure(what: string): StepFailure {
  return { kind: 'failed', code: 'INTERNAL', message: `${what} stopped because of an internal error.`, hint: 'The details are in the log of the server. Try again, and report it if it happens again.' };
}

type Settled = StepOutcome | { readonly kind: 'given-up' } | { readonly kind: 'threw'; readonly error: unknown };

/**
 * Executes a step to its end. A restore is not stopped by a cancelled run. What the step throws is logged once and becomes a failure with
 * code INTERNAL; a step over its limit becomes STEP_TIMEOUT. All progress is written when this resolves. Throws only when that or the way to the database fails, and FencedError where the run is somebody else's by now.
 */
export async function executeStep(deps: EngineDeps, step: StepToExecute): Promise<StepEnd> {
  const { limits, prisma } = deps;
  const { hold, halted, cancelled } = step.control;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), limits.stepTimeoutMs);
  const isRestore = step.execution.stepType === 'RESTORE';
  const signal = AbortSignal.any(isRestore ? [halted, timeout.signal] : [halted, cancelled, timeout.signal]);
  const settled = new AbortController();
  const progress = batchProgress((events) => inHold(prisma, hold, (tx) => appendEvents(tx, hold.runId, events)), limits.progressIntervalMs);
  try {
    const end = await Promise.race([
      settle(() => deps.runner.execute(stepContext(deps, step, { signal, progress }))),
      giveUp(signal, settled.signal, limits.abortGraceMs),
    ]);
    if (halted.reason === 'fenced') {
      progress.drop();
      return { kind: 'interrupted' };
    }
    // Without the database nothing can be said of the step: whoever picks the run up next executes it again.
    if (end.kind === 'threw' && (end.error instanceof FencedError || isConnectionLoss(end.error))) {
      progress.drop();
      throw end.error;
    }
    await progress.close();
    return judge(deps, step, { end, halted, timedOut: timeout.signal.aborted, cancelled: !isRestore && cancelled.aborted });
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
}

async function settle(work: () => Promise<StepOutcome>): Promise<Settled> {
  try {
    return await work();
  } catch (error) {
    return { kind: 'threw', error };
  }
}

/** Resolves when the step goes on for the grace time after its signal was aborted. Never, when the step settled first. */
async function giveUp(signal: AbortSignal, settled: AbortSignal, graceMs: number): Promise<Settled> {
  const either = AbortSignal.any([signal, settled]);
  if (!either.aborted) await new Promise<void>((resolve) => either.addEventListener('abort', () => resolve(), { once: true }));
  await pause(graceMs, settled);
  return { kind: 'given-up' };
}

interface Verdict {
  readonly end: Settled;
  readonly halted: AbortSignal;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
}

/** Work that was done counts, whatever was asked meanwhile; otherwise the reason of the abort says how the step ended. */
function judge(deps: EngineDeps, step: StepToExecute, { end, halted, timedOut, cancelled }: Verdict): StepEnd {
  if (end.kind === 'completed' || end.kind === 'skipped') return end;
  if (halted.aborted) return { kind: 'interrupted' };
  if (end.kind === 'failed') return end;
  if (timedOut) {
    return { kind: 'failed', code: 'STEP_TIMEOUT', message: `The step took longer than ${Math.round(deps.limits.stepTimeoutMs / 1000)} s.`, hint: 'Try again when the machine is less busy, or heal a smaller change.' };
  }
  if (cancelled && (end.kind !== 'threw' || isAbort(end.error))) return { kind: 'cancelled' };
  const error = end.kind === 'threw' ? end.error : new Error('the step ended as cancelled although nobody cancelled it');
  deps.logger.error({ err: error, runId: step.control.hold.runId, executionId: step.execution.id, stepType: step.execution.stepType }, 'a step threw');
  return internalFailure(`The step ${step.execution.stepType}`);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function stepContext(deps: EngineDeps, step: StepToExecute, { signal, progress }: { readonly signal: AbortSignal; readonly progress: ProgressBatch }): StepContext {
  const { roomId, execution } = step;
  const { hold } = step.control;
  const actionId = execution.healingActionId;
  const executionId = execution.id;
  return {
    runId: hold.runId,
    roomId,
    actionId,
    executionId,
    epoch: hold.epoch,
    stepType: execution.stepType,
    input: execution.input as JsonObject,
    signal,
    progress: (update) => progress.add({ type: 'STEP_PROGRESS', actionId, executionId, payload: { status: 'RUNNING', ...update } }),
    async savePreImages(images) {
      // No pre-image, no write: a step that was stopped does not begin to write.
      signal.throwIfAborted();
      await savePreImages(deps.prisma, { hold, executionId }, images);
    },
    loadPreImages: () => loadPreImages(deps.prisma, hold.runId),
    loadOwnPreImages: () => loadStepImages(deps.prisma, executionId),
  };
}
