// The form of a new session as data. Owns its shape and the drafts it starts from; `read-draft.ts` checks it.
import { emptyGiven, type GivenDraft } from './given-value.ts';

/** NONE: nothing is run, the actual behaviour is handed in. */
export type ScenarioKind = 'FUNCTION' | 'SCRIPT' | 'TEST' | 'HTTP' | 'NONE';

/** One row of the table of examples. A call has arguments and an outcome; an assertion compares two expressions. */
export interface ExampleDraft {
  /** Tells rows apart while they are added and removed. */
  id: number;
  kind: 'call' | 'assertion';
  args: GivenDraft[];
  outcome: 'returns' | 'throws' | 'any';
  expected: GivenDraft;
  /** Part of the message; empty: any error. */
  throws: string;
  actual: string;
}

export interface FunctionDraft {
  file: string;
  exportName: string;
  /** Where the arguments of the recorded call come from. */
  argsFrom: 'list' | 'first-example' | 'file';
  args: GivenDraft[];
  argsFile: string;
  examples: ExampleDraft[];
}

/** Lists are typed one entry a line. */
export interface SessionDraft {
  triggerAction: string;
  userIntent: string;
  kind: ScenarioKind;
  fn: FunctionDraft;
  script: { file: string; args: string; stdin: string };
  test: { file: string; testName: string; runner: string };
  http: { startFile: string; startArgs: string; method: string; path: string; headers: string; body: string };
  path: { notation: 'lines' | 'json'; text: string };
  outcome: { status: string; data: GivenDraft };
  /** Milliseconds and megabytes. */
  performance: { responseTime: string; memoryUsage: string };
  thresholds: { responseTime: string; memoryUsage: string };
  scrubbers: string[];
  wallClockSeconds: string;
}

export const DEFAULT_RESPONSE_THRESHOLD = 1.5;
export const DEFAULT_MEMORY_THRESHOLD = 1.3;

export const emptyDraft: SessionDraft = {
  triggerAction: '',
  userIntent: '',
  kind: 'FUNCTION',
  fn: { file: '', exportName: '', argsFrom: 'list', args: [emptyGiven], argsFile: '', examples: [] },
  script: { file: '', args: '', stdin: '' },
  test: { file: '', testName: '', runner: '' },
  http: { startFile: '', startArgs: '', method: 'GET', path: '/', headers: '', body: '' },
  path: { notation: 'lines', text: '' },
  outcome: { status: '', data: emptyGiven },
  performance: { responseTime: '', memoryUsage: '' },
  thresholds: { responseTime: String(DEFAULT_RESPONSE_THRESHOLD), memoryUsage: String(DEFAULT_MEMORY_THRESHOLD) },
  scrubbers: [],
  wallClockSeconds: '',
};

/** How many columns of arguments the table shows: as many as the widest row has, at least one. */
export function countColumns(examples: readonly ExampleDraft[]): number {
  return Math.max(1, ...examples.map((example) => (example.kind === 'call' ? example.args.length : 1)));
}

/** Another row behind the others, as wide as they are. */
export function addExample(examples: readonly ExampleDraft[], kind: ExampleDraft['kind'], columns = countColumns(examples)): ExampleDraft[] {
  const id = 1 + Math.max(0, ...examples.map((example) => example.id));
  // Cells of a new row are of the kind of the row above: who writes expressions goes on writing them.
  const above = examples.findLast((example) => example.kind === 'call');
  const cellLike = (cell: GivenDraft | undefined): GivenDraft => ({ kind: cell?.kind ?? 'json', text: '' });
  const args = Array.from({ length: columns }, (_, column) => cellLike(above?.args[column]));
  return [...examples, { id, kind, args, outcome: above?.outcome ?? 'returns', expected: cellLike(above?.expected), throws: '', actual: '' }];
}

/** The rows with one argument more, or with the last one taken away. */
export function resizeColumns(examples: readonly ExampleDraft[], columns: number): ExampleDraft[] {
  return examples.map((example) => ({ ...example, args: Array.from({ length: columns }, (_, column) => example.args[column] ?? emptyGiven) }));
}

export function replaceAt<T>(list: readonly T[], at: number, entry: T): T[] {
  return list.map((old, index) => (index === at ? entry : old));
}
