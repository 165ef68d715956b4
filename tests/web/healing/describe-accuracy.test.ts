import { expect, test } from 'vitest';
import { describeAccuracy, describeTestAccuracy } from '../../../web/healing/describe-accuracy.ts';

test.each([
  { counts: { predicted: 0, happened: 0, right: 0, precision: null, recall: null }, title: 'The prediction was right: nothing breaks', says: 'all 12 files', isRight: true },
  { counts: { predicted: 3, happened: 3, right: 3, precision: 1, recall: 1 }, title: 'The prediction was right: 3 errors of 3', says: 'precision 100 %, recall 100 %', isRight: true },
  { counts: { predicted: 2, happened: 3, right: 2, precision: 1, recall: 2 / 3 }, title: 'The prediction was not all right: 2 of 3 errors that came were predicted', says: 'recall 66.6 %', isRight: false },
  { counts: { predicted: 1, happened: 0, right: 0, precision: 0, recall: null }, title: 'The prediction was not all right: 0 of 0 errors that came were predicted', says: 'precision 0 %.', isRight: false },
])('$title', ({ counts, title, says, isRight }) => {
  const found = describeAccuracy({ notCompared: null, ...counts, filesChecked: 12 });
  expect(found).toMatchObject({ title, isRight });
  expect(found.text).toContain(says);
});

test('an error count that was not compared says why', () => {
  const found = describeAccuracy({ notCompared: 'It took too long.', predicted: 0, happened: 0, right: 0, precision: null, recall: null, filesChecked: 0 });
  expect(found).toEqual({ title: 'The prediction was not compared with what happens', text: 'It took too long.', isRight: null });
});

const tested = { notRun: null, filesRelated: 3, filesRun: 3, testsPassedBefore: 5, testsFailed: 0, predicted: 0, happened: 0, right: 0, precision: null, recall: null };

test.each([
  { more: { notRun: 'No runner.' }, title: 'The prediction was not compared with tests', says: 'No runner.', isRight: null },
  { more: {}, title: 'No test fails by the change alone', says: '5 tests in 3 related files passed before', isRight: true },
  { more: { testsFailed: 2, predicted: 3, happened: 2, right: 2, precision: 2 / 3, recall: 1 }, title: 'Every test that fails was predicted: 2 files of 2', says: '2 of them fail. 3 files predicted to break: precision 66.6 %, recall 100 %.', isRight: true },
  { more: { testsFailed: 1, happened: 1, recall: 0, filesRelated: 60 }, title: 'Not every test that fails was predicted: 0 of 1 file', says: 'in 3 of 60 related files', isRight: false },
])('of tests: $title', ({ more, title, says, isRight }) => {
  const found = describeTestAccuracy({ ...tested, ...more });
  expect(found).toMatchObject({ title, isRight });
  expect(found.text).toContain(says);
});
