import { expect, it } from 'vitest';
import { describeAccuracy, describeEstimate, describePrediction, describeTestAccuracy } from '../../server/cli/describe-prediction.ts';
import { uncompared } from '../../server/impact/accuracy.ts';

it('a prediction is told with the imports that lead to the target, barrels marked', () => {
  const whyPath = [{ file: 'a.ts', via: './index', line: 3, isBarrel: false }, { file: 'index.ts', via: './b', line: 1, isBarrel: true }, { file: 'b.ts', via: null, line: null, isBarrel: false }];
  expect(describePrediction({ severity: 8, certainty: 'CERTAIN', file: 'a.ts', summary: 'Stops compiling in 1 place', places: [], whyPath })).toEqual(['  8.0 certain a.ts: Stops compiling in 1 place', '      why: a.ts:3 -> index.ts:1 (barrel) -> b.ts']);
  expect(describePrediction({ severity: 4, certainty: 'POSSIBLE', file: 'b.ts', summary: 'May break', places: [], whyPath: whyPath.slice(2) })).toEqual(['  4.0 possible b.ts: May break']);
});

it.each([
  { estimate: null, expected: 'There is no record yet of how long these steps take.' },
  { estimate: { expectedMs: 1500, fromMs: 900, toMs: 2100, records: 12, stepsWithoutRecord: 0 }, expected: 'Expected to take 1.5 s (900 ms to 2.1 s), from 12 recorded steps.' },
  { estimate: { expectedMs: 40, fromMs: 20, toMs: 80, records: 1, stepsWithoutRecord: 2, stepsWithFewRecords: 1, isWithoutVerification: false }, expected: 'Expected to take 40 ms (20 ms to 80 ms), from 1 recorded step; 1 step with fewer than 3 records counted from half to twice of what was recorded; 2 steps without a record not counted.' },
  { estimate: { expectedMs: 40, fromMs: 40, toMs: 40.2, records: 15, stepsWithoutRecord: 0 }, expected: 'Expected to take about 40 ms, from 15 recorded steps.' },
  { estimate: { expectedMs: 110, fromMs: 92, toMs: 146, records: 32, stepsWithoutRecord: 1, stepsWithFewRecords: 0, isWithoutVerification: true }, expected: 'There is no record yet of how long the verification takes on a project of this size, and it takes most of the time. The rest is expected to take 110 ms (92 ms to 146 ms), from 32 recorded steps; 1 step without a record not counted.' },
])('$expected', ({ estimate, expected }) => {
  expect(describeEstimate(estimate)).toBe(expected);
});

it('the accuracy names what was not predicted', () => {
  const miss = { file: 'a.ts', line: 2, column: 5, code: 'TS2305', message: 'gone' };
  expect(describeAccuracy({ predicted: 1, happened: 2, right: 1, precision: 1, recall: 0.5, falsePositives: [], misses: [miss], filesChecked: 9 })).toBe('Predicted 1 error, 2 came without healing in 9 files, 1 as predicted: precision 100 %, recall 50 %.\n  not predicted: a.ts:2:5 TS2305 gone');
});

it('a prediction that was not compared says why', () => {
  expect(describeAccuracy(uncompared('It took too long.'))).toBe('The prediction was not compared with what happens: It took too long.');
});

it('what tests say of the prediction is told with those that were not predicted, or with why they were not run', () => {
  const accuracy = { notRun: null, filesRelated: 4, filesRun: 3, testsPassedBefore: 5, testsFailed: 2, predicted: 2, happened: 2, right: 1, precision: 0.5, recall: 0.5, misses: [{ file: 'b.test.ts', name: '', message: 'gone' }], falsePositives: ['c.test.ts'] };
  expect(describeTestAccuracy(accuracy)).toBe('Predicted 2 test files to break; without healing 2 of 5 tests in 3 of 4 related files fail, in 2 files, 1 as predicted: precision 50 %, recall 50 %.\n  not predicted: b.test.ts: the file cannot be run: gone\n  did not fail: c.test.ts');
  expect(describeTestAccuracy({ ...accuracy, notRun: 'No runner was found.' })).toBe('Tests were not compared with the prediction: No runner was found.');
});
