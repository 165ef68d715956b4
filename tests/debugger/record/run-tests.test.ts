import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../../server/config.ts';
import type { Source } from '../../../server/debugger/deps.ts';
import { runTests, type TestsEnd } from '../../../server/debugger/record/run-tests.ts';
import { findRunner } from '../../../server/debugger/record/test-runner.ts';
import { DEFAULT_SANDBOX_LIMITS, type TestRunner } from '../../../server/debugger/scenario.ts';
import { graphOf } from '../../graph/build-graph.ts';
import { makeProject, type Files } from '../../rooms/temp-project.ts';
import { findProcesses } from './processes.ts';
import { openRoom, pathText, recordIn, shadowFolders, useOwnTempFolder } from './recorded.ts';
import { tmpdir } from 'node:os';

useOwnTempFolder();

const limits = { ...DEFAULT_SANDBOX_LIMITS, wallClockMs: 90_000, cpuSeconds: 90 };
const options = { limits, signal: new AbortController().signal };

const math = {
  'package.json': '{"type":"module"}',
  'src/math.ts': 'export function add(a: number, b: number): number { return carry(a) + b; }\nfunction carry(a: number): number { return a; }',
};
const commonJsMath = { 'package.json': '{"jest":{}}', 'src/math.js': 'exports.add = function add(a, b) { return carry(a) + b; };\nfunction carry(a) { return a; }' };

/** The same three tests for each runner; `wrong` fails as long as `add` adds. */
const projects: Readonly<Record<TestRunner, { file: string; source: string; files: Files }>> = {
  vitest: {
    file: 'src/math.test.ts', source: 'src/math.ts',
    files: { ...math, 'src/math.test.ts': 'import { describe, expect, it } from "vitest";\nimport { add } from "./math";\ndescribe("add", () => { it("adds", () => expect(add(1, 2)).toBe(3)); it("is wrong", () => expect(add(2, 2)).toBe(5)); it.skip("later", () => {}); });' },
  },
  jest: {
    file: 'src/math.test.js', source: 'src/math.js',
    files: { ...commonJsMath, 'src/math.test.js': '/** @jest-environment node */\n"use strict";\nconst { add } = require("./math");\ndescribe("add", () => { it("adds", () => expect(add(1, 2)).toBe(3)); it("is wrong", () => expect(add(2, 2)).toBe(5)); it.skip("later", () => {}); });' },
  },
  'node:test': {
    file: 'src/math.test.ts', source: 'src/math.ts',
    files: { ...math, 'src/math.test.ts': 'import { describe, it } from "node:test";\nimport assert from "node:assert/strict";\nimport { add } from "./math.ts";\ndescribe("add", () => { it("adds", () => assert.equal(add(1, 2), 3)); it("is wrong", () => assert.equal(add(2, 2), 5)); it("later", { skip: true }, () => {}); });' },
  },
};
const runners = Object.keys(projects) as TestRunner[];

/** A room with the packages of this project. */
async function roomWithPackages(files: Files): Promise<Source> {
  const root = await makeProject(files);
  symlinkSync(join(findPackageRoot(), 'node_modules'), join(root, 'node_modules'));
  return graphOf(root);
}

const ran = (end: TestsEnd): Extract<TestsEnd, { kind: 'ran' }> => {
  if (end.kind !== 'ran') throw new Error(JSON.stringify(end));
  return end;
};

describe.each(runners)('tests of %s', (runner) => {
  const { file, files, source: patched } = projects[runner];

  test('are run on the room and on a patch, and leave nothing', { timeout: 180_000 }, async () => {
    const source = await roomWithPackages(files);
    const first = ran(await runTests({ source, files: [file], options }));
    expect(first).toMatchObject({ passed: 1, failed: 1, skipped: 1, runners: [runner], failures: [{ file, name: 'add > is wrong' }] });
    expect(first.failures[0]?.message).toMatch(/5/);
    expect(first.failures[0]?.message).not.toContain('node_modules');
    const overlay = new Map([[patched, (source.tree.text(patched) ?? '').replace('return carry(a) + b', 'return carry(a) + b + 1')]]);
    expect(ran(await runTests({ source, files: [file], overlay, options }))).toMatchObject({ passed: 1, failed: 1, failures: [{ name: 'add > adds' }] });
    expect(await findProcesses(tmpdir())).toEqual([]);
    expect(shadowFolders()).toEqual([]);
  });

  test('are a scenario: outcome and path of the one that is named', { timeout: 180_000 }, async () => {
    const source = await roomWithPackages(files);
    const recording = await recordIn(source, { kind: 'TEST', runner: null, file, testName: 'add > is wrong' }, { limits });
    expect(recording.report).toMatchObject({ end: 'completed', isDeterministic: true, message: `'add > is wrong' of ${file}: 0 passed, 1 failed (${runner}).` });
    expect(recording.actual.outcome).toMatchObject({ status: 'error', error: { name: 'TestFailure' } });
    expect(pathText(recording.actual.executionPath)).toBe('add(carry)');
    expect(recording.coverage?.passed).toEqual([false]);
    expect(shadowFolders()).toEqual([]);
  });
});

test('files of several runners are run together, each by its own', { timeout: 180_000 }, async () => {
  const source = await roomWithPackages({ ...projects['node:test'].files, 'other/vitest.test.ts': 'import { test } from "vitest"; test("one", () => {});' });
  expect(ran(await runTests({ source, files: ['src/math.test.ts', 'other/vitest.test.ts'], options }))).toMatchObject({ passed: 2, failed: 1, runners: ['node:test', 'vitest'] });
});

test('a test file that cannot be loaded counts as failed', { timeout: 180_000 }, async () => {
  const source = await roomWithPackages({ 'package.json': '{"type":"module"}', 'a.test.ts': 'import { test } from "vitest"; import "./gone"; test("a", () => {});' });
  expect(ran(await runTests({ source, files: ['a.test.ts'], options }))).toMatchObject({ passed: 0, failed: 1, failures: [{ file: 'a.test.ts', name: '', message: expect.stringContaining('gone') as string }] });
});

test('one of node:test too, whose process ends before it has a test; one without tests fails nothing', async () => {
  const source = await openRoom({ 'package.json': '{"type":"module"}', 'b.ts': 'export const b = 1;', 'a.test.ts': 'import test from "node:test"; import { gone } from "./b.ts"; test("a", () => gone);', 'b.test.ts': 'import test from "node:test"; import { b } from "./b.ts"; test("b", () => b);', 'c.test.ts': 'import test from "node:test"; export const c = test;' });
  const message = expect.stringMatching(/^SyntaxError: .*gone/) as string;
  expect(ran(await runTests({ source, files: ['a.test.ts', 'b.test.ts', 'c.test.ts'], options }))).toMatchObject({ passed: 1, failed: 1, failures: [{ file: 'a.test.ts', name: '', message }], passedIn: ['b.test.ts'] });
});

test('a file that is left out of the tried room is found by no import', async () => {
  const source = await openRoom({ 'package.json': '{"type":"module"}', 'b.ts': 'export const b = 1;', 'a.test.ts': 'import test from "node:test"; test("a", async () => { await import("./b.ts"); });' });
  expect(ran(await runTests({ source, files: ['a.test.ts'], options }))).toMatchObject({ passed: 1, failed: 0 });
  expect(ran(await runTests({ source, files: ['a.test.ts'], overlay: new Map([['b.ts', null]]), options }))).toMatchObject({ passed: 0, failed: 1, failures: [{ name: 'a' }] });
});

test('a test that never ends fails the run with what happened', async () => {
  const source = await openRoom({ 'a.test.mjs': 'import test from "node:test"; test("a", () => { for (;;); });' });
  expect(await runTests({ source, files: ['a.test.mjs'], options: { ...options, limits: { ...limits, wallClockMs: 1_500 } } })).toMatchObject({ kind: 'failed', message: 'node:test on a.test.mjs did not end within 1.5 s and was stopped.' });
  expect(await findProcesses(tmpdir())).toEqual([]);
});

test('a file without a runner is told', async () => {
  const source = await openRoom({ 'a.test.ts': 'export {};' });
  expect(await runTests({ source, files: ['a.test.ts'], options })).toMatchObject({ kind: 'no-runner', files: ['a.test.ts'] });
  expect(await runTests({ source, files: ['a.test.ts'], runner: 'jest', options })).toMatchObject({ kind: 'no-runner', message: 'jest is not installed in the project.' });
  expect((await recordIn(source, { kind: 'TEST', runner: null, file: 'a.test.ts', testName: null })).report).toMatchObject({ end: 'missing-dependency' });
});

test.each<[what: string, files: Files, file: string, found: { runner: TestRunner; folder: string } | null]>([
  ['what the file imports', { 'a.test.ts': 'import { test } from "node:test";', 'package.json': '{"devDependencies":{"vitest":"1"}}' }, 'a.test.ts', { runner: 'node:test', folder: '' }],
  ['settings in the nearest folder', { 'packages/a/a.test.ts': '', 'packages/a/vitest.config.ts': '', 'jest.config.js': '', 'package.json': '{}' }, 'packages/a/a.test.ts', { runner: 'vitest', folder: 'packages/a' }],
  ['settings of Vite with tests', { 'a.test.ts': '', 'vite.config.ts': 'export default { test: {} }', 'package.json': '{}' }, 'a.test.ts', { runner: 'vitest', folder: '' }],
  ['the package', { 'a.test.ts': '', 'package.json': '{"devDependencies":{"jest":"29"}}' }, 'a.test.ts', { runner: 'jest', folder: '' }],
  ['the test script', { 'test/a.js': '', 'package.json': '{"scripts":{"test":"node --test"}}' }, 'test/a.js', { runner: 'node:test', folder: '' }],
  ['nothing', { 'a.test.ts': '', 'package.json': '{}' }, 'a.test.ts', null],
])('the runner is told by %s', async (_, files, file, found) => {
  const source = await roomWithPackages(files);
  expect(findRunner(source, file, null)).toEqual(found === null ? null : expect.objectContaining(found));
});
