import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { ReadReceipt } from '../support/audit-documents.ts';
import { LeaveOutEdits, PlannedEdits, ReadAttempts, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { countRows } from '../support/row-counts.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

const intent = 'rename total to grandTotal in src/prices.ts';
const GUIDE = 'docs/migrations/rename-total-to-grandTotal.md';
const BY_HAND = 'left out by hand';

type Planned = Awaited<ReturnType<typeof planIntent>>;

function stepOf({ actions }: Planned, stepType: string): string {
  const step = actions.flatMap(({ executions }) => executions).find((each) => each.stepType === stepType);
  if (!step) throw new Error(`the plan has no ${stepType}`);
  return step.id;
}

const editsOf = async (api: TestApp, executionId: string) => (await api.graphql(PlannedEdits, { executionId })).plannedEdits;
const leaveOut = async (api: TestApp, executionId: string, keys: string[]) => (await api.graphql(LeaveOutEdits, { executionId, keys })).leaveOutEdits;

test('an edit that is left out is not written, is on the record with who left it out and when, and can be taken in again before the run starts', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), testTimeMs: 1, asksForTokens: true });
  const roomId = await openRoom(api, api.roomFolder);
  const plan = await planIntent(api, roomId, intent);
  const [shim, guide, imports] = [stepOf(plan, 'CREATE_COMPATIBILITY_SHIM'), stepOf(plan, 'CREATE_MIGRATION_GUIDE'), stepOf(plan, 'UPDATE_IMPORTS')];

  const { edits, totalCount } = await editsOf(api, imports);
  const ofCart = edits.find(({ file }) => file === 'src/cart.ts');
  expect(ofCart).toMatchObject({ kind: 'CHANGED', line: 1, before: "import { total } from './prices';", after: "import { grandTotal } from './prices';", leftOut: null });
  const page = (await api.graphql(PlannedEdits, { executionId: imports, first: 1, offset: 1 })).plannedEdits;
  expect(page).toEqual({ totalCount, byHand: [], edits: edits.slice(1, 2) });

  const without = dataOf(await leaveOut(api, imports, [ofCart?.key ?? '']));
  expect(without.notEdited).toContainEqual({ file: 'src/cart.ts', line: 1, column: expect.any(Number), reason: BY_HAND });
  expect(without.diff).not.toContain("+import { grandTotal } from './prices';");
  const chosen = await editsOf(api, imports);
  expect(chosen).toMatchObject({ totalCount, byHand: [ofCart?.key] });
  expect(chosen.edits.filter(({ leftOut }) => leftOut !== null).map(({ key, leftOut }) => ({ key, leftOut }))).toEqual([{ key: ofCart?.key, leftOut: 'BY_HAND' }]);
  const again = dataOf(await leaveOut(api, imports, []));
  expect(again).toMatchObject({ diff: plan.diff, notEdited: plan.notEdited });

  dataOf(await leaveOut(api, shim, (await editsOf(api, shim)).edits.map(({ key }) => key)));
  expect((await editsOf(api, stepOf(plan, 'MARK_DEPRECATED'))).edits.map(({ leftOut }) => leftOut)).toEqual(['BUILDS_ON', 'BUILDS_ON']);
  dataOf(await leaveOut(api, shim, []));
  dataOf(await leaveOut(api, guide, ['0']));

  dataOf((await api.graphql(TriggerHealing, { runId: plan.id })).triggerHealing);
  expect((await readEvents(api, plan.id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
  const { run } = await api.graphql(ReadReceipt, { id: plan.id });
  const printed = JSON.parse(run?.json ?? '') as { notEdited: unknown };
  const last = run?.receipt.moves.findLast(({ type }) => type === 'PLAN_CHANGED');
  expect(last).toMatchObject({ message: expect.stringMatching(/^\d edits? (is|are) left out by hand\.$/), by: 'first token' });
  const guideLeftOut = { file: GUIDE, line: 1, column: 1, reason: BY_HAND, by: 'first token', at: last?.at };
  expect(run?.receipt.notEdited).toContainEqual(guideLeftOut);
  expect(printed.notEdited).toContainEqual(guideLeftOut);
  expect(run?.markdown).toContain(`left out by hand, by first token, ${last?.at}`);
  expect(run?.receipt.files.map(({ path }) => path)).not.toContain(GUIDE);
  const { run: after } = await api.graphql(ReadAttempts, { id: plan.id });
  expect(after?.actions.flatMap(({ executions }) => executions).find(({ id }) => id === guide)).toMatchObject({ status: 'SKIPPED', files: [], skipReason: null });
  expect(await leaveOut(api, imports, [])).toMatchObject({ code: 'RUN_STATE', status: 'COMPLETED' });
  expect((await api.send(print(PlannedEdits as DocumentNode), { executionId: imports })).errors?.[0]?.extensions?.['code']).toBe('RUN_STATE');
});

test('the verification finds what an edit that was left out breaks, says so, and the files are put back; what cannot be left out is refused', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), testTimeMs: 1 });
  const roomId = await openRoom(api, api.roomFolder);
  const original = await hashTree(api.roomFolder);
  const plan = await planIntent(api, roomId, intent);
  const steps = plan.actions.flatMap(({ executions }) => executions).filter(({ files }) => files.length > 0);
  const rows = await countRows(api.app.prisma);
  expect(await leaveOut(api, stepOf(plan, 'UPDATE_IMPORTS'), ['9.9'])).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('9.9') });
  expect(await countRows(api.app.prisma)).toEqual(rows);

  const use = (await editsOf(api, stepOf(plan, 'UPDATE_REFERENCES'))).edits.find(({ file }) => file === 'src/cart.ts');
  dataOf(await leaveOut(api, stepOf(plan, 'UPDATE_REFERENCES'), [use?.key ?? '']));
  dataOf((await api.graphql(TriggerHealing, { runId: plan.id })).triggerHealing);
  const last = (await readEvents(api, plan.id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1);
  expect(last).toMatchObject({ type: 'RUN_FAILED', message: expect.stringMatching(/src\/cart\.ts:3: .*Edits were left out by hand in src\/cart\.ts; 1 of the problems is there\./) });
  expect(await hashTree(api.roomFolder)).toBe(original);
  expect(readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8')).toBe(smallProject['src/cart.ts']);

  const second = await planIntent(api, roomId, intent);
  const writing = second.actions.flatMap(({ executions }) => executions).filter(({ files }) => files.length > 0);
  expect(writing).toHaveLength(steps.length);
  const answers = [];
  for (const { id } of writing) answers.push(await leaveOut(api, id, (await editsOf(api, id)).edits.map(({ key }) => key)));
  expect(answers.at(-1)).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('Every edit of the plan') });
  expect(answers.slice(0, -1).every((answer) => 'data' in answer)).toBe(true);
  writeFiles(api.roomFolder, { 'src/cart.ts': 'export {};\n' });
  expect(await leaveOut(api, stepOf(second, 'UPDATE_IMPORTS'), [])).toMatchObject({ code: 'FILE_CONFLICT', files: ['src/cart.ts'] });
});
