import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import type { VariablesOf } from '../../web/graphql.ts';
import { AnalyzeImpact, CaptureEdit, PlanHealing, ReadRun, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { openTestApp, startTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { dataOf, openRoom, readEvents } from '../support/walk-through.ts';
import { countRows } from '../support/row-counts.ts';

type Edit = VariablesOf<typeof CaptureEdit>['edit'];
const project = (folder: string) => writeFiles(folder, smallProject);
const PRICES = smallProject['src/prices.ts'] ?? '';
const RENAMED = PRICES.replace('total', 'sum');
const line = PRICES.split('\n').findIndex((text) => text.includes('total'));
const DIFF = `diff --git a/src/prices.ts b/src/prices.ts\n--- a/src/prices.ts\n+++ b/src/prices.ts\n@@ -${line + 1} +${line + 1} @@\n-${PRICES.split('\n')[line]}\n+${RENAMED.split('\n')[line]}\n`;

/** Captures, analyses, plans and heals; the id of the run. */
async function healEdit(api: TestApp, edit: Edit): Promise<{ runId: string; understood: string; certain: string[]; diff: string }> {
  const roomId = await openRoom(api, api.roomFolder);
  const captured = dataOf((await api.graphql(CaptureEdit, { roomId, edit })).captureIntent);
  expect(captured).toMatchObject({ changeKind: 'EDIT', userAction: captured.understood });
  const { predictions } = dataOf((await api.graphql(AnalyzeImpact, { intentId: captured.id })).analyzeImpact);
  const planned = dataOf((await api.graphql(PlanHealing, { intentId: captured.id })).planHealing);
  dataOf((await api.graphql(TriggerHealing, { runId: planned.id })).triggerHealing);
  const events = await readEvents(api, planned.id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] });
  expect(events.at(-1)).toMatchObject({ type: 'RUN_COMPLETED' });
  return { runId: planned.id, understood: captured.understood, certain: predictions.edges.flatMap(({ node }) => (node.certainty === 'CERTAIN' ? [node.file] : [])), diff: planned.diff ?? '' };
}

describe('an edit', () => {
  test.each<[string, Edit]>([
    ['by contents', { files: [{ path: 'src/prices.ts', text: RENAMED }] }],
    ['by a diff', { diff: DIFF }],
  ])('%s is captured, predicted, planned, healed and rolled back byte for byte', { timeout: 60_000 }, async (_, edit) => {
    const api = await startTestApp({ project });
    const original = await hashTree(api.roomFolder);
    const { runId, understood, certain, diff } = await healEdit(api, edit);
    expect(understood).toBe('Edit src/prices.ts and heal what depends on it. It renames total to sum.');
    expect(certain).toContain('src/cart.ts');
    expect(diff).toContain('+++ b/src/cart.ts');
    expect(readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8')).toContain('sum([1, 2])');
    expect(readFileSync(join(api.roomFolder, 'src/prices.ts'), 'utf8').startsWith(RENAMED.trimEnd())).toBe(true);
    dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
    await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
    expect(await hashTree(api.roomFolder)).toBe(original);
  });

  test('that was saved already is healed by the diff that led to it, and only the rest is written', { timeout: 60_000 }, async () => {
    const api = await startTestApp({ project });
    writeFileSync(join(api.roomFolder, 'src/prices.ts'), RENAMED);
    const { runId, understood, certain } = await healEdit(api, { diff: DIFF, isApplied: true });
    expect(understood).toBe('Heal what depends on the edit of src/prices.ts. It renames total to sum.');
    expect(certain).toContain('src/cart.ts');
    expect(readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8')).toContain('sum([1, 2])');
    const { run } = await api.graphql(ReadRun, { id: runId });
    const steps = run?.actions.flatMap((action) => action.executions) ?? [];
    expect(steps.map(({ stepType }) => stepType)).not.toContain('APPLY_CHANGE');
    expect(steps.find(({ stepType }) => stepType === 'VERIFY')).toMatchObject({ status: 'COMPLETED', result: { newProblems: [] } });
  });
});

describe('an edit that cannot be', () => {
  const undo: Undo[] = [];
  let api: TestApp;
  let roomId: string;
  beforeAll(async () => {
    api = await openTestApp({ project }, undo);
    roomId = await openRoom(api, api.roomFolder);
  });
  afterAll(() => undoAll(undo));

  test.each<[string, Edit, object]>([
    ['of 5 MB', { files: [{ path: 'src/prices.ts', text: 'x'.repeat(5 * 1024 * 1024) }] }, { __typename: 'InvalidInputError', message: expect.stringContaining('4 MB') }],
    ['outside of the project', { files: [{ path: '../prices.ts', text: '' }] }, { __typename: 'InvalidInputError' }],
    ['of too many files', { files: Array.from({ length: 501 }, (_, i) => ({ path: `src/f${i}.ts`, text: '' })) }, { __typename: 'InvalidInputError', message: expect.stringContaining('500') }],
    ['by a malformed diff', { diff: '@@ nothing' }, { __typename: 'InvalidInputError' }],
    ['by a diff that does not fit', { diff: DIFF.replace('-export', '-exports') }, { __typename: 'DiffMismatchError', code: 'DIFF_MISMATCH', file: 'src/prices.ts', hunk: 1 }],
    ['that does not parse', { files: [{ path: 'src/prices.ts', text: 'export const' }] }, { __typename: 'UnparsableFileError' }],
    ['that changes nothing', { files: [{ path: 'src/prices.ts', text: PRICES }] }, { __typename: 'InvalidInputError' }],
    ['that says nothing', {}, { __typename: 'InvalidInputError' }],
  ])('%s is refused, and nothing is written', async (_, edit, mistake) => {
    const before = { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
    const { captureIntent } = await api.graphql(CaptureEdit, { roomId, edit });
    expect(captureIntent).toMatchObject({ hint: expect.stringMatching(/\w/), ...mistake });
    expect({ tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) }).toEqual(before);
  });
});
