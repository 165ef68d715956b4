import { expect, it } from 'vitest';
import { judgeTests, type FailedTest, type TestsRan } from '../../server/impact/test-accuracy.ts';

const fails = (file: string, name: string, message = 'm'): FailedTest => ({ file, name, message });
const ran = (passed: number, passedIn: readonly string[], failures: readonly FailedTest[] = []): TestsRan => ({ passed, passedIn, failures });

it.each([
  { what: 'a failure in a predicted file is right', before: ran(2, ['a', 'b']), after: ran(1, ['b'], [fails('a', 'one')]), predicted: ['a'], expected: { testsPassedBefore: 2, testsFailed: 1, happened: 1, right: 1, precision: 1, recall: 1, misses: [], falsePositives: [] } },
  { what: 'a failure in another file is a miss', before: ran(2, ['a', 'b']), after: ran(1, ['a'], [fails('b', 'one')]), predicted: ['a'], expected: { testsFailed: 1, happened: 1, right: 0, precision: 0, recall: 0, misses: [fails('b', 'one')], falsePositives: ['a'] } },
  { what: 'a test that failed before says nothing', before: ran(1, ['a'], [fails('a', 'old')]), after: ran(1, ['a'], [fails('a', 'old')]), predicted: [], expected: { testsFailed: 0, happened: 0, precision: null, recall: null, misses: [] } },
  { what: 'a file in which none passed before is not counted', before: ran(1, ['a'], [fails('b', '')]), after: ran(1, ['a'], [fails('b', 'one')]), predicted: ['b'], expected: { filesRun: 1, testsFailed: 0, predicted: 0, precision: null } },
  { what: 'a file that cannot be run any more fails once', before: ran(5, ['a']), after: ran(0, [], [fails('a', '')]), predicted: ['a'], expected: { testsPassedBefore: 5, testsFailed: 1, happened: 1, right: 1 } },
  { what: 'two failures in one file are one that happened', before: ran(2, ['a']), after: ran(0, [], [fails('a', 'one'), fails('a', 'two')]), predicted: [], expected: { testsFailed: 2, happened: 1, right: 0, recall: 0, misses: [fails('a', 'one'), fails('a', 'two')] } },
  { what: 'of a message the first line is kept', before: ran(1, ['a']), after: ran(0, [], [fails('a', 'one', 'first\nsecond')]), predicted: [], expected: { misses: [fails('a', 'one', 'first')] } },
])('$what', ({ before, after, predicted, expected }) => {
  expect(judgeTests({ before, after, isPredicted: (file) => (predicted as readonly string[]).includes(file), filesRelated: 9 })).toMatchObject({ notRun: null, filesRelated: 9, ...expected });
});

it('of many tests that were not predicted all are counted and 50 are told', () => {
  const failures = Array.from({ length: 60 }, (_, index) => fails('a', String(index)));
  const { misses, testsFailed } = judgeTests({ before: ran(60, ['a']), after: ran(0, [], failures), isPredicted: () => false, filesRelated: 1 });
  expect([misses.length, testsFailed]).toEqual([50, 60]);
});
