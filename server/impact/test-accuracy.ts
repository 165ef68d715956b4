// How right a prediction was about the project's tests: which were said to fail beside which did. Owns the comparison; runs nothing.

/** A test that passed before; an empty name where the file itself could not be run any more. */
export interface FailedTest {
  readonly file: string;
  readonly name: string;
  /** The first line of why it failed. */
  readonly message: string;
}

/**
 * A test file happens to fail when a test in it passes on the project as it was and fails with the change made and nothing healed. It was predicted
 * when it, or a file that it loads and that the change does not write itself, carries a certain or possible break.
 */
export interface TestAccuracy {
  /** Why tests were not run, or not to their end; the counts are 0 then. */
  readonly notRun: string | null;
  /** Test files that can be affected by the change: they load what it writes, or what was predicted to break. */
  readonly filesRelated: number;
  /** Of these, files in which at least one test passed before; at most 50 are run, the nearest to the change. */
  readonly filesRun: number;
  /** Tests that passed before the change. */
  readonly testsPassedBefore: number;
  /** Of these, tests that fail with the change made and nothing healed. */
  readonly testsFailed: number;
  /** Of the files that were run, those that were predicted. */
  readonly predicted: number;
  /** Files with a test that fails. */
  readonly happened: number;
  /** Files with a test that fails, and predicted. */
  readonly right: number;
  /** right / predicted, 0 to 1; null where nothing was predicted. */
  readonly precision: number | null;
  /** right / happened, 0 to 1; null where nothing happened. */
  readonly recall: number | null;
  /** Tests that fail in files that were not predicted; at most 50. */
  readonly misses: readonly FailedTest[];
  /** Files that were predicted and in which no test fails; at most 50. */
  readonly falsePositives: readonly string[];
}

/** What one run of test files showed. */
export interface TestsRan {
  readonly passed: number;
  readonly failures: readonly FailedTest[];
  /** Files in which a test passed. */
  readonly passedIn: readonly string[];
}

const SHOWN = 50;
const MESSAGE_LIMIT = 300;

const keyOf = ({ file, name }: FailedTest): string => `${file}\n${name}`;

const NOTHING = { filesRun: 0, testsPassedBefore: 0, testsFailed: 0, predicted: 0, happened: 0, right: 0, precision: null, recall: null, misses: [], falsePositives: [] } as const;

/** Tests that were not run. `reason`: one sentence. */
export const untested = (reason: string, filesRelated = 0): TestAccuracy => ({ ...NOTHING, notRun: reason, filesRelated });

/** `after` names files as they were called before. A test that failed before, or whose file had none that passed, says nothing. */
export function judgeTests({ before, after, isPredicted, filesRelated }: { before: TestsRan; after: TestsRan; isPredicted: (file: string) => boolean; filesRelated: number }): TestAccuracy {
  const counted = new Set(before.passedIn);
  const failedBefore = new Set(before.failures.map(keyOf));
  const failures = after.failures.filter((failure) => counted.has(failure.file) && !failedBefore.has(keyOf(failure)));
  const broken = new Set(failures.map(({ file }) => file));
  const predicted = [...counted].filter(isPredicted);
  const right = predicted.filter((file) => broken.has(file)).length;
  const misses = failures.filter(({ file }) => !isPredicted(file));
  return {
    notRun: null, filesRelated, filesRun: counted.size, testsPassedBefore: before.passed, testsFailed: failures.length,
    predicted: predicted.length, happened: broken.size, right,
    precision: predicted.length === 0 ? null : right / predicted.length,
    recall: broken.size === 0 ? null : right / broken.size,
    misses: misses.slice(0, SHOWN).map(({ file, name, message }) => ({ file, name, message: (message.split('\n')[0] ?? '').slice(0, MESSAGE_LIMIT) })),
    falsePositives: predicted.filter((file) => !broken.has(file)).slice(0, SHOWN),
  };
}
