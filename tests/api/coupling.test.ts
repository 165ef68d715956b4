import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { print } from 'graphql';
import { AskWhatIf, CaptureEdit, CaptureIntent, FindImpact, ReadCoupling, ReadProjectGraph, ReadRefactorings, TriggerHealing } from '../support/documents.ts';
import { ReadStructureOutcome } from '../support/audit-documents.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

test('a room gives its whole graph in columns, within the limits of a query', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const graph = (await api.graphql(ReadProjectGraph, { roomId, first: 5000 })).room?.projectGraph;
  const { nodes, edges } = graph ?? expect.unreachable('the room has a graph');
  expect(nodes.path).toContain('src/cart/totals.ts');
  expect(new Set(Object.values(nodes).map((column) => column.length))).toEqual(new Set([nodes.path.length]));
  expect(new Set(Object.values(edges).map((column) => column.length))).toEqual(new Set([edges.from.length]));
  const said = edges.from.map((from, i) => `${nodes.path[from]} ${edges.kind[i]} ${nodes.path[edges.to[i] ?? -1]}`);
  expect(said).toContain('src/cart/index.ts REEXPORT src/cart/totals.ts');
  expect(graph?.filesLeftOut).toBe(0);
  expect((await api.graphql(ReadProjectGraph, { roomId, first: 3 })).room?.projectGraph.filesLeftOut).toBe(nodes.path.length - 3);
});

test('findImpact tells who depends on a symbol and why; a target that does not exist is refused with a hint', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const asked = { roomId, targetType: 'SYMBOL', targetId: 'src/cart/totals.ts#cartTotals', changeType: 'DELETION' } as const;
  const impact = (await api.graphql(FindImpact, asked)).room?.findImpact;
  expect(impact).toMatchObject({ targetType: 'SYMBOL', files: ['src/cart/totals.ts'], symbol: 'cartTotals', changeType: 'DELETION' });
  expect(impact?.directCount).toBe(impact?.directDependents.length);
  expect(impact?.directDependents).toContainEqual(expect.objectContaining({ file: 'src/cart/index.ts', distance: 1 }));
  for (const { distance, whyPath } of [...(impact?.directDependents ?? []), ...(impact?.transitiveDependents ?? [])]) {
    expect(whyPath).toHaveLength(distance + 1);
    expect(whyPath.at(-1)).toEqual({ file: 'src/cart/totals.ts', via: null, line: null, isBarrel: false });
  }
  const refused = await api.send(print(FindImpact), { ...asked, targetId: 'src/cart/totals.ts#cartTotal' });
  expect(refused.errors?.[0]).toMatchObject({ message: expect.stringContaining('cartTotal'), extensions: { code: 'TARGET_NOT_FOUND', hint: expect.stringMatching(/\w/) } });
});

test('what a change would do to the structure is told alike for words and for data; what is not understood is refused with a hint', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const said = (await api.graphql(AskWhatIf, { roomId, userAction: 'move src/cart/totals.ts to src/checkout/totals.ts' })).room?.whatIf;
  expect(said?.folders).toContainEqual(expect.objectContaining({ path: 'src/checkout' }));
  const asData = (await api.graphql(AskWhatIf, { roomId, change: { moveFile: { from: 'src/cart/totals.ts', to: 'src/checkout/totals.ts' } } })).room?.whatIf;
  expect(asData).toEqual(said);
  const refused = await api.send(print(AskWhatIf), { roomId, userAction: 'make it better' });
  expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'INTENT_NOT_UNDERSTOOD', hint: expect.stringMatching(/^Say '/) } });
  const missed = await api.send(print(AskWhatIf), { roomId, userAction: 'delete src/cart/total.ts' });
  expect(missed.errors?.[0]?.extensions?.['suggestions']).toContainEqual({ text: 'delete src/cart/totals.ts', file: 'src/cart/totals.ts', symbol: null });
});

/** A repository with three commits that change the cart's store and its totals together. */
function copyWithHistory(folder: string): void {
  copyStorefront(folder);
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgSign=false', ...args], { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' } });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  for (const round of [1, 2, 3]) {
    for (const file of ['src/cart/store.ts', 'src/cart/totals.ts']) appendFileSync(join(folder, file), `// ${round}\n`);
    git('commit', '-qam', 'x');
  }
}

test('coupling is told for files, folders, communities and cycles, in pages, with what the history changes together', async () => {
  const api = await startTestApp({ project: copyWithHistory, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const read = async (first: number, skip: number) => (await api.graphql(ReadCoupling, { roomId, first, skip })).room?.coupling ?? expect.unreachable('the room has coupling');
  const all = await read(200, 0);
  expect(all.modules).toHaveLength(all.files);
  expect(all.folders).toHaveLength(all.folderCount);
  expect(all.communities).toHaveLength(all.communityCount);
  for (const { ca, ce, instability } of [...all.modules, ...all.folders]) expect(instability).toBe(ca + ce === 0 ? 0 : ce / (ca + ce));
  for (const { ca, strong, strongShare } of [...all.modules, ...all.folders]) expect([strong <= ca, strongShare > 0]).toEqual([true, strong > 0]);
  expect(all.folders.some(({ strong }) => strong > 0)).toBe(true);
  expect(all.cycles).toEqual([expect.objectContaining({ size: 2, files: ['src/catalog/product.ts', 'src/inventory/stock.ts'] })]);
  expect(all.metrics).toMatchObject({ cycles: 1, cyclicFiles: 2 });
  // The first commit has more than 30 files: it counts as a change and ties no two of them.
  expect(all.history).toEqual({ absent: null, commits: 4, pairs: [{ file: 'src/cart/store.ts', other: 'src/cart/totals.ts', support: 3, confidence: 0.75, isTied: true }] });
  const page = await read(3, 2);
  expect(page.modules).toEqual(all.modules.slice(2, 5));
  expect(page.communities).toEqual(all.communities.slice(2, 5));
});

test('a refactoring that is offered is understood as it is said', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const found = (await api.graphql(ReadRefactorings, { roomId, first: 3 })).room?.refactorings ?? [];
  expect(found).toHaveLength(3);
  expect(found[0]).toMatchObject({ kind: 'SPLIT_MODULE', isDiff: true, before: { metrics: { cyclicFiles: 2 } }, after: { metrics: { cyclicFiles: 0 } } });
  for (const { intent, isDiff } of found) {
    const { captureIntent } = isDiff ? await api.graphql(CaptureEdit, { roomId, edit: { diff: intent } }) : await api.graphql(CaptureIntent, { roomId, userAction: intent });
    expect(captureIntent).toMatchObject({ __typename: 'MutationCaptureIntentSuccess' });
  }
});

test('a run that moves a file says what the structure was, what was promised of it, and what it is', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: copyStorefront, testTimeMs: 1 });
  const roomId = await openRoom(api, api.roomFolder);
  const { id } = await planIntent(api, roomId, 'move src/flags/flags.ts to src/shared/flags.ts');
  const read = () => api.graphql(ReadStructureOutcome, { id, room: roomId });
  const planned = await read();
  expect(planned.run?.structure).toEqual({ before: planned.room?.coupling.metrics, promised: expect.objectContaining({ cycles: 1 }), measured: null });
  expect(planned.run?.structure?.promised).not.toEqual(planned.run?.structure?.before);
  dataOf((await api.graphql(TriggerHealing, { runId: id })).triggerHealing);
  await readEvents(api, id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] });
  const { run, room } = await read();
  expect(run?.structure).toEqual({ ...planned.run?.structure, measured: room?.coupling.metrics });
  expect(run?.structure?.measured).toEqual(run?.structure?.promised);
  expect(run?.receipt.structure?.measured).toEqual(room?.coupling.metrics);
  expect(run?.printedReceipt).toContain('## Structure');
});
