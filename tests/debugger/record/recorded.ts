// Records scenarios on small rooms that exist for one test.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { PathCall } from '../../../server/debugger/behavior.ts';
import { decodeValue } from '../../../server/debugger/decode-value.ts';
import type { Source } from '../../../server/debugger/deps.ts';
import { recordScenario, type RecordOptions, type Recording } from '../../../server/debugger/record/record.ts';
import { DEFAULT_SANDBOX_LIMITS, type Example, type GivenValue, type SandboxLimits, type Scenario } from '../../../server/debugger/scenario.ts';
import { graphOf } from '../../graph/build-graph.ts';
import { makeProject, type Files } from '../../rooms/temp-project.ts';

export interface More {
  readonly overlay?: ReadonlyMap<string, string>;
  readonly expectedNames?: readonly string[];
  readonly limits?: Partial<SandboxLimits>;
  readonly options?: Partial<RecordOptions>;
}

/** The room of a project with these files. */
export async function openRoom(files: Files): Promise<Source> {
  return graphOf(await makeProject(files));
}

export async function recordIn(source: Source, scenario: Scenario, { overlay, expectedNames = [], limits, options }: More = {}): Promise<Recording> {
  return recordScenario({
    source, scenario, expectedNames, ...(overlay === undefined ? {} : { overlay }),
    options: { limits: { ...DEFAULT_SANDBOX_LIMITS, ...limits }, signal: new AbortController().signal, ...options },
  });
}

export async function record(files: Files, scenario: Scenario, more: More = {}): Promise<Recording> {
  return recordIn(await openRoom(files), scenario, more);
}

export const json = (value: unknown): GivenValue => ({ kind: 'json', value });
export const code = (source: string): GivenValue => ({ kind: 'expression', source });

export function call(exportName: string, args: readonly (unknown | GivenValue)[] = [], more: { file?: string; examples?: readonly Example[] } = {}): Extract<Scenario, { kind: 'FUNCTION' }> {
  return { kind: 'FUNCTION', file: more.file ?? 'src/main.ts', exportName, args: args.map((arg) => (isGiven(arg) ? arg : json(arg))), argsFile: null, examples: more.examples ?? [] };
}

const isGiven = (value: unknown): value is GivenValue => typeof value === 'object' && value !== null && 'kind' in value;

/** The live result; what was thrown is thrown as `name: message`. */
export function resultOf({ actual, report }: Recording): unknown {
  if (actual.outcome === null) throw new Error(`${report.end}: ${report.message} ${report.stderr}`);
  if (actual.outcome.error !== null) throw new Error(`${actual.outcome.error.name}: ${actual.outcome.error.message}`);
  return actual.outcome.data === null ? null : decodeValue(actual.outcome.data);
}

/** `a(b c)`: calls with the calls they made. */
export function pathText(calls: readonly PathCall[] | null): string | null {
  return calls === null ? null : calls.map(({ name, calls: inner }) => (inner.length === 0 ? name : `${name}(${pathText(inner)})`)).join(' ');
}

/** For the top of a test file: temporary files of this process get a folder of their own, so that what is left over can be told. */
export function useOwnTempFolder(): void {
  const before = process.env['TMPDIR'];
  beforeAll(() => {
    process.env['TMPDIR'] = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-tests-')));
  });
  afterAll(() => {
    rmSync(process.env['TMPDIR'] ?? '', { recursive: true, force: true });
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
}

/** Temporary folders of recordings; none must be there when one has ended. Needs `useOwnTempFolder`. */
export function shadowFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => /^supernova-(?:shadow|reference)-/.test(name));
}

/** A word that no other process has in its command line or environment. */
export const makeMark = (): string => `mark-${randomUUID()}`;
