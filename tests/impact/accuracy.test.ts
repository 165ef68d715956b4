import { expect, it } from 'vitest';
import { judgePredictions, type BrokenPlace } from '../../server/impact/accuracy.ts';

const at = (line: number, code = 'TS1', message = 'm'): BrokenPlace => ({ file: 'a.ts', line, column: 1, code, message });

it.each([
  { what: 'everything came as predicted', predicted: [at(1), at(2)], happened: [at(2), at(1)], expected: { right: 2, precision: 1, recall: 1, falsePositives: [], misses: [] } },
  { what: 'one did not come', predicted: [at(1), at(2)], happened: [at(1)], expected: { right: 1, precision: 0.5, recall: 1, falsePositives: [at(2)], misses: [] } },
  { what: 'one was not predicted', predicted: [at(1)], happened: [at(1), at(2)], expected: { right: 1, precision: 1, recall: 0.5, falsePositives: [], misses: [at(2)] } },
  { what: 'another code at the place is another error', predicted: [at(1, 'TS1')], happened: [at(1, 'TS2')], expected: { right: 0, precision: 0, recall: 0, falsePositives: [at(1, 'TS1')], misses: [at(1, 'TS2')] } },
  { what: 'other words at the place are the same error', predicted: [at(1, 'TS1', 'a')], happened: [at(1, 'TS1', 'b')], expected: { right: 1, precision: 1, recall: 1, falsePositives: [], misses: [] } },
  { what: 'two errors at one place are two', predicted: [at(1)], happened: [at(1), at(1)], expected: { right: 1, precision: 1, recall: 0.5, falsePositives: [], misses: [at(1)] } },
  { what: 'nothing breaks', predicted: [], happened: [], expected: { right: 0, precision: null, recall: null, falsePositives: [], misses: [] } },
])('$what', ({ predicted, happened, expected }) => {
  expect(judgePredictions(predicted, happened, 7)).toEqual({ notCompared: null, predicted: predicted.length, happened: happened.length, filesChecked: 7, ...expected });
});

it('of many errors that were not predicted all are counted and 50 are told', () => {
  const happened = Array.from({ length: 60 }, (_, line) => at(line + 1));
  const { misses, recall, happened: count } = judgePredictions([], happened, 1);
  expect([misses.length, recall, count]).toEqual([50, 0, 60]);
});
