import type { Run } from '../runs/run-documents.ts';
import { countOf } from '../shared/format.ts';

type Accuracy = NonNullable<Run['accuracy']>;
type Counts = Pick<Accuracy, 'predicted' | 'happened' | 'right' | 'precision' | 'recall' | 'filesChecked'>;

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toLocaleString('en')} %`;

/** What the comparison of a prediction with what happened lets the page say. */
export function describeAccuracy({ predicted, happened, right, precision, recall, filesChecked }: Counts): { title: string; text: string; isRight: boolean } {
  const how = `The change was tried without healing on all ${countOf(filesChecked, 'file')}.`;
  if (predicted === 0 && happened === 0) return { title: 'The prediction was right: nothing breaks', text: how, isRight: true };
  const isRight = right === predicted && right === happened;
  const shares = [...(precision === null ? [] : [`precision ${percent(precision)}`]), ...(recall === null ? [] : [`recall ${percent(recall)}`])].join(', ');
  const title = isRight ? `The prediction was right: ${countOf(happened, 'error')} of ${happened}` : `The prediction was not all right: ${right} of ${countOf(happened, 'error')} that came were predicted`;
  return { title, text: `${how} ${countOf(predicted, 'error')} predicted, ${happened} came: ${shares}.`, isRight };
}
