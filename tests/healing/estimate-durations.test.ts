import { expect, it } from 'vitest';
import { estimateDuration, sumEstimates, type RecordedDuration } from '../../server/healing/estimate-durations.ts';

const took = (size: number, durationMs: number, isSameRoom = false, roomFiles: number | null = 100): RecordedDuration => ({ size, roomFiles, durationMs, isSameRoom });

it.each([
  { what: 'without a record there is no estimate', size: 3, records: [], expected: null },
  { what: 'one record counts from half to twice', size: 3, records: [took(3, 40)], expected: { expectedMs: 40, fromMs: 20, toMs: 80, records: 1 } },
  { what: 'two count from half of the one to twice the other', size: 3, records: [took(3, 40), took(3, 60)], expected: { expectedMs: 60, fromMs: 20, toMs: 120, records: 2 } },
  { what: 'records of other sizes do not count', size: 3, records: [took(300, 4000), took(3, 40)], expected: { expectedMs: 40, fromMs: 20, toMs: 80, records: 1 } },
  { what: 'only records of other sizes give no estimate', size: 3, records: [took(300, 4000)], expected: null },
  { what: 'nor do those of rooms of other sizes, or of an unknown one', size: 3, records: [took(3, 40, false, 49), took(3, 40, false, 201), took(3, 40, false, null)], expected: null },
  { what: 'rooms of half to twice as many files are similar', size: 3, records: [took(3, 40, false, 50), took(3, 50, false, 200), took(3, 9, false, 12)], expected: { expectedMs: 50, fromMs: 20, toMs: 100, records: 2 } },
  { what: 'the room itself is similar whatever its size was', size: 3, records: [took(3, 40, true, 10), took(3, 50, true, null), took(3, 60, true, 1000)], expected: { expectedMs: 50, fromMs: 40, toMs: 60, records: 3 } },
  { what: 'the range of fewer than ten covers all of them', size: 0, records: Array.from({ length: 9 }, (_, i) => took(0, i * 10)), expected: { expectedMs: 40, fromMs: 0, toMs: 80, records: 9 } },
  { what: 'the range of ten and more leaves out the tenth part at either end', size: 0, records: Array.from({ length: 11 }, (_, i) => took(0, i * 10)), expected: { expectedMs: 50, fromMs: 10, toMs: 90, records: 11 } },
  { what: 'three records of the same room are enough', size: 5, records: [took(5, 900), took(5, 800), took(5, 10, true), took(6, 20, true), took(7, 30, true)], expected: { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 } },
  { what: 'two records of the same room are not', size: 5, records: [took(5, 30), took(5, 10, true), took(5, 20, true)], expected: { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 } },
  { what: 'of many records the nearest sizes count', size: 10, records: [...Array.from({ length: 15 }, () => took(10, 7)), ...Array.from({ length: 40 }, () => took(30, 700))], expected: { expectedMs: 7, fromMs: 7, toMs: 7, records: 15 } },
])('$what', ({ size, records, expected }) => {
  expect(estimateDuration({ size, roomFiles: 100 }, records)).toEqual(expected);
});

it('a plan takes as long as its steps, and says how many of them have no record or few', () => {
  const estimate = { expectedMs: 20, fromMs: 10, toMs: 30, records: 3 };
  const few = { ...estimate, records: 2 };
  expect(sumEstimates([{ stepType: 'UPDATE_IMPORTS', estimate }, { stepType: 'ANALYZE_COUPLING', estimate: null }, { stepType: 'VERIFY', estimate: few }])).toEqual({ expectedMs: 40, fromMs: 20, toMs: 60, records: 5, stepsWithoutRecord: 1, stepsWithFewRecords: 1, isWithoutVerification: false });
  expect(sumEstimates([{ stepType: 'UPDATE_IMPORTS', estimate }, { stepType: 'VERIFY', estimate: null }])).toMatchObject({ stepsWithoutRecord: 1, isWithoutVerification: true });
  expect(sumEstimates([{ stepType: 'UPDATE_IMPORTS', estimate: null }])).toBeNull();
});
