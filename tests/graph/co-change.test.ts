import { expect, test } from 'vitest';
import { coChanges } from '../../server/graph/co-change.ts';

const commits = (...lists: string[]) => lists.map((files) => ({ files: files.split(' ') }));
const options = { limit: 100, isWanted: () => true };

test('support counts the commits of both; confidence is its share in those of the file that changes less often', () => {
  const history = commits('a b', 'a b', 'a b c', 'a c', 'a', 'a', 'b', 'c', 'c', 'c');
  expect(coChanges(history, options)).toEqual([{ file: 'b', other: 'a', support: 3, confidence: 0.75 }]);
  expect(coChanges(history, { ...options, minSupport: 2, minConfidence: 0 })).toEqual([{ file: 'b', other: 'a', support: 3, confidence: 0.75 }, { file: 'c', other: 'a', support: 2, confidence: 0.4 }]);
});

test('a commit of many files ties no two of them and still counts as a change', () => {
  const wide = `a b ${Array.from({ length: 29 }, (_, i) => `f${i}`).join(' ')}`;
  expect(coChanges(commits('a b', 'a b', 'a b', wide), options)).toEqual([{ file: 'a', other: 'b', support: 3, confidence: 0.75 }]);
  expect(coChanges(commits('a b', 'a b', 'a b', wide), { ...options, maxFiles: 31 })).toContainEqual({ file: 'a', other: 'b', support: 4, confidence: 1 });
});

test('files that do not count are left out, and the list ends at its limit', () => {
  const history = commits('a b x', 'a b x', 'a b x');
  expect(coChanges(history, { ...options, isWanted: (file) => file !== 'x' })).toEqual([{ file: 'a', other: 'b', support: 3, confidence: 1 }]);
  expect(coChanges(history, { ...options, limit: 2 }).map(({ file, other }) => file + other)).toEqual(['ab', 'ax']);
});
