import { expect, it } from 'vitest';
import { claimOf } from '../../../web/runs/verified-claim.ts';

it.each<[string, unknown, string, boolean]>([
  ['nothing is broken', { newProblems: [], filesChecked: 3 }, 'Verified: nothing new is broken', true],
  ['nothing is said of listed problems', { newProblems: [], problemsListed: 0 }, 'Verified: nothing new is broken', true],
  ['a place of the edit does not compile', { newProblems: [], problemsListed: 1 }, 'Verified: nothing is broken but 1 place of the edit itself', false],
  ['places of the edit do not compile', { newProblems: [], problemsListed: 2 }, 'Verified: nothing is broken but 2 places of the edit itself', false],
  ['a result is missing', null, 'Verified: nothing new is broken', true],
])('the page claims no more than was verified where %s', (_, result, title, isClean) => {
  expect(claimOf(result)).toMatchObject({ title, isClean });
});
