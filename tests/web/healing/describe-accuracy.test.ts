import { expect, test } from 'vitest';
import { describeAccuracy } from '../../../web/healing/describe-accuracy.ts';

test.each([
  { counts: { predicted: 0, happened: 0, right: 0, precision: null, recall: null }, title: 'The prediction was right: nothing breaks', says: 'all 12 files', isRight: true },
  { counts: { predicted: 3, happened: 3, right: 3, precision: 1, recall: 1 }, title: 'The prediction was right: 3 errors of 3', says: 'precision 100 %, recall 100 %', isRight: true },
  { counts: { predicted: 2, happened: 3, right: 2, precision: 1, recall: 2 / 3 }, title: 'The prediction was not all right: 2 of 3 errors that came were predicted', says: 'recall 66.6 %', isRight: false },
  { counts: { predicted: 1, happened: 0, right: 0, precision: 0, recall: null }, title: 'The prediction was not all right: 0 of 0 errors that came were predicted', says: 'precision 0 %.', isRight: false },
])('$title', ({ counts, title, says, isRight }) => {
  const found = describeAccuracy({ ...counts, filesChecked: 12 });
  expect(found).toMatchObject({ title, isRight });
  expect(found.text).toContain(says);
});
