import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AnalyzeImpact, CaptureIntent, HealingStatus, PlanHealing, ReadRun, RollbackRun, RunEvents, TriggerHealing } from '../support/documents.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { countFrom, dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

interface Walk {
  readonly what: string;
  readonly intent: string;
  readonly breaking: { readonly file: string; readonly line: number };
  readonly assertHealed: (read: (path: string) => string | null) => void;
}

const walks: Walk[] = [
  {
    what: 'a rename',
    intent: 'rename formatPrice to formatMoney in src/pricing/format.ts',
    breaking: { file: 'src/checkout/receipt.ts', line: 3 },
    assertHealed: (read) => {
      expect(read('src/pricing/format.ts')).toContain('export function formatMoney(');
      expect(read('src/inventory/reorder.ts')).toContain("import { formatMoney } from '../pricing/format';");
      // This file has a formatMoney of its own.
      expect(read('src/checkout/receipt.ts')).toContain("import { formatMoney as formatPrice } from '../pricing/format';");
      expect(read('src/customers/loyalty.ts')).toContain('formatMoney as displayAmount');
      expect(read('src/i18n/formatters.ts')).toContain('module.formatMoney');
    },
  },
  {
    what: 'a move',
    intent: 'move src/cart/totals.ts to src/checkout/totals.ts',
    breaking: { file: 'src/cart/index.ts', line: 5 },
    assertHealed: (read) => {
      expect(read('src/checkout/totals.ts')).toContain("from '../cart/line'");
      expect(read('src/cart/index.ts')).toContain("from '../checkout/totals'");
      expect(read('src/cart/totals.ts') ?? '').not.toContain('export function cartTotals');
    },
  },
];

const reader = (folder: string) => (path: string) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : null);

/** Captures, analyses and plans, and asserts what each of the three answers. */
async function assertPlanned(api: TestApp, { intent, breaking }: Walk): Promise<{ roomId: string; runId: string }> {
  const roomId = await openRoom(api, api.roomFolder);
  const captured = dataOf((await api.graphql(CaptureIntent, { roomId, userAction: intent })).captureIntent);
  const analyzed = dataOf((await api.graphql(AnalyzeImpact, { intentId: captured.id })).analyzeImpact);
  const predictions = analyzed.predictions.edges.map((edge) => edge.node);
  const certain = predictions.filter((prediction) => prediction.certainty === 'CERTAIN');
  expect(certain.length).toBeGreaterThan(0);
  expect(Math.min(...certain.map((prediction) => prediction.severity))).toBeGreaterThanOrEqual(7);
  const broken = certain.find((prediction) => prediction.file === breaking.file);
  expect(broken).toMatchObject({ predictionType: 'BREAKING_CHANGE', certainty: 'CERTAIN' });
  expect(broken?.affectedComponents[0]).toMatchObject({ ...breaking, code: expect.stringMatching(/^TS\d+$/), message: expect.stringMatching(/\w/) });
  expect(broken?.whyPath[0]).toMatchObject({ file: breaking.file, via: expect.any(String), line: breaking.line });
  expect(broken?.whyPath.at(-1)).toMatchObject({ via: null, line: null });
  expect(analyzed.analysis).toMatchObject({ decision: 'HEAL', overallRisk: expect.any(Number) });

  const planned = dataOf((await api.graphql(PlanHealing, { intentId: captured.id })).planHealing);
  expect(planned.status).toBe('PLANNED');
  expect(planned.diff).toContain('+++ b/');
  return { roomId, runId: planned.id };
}

test.each(walks)('$what of the sample is predicted, planned without a write, healed, listed and put back byte for byte', { timeout: 60_000 }, async (walk) => {
  const api = await startTestApp({ project: copyStorefront });
  const original = await hashTree(api.roomFolder);
  const { roomId, runId } = await assertPlanned(api, walk);
  expect(await hashTree(api.roomFolder)).toBe(original);

  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  const events = await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] });
  expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
  expect(events.map((event) => event.number)).toEqual(countFrom(1, events.length));
  const { run } = await api.graphql(ReadRun, { id: runId });
  const steps = run?.actions.flatMap((action) => action.executions) ?? [];
  expect(steps.filter((step) => step.status !== 'COMPLETED')).toEqual([]);
  expect(steps.map((step) => step.stepType)).toContain('VERIFY');
  walk.assertHealed(reader(api.roomFolder));
  expect(run).toMatchObject({ treeHashBefore: original, treeHashAfter: await hashTree(api.roomFolder) });

  const { healingStatus } = await api.graphql(HealingStatus, { room: roomId });
  expect(healingStatus).toMatchObject({ totalCount: 1, edges: [{ node: { id: runId, status: 'COMPLETED' } }] });

  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  const back = await readEvents(api, runId, { after: events.length, until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(back.at(-1)?.type).toBe('ROLLBACK_COMPLETED');
  expect(back.map((event) => event.number)).toEqual(countFrom(events.length + 1, back.length));
  expect(await hashTree(api.roomFolder)).toBe(original);
  expect((await api.graphql(ReadRun, { id: runId })).run).toMatchObject({ status: 'ROLLED_BACK', treeHashBefore: original, treeHashAfter: original });
});

test('every subscriber gets each event after its number once, also one that comes back in the middle', async () => {
  const api = await startTestApp({ project: copyStorefront });
  const roomId = await openRoom(api, api.roomFolder);
  const { id: runId } = await planIntent(api, roomId, walks[0]?.intent ?? '');

  // Listens before anything happened, leaves after the first step began, and comes back with the number it saw last.
  const leaver = (async () => {
    const seen = await readEvents(api, runId, { until: ['STEP_STARTED'] });
    return [...seen, ...(await readEvents(api, runId, { after: seen.at(-1)?.number ?? 0, until: ['RUN_COMPLETED'] }))];
  })();
  const skipper = readEvents(api, runId, { after: 3, until: ['RUN_COMPLETED'] });
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);

  const [left, skipped] = await Promise.all([leaver, skipper]);
  expect(left.map((event) => event.number)).toEqual(countFrom(1, left.length));
  expect(skipped.map((event) => event.number)).toEqual(countFrom(4, left.length - 3));

  const stored = await readEvents(api, runId, { until: ['RUN_COMPLETED'] });
  expect(stored).toEqual(left);
});

test('a subscription to a run that does not exist ends with the mistake', async () => {
  const api = await startTestApp({ project: copyStorefront });
  const roomId = await openRoom(api, api.roomFolder);
  const stream = api.subscribe(RunEvents, { runId: roomId, after: 0 });
  await expect(stream.next()).rejects.toThrow(/INVALID_INPUT/);
});

test('a second healing of the same room starts from what the first one left', async () => {
  const api = await startTestApp({ project: copyStorefront });
  const roomId = await openRoom(api, api.roomFolder);
  const first = await heal(api, roomId, walks[0]?.intent ?? '');
  const second = await heal(api, roomId, walks[1]?.intent ?? '');
  expect([first, second].map(({ events }) => events.at(-1)?.type)).toEqual(['RUN_COMPLETED', 'RUN_COMPLETED']);
  const { healingStatus } = await api.graphql(HealingStatus, { room: roomId, first: 1 });
  expect(healingStatus).toMatchObject({ totalCount: 2, edges: [{ node: { id: second.runId } }] });
});

test('a run tells how right its prediction was, and the next plan how long such steps take', { timeout: 60_000 }, async () => {
  const api = await startTestApp({ project: copyStorefront });
  const roomId = await openRoom(api, api.roomFolder);
  const plan = async (userAction: string) => {
    const captured = dataOf((await api.graphql(CaptureIntent, { roomId, userAction })).captureIntent);
    const analyzed = dataOf((await api.graphql(AnalyzeImpact, { intentId: captured.id })).analyzeImpact);
    const planned = dataOf((await api.graphql(PlanHealing, { intentId: captured.id })).planHealing);
    const { run } = await api.graphql(ReadRun, { id: planned.id });
    return { runId: planned.id, run, certain: analyzed.predictions.edges.filter(({ node }) => node.certainty === 'CERTAIN').flatMap(({ node }) => node.affectedComponents).length };
  };
  const first = await plan('rename formatPrice to formatMoney in src/pricing/format.ts');
  expect(first.run).toMatchObject({ estimate: null, accuracy: null });
  dataOf((await api.graphql(TriggerHealing, { runId: first.runId })).triggerHealing);
  expect((await readEvents(api, first.runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
  const { run } = await api.graphql(ReadRun, { id: first.runId });
  expect(first.certain).toBeGreaterThan(0);
  expect(run?.accuracy).toEqual({ notCompared: null, predicted: first.certain, happened: first.certain, right: first.certain, precision: 1, recall: 1, falsePositives: [], misses: [], filesChecked: expect.any(Number) });

  const second = await plan('rename formatMoney to formatAmount in src/pricing/format.ts');
  const { estimate, actions } = second.run ?? {};
  expect(estimate?.records).toBeGreaterThan(0);
  expect(estimate?.fromMs).toBeLessThanOrEqual(estimate?.expectedMs ?? 0);
  expect(estimate?.toMs).toBeGreaterThanOrEqual(estimate?.expectedMs ?? Infinity);
  const steps = actions?.flatMap((action) => action.executions) ?? [];
  const verification = steps.find(({ stepType }) => stepType === 'VERIFY')?.estimate;
  expect(verification?.records).toBe(1);
  // One record is no range: it counts from half to twice.
  expect(verification).toMatchObject({ fromMs: (verification?.expectedMs ?? 0) / 2, toMs: (verification?.expectedMs ?? 0) * 2 });
  expect(estimate?.stepsWithFewRecords).toBeGreaterThan(0);
  expect(estimate?.isWithoutVerification).toBe(false);
});
