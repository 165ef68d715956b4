import { describe, expect, test } from 'vitest';
import { checkPatch, isVerified } from '../../../server/debugger/activities/check-patch.ts';
import { openRelatedTests, type PatchInRoom, type RelatedTestsRequest } from '../../../server/debugger/activities/related-tests-of-patch.ts';
import { DEFAULT_THRESHOLDS } from '../../../server/debugger/behavior.ts';
import type { Evidence } from '../../../server/debugger/fix.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../../../server/debugger/scenario.ts';
import type { SessionSettings } from '../../../server/debugger/settings.ts';
import { findProcesses } from '../record/processes.ts';
import { call, json, makeMark, openRoom, shadowFolders, useOwnTempFolder } from '../record/recorded.ts';

useOwnTempFolder();
const LIMIT_MS = 60_000;
const settings: SessionSettings = { thresholds: DEFAULT_THRESHOLDS, scrubbers: [], limits: DEFAULT_SANDBOX_LIMITS };
const signal = new AbortController().signal;

const files = {
  'package.json': '{ "type": "module" }',
  'src/add.ts': 'export const add = (a: number, b: number): number => a + b;\n',
  'src/add.test.ts': 'import test from "node:test";\nimport assert from "node:assert/strict";\nimport { add } from "./add.ts";\ntest("adds", () => assert.equal(add(1, 2), 3));\ntest("adds nothing", () => assert.equal(add(1, 0), 1));\ntest("was wrong before", () => assert.equal(add(2, 2), 5));\n',
  'src/alone.ts': 'export const alone = 1;\n',
};
const patchOf = (text: string, more: Partial<PatchInRoom> = {}): PatchInRoom => ({ overlay: new Map([['src/add.ts', text]]), files: ['src/add.ts'], seen: 0, ...more });
const SAME = 'export const add = (a: number, b: number): number => b + a;\n';

async function open(more: Partial<RelatedTestsRequest> = {}, extra: Readonly<Record<string, string>> = {}) {
  const runs: string[] = [];
  const source = await openRoom({ ...files, ...extra });
  return { source, runs, tests: openRelatedTests({ source, settings, before: new Map(), timeMs: Infinity, onProgress: (message) => runs.push(message), ...more }) };
}

describe('the related tests of a patch', { timeout: LIMIT_MS }, () => {
  test('count without what failed before, which is seen once for all patches', async () => {
    const { tests, runs } = await open();
    const [evidence] = await tests.evidenceOf(patchOf(SAME), signal);
    expect(evidence).toMatchObject({ check: 'related-tests', passed: 2, total: 2 });
    expect(evidence?.details).toContain('1 failed before too');
    expect(await tests.evidenceOf(patchOf('export const add = (a: number, b: number): number => a + (b || 1);\n'), signal)).toMatchObject([{ passed: 1, total: 2, details: expect.stringContaining('adds nothing') }]);
    expect(runs.filter((run) => run.includes('without the patch'))).toHaveLength(1);
    expect(shadowFolders()).toEqual([]);
  });

  test('are not run without the patch where they all pass', async () => {
    const { tests, runs } = await open({}, { 'src/add.test.ts': files['src/add.test.ts'].replace('5));', '4));') });
    expect(await tests.evidenceOf(patchOf(SAME), signal)).toMatchObject([{ passed: 3, total: 3 }]);
    expect(runs).toEqual(['Running 1 related test file with the patch.']);
  });

  test('that the patch was made for prove nothing more', async () => {
    const { tests } = await open();
    expect(await tests.evidenceOf(patchOf(SAME, { seen: 1 }), signal)).toMatchObject([{ passed: 1, total: 1 }]);
    expect(await tests.evidenceOf(patchOf(SAME, { seen: 2 }), signal)).toEqual([]);
  });

  test('on the patched room are compared with the contents before it', async () => {
    const { tests } = await open({ before: new Map([['src/add.ts', SAME]]) }, { 'src/add.ts': 'export const add = (): number => 1;\n' });
    expect(await tests.evidenceOf({ overlay: new Map(), files: ['src/add.ts'], seen: 0 }, signal)).toMatchObject([{ passed: 1, total: 2, details: expect.stringContaining('adds:') }]);
  });

  test('that are not there give no evidence', async () => {
    const { tests } = await open();
    expect(await tests.evidenceOf({ overlay: new Map(), files: ['src/alone.ts'], seen: 0 }, signal)).toEqual([]);
  });

  test('that a patch makes end before their report are all broken', async () => {
    const { tests } = await open();
    const [evidence] = await tests.evidenceOf(patchOf('while (process.pid > 0) process.kill(process.pid, "SIGKILL");\nexport const add = (): number => 3;\n'), signal);
    expect(evidence?.passed).toBeLessThan(evidence?.total ?? 0);
  });

  test('that do not end in the time of the search are told as not run, and so are those of later patches', async () => {
    const mark = makeMark();
    const { tests, runs } = await open({ timeMs: 1_500 }, { 'src/add.test.ts': `import test from "node:test";\nimport { add } from "./add.ts";\nprocess.title = "${mark}";\ntest("waits", () => new Promise((resolve) => setTimeout(resolve, 600_000, add)));\n` });
    const [evidence] = await tests.evidenceOf(patchOf(SAME), signal);
    expect(evidence).toMatchObject({ check: 'related-tests', passed: 0, total: 0, details: expect.stringMatching(/^Not run: the 2 s .* used up\. .*src\/add\.test\.ts/) });
    expect(await tests.evidenceOf(patchOf(SAME), signal)).toEqual([evidence]);
    expect(runs.some((run) => run.includes('without'))).toBe(false);
    expect([await findProcesses(mark), shadowFolders()]).toEqual([[], []]);
  });

  test('throw the reason when they are cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { tests } = await open({ onProgress: () => controller.abort(reason) });
    await expect(tests.evidenceOf(patchOf(SAME), controller.signal)).rejects.toBe(reason);
    expect(shadowFolders()).toEqual([]);
  });
});

describe('checking a patch', { timeout: LIMIT_MS }, () => {
  const check = async (text: string, problems: readonly string[] = []) => {
    const { source, tests, runs } = await open();
    const deps = { findNewProblems: () => Promise.resolve(problems.map((message) => ({ file: 'src/add.ts', line: 1, message }))) };
    const scenario = call('add', [1, 2], { file: 'src/add.ts', examples: [{ kind: 'call', args: [json(1), json(2)], expected: { kind: 'returns', value: json(3) } }] });
    const claim = { source, roomId: '', scenario, expected: { executionPath: null, outcome: null, performance: null }, settings, heldBack: new Set<number>(), tests };
    const { overlay, files: paths } = patchOf(text);
    return { runs, evidence: await checkPatch(deps, claim, { overlay, files: paths }, signal) };
  };

  test('runs tests of what passes scenario, examples and types', async () => {
    expect((await check(SAME)).evidence.map(({ check: name }) => name)).toEqual(['scenario', 'examples', 'types', 'related-tests']);
  });

  test('runs none where an example or the compiler says no', async () => {
    const wrong = await check('export const add = (): number => 4;\n');
    expect([wrong.runs, wrong.evidence.map(({ check: name }) => name)]).toEqual([[], ['scenario', 'examples']]);
    const untyped = await check(SAME, ['No.']);
    expect([untyped.runs, untyped.evidence.map(({ check: name }) => name)]).toEqual([[], ['scenario', 'examples', 'types']]);
  });
});

test.each<[what: string, evidence: readonly [check: Evidence['check'], passed: number, total: number][], wanted: boolean]>([
  ['what the search saw is not enough', [['scenario', 1, 1], ['examples', 4, 4], ['types', 1, 1]], false],
  ['tests that it did not see are', [['scenario', 1, 1], ['related-tests', 2, 2]], true],
  ['and so are held-back examples', [['scenario', 1, 1], ['held-back-examples', 2, 2]], true],
  ['one that fails is not', [['scenario', 1, 1], ['held-back-examples', 2, 2], ['related-tests', 1, 2]], false],
  ['tests that were not run leave it open, whatever else passed', [['scenario', 1, 1], ['held-back-examples', 2, 2], ['related-tests', 0, 0]], false],
  ['nothing proves nothing', [], false],
])('verified: %s', (_, evidence, wanted) => {
  expect(isVerified(evidence.map(([check, passed, total]) => ({ check, passed, total, details: '' })))).toBe(wanted);
});
