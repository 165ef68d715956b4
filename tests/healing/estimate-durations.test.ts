import { expect, it } from 'vitest';
import { estimateDuration, sumEstimates, type RecordedDuration } from '../../server/healing/estimate-durations.ts';

const took = (size: number, durationMs: number, isSameRoom = false): RecordedDuration => ({ size, durationMs, isSameRoom });

it.each([
  { what: 'without a record there is no estimate', size: 3, records: [], expected: null },
  { what: 'one record is its own range', size: 3, records: [took(3, 40)], expected: { expectedMs: 40, fromMs: 40, toMs: 40, records: 1 } },
  { what: 'records of other sizes do not count', size: 3, records: [took(300, 4000), took(3, 40)], expected: { expectedMs: 40, fromMs: 40, toMs: 40, records: 1 } },
  { what: 'only records of other sizes give no estimate', size: 3, records: [took(300, 4000)], expected: null },
  { what: 'the range leaves out the tenth part at either end', size: 0, records: Array.from({ length: 11 }, (_, i) => took(0, i * 10)), expected: { expectedMs: 50, fromMs: 10, toMs: 90, records: 11 } },
  { what: 'three records of the same room are enough', size: 5, records: [took(5, 900), took(5, 800), took(5, 10, true), took(6, 20, true), took(7, 30, true)], expected: { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 } },
  { what: 'two records of the same room are not', size: 5, records: [took(5, 30), took(5, 10, true), took(5, 20, true)], expected: { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 } },
  { what: 'of many records the nearest sizes count', size: 10, records: [...Array.from({ length: 15 }, () => took(10, 7)), ...Array.from({ length: 40 }, () => took(30, 700))], expected: { expectedMs: 7, fromMs: 7, toMs: 7, records: 15 } },
])('$what', ({ size, records, expected }) => {
  expect(estimateDuration(size, records)).toEqual(expected);
});

it('a plan takes as long as its steps, and says how many of them have no record', () => {
  const step = { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 };
  expect(sumEstimates([step, null, step])).toEqual({ expectedMs: 40, fromMs: 20, toMs: 60, records: 6, stepsWithoutRecord: 1 });
  expect(sumEstimates([null, null])).toBeNull();
});
