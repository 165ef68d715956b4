import { expect, test } from 'vitest';
import { sortPredictions } from '../../../web/healing/sort-predictions.ts';

const of = (severity: number, certainty: 'CERTAIN' | 'POSSIBLE' | 'UNKNOWN', file: string) => ({ severity, certainty, file });

test.each([
  ['the more severe', of(9, 'UNKNOWN', 'z'), of(7, 'CERTAIN', 'a')],
  ['of equal severity the certain one', of(7, 'CERTAIN', 'z'), of(7, 'POSSIBLE', 'a')],
  ['of equal severity the possible one before the unknown one', of(7, 'POSSIBLE', 'z'), of(7, 'UNKNOWN', 'a')],
  ['of equals the first file', of(7, 'CERTAIN', 'a'), of(7, 'CERTAIN', 'b')],
])('%s comes first', (_, first, second) => {
  expect(sortPredictions([second, first])).toEqual([first, second]);
  expect(sortPredictions([first, second])).toEqual([first, second]);
});
