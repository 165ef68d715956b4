// Small projects, sessions on them, and their own runners, for the tests of regression tests.
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findPackageRoot } from '../../../server/config.ts';
import type { ExpectedBehavior } from '../../../server/debugger/behavior.ts';
import { regressionTest, type RegressionRequest, type RegressionTest } from '../../../server/debugger/regression-test.ts';
import type { Example, GivenValue, Scenario } from '../../../server/debugger/scenario.ts';
import { encodeValue } from '../../../server/debugger/values.ts';
import { graphOf } from '../../graph/build-graph.ts';
import { makeProject, writeAll, type Files } from '../../rooms/temp-project.ts';

export const NOTHING: ExpectedBehavior = { executionPath: null, outcome: null, performance: null };
export const outcome = (status: string | null, data?: unknown): ExpectedBehavior => ({ ...NOTHING, outcome: { status, data: data === undefined ? null : encodeValue(data), hasData: data !== undefined } });

export const json = (value: unknown): GivenValue => ({ kind: 'json', value });
export const code = (source: string): GivenValue => ({ kind: 'expression', source });
export const returns = (args: readonly GivenValue[], value: GivenValue): Example => ({ kind: 'call', args, expected: { kind: 'returns', value } });
export const throws = (args: readonly GivenValue[], message: string | null): Example => ({ kind: 'call', args, expected: { kind: 'throws', message } });
export const holds = (actual: string, expected: string | null): Example => ({ kind: 'expression', actual, expected });
export const functionOf = (file: string, exportName: string, rest: Partial<Extract<Scenario, { kind: 'FUNCTION' }>> = {}): Scenario => ({ kind: 'FUNCTION', file, exportName, args: null, argsFile: null, examples: [], ...rest });

export type Session = Partial<Omit<RegressionRequest, 'source'>> & Pick<RegressionRequest, 'scenario'>;

/** The regression test of a session on a project with these files. */
export async function keep(files: Files, session: Session): Promise<RegressionTest> {
  const source = await graphOf(await makeProject(files));
  return regressionTest({ source, userIntent: 'the total is right', expected: NOTHING, examples: [], ...session });
}

export async function keepWritten(files: Files, session: Session): Promise<Extract<RegressionTest, { kind: 'written' }>> {
  const kept = await keep(files, session);
  if (kept.kind === 'refused') throw new Error(kept.why);
  return kept;
}

const modules = join(findPackageRoot(), 'node_modules');
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  vitest: [join(modules, 'vitest/vitest.mjs'), 'run'],
  jest: [join(modules, 'jest/bin/jest.js')],
  'node:test': ['--test'],
};

/** Writes the tests of the sessions into one project, runs its runner twice: as it is, and with the files of `bug`. */
export async function runKept(files: Files, sessions: readonly Session[], bug: Files): Promise<{ paths: string[]; green: string; red: string }> {
  const root = await makeProject(files);
  symlinkSync(modules, join(root, 'node_modules'));
  const paths: string[] = [];
  let runner = '';
  for (const session of sessions) {
    const kept = regressionTest({ source: await graphOf(root), userIntent: 'the total is right', expected: NOTHING, examples: [], ...session });
    if (kept.kind === 'refused') throw new Error(kept.why);
    expect(kept.left).toEqual([]);
    await writeAll(root, { [kept.path]: kept.text });
    paths.push(kept.path);
    runner = kept.runner;
  }
  const run = (): { status: number | null; output: string } => {
    const { NODE_OPTIONS, NODE_TEST_CONTEXT, VITEST, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [...(COMMANDS[runner] ?? []), ...paths], { cwd: root, encoding: 'utf8', env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0', CI: 'true' } });
    return { status, output: stdout + stderr };
  };
  const green = run();
  expect(green.status, green.output).toBe(0);
  await writeAll(root, bug);
  const red = run();
  expect(red.status, red.output).not.toBe(0);
  return { paths, green: green.output, red: red.output };
}
