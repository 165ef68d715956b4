// Makes the receipt of a run of its rows. Owns what is read for it and how it is put together.
import type { NotEdited } from '../edits/edit-plan.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { PromisedStructure } from '../impact/promised-structure.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { AffectedComponent, Decision, ImpactAnalysis } from '../impact/analysis.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import { countDiff } from './diff-statistics.ts';
import type { Receipt, ReceiptAction, ReceiptError, ReceiptFile, ReceiptIntent, ReceiptMove, ReceiptNotEdited, ReceiptOrigin, ReceiptStep } from './receipt.ts';
import { structureOutcome } from './structure-outcome.ts';
import { describeVerification } from './verification-words.ts';

const MOST_PREDICTIONS = 500;
const MOST_FILES = 1000;
const MOST_MOVES = 200;

export const RECEIPT_ROWS = {
  room: { select: { id: true, name: true, rootPath: true } },
  intentCapture: { include: { predictions: { orderBy: [{ severity: 'desc' }, { file: 'asc' }, { id: 'asc' }], take: MOST_PREDICTIONS }, _count: { select: { predictions: true } } } },
  actions: { orderBy: { position: 'asc' }, include: { executions: { orderBy: [{ stepNumber: 'asc' }, { attempt: 'asc' }] } } },
  // Not what goes on within a step: there is an event for every file of it.
  events: { where: { type: { notIn: ['STEP_PROGRESS', 'STEP_STARTED', 'ACTION_STARTED', 'ACTION_ENDED'] } }, orderBy: { number: 'asc' } },
  snapshots: { orderBy: { id: 'asc' }, select: { path: true, hashBefore: true, hashAfter: true } },
  watchEvents: { orderBy: { number: 'asc' }, take: 1, select: { type: true } },
  appliedFixes: { take: 1, select: { session: { select: { userIntent: true } } } },
  regressionOf: { take: 1, select: { userIntent: true } },
} as const satisfies Prisma.HealingRunInclude;

export type ReceiptRows = Prisma.HealingRunGetPayload<{ include: typeof RECEIPT_ROWS }>;

interface StoredPlan {
  readonly decision: Decision;
  readonly reasons: readonly string[];
  readonly notEdited: readonly NotEdited[];
  readonly diff: string;
  readonly structure?: PromisedStructure;
  /** What a person left out; its places are the first of `notEdited`. */
  readonly leftOut?: readonly { readonly by?: string | null; readonly at?: string }[];
}

const between = (from: Date | null, to: Date | null): number | null => (from && to ? Math.max(0, to.getTime() - from.getTime()) : null);

function originOf({ appliedFixes, regressionOf, watchEvents }: ReceiptRows): { origin: ReceiptOrigin; originWords: string } {
  const [fix] = appliedFixes;
  const [session] = regressionOf;
  const [seen] = watchEvents;
  if (fix) return { origin: 'DEBUGGER', originWords: `A fix of the intent debugger, accepted in the session "${fix.session.userIntent}".` };
  if (session) return { origin: 'DEBUGGER', originWords: `A test that keeps the resolved session "${session.userIntent}" of the intent debugger.` };
  if (seen) return { origin: 'WATCH', originWords: seen.type === 'HEALING' ? 'The watch of the room saw a save, planned the run and started it.' : 'The watch of the room saw a save and planned the run; a person started it, or nobody did yet.' };
  return { origin: 'PERSON', originWords: 'A person announced the change, on the page, in the terminal or through the API.' };
}

function intentOf({ userAction, changeKind, understood, createdAt, analyzedAt, overallRisk, analysis }: ReceiptRows['intentCapture']): ReceiptIntent {
  return { userAction, changeKind, understood, capturedAt: createdAt, analyzedAt, overallRisk, riskFactors: (analysis as unknown as ImpactAnalysis | null)?.riskFactors ?? [] };
}

const byOf = (payload: unknown): string | null => (payload as { by?: string } | null)?.by ?? null;

const messageOf = (payload: unknown): string | null => (payload as { message?: string } | null)?.message ?? null;

function actionsOf({ actions, events }: ReceiptRows): ReceiptAction[] {
  const endings = new Map(events.map(({ executionId, payload }) => [executionId, messageOf(payload)]));
  const step = (row: ReceiptRows['actions'][number]['executions'][number]): ReceiptStep => {
    const { stepNumber, attempt, stepType, stepDescription: description, status, startedAt, completedAt, result, errorMessage, skipReason, skippedBy } = row;
    return {
      stepNumber, attempt, stepType, description, status, startedAt, completedAt, durationMs: between(startedAt, completedAt), changes: countDiff(row.diff), result,
      message: errorMessage ?? endings.get(row.id) ?? null, skipReason, skippedBy,
    };
  };
  return actions.map(({ position, actionType, description, priority, status, executions }) => ({ position, actionType, description, priority, status, steps: executions.map(step) }));
}

/** Each file once: as it was before the first step that wrote it, and as the last one left it. A path that ends in a slash is a folder. */
function filesOf({ snapshots }: ReceiptRows): ReceiptFile[] {
  const files = new Map<string, ReceiptFile>();
  for (const { path, hashBefore, hashAfter } of snapshots) {
    if (!path.endsWith('/')) files.set(path, { path, hashBefore: files.has(path) ? (files.get(path)?.hashBefore ?? null) : hashBefore, hashAfter });
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const movesOf = ({ events }: ReceiptRows): ReceiptMove[] =>
  events.filter(({ type }) => type !== 'STEP_ENDED').slice(-MOST_MOVES).map(({ number, type, createdAt, payload }) => ({ number, type, at: createdAt, message: messageOf(payload), by: byOf(payload) }));

function notEditedOf({ notEdited, leftOut = [] }: StoredPlan): ReceiptNotEdited[] {
  return notEdited.map((place, index) => {
    const { by = null, at = null } = leftOut[index] ?? {};
    return { ...place, by, at: at === null ? null : new Date(at) };
  });
}

/** The same rows make the same receipt. */
export function makeReceipt(rows: ReceiptRows): Receipt {
  const plan = rows.plan as unknown as StoredPlan;
  const { decision, reasons, diff } = plan;
  const files = filesOf(rows);
  const actions = actionsOf(rows);
  return {
    version: 1, runId: rows.id, room: rows.room, status: rows.status, attempt: rows.attempt, ...originOf(rows), announcedBy: rows.intentCapture.announcedBy, startedBy: byOf(rows.events.findLast(({ type }) => type === 'RUN_QUEUED')?.payload), mode: rows.mode, branch: rows.branch, branchBase: rows.branchBase, commit: rows.commit, adoptReason: rows.adoptReason, adoptedBy: rows.adoptedBy,
    plannedAt: rows.createdAt, queuedAt: rows.queuedAt, startedAt: rows.startedAt, completedAt: rows.completedAt, queueMs: between(rows.queuedAt, rows.startedAt), durationMs: between(rows.startedAt, rows.completedAt),
    intent: intentOf(rows.intentCapture), decision, reasons,
    predictions: rows.intentCapture.predictions.map(({ predictionType, certainty, severity, file, summary, affectedComponents }) => ({ predictionType, certainty, severity, file, summary, places: affectedComponents as unknown as AffectedComponent[] })),
    predictionCount: rows.intentCapture._count.predictions,
    actions, changes: countDiff(diff), verification: describeVerification(actions),
    treeHashBefore: rows.treeHashBefore, treeHashAfter: rows.treeHashAfter, files: files.slice(0, MOST_FILES), fileCount: files.length,
    accuracy: rows.accuracy as unknown as PredictionAccuracy | null, testAccuracy: rows.testAccuracy as unknown as TestAccuracy | null,
    structure: structureOutcome(plan, actions.flatMap(({ steps }) => steps), rows.attempt),
    notEdited: notEditedOf(plan), error: rows.error as unknown as ReceiptError | null, moves: movesOf(rows),
  };
}
