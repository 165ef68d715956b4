import type { Run } from '../runs/run-documents.ts';
import { countOf } from '../shared/format.ts';

type Accuracy = NonNullable<Run['accuracy']>;
type Counts = Pick<Accuracy, 'notCompared' | 'predicted' | 'happened' | 'right' | 'precision' | 'recall' | 'filesChecked'>;

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toLocaleString('en')} %`;

type TestAccuracy = NonNullable<Run['testAccuracy']>;
type TestCounts = Omit<TestAccuracy, 'misses' | 'falsePositives'>;

const sharesOf = ({ precision, recall }: Pick<Accuracy, 'precision' | 'recall'>): string[] => [...(precision === null ? [] : [`precision ${percent(precision)}`]), ...(recall === null ? [] : [`recall ${percent(recall)}`])];

/** What the comparison of a prediction with what happened lets the page say. */
export function describeAccuracy({ notCompared, predicted, happened, right, precision, recall, filesChecked }: Counts): { title: string; text: string; isRight: boolean | null } {
  if (notCompared !== null) return { title: 'The prediction was not compared with what happens', text: notCompared, isRight: null };
  const how = `The change was tried without healing on all ${countOf(filesChecked, 'file')}.`;
  if (predicted === 0 && happened === 0) return { title: 'The prediction was right: nothing breaks', text: how, isRight: true };
  const isRight = right === predicted && right === happened;
  const shares = sharesOf({ precision, recall }).join(', ');
  const title = isRight ? `The prediction was right: ${countOf(happened, 'error')} of ${happened}` : `The prediction was not all right: ${right} of ${countOf(happened, 'error')} that came were predicted`;
  return { title, text: `${how} ${countOf(predicted, 'error')} predicted, ${happened} came: ${shares}.`, isRight };
}

/** The same of the project's tests. */
export function describeTestAccuracy({ notRun, filesRelated, filesRun, testsPassedBefore, testsFailed, predicted, happened, right, precision, recall }: TestCounts): { title: string; text: string; isRight: boolean | null } {
  if (notRun !== null) return { title: 'The prediction was not compared with tests', text: notRun, isRight: null };
  const left = filesRun < filesRelated ? ` of ${filesRelated}` : '';
  const how = `${countOf(testsPassedBefore, 'test')} in ${filesRun}${left} related ${filesRun === 1 ? 'file' : 'files'} passed before; with the change made on a copy and nothing healed, ${testsFailed} of them fail.`;
  const shares = sharesOf({ precision, recall });
  const isRight = right === happened;
  const title = happened === 0 ? 'No test fails by the change alone' : isRight ? `Every test that fails was predicted: ${countOf(happened, 'file')} of ${happened}` : `Not every test that fails was predicted: ${right} of ${countOf(happened, 'file')}`;
  return { title, text: `${how} ${countOf(predicted, 'file')} predicted to break${shares.length > 0 ? `: ${shares.join(', ')}` : ''}.`, isRight };
}
