// Rows of a run as the database gives them: for tests of what is made of them.
import type { ReceiptRows } from '../../server/receipts/make-receipt.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

type Execution = ReceiptRows['actions'][number]['executions'][number];
type Event = ReceiptRows['events'][number];

export const executionRow = (fields: Partial<Execution>): Execution =>
  ({ id: 'execution', healingActionId: 'action', stepNumber: 1, attempt: 1, stepType: 'VERIFY', stepDescription: 'Check', status: 'COMPLETED', input: {}, plannedEdits: null, diff: '', result: null, errorMessage: null, skipReason: null, skippedBy: null, size: null, estimate: null, startedAt: at(2), completedAt: at(3), ...fields });

export const eventRow = (fields: Partial<Event>): Event => ({ id: `event ${fields.number}`, runId: 'run', number: 1, roomId: 'room', roomNumber: 1, type: 'RUN_QUEUED', actionId: null, executionId: null, payload: {}, createdAt: at(1), ...fields });

/** A run of one action with these steps. */
export function runRows(fields: Partial<ReceiptRows> = {}, executions: Execution[] = [executionRow({})]): ReceiptRows {
  return {
    id: 'run', roomId: 'room', intentCaptureId: 'intent', status: 'COMPLETED', attempt: 1, adoptReason: null, adoptedBy: null, mergesOnRollback: false, mode: 'WORKING_TREE', branch: null, branchBase: null, commit: null,
    plan: { decision: 'HEAL', reasons: ['The risk is 8.'], notEdited: [{ file: 'a.md', line: 1, column: 2, reason: 'in prose' }], diff: 'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n+b\n' },
    treeHashBefore: 'before', treeHashAfter: 'after', accuracy: null, testAccuracy: null, lastEventNumber: 1, epoch: 1, cancelRequestedAt: null, error: null,
    createdAt: at(0), queuedAt: at(1), startedAt: at(2), completedAt: at(4),
    room: { id: 'room', name: 'storefront', rootPath: '/code/storefront' },
    intentCapture: {
      id: 'intent', roomId: 'room', userAction: 'rename a to b', changeKind: 'RENAME_EXPORT', change: {}, understood: 'Rename a to b', announcedBy: null, overallRisk: 8, createdAt: at(0), analyzedAt: at(0),
      analysis: { riskFactors: [{ factor: 'worst prediction', points: 8, reason: 'the most severe prediction is 8' }] },
      predictions: [{ id: 'prediction', roomId: 'room', intentCaptureId: 'intent', predictionType: 'BREAKING_CHANGE', certainty: 'CERTAIN', severity: 8, summary: 'does not compile', file: 'src/c.ts', affectedComponents: [{ file: 'src/c.ts', line: 1, column: 1, symbol: 'a', code: 'TS2305', message: 'no a' }], evidence: [], whyPath: [], createdAt: at(0) }],
      _count: { predictions: 1 },
    },
    actions: [{ id: 'action', roomId: 'room', runId: 'run', intentCaptureId: 'intent', predictionId: null, position: 1, actionType: 'MIGRATION', description: 'Migrate', priority: 'HIGH', status: 'COMPLETED', executionPlan: [], createdAt: at(0), executedAt: at(2), completedAt: at(3), executions }],
    events: [eventRow({})], snapshots: [], watchEvents: [], appliedFixes: [], regressionOf: [],
    ...fields,
  } as ReceiptRows;
}
