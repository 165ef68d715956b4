// What the command line does: understand, predict, plan, heal, or roll back, with the same services as the server. Owns the order and the report.
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { App } from '../app.ts';
import { isFinalRun } from '../engine/states.ts';
import type { HealingRun, RunEvent } from '../generated/prisma/client.ts';
import type { PlanEstimate } from '../healing/estimate-durations.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { WhyHop } from '../graph/routes.ts';
import type { ImpactAnalysis } from '../impact/analysis.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import type { Wish } from '../intents/wish.ts';
import { readGivenText } from '../rooms/given-text.ts';
import type { CliArguments } from './arguments.ts';
import { ProgressView, type Screen } from './progress.ts';

export interface Report {
  readonly understood: string | null;
  readonly overallRisk: number | null;
  readonly decision: string;
  readonly reasons: readonly string[];
  readonly predictions: readonly { readonly severity: number; readonly certainty: string; readonly file: string; readonly summary: string; readonly places: unknown; readonly whyPath: readonly WhyHop[] }[];
  /** How long the plan is expected to take; null where there is no record yet. */
  readonly estimate: PlanEstimate | null;
  /** How right the prediction was; null until it was compared. */
  readonly accuracy: PredictionAccuracy | null;
  /** How right it was about the project's tests, or why they were not run; null until the run was verified. */
  readonly testAccuracy: TestAccuracy | null;
  readonly notEdited: readonly { readonly file: string; readonly line: number; readonly column: number; readonly reason: string }[];
  readonly run: { readonly id: string; readonly status: string; readonly branch: string | null; readonly commit: string | null; readonly treeHashBefore: string | null; readonly treeHashAfter: string | null; readonly error: unknown; readonly attempt: number; readonly isVerified: boolean };
  readonly steps: readonly { readonly stepType: string; readonly description: string; readonly status: string; readonly attempt: number; readonly skipReason: string | null; readonly result: unknown }[];
  readonly diff: string;
}

type StoredPlan = Pick<Report, 'decision' | 'reasons' | 'notEdited' | 'diff'> & { readonly estimate?: PlanEstimate | null };

/** The change that was given as data; undefined where it was said in words. Reads the files that are named, from the folder of the command. */
export async function readGivenChange({ change, edit }: Pick<CliArguments, 'change' | 'edit'>, { folder, input }: { folder: string; input: Readable }): Promise<Wish | undefined> {
  if (!edit) return change ?? undefined;
  const read = (file: string) => readGivenText(resolve(folder, file), input);
  if (edit.kind === 'diff') return { kind: 'EDIT', files: [], diff: edit.file === null ? await readGivenText(null, input) : await read(edit.file), isApplied: edit.isApplied };
  return { kind: 'EDIT', files: await Promise.all(edit.files.map(async ({ path, file }) => ({ path, text: file === '' ? null : await read(file) }))) };
}

/** Understands, predicts and plans; touches no file. */
export async function planIntent(app: App, request: { roomId: string; intent: string | null; wish: Wish | undefined }): Promise<HealingRun> {
  const intent = await app.intents.captureIntent({ roomId: request.roomId, userAction: request.intent, wish: request.wish });
  await app.impact.analyzeImpact(intent.id);
  return app.healing.planHealing(intent.id);
}

export async function reportOf(app: App, runId: string): Promise<Report> {
  const run = await app.prisma.healingRun.findUniqueOrThrow({
    where: { id: runId },
    include: { intentCapture: { include: { predictions: { orderBy: [{ severity: 'desc' }, { file: 'asc' }] } } }, actions: { orderBy: { position: 'asc' }, include: { executions: { orderBy: [{ attempt: 'asc' }, { stepNumber: 'asc' }] } } } },
  });
  const { decision, reasons, notEdited, diff, estimate } = run.plan as unknown as StoredPlan;
  const analysis = run.intentCapture.analysis as unknown as ImpactAnalysis | null;
  return {
    understood: run.intentCapture.understood,
    overallRisk: analysis?.overallRisk ?? null,
    decision,
    reasons,
    predictions: run.intentCapture.predictions.map(({ severity, certainty, file, summary, affectedComponents, whyPath }) => ({ severity, certainty, file, summary, places: affectedComponents, whyPath: whyPath as unknown as WhyHop[] })),
    estimate: estimate ?? null,
    accuracy: run.accuracy as unknown as PredictionAccuracy | null,
    testAccuracy: run.testAccuracy as unknown as TestAccuracy | null,
    notEdited,
    run: { id: run.id, status: run.status, branch: run.branch, commit: run.commit, treeHashBefore: run.treeHashBefore, treeHashAfter: run.treeHashAfter, error: run.error, attempt: run.attempt, isVerified: await app.healing.isVerified(runId) },
    steps: run.actions.flatMap((action) => action.executions.map(({ stepType, stepDescription, status, attempt, skipReason, result }) => ({ stepType, description: stepDescription, status, attempt, skipReason, result }))),
    diff,
  };
}

async function labelsOf(app: App, runId: string): Promise<Map<string, string>> {
  const rows = await app.prisma.healingExecution.findMany({ where: { healingAction: { runId } }, select: { id: true, stepDescription: true } });
  return new Map(rows.map((row) => [row.id, row.stepDescription]));
}

const ENDS = new Set<RunEvent['type']>(['RUN_COMPLETED', 'RUN_ADOPTED', 'RUN_FAILED', 'RUN_CANCELLED', 'ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED']);

/** Follows a run until it ends, from an event number on. */
export async function followRun(app: App, runId: string, options: { after: number; screen: Screen }): Promise<void> {
  const view = new ProgressView(options.screen, await labelsOf(app, runId));
  const stop = new AbortController();
  for await (const event of app.engine.runEvents(runId, options.after, stop.signal)) {
    view.show(event);
    if (ENDS.has(event.type)) break;
  }
  stop.abort();
}

/** True when the run ended as it was asked to. */
export const isSuccess = (status: string): boolean => status === 'COMPLETED' || status === 'ADOPTED' || status === 'ROLLED_BACK';

/** Cancels a run that is still going; anything else has ended by itself. */
export async function cancelIfRunning(app: App, runId: string): Promise<void> {
  const run = await app.prisma.healingRun.findUnique({ where: { id: runId }, select: { status: true } });
  if (run && !isFinalRun(run.status)) await app.healing.cancelRun(runId).catch(() => undefined);
}

/** How many problems of an edit were left as the edit made them, which was told before. */
export function problemsLeft({ steps, run }: Pick<Report, 'steps' | 'run'>): number {
  const listed = steps.filter(({ attempt }) => attempt === run.attempt).flatMap(({ result }) => (typeof result === 'object' && result !== null ? [(result as { problemsListed?: unknown }).problemsListed] : []));
  return listed.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
}
