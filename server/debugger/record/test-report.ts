// What test runners write about their tests, read into one shape. Pure.

export interface TestFailure {
  /** Room path. */
  readonly file: string;
  /** Names from the outermost on, with ` > ` between; empty where the file itself could not be run. */
  readonly name: string;
  readonly message: string;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
  /** Room paths of the files in which a test passed. */
  readonly passedIn: readonly string[];
}

interface JsonTest {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[] | null;
}

interface JsonFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults?: readonly JsonTest[];
}

const MESSAGE_LIMIT = 4_000;

/** Frames of the runner say nothing about the project. */
const withoutRunner = (message: string): string => message.split('\n').filter((line) => !/^\s+at .*(?:\/node_modules\/|\bnode:internal\b|new Promise \(<anonymous>\))/.test(line)).join('\n').slice(0, MESSAGE_LIMIT);

/** The JSON of vitest and jest, which is the same. `fileOf` makes a room path of an absolute one, `clean` replaces paths in messages. */
export function readJsonReport(text: string, { fileOf, clean }: { fileOf: (absolute: string) => string; clean: (text: string) => string }): TestCounts | null {
  const files = (parse(text) as { readonly testResults?: readonly JsonFile[] } | null)?.testResults;
  if (files === undefined) return null;
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as TestFailure[], passedIn: [] as string[] };
  for (const { name, status, message, assertionResults = [] } of files) {
    const file = fileOf(name);
    for (const { ancestorTitles, title, status: how, failureMessages } of assertionResults) {
      if (how === 'passed') counts.passed += 1;
      else if (how !== 'failed') counts.skipped += 1;
      else counts.failures.push({ file, name: [...ancestorTitles, title].filter(Boolean).join(' > '), message: withoutRunner(clean((failureMessages ?? []).join('\n'))) });
    }
    if (assertionResults.some((one) => one.status === 'passed')) counts.passedIn.push(file);
    const isBroken = status === 'failed' && !assertionResults.some((one) => one.status === 'failed');
    if (isBroken) counts.failures.push({ file, name: '', message: withoutRunner(clean(message ?? '')) });
  }
  return { ...counts, failed: counts.failures.length };
}

/** The lines of our reporter of node:test. Null where there is none. */
export function readLinesReport(text: string, { file, clean }: { file: string; clean: (text: string) => string }): TestCounts | null {
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [parse(line) as { names: string[]; status: string; message: string } | null])).filter((line) => line !== null);
  if (lines.length === 0) return null;
  const failures = lines.flatMap(({ names, status, message }) => (status === 'failed' ? [{ file, name: names.join(' > '), message: withoutRunner(clean(message)) }] : []));
  const count = (status: string): number => lines.filter((line) => line.status === status).length;
  return { passed: count('passed'), failed: failures.length, skipped: count('skipped'), failures, passedIn: count('passed') > 0 ? [file] : [] };
}

export function addCounts(parts: readonly TestCounts[]): TestCounts {
  const sum = (read: (part: TestCounts) => number): number => parts.reduce((total, part) => total + read(part), 0);
  return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), skipped: sum(({ skipped }) => skipped), failures: parts.flatMap(({ failures }) => failures), passedIn: parts.flatMap(({ passedIn }) => passedIn) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
