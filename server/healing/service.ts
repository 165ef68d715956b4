// Plans, starts, cancels and rolls back healing runs. Owns the rows of a plan; the execution belongs to the engine.
import type { Refactoring } from '../coupling/refactoring.ts';
import { InvalidInputError } from '../errors.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { getRun, RunStateError, type AskedBy } from '../engine/commands.ts';
import { inHold, type Hold } from '../engine/hold.ts';
import type { Engine } from '../engine/service.ts';
import type { HealingRun, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { ImpactAnalysis } from '../impact/analysis.ts';
import type { Codebase } from '../impact/codebase.ts';
import type { Codebases } from '../impact/codebases.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import { changeOf, getIntent } from '../impact/service.ts';
import { assertCompilerAgrees } from '../intents/compiler-preconditions.ts';
import { assertStillPossible } from '../intents/resolve-intent.ts';
import { assertBranchPossible, readPlace, type HealingPlace } from './branch/check-branch.ts';
import { FileConflictError } from './errors.ts';
import { estimateDuration, sumEstimates, type DurationEstimate } from './estimate-durations.ts';
import type { StoredPrediction } from './fix-findings.ts';
import { makePlan } from './plan.ts';
import { planDecidedEdits, type DecidedEdits } from './plan-edits.ts';
import { pathsOf, sizeOf, type HealingPlan, type PlannedAction, type PlannedStep } from './planned.ts';
import { previewEdits, previewFile, type FilePreview, type RunPreview } from './preview.ts';
import { loadDurations, scaleOf } from './recorded-durations.ts';
import { findRefactorings } from './refactorings.ts';
import { createLeftOut, type LeftOut } from './runs/left-out.ts';
import { createAttempts, loadSteps, type GivenStatement, type RetryRequest } from './runs/attempts.ts';
import type { RollbackPreview } from './roll-back.ts';
import { createRollbacks } from './runs/rollbacks.ts';
import { listShims, type Shim } from './shims.ts';
import { findConflictsOnDisk } from './find-conflicts.ts';
import { createBranchRows } from './runs/branch-rows.ts';

export interface HealingOptions {
  readonly prisma: PrismaClient;
  readonly codebases: Codebases;
  readonly engine: Pick<Engine, 'enqueueRun' | 'enqueueRollback' | 'cancelRun' | 'beginNextAttempt' | 'skipStep'>;
  /** Limit of making one plan. */
  readonly timeoutMs?: number;
}

export interface Healing extends LeftOut {
  /** Makes a plan of an analysed intent and stores it as a run in state PLANNED. Touches no file of the project. */
  planHealing(intentId: string): Promise<HealingRun>;
  /** Makes a run in state PLANNED of edits that are decided already. Throws FileConflictError where the files are not what the edits were made for. */
  planEdits(roomId: string, decided: DecidedEdits): Promise<HealingRun>;
  /** Queues a planned run. Throws NotFoundError, RunStateError, FileConflictError, BranchRefusedError, InvalidInputError. */
  triggerHealing(runId: string, where?: HealingPlace & AskedBy): Promise<HealingRun>;
  /** What a planned run would make of its files, with the errors of both trees. Throws NotFoundError, RunStateError, FileConflictError. */
  previewRun(runId: string, signal?: AbortSignal): Promise<RunPreview>;
  /** One file of the same; null where the plan does not change it. */
  previewFile(runId: string, path: string): Promise<FilePreview | null>;
  /** Queues the rollback of a completed or adopted run; merging keeps what was changed since. Throws NotFoundError, RunStateError, FileConflictError, BranchRefusedError. */
  rollbackRun(runId: string, options?: AskedBy & { readonly isMerging?: boolean }): Promise<HealingRun>;
  /** What a rollback would do with each file of a completed run: conflicts first. Writes nothing. Throws NotFoundError, RunStateError, BranchRefusedError. */
  previewRollback(runId: string): Promise<RollbackPreview>;
  /** Throws NotFoundError, RunStateError. */
  cancelRun(runId: string, asked?: AskedBy): Promise<HealingRun>;
  /** Queues a failed or cancelled run as its next attempt. Throws NotFoundError, RunStateError, InvalidInputError, FileConflictError. */
  retryRun(runId: string, request?: RetryRequest): Promise<HealingRun>;
  /** Writes again what a failed or cancelled run had completed, verifies nothing, and keeps it. Throws the same. */
  adoptRun(runId: string, statement: GivenStatement): Promise<HealingRun>;
  /** Leaves out a step that has not started; the run of it. Throws NotFoundError, RunStateError, InvalidInputError. */
  skipStep(executionId: string, statement: GivenStatement): Promise<HealingRun>;
  /** True when every VERIFY step of the newest attempt was completed: what a claim of "verified" stands on. */
  isVerified(runId: string): Promise<boolean>;
  /** Changes that would make the structure of the room better, the best first. */
  listRefactorings(roomId: string, limit: number): Promise<Refactoring[]>;
  /** What the room keeps for old callers as it is on disk now, at most `limit` of it. */
  listShims(roomId: string, limit: number): Promise<Shim[]>;
}

const TIMEOUT_MS = 5 * 60_000;
const json = <T>(value: T): Prisma.InputJsonObject => value as unknown as Prisma.InputJsonObject;

/** The planned edits of a run's newest attempt in the order of execution, without those of steps that a person left out. */
export async function loadEdits(prisma: PrismaClient, runId: string): Promise<FileEdit[]> {
  const { steps } = await loadSteps(prisma, runId);
  return steps.flatMap((step) => (step.skipReason === null ? [...step.edits] : []));
}

/** Keeps how right the prediction of a run was. Throws FencedError where another worker has the run by now. */
export async function storeAccuracy(prisma: PrismaClient, hold: Hold, accuracy: PredictionAccuracy): Promise<void> {
  await inHold(prisma, hold, (tx) => tx.healingRun.update({ where: { id: hold.runId }, data: { accuracy: json(accuracy) } }));
}

/** Keeps how right it was about the tests of the project. Throws FencedError where another worker has the run by now. */
export async function storeTestAccuracy(prisma: PrismaClient, hold: Hold, testAccuracy: TestAccuracy): Promise<void> {
  await inHold(prisma, hold, (tx) => tx.healingRun.update({ where: { id: hold.runId }, data: { testAccuracy: json(testAccuracy) } }));
}

interface EstimatedStep extends PlannedStep {
  readonly size: number;
  readonly estimate: DurationEstimate | null;
}

interface PlanIds {
  readonly roomId: string;
  readonly intentCaptureId: string;
  readonly predictionId: string | null;
}

function actionRow({ action, steps }: { action: PlannedAction; steps: readonly EstimatedStep[] }, position: number, roomFiles: number, ids: PlanIds): Prisma.HealingActionUncheckedCreateWithoutRunInput {
  const { actionType, description, priority } = action;
  return {
    ...ids, ...(action.predictionId === undefined ? {} : { predictionId: action.predictionId }), position, actionType, description, priority,
    executionPlan: steps.map((step) => scaleOf(step, roomFiles)),
    executions: { create: steps.map((step, i) => ({ stepNumber: i + 1, stepType: step.stepType, stepDescription: step.description, input: json(step.input), diff: step.diff, size: step.size, ...(step.estimate ? { estimate: json(step.estimate) } : {}) })) },
  };
}

async function storePlan(prisma: PrismaClient, plan: HealingPlan, { graph }: Pick<Codebase, 'graph'>, ids: PlanIds): Promise<HealingRun> {
  const { decision, reasons, riskMitigated, notEdited, diff, structure } = plan;
  const roomFiles = graph.files().length;
  const durations = await loadDurations(prisma, ids.roomId, plan.actions.flatMap(({ steps }) => steps.map(({ stepType }) => stepType)));
  const estimated = (step: PlannedStep): EstimatedStep => {
    const size = sizeOf(step.input);
    return { ...step, size, estimate: estimateDuration({ size, roomFiles }, durations.get(step.stepType) ?? []) };
  };
  const actions = plan.actions.map((action) => ({ action, steps: action.steps.map(estimated) }));
  const estimate = sumEstimates(actions.flatMap(({ steps }) => steps));
  return prisma.healingRun.create({
    data: {
      roomId: ids.roomId,
      intentCaptureId: ids.intentCaptureId,
      plan: json({ decision, reasons, riskMitigated, notEdited, diff, estimate, ...(structure ? { structure } : {}) }),
      actions: { create: actions.map((each, i) => actionRow(each, i + 1, roomFiles, each.action.actionType === 'ARCHITECTURAL_REVIEW' ? { ...ids, predictionId: null } : ids)) },
    },
  });
}

async function assertPlanFits(codebases: Codebases, roomId: string, edits: readonly FileEdit[]): Promise<void> {
  const files = await findConflictsOnDisk(await codebases.get(roomId), edits);
  if (files.length > 0) throw new FileConflictError(`The plan was made for another content of ${files.length === 1 ? files[0] : `${files.length} files`}.`, 'Analyse the change again; nothing was written.', files);
}

/** The edits of a run that has not begun, and the codebase that they fit. */
async function loadPlanned({ prisma, codebases }: Pick<HealingOptions, 'prisma' | 'codebases'>, runId: string) {
  const { roomId, status } = await getRun(prisma, runId);
  if (status !== 'PLANNED' && status !== 'QUEUED') throw new RunStateError(`Cannot preview run ${runId}: it is ${status}.`, 'A preview is there until a run begins. What it changed is in Diffs.', status);
  const edits = await loadEdits(prisma, runId);
  await assertPlanFits(codebases, roomId, edits);
  return { edits, codebase: await codebases.get(roomId) };
}

/** What a run would make of its files, for as long as it has not begun. */
function previewsOf(options: Pick<HealingOptions, 'prisma' | 'codebases'>, timeoutMs: number): Pick<Healing, 'previewRun' | 'previewFile'> {
  return {
    async previewRun(runId, signal) {
      const { edits, codebase } = await loadPlanned(options, runId);
      const limit = AbortSignal.timeout(timeoutMs);
      return previewEdits(codebase, edits, signal ? AbortSignal.any([signal, limit]) : limit);
    },
    async previewFile(runId, path) {
      const { edits, codebase } = await loadPlanned(options, runId);
      return previewFile(codebase.tree, edits, path);
    },
  };
}

/** What is asked of runs that were started. */
function createRunCommands({ prisma, codebases, engine }: HealingOptions): Pick<Healing, 'rollbackRun' | 'previewRollback' | 'cancelRun' | 'retryRun' | 'adoptRun' | 'skipStep' | 'isVerified'> {
  const attempts = createAttempts({ prisma, codebases, engine });
  const rollbacks = createRollbacks({ prisma, codebases, engine });
  const reread = (runId: string) => prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  return {
    async rollbackRun(runId, { isMerging = false, by } = {}) {
      await rollbacks.rollbackRun(runId, { isMerging, by });
      return reread(runId);
    },
    previewRollback: (runId) => rollbacks.previewRollback(runId),
    async cancelRun(runId, asked) {
      await engine.cancelRun(runId, asked);
      return reread(runId);
    },
    async retryRun(runId, request) {
      await attempts.retryRun(runId, request);
      return reread(runId);
    },
    async adoptRun(runId, statement) {
      await attempts.adoptRun(runId, statement);
      return reread(runId);
    },
    async skipStep(executionId, statement) {
      await attempts.skipStep(executionId, statement);
      const { healingAction } = await prisma.healingExecution.findUniqueOrThrow({ where: { id: executionId }, select: { healingAction: { select: { runId: true } } } });
      return reread(healingAction.runId);
    },
    async isVerified(runId) {
      const { steps } = await loadSteps(prisma, runId);
      const proofs = steps.filter(({ stepType }) => stepType === 'VERIFY');
      return proofs.length > 0 && proofs.every(({ status }) => status === 'COMPLETED');
    },
  };
}

export function createHealing({ prisma, codebases, engine, timeoutMs = TIMEOUT_MS }: HealingOptions): Healing {
  const branchRows = createBranchRows(prisma);
  const reread = (runId: string) => prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });

  return {
    ...previewsOf({ prisma, codebases }, timeoutMs),
    ...createLeftOut({ prisma, codebases }),
    ...createRunCommands({ prisma, codebases, engine }),
    async planHealing(intentId) {
      const intent = await getIntent(prisma, intentId);
      const change = changeOf(intent);
      if (!intent.analysis) throw new InvalidInputError('The intent was not analysed yet.', 'Call analyzeImpact first.');
      const signal = AbortSignal.timeout(timeoutMs);
      const codebase = await codebases.get(intent.roomId);
      await codebase.refresh(signal);
      assertStillPossible(codebase, change);
      await assertCompilerAgrees(codebase, change, signal);
      const stored = await prisma.impactPrediction.findMany({ where: { intentCaptureId: intentId }, orderBy: { severity: 'desc' } });
      const impact = { analysis: intent.analysis as unknown as ImpactAnalysis, predictions: stored as unknown as StoredPrediction[] };
      const plan = await makePlan(codebase, change, impact, signal);
      return storePlan(prisma, plan, codebase, { roomId: intent.roomId, intentCaptureId: intentId, predictionId: stored[0]?.id ?? null });
    },
    async planEdits(roomId, decided) {
      const codebase = await codebases.get(roomId);
      const files = await findConflictsOnDisk(codebase, decided.edits);
      if (files.length > 0) throw new FileConflictError(`The edits were made for another content of ${files.length === 1 ? files[0] : `${files.length} files`}.`, 'Search for fixes again; nothing was written.', files);
      const plan = planDecidedEdits(codebase, decided);
      const change = { kind: 'EDIT', decided: pathsOf(decided.edits) };
      const intent = await prisma.intentCapture.create({ data: { roomId, userAction: decided.title, changeKind: 'EDIT', change, understood: decided.reasons[0] ?? decided.title } });
      return storePlan(prisma, plan, codebase, { roomId, intentCaptureId: intent.id, predictionId: null });
    },
    async triggerHealing(runId, where = {}) {
      const { status } = await getRun(prisma, runId);
      const run = await reread(runId);
      const place = readPlace(where, (await getIntent(prisma, run.intentCaptureId)).understood ?? '', runId);
      if (status === 'PLANNED') await assertPlanFits(codebases, run.roomId, await loadEdits(prisma, runId));
      if (status === 'PLANNED' && place) await assertBranchPossible({ codebase: await codebases.get(run.roomId), inputs: await branchRows.loadInputs(runId), branch: place.branch });
      await engine.enqueueRun(runId, place ?? {}, where);
      return reread(runId);
    },
    async listRefactorings(roomId, limit) {
      const signal = AbortSignal.timeout(timeoutMs);
      const codebase = await codebases.get(roomId);
      await codebase.refresh(signal);
      return findRefactorings(codebase, { limit, signal });
    },
    async listShims(roomId, limit) {
      const signal = AbortSignal.timeout(timeoutMs);
      const codebase = await codebases.get(roomId);
      await codebase.refresh(signal);
      return listShims(codebase, limit, signal);
    },
  };
}
