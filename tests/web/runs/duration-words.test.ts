import { expect, it } from 'vitest';
import { describePlanDuration, describeStepDuration } from '../../../web/runs/duration-words.ts';

const plan = { expectedMs: 1500, fromMs: 900, toMs: 2100, records: 12, stepsWithoutRecord: 0, stepsWithFewRecords: 0, isWithoutVerification: false };

it.each([
  { estimate: null, expected: 'There is no record yet of how long these steps take.' },
  { estimate: plan, expected: 'Expected to take 1.5 s (900 ms to 2.1 s), from 12 recorded steps.' },
  { estimate: { ...plan, fromMs: 1510, toMs: 1520 }, expected: 'Expected to take about 1.5 s, from 12 recorded steps.' },
  { estimate: { ...plan, stepsWithFewRecords: 2, stepsWithoutRecord: 1 }, expected: 'Expected to take 1.5 s (900 ms to 2.1 s), from 12 recorded steps; 2 steps with fewer than 3 records counted from half to twice of what was recorded; 1 step without a record not counted.' },
  { estimate: { ...plan, stepsWithoutRecord: 1, isWithoutVerification: true }, expected: 'There is no record yet of how long the verification takes on a project of this size, and it takes most of the time. The rest is expected to take 1.5 s (900 ms to 2.1 s), from 12 recorded steps; 1 step without a record not counted.' },
])('a plan: $expected', ({ estimate, expected }) => {
  expect(describePlanDuration(estimate)).toBe(expected);
});

it.each([
  { estimate: { expectedMs: 61, fromMs: 30.5, toMs: 122, records: 1 }, expected: 'took about 61 ms before, from 1 record' },
  { estimate: { expectedMs: 61, fromMs: 50, toMs: 70, records: 3 }, expected: 'took 50 ms to 70 ms before' },
  { estimate: { expectedMs: 61, fromMs: 61, toMs: 61.1, records: 20 }, expected: 'took about 61 ms before' },
])('a step $expected', ({ estimate, expected }) => {
  expect(describeStepDuration(estimate)).toBe(expected);
});
