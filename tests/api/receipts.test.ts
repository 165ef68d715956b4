import { expect, test } from 'vitest';
import { ListRuns, ReadReceipt, ReadUsage } from '../support/audit-documents.ts';
import { RollbackRun } from '../support/documents.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

test('the receipt of a run tells what was asked, predicted, done and proved, is printed as it is told, and follows the run', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: copyStorefront, testTimeMs: 1, asksForTokens: true });
  const roomId = await openRoom(api, api.roomFolder);
  const planned = await planIntent(api, roomId, 'move src/cart/totals.ts to src/checkout/totals.ts');
  const { runId } = await heal(api, roomId, 'rename formatPrice to formatMoney in src/pricing/format.ts');
  const { run } = await api.graphql(ReadReceipt, { id: runId });
  const receipt = run?.receipt;
  expect(receipt).toMatchObject({
    origin: 'PERSON', announcedBy: 'first token', startedBy: 'first token', status: 'COMPLETED', attempt: 1, decision: 'HEAL', error: null,
    intent: { userAction: 'rename formatPrice to formatMoney in src/pricing/format.ts', changeKind: 'RENAME_EXPORT', overallRisk: expect.any(Number) },
    verification: { status: 'COMPLETED', words: expect.stringContaining('nothing is newly broken') },
    treeHashBefore: expect.stringMatching(/^[0-9a-f]{64}$/), treeHashAfter: expect.stringMatching(/^[0-9a-f]{64}$/),
    accuracy: { precision: 1, recall: 1 }, testAccuracy: { notRun: expect.any(String) },
  });
  expect(receipt?.predictions.length).toBe(receipt?.predictionCount);
  expect(receipt?.predictions[0]).toMatchObject({ certainty: 'CERTAIN', predictionType: 'BREAKING_CHANGE' });
  const steps = receipt?.actions.flatMap((action) => action.steps) ?? [];
  expect(steps.filter(({ status, durationMs }) => status !== 'COMPLETED' || durationMs === null)).toEqual([]);
  expect(steps.reduce((sum, step) => sum + step.changes.linesAdded, 0)).toBeGreaterThan(0);
  expect(receipt?.files.find(({ path }) => path === 'src/pricing/format.ts')).toMatchObject({ hashBefore: expect.any(String), hashAfter: expect.any(String) });
  expect(receipt?.moves.map(({ type, by }) => [type, by])).toEqual([['RUN_QUEUED', 'first token'], ['RUN_STARTED', null], ['RUN_COMPLETED', null]]);

  const printed = JSON.parse(run?.json ?? '') as Record<string, unknown>;
  expect(printed).toMatchObject({ version: 1, status: 'COMPLETED', treeHashAfter: receipt?.treeHashAfter, fileCount: receipt?.fileCount, moves: receipt?.moves, verification: receipt?.verification });
  expect(run?.markdown).toContain(`# Receipt: rename formatPrice to formatMoney in src/pricing/format.ts`);
  expect(run?.markdown).toContain(receipt?.treeHashAfter);

  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  const { run: after } = await api.graphql(ReadReceipt, { id: runId });
  expect(after?.receipt.moves).toContainEqual(expect.objectContaining({ type: 'ROLLBACK_QUEUED', by: 'first token' }));
  expect(after?.receipt).toMatchObject({ status: 'ROLLED_BACK', treeHashAfter: receipt?.treeHashBefore });
  expect(after?.markdown).toContain('byte for byte what it was before');

  const { room: used } = await api.graphql(ReadUsage, { room: roomId, days: 2 });
  expect(used?.usage).toMatchObject({ runs: 1, breaksPrevented: 0, errors: { right: receipt?.accuracy?.right }, outcomes: [{ status: 'ROLLED_BACK', runs: 1 }], repairs: { sessions: 0, rate: null } });
  expect(used?.usage.days.reduce((sum, day) => sum + day.runs, 0)).toBe(1);

  const list = async (question: { matching?: string; statuses?: ('PLANNED' | 'ROLLED_BACK')[]; first?: number; after?: string }) => {
    const { room } = await api.graphql(ListRuns, { room: roomId, first: 20, ...question });
    return { ids: room?.runs.edges.map((edge) => edge?.node.id), count: room?.runs.totalCount, end: room?.runs.pageInfo.endCursor };
  };
  expect(await list({})).toMatchObject({ ids: [runId, planned.id], count: 2 });
  expect(await list({ statuses: ['PLANNED'] })).toMatchObject({ ids: [planned.id], count: 1 });
  expect(await list({ matching: 'FORMAT price' })).toMatchObject({ ids: [runId], count: 1 });
  expect(await list({ matching: 'format totals' })).toMatchObject({ ids: [], count: 0 });
  // No wildcard of the database.
  for (const matching of ['%', 'format_rice', '\\']) expect(await list({ matching })).toMatchObject({ ids: [], count: 0 });
  const { end } = await list({ first: 1 });
  expect(await list({ first: 1, after: end ?? '' })).toMatchObject({ ids: [planned.id], count: 2 });
});
