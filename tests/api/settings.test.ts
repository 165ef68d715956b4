import { expect, test } from 'vitest';
import type { OldFormPolicy } from '../../server/generated/prisma/enums.ts';
import { ReadSettings, UpdateSettings } from '../support/audit-documents.ts';
import { AnalyzeImpact, CaptureIntent, PlanHealing, ReadRun } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';

const open = async (isServer = false) => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), isServer });
  return { api, roomId: await openRoom(api, api.roomFolder) };
};

type Change = Omit<Parameters<typeof send>[1], 'roomId'>;
const send = async (api: TestApp, input: { roomId: string; healFrom?: number | null; compatibilityFrom?: number | null; reviewAbove?: number | null; oldForms?: OldFormPolicy | null; writesGuides?: boolean | null; ignoredFolders?: string[] | null }) => (await api.graphql(UpdateSettings, { input })).updateSettings;

/** What a rename of `total` deserves: the decision of analysis and plan, the types of its actions, and the files it breaks. */
async function planRename(api: TestApp, roomId: string) {
  const { id: intentId } = dataOf((await api.graphql(CaptureIntent, { roomId, userAction: 'rename total to sum in src/prices.ts' })).captureIntent);
  const analyzed = dataOf((await api.graphql(AnalyzeImpact, { intentId })).analyzeImpact);
  const { id } = dataOf((await api.graphql(PlanHealing, { intentId })).planHealing);
  const { run } = await api.graphql(ReadRun, { id });
  const decided = await api.app.prisma.healingRun.findFirstOrThrow({ orderBy: { createdAt: 'desc' }, select: { plan: true } });
  const { decision, reasons } = decided.plan as { decision: string; reasons: string[] };
  return { decisions: [analyzed.analysis?.decision, decision], reasons: reasons.join(' '), actions: run?.actions.map(({ actionType }) => actionType), steps: run?.actions.flatMap(({ executions }) => executions.map(({ stepType }) => stepType)), files: analyzed.predictions.edges.map((edge) => edge?.node.file).sort() };
}

test('thresholds and policies of a room decide what the same change deserves, are shown with their defaults, and go back to them', { timeout: 120_000 }, async () => {
  const { api, roomId } = await open();
  const defaults = { healFrom: 7, compatibilityFrom: 8, reviewAbove: 10 };
  const { room, serverInfo } = await api.graphql(ReadSettings, { room: roomId });
  expect(room?.settings).toEqual({ thresholds: defaults, defaults, policies: { oldForms: 'WHEN_SEVERE', writesGuides: true }, ignoredFolders: [] });
  expect(serverInfo).toEqual({ version: expect.stringMatching(/^\d+\.\d+/), nodeVersion: process.version, typescriptVersion: expect.any(String), databaseVersion: expect.stringMatching(/^\d+/), databaseBytes: expect.any(Number), allowedRoots: [api.roomFolder] });

  const byDefault = await planRename(api, roomId);
  expect(byDefault).toMatchObject({ decisions: ['HEAL', 'HEAL'], actions: ['COMPATIBILITY_LAYER', 'MIGRATION'] });
  const cases: readonly [Change, Partial<typeof byDefault>][] = [
    [{ compatibilityFrom: 10 }, { decisions: ['HEAL', 'HEAL'], actions: ['MIGRATION'] }],
    [{ compatibilityFrom: null, reviewAbove: 1 }, { actions: ['COMPATIBILITY_LAYER', 'MIGRATION', 'ARCHITECTURAL_REVIEW'] }],
    [{ healFrom: 10, reviewAbove: null }, { decisions: ['LOW_RISK', 'LOW_RISK'], actions: ['FIX'] }],
    [{ healFrom: null }, byDefault],
    [{ oldForms: 'NEVER' }, { decisions: ['HEAL', 'HEAL'], actions: ['MIGRATION'], steps: expect.arrayContaining(['CREATE_MIGRATION_GUIDE']) }],
    [{ oldForms: 'ALWAYS', compatibilityFrom: 10, writesGuides: false }, { actions: ['COMPATIBILITY_LAYER', 'MIGRATION'], steps: expect.not.arrayContaining(['CREATE_MIGRATION_GUIDE']) }],
    [{ oldForms: null, compatibilityFrom: null, writesGuides: null }, byDefault],
  ];
  for (const [change, expected] of cases) {
    dataOf(await send(api, { roomId, ...change }));
    expect(await planRename(api, roomId)).toMatchObject(expected);
  }
  dataOf(await send(api, { roomId, healFrom: 9.9 }));
  expect((await planRename(api, roomId)).reasons).toContain('9.9');
  expect((await api.graphql(ReadSettings, { room: roomId })).room?.settings.thresholds).toEqual({ ...defaults, healFrom: 9.9 });
});

test('ignored folders leave the graph and the predictions of the room at once, and come back', { timeout: 120_000 }, async () => {
  const { api, roomId } = await open();
  writeFiles(api.roomFolder, { 'src/generated/deep/copy.ts': "import { total } from '../../prices';\nexport const copy = total([1]);\n" });
  const before = await planRename(api, roomId);
  expect(before.files).toContain('src/generated/deep/copy.ts');
  const files = (await api.graphql(ReadSettings, { room: roomId })).room?.graph.files ?? 0;
  expect(dataOf(await send(api, { roomId, ignoredFolders: ['src/generated/'] }))).toMatchObject({ settings: { ignoredFolders: ['src/generated'] }, graph: { files: files - 1 } });
  expect((await planRename(api, roomId)).files).toEqual(before.files.filter((file) => file !== 'src/generated/deep/copy.ts'));

  await api.app.prisma.healingRun.updateMany({ data: { status: 'RUNNING' } });
  expect(await send(api, { roomId, ignoredFolders: [] })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('while a run is writing') });
  expect(dataOf(await send(api, { roomId, reviewAbove: 3 }))).toMatchObject({ settings: { ignoredFolders: ['src/generated'], thresholds: { reviewAbove: 3 } } });
  await api.app.prisma.healingRun.updateMany({ data: { status: 'CANCELLED' } });
  expect(dataOf(await send(api, { roomId, ignoredFolders: null }))).toMatchObject({ settings: { ignoredFolders: [] }, graph: { files } });
  expect((await planRename(api, roomId)).files).toEqual(before.files);
});

test('settings that cannot be used, and those of a room that is not there, are refused', async () => {
  const { api, roomId } = await open();
  expect(await send(api, { roomId, healFrom: 11 })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await send(api, { roomId, healFrom: 5, ignoredFolders: ['../other'] })).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await api.graphql(ReadSettings, { room: roomId })).room?.settings.thresholds.healFrom).toBe(7);
  const gone = Buffer.from('Room:019c0000-0000-7000-8000-000000000000').toString('base64');
  expect(await send(api, { roomId: gone, healFrom: 5 })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await send(api, { roomId: 'nonsense', healFrom: 5 })).toMatchObject({ code: 'INVALID_INPUT' });
});

test('a room that is watched begins its watch anew when folders are ignored: what left the room was not deleted', { timeout: 60_000 }, async () => {
  const { api, roomId } = await open(true);
  const { prisma, watch } = api.app;
  const { id } = await prisma.room.findFirstOrThrow();
  const events = watch.watchEvents(id, 0);
  await watch.setWatch(id, 'SUGGEST');
  expect((await events.next()).value).toMatchObject({ type: 'WATCHING' });
  dataOf(await send(api, { roomId, ignoredFolders: ['src'] }));
  expect((await events.next()).value).toMatchObject({ number: 2, type: 'WATCHING' });
  await events.return(undefined);
});
