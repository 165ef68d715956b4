import { expect, test } from 'vitest';
import type { FileProblems } from '../../../web/preview/preview-documents.ts';
import { compareErrors, isWorse, marksOf, sumOf } from '../../../web/preview/preview-words.ts';

const errors = (count: number): FileProblems => ({ count, first: [] });

test.each<[FileProblems | null, FileProblems | null, string, boolean]>([
  [errors(0), errors(0), 'no error in both', false],
  [errors(2), errors(2), '2 errors in both', false],
  [errors(1), errors(0), '1 error now, no error healed', false],
  [errors(0), errors(3), 'no error now, 3 errors healed', true],
  [null, errors(0), 'New, with no error', false],
  [null, errors(1), 'New, with 1 error', true],
  [errors(1), null, '1 error now', false],
  [null, null, 'Not checked by the compiler', false],
])('errors before and after are compared in words (%#)', (before, after, words, worse) => {
  expect(compareErrors({ before, after })).toBe(words);
  expect(isWorse({ before, after })).toBe(worse);
});

test('errors of one line are told together', () => {
  const problem = (line: number, code: string) => ({ line, column: 1, code, message: 'm' });
  expect([...marksOf({ count: 3, first: [problem(2, 'TS1'), problem(2, 'TS2'), problem(5, 'TS3')] })]).toEqual([[2, 'TS1: m\nTS2: m'], [5, 'TS3: m']]);
});

test('the sum counts both trees, and what was not checked', () => {
  const files = [{ before: errors(2), after: errors(0) }, { before: null, after: errors(1) }];
  expect(sumOf(files, 0)).toBe('2 files: 2 errors in them now, 1 error when healed.');
  expect(sumOf(files, 1_200)).toMatch(/ 1,200 further files not checked: there are too many\.$/);
});
