import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { findIsolation } from '../../server/debugger/record/isolation.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { shadowFolders, useOwnTempFolder } from '../debugger/record/recorded.ts';
import { CaptureEdit, AnalyzeImpact, CancelRun, PlanHealing, ReadRun, RollbackRun, RunEvents, TriggerHealing } from '../support/documents.ts';
import { writeFiles, type Files } from '../support/projects.ts';
import { openTestApp, startTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

useOwnTempFolder();

const TEST_TIME_MS = 300_000;
const LIMIT_MS = 180_000;

const settings: Files = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }',
  'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [], allowImportingTsExtensions: true, paths: { '@/*': ['./src/*'] } }, include: ['src', 'types.d.ts'] }),
  'types.d.ts': "declare module 'node:test' { const test: (name: string, run: () => unknown) => void; export default test; }\ndeclare module 'node:assert/strict' { const assert: { equal(a: unknown, b: unknown): void; deepEqual(a: unknown, b: unknown): void }; export default assert; }\n",
};
const NODE_TEST = "import test from 'node:test';\nimport assert from 'node:assert/strict';\n";

/** Prices, and tests of which the compiler sees one break, one only runs into it, and others nothing. */
const shop: Files = {
  ...settings,
  'src/format.ts': "export function formatPrice(cents: number): string {\n  return (cents / 100).toFixed(2);\n}\n\nexport const currency = 'EUR';\n",
  'src/registry.ts': "import * as formats from './format.ts';\n\n/** Calls by a name that is made at run time. */\nexport const call = (what: string, cents: number): unknown => (formats as unknown as Record<string, (cents: number) => unknown>)[`format${what}`]?.(cents);\n",
  'src/other.ts': 'export const other = 1;\n',
  'src/format.test.ts': `${NODE_TEST}import { formatPrice } from './format.ts';\ntest('formats', () => assert.equal(formatPrice(150), '1.50'));\ntest('formats nothing', () => assert.equal(formatPrice(0), '0.00'));\n`,
  'src/registry.test.ts': `${NODE_TEST}import { call } from './registry.ts';\ntest('calls by name', () => assert.equal(call('Price', 150), '1.50'));\ntest('finds nothing', () => assert.equal(call('Nothing', 1), undefined));\ntest('was wrong before', () => assert.equal(call('Price', 1), 'wrong'));\n`,
  'src/currency.test.ts': `${NODE_TEST}import { currency } from './format.ts';\ntest('is the euro', () => assert.equal(currency, 'EUR'));\n`,
  'src/other.test.ts': `${NODE_TEST}import { other } from './other.ts';\ntest('is one', () => assert.equal(other, 1));\n`,
};

const isHeld = (await findIsolation()).namespaces !== null;
const UNHELD = { notRun: expect.stringContaining('only in a sandbox with a file system and a network of its own') as string, filesRun: 0 };
/** What is told where this machine cannot keep tests in. */
const held = (expected: object): object => (isHeld ? expected : UNHELD);

let undo: Undo[] = [];
let api: TestApp;
let rooms = 0;

beforeAll(async () => {
  api = await openTestApp({ project: () => undefined, testTimeMs: TEST_TIME_MS }, undo);
}, LIMIT_MS);
afterAll(() => undoAll(undo));

async function openProject(files: Files): Promise<{ folder: string; roomId: string }> {
  rooms += 1;
  const folder = join(api.roomFolder, `room-${rooms}`);
  writeFiles(folder, files);
  return { folder, roomId: await openRoom(api, folder) };
}

async function testAccuracyOf(runId: string, from: TestApp = api) {
  const { run } = await from.graphql(ReadRun, { id: runId });
  return run?.testAccuracy;
}

describe('a run of a project with tests', { timeout: LIMIT_MS }, () => {
  test('tells which of those that fail without healing were predicted, and leaves every file to the healing', async () => {
    const { folder, roomId } = await openProject(shop);
    const before = await hashTree(folder);
    const { runId, events } = await heal(api, roomId, 'rename formatPrice to formatMoney in src/format.ts');
    expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
    const { run } = await api.graphql(ReadRun, { id: runId });
    expect(run?.accuracy).toMatchObject({ precision: 1, recall: 1 });
    expect(run?.testAccuracy).toMatchObject(held({
      notRun: null, filesRelated: 3, filesRun: 3, testsPassedBefore: 5,
      // One file cannot be loaded any more; in the other the one test that calls the old name fails.
      testsFailed: 2, happened: 2, right: 2, recall: 1, misses: [],
      predicted: 3, falsePositives: ['src/currency.test.ts'], precision: 2 / 3,
    }));
    expect(run?.treeHashAfter).toBe(await hashTree(folder));
    dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
    await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
    expect(await hashTree(folder)).toBe(before);
    expect(shadowFolders()).toEqual([]);
  });

  test('recognises files under the names that they have before and after', async () => {
    const { folder, roomId } = await openProject({
      ...settings,
      'src/shared.ts': 'export const unit = 100;\n',
      'src/pricing/format.ts': "import { unit } from '@/shared.ts';\nexport const format = (cents: number): string => (cents / unit).toFixed(2);\n",
      'src/pricing/format.test.ts': `${NODE_TEST}import { format } from './format.ts';\ntest('formats', () => assert.equal(format(150), '1.50'));\n`,
      'src/cart.ts': "import { format } from '@/pricing/format.ts';\nexport const total = (cents: number[]): string => format(cents.reduce((sum, one) => sum + one, 0));\n",
      'src/cart.test.ts': `${NODE_TEST}import { total } from './cart.ts';\ntest('adds', () => assert.equal(total([100, 50]), '1.50'));\n`,
    });
    const { runId, events } = await heal(api, roomId, 'move src/pricing to src/money');
    expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
    expect(await testAccuracyOf(runId)).toMatchObject(held({ notRun: null, filesRelated: 2, filesRun: 2, testsPassedBefore: 2, testsFailed: 1, happened: 1, right: 1, recall: 1, misses: [] }));
    expect(await hashTree(folder)).toBe((await api.graphql(ReadRun, { id: runId })).run?.treeHashAfter);
  });

  test('compares with the project before an edit that was written already', async () => {
    const changed = shop['src/format.ts']?.replace('formatPrice', 'formatMoney') ?? '';
    const { roomId } = await openProject({ ...shop, 'src/format.ts': changed });
    const diff = "--- a/src/format.ts\n+++ b/src/format.ts\n@@ -1,3 +1,3 @@\n-export function formatPrice(cents: number): string {\n+export function formatMoney(cents: number): string {\n   return (cents / 100).toFixed(2);\n }\n";
    const { id: intentId } = dataOf((await api.graphql(CaptureEdit, { roomId, edit: { diff, isApplied: true } })).captureIntent);
    dataOf((await api.graphql(AnalyzeImpact, { intentId })).analyzeImpact);
    const { id: runId } = dataOf((await api.graphql(PlanHealing, { intentId })).planHealing);
    dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
    expect((await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
    expect(await testAccuracyOf(runId)).toMatchObject(held({ notRun: null, filesRun: 3, testsPassedBefore: 5, testsFailed: 2, happened: 2, right: 2, recall: 1 }));
  });

  test('runs those of vitest: one asks for a module by a string, one stands in for it', async () => {
    const { folder, roomId } = await openProject({
      ...settings,
      'package.json': '{ "name": "shop", "private": true, "type": "module", "devDependencies": { "vitest": "*" } }',
      'src/rates.ts': "export const rate = (): number => 2;\n",
      'src/price.ts': "import { rate } from './rates.ts';\nexport const price = (net: number): number => net * rate();\n",
      'src/price.test.ts': "import { expect, test, vi } from 'vitest';\nimport { price } from './price.ts';\nvi.mock('./rates.ts', () => ({ rate: () => 3 }));\ntest('uses the rate', () => expect(price(2)).toBe(6));\n",
      'src/rates.test.ts': "import { expect, test, vi } from 'vitest';\ntest('is two', async () => expect((await vi.importActual<{ rate(): number }>('./rates.ts')).rate()).toBe(2));\n",
      'src/plain.ts': 'export const plain = 1;\n',
      'src/plain.test.ts': "import { expect, test } from 'vitest';\nimport { plain } from './plain.ts';\ntest('is one', () => expect(plain).toBe(1));\n",
    });
    symlinkSync(join(findPackageRoot(), 'node_modules'), join(folder, 'node_modules'));
    const { runId, events } = await heal(api, roomId, 'move src/rates.ts to src/tax/rates.ts');
    expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
    expect(await testAccuracyOf(runId)).toMatchObject(held({ notRun: null, filesRun: 2, testsPassedBefore: 2, testsFailed: 1, happened: 1, right: 1, recall: 1, misses: [], falsePositives: ['src/price.test.ts'] }));
  });
});

describe('why tests were not run is stored with the run', { timeout: LIMIT_MS }, () => {
  test.each<[what: string, files: Files, expected: object]>([
    ['no test loads what changes', { ...shop, 'src/format.test.ts': '', 'src/registry.test.ts': '', 'src/currency.test.ts': '' }, { notRun: 'The project has no test that loads what changes.', filesRelated: 0 }],
    ['nothing tells the runner', { ...settings, 'src/format.ts': 'export const formatPrice = 1;\n', 'src/format.test.ts': "import { formatPrice } from './format.ts';\nvoid formatPrice;\n" }, held({ notRun: expect.stringContaining('No test runner was found for src/format.test.ts'), filesRelated: 1, filesRun: 0 })],
    ['all failed before', { ...settings, 'src/format.ts': 'export const formatPrice = 1;\n', 'src/format.test.ts': `${NODE_TEST}import { formatPrice } from './format.ts';\ntest('is two', () => assert.equal(formatPrice, 2));\n` }, held({ notRun: expect.stringContaining('passed before the change'), filesRelated: 1 })],
  ])('where %s', async (_, files, expected) => {
    const { roomId } = await openProject(files);
    const { runId, events } = await heal(api, roomId, 'rename formatPrice to formatMoney in src/format.ts');
    expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
    expect(await testAccuracyOf(runId)).toMatchObject(expected);
  });

  test('where they take longer than they may, and the run is completed', async () => {
    const short = await startTestApp({ project: (folder) => writeFiles(folder, { ...shop, 'src/currency.test.ts': `${NODE_TEST}import { currency } from './format.ts';\nvoid currency;\ntest('never ends', () => new Promise((resolve) => setInterval(resolve.bind, 1_000)));\n` }), testTimeMs: 1 });
    const { runId, events } = await heal(short, await openRoom(short, short.roomFolder), 'rename formatPrice to formatMoney in src/format.ts');
    expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
    expect(await testAccuracyOf(runId, short)).toMatchObject(held({ notRun: 'The tests that load what changes took longer than 0 s, before and after together.', filesRun: 0 }));
    expect(shadowFolders()).toEqual([]);
  });

  test('where the run is cancelled meanwhile, and its files are put back', async () => {
    const { folder, roomId } = await openProject({ ...shop, 'src/currency.test.ts': `${NODE_TEST}import { currency } from './format.ts';\nvoid currency;\ntest('never ends', () => { for (;;); });\n` });
    const before = await hashTree(folder);
    const { id: runId } = await planIntent(api, roomId, 'rename formatPrice to formatMoney in src/format.ts');
    dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
    const events = readEvents(api, runId, { until: ['RUN_CANCELLED', 'RUN_COMPLETED', 'RUN_FAILED'] });
    for await (const { runEvents } of api.subscribe(RunEvents, { runId, after: 0 })) if (runEvents.path?.startsWith('the tests of')) break;
    dataOf((await api.graphql(CancelRun, { runId })).cancelRun);
    expect((await events).at(-1)?.type).toBe('RUN_CANCELLED');
    expect(await hashTree(folder)).toBe(before);
    expect(await testAccuracyOf(runId)).toMatchObject(held({ notRun: 'The run was stopped before the tests came to an end.' }));
    expect(shadowFolders()).toEqual([]);
  });
});
