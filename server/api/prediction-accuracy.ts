// PredictionAccuracy, BrokenPlace, DurationEstimate, PlanEstimate: what a run shows of the prediction it was planned with.
import type { DurationEstimate, PlanEstimate } from '../healing/estimate-durations.ts';
import type { BrokenPlace, PredictionAccuracy } from '../impact/accuracy.ts';
import { builder } from './builder.ts';

const BrokenPlaceType = builder.objectRef<BrokenPlace>('BrokenPlace').implement({
  description: 'A place that does not compile any more; line and column count from 1.',
  fields: (t) => ({ file: t.exposeString('file'), line: t.exposeInt('line'), column: t.exposeInt('column'), code: t.exposeString('code'), message: t.exposeString('message') }),
});

export const PredictionAccuracyType = builder.objectRef<PredictionAccuracy>('PredictionAccuracy').implement({
  description: 'The errors that were predicted as certain, beside those that come when the change is tried without healing on every file.',
  fields: (t) => ({
    predicted: t.exposeInt('predicted', { description: 'Errors that were predicted as certain.' }),
    happened: t.exposeInt('happened', { description: 'Errors that came.' }),
    right: t.exposeInt('right', { description: 'Predicted at the very place, with the very code.' }),
    precision: t.exposeFloat('precision', { nullable: true, description: 'right / predicted, 0 to 1; null where nothing was predicted.' }),
    recall: t.exposeFloat('recall', { nullable: true, description: 'right / happened, 0 to 1; null where nothing happened.' }),
    falsePositives: t.field({ type: [BrokenPlaceType], description: 'Predicted, and did not come; at most 50.', resolve: (accuracy) => [...accuracy.falsePositives] }),
    misses: t.field({ type: [BrokenPlaceType], description: 'Came, and were not predicted; at most 50.', resolve: (accuracy) => [...accuracy.misses] }),
    filesChecked: t.exposeInt('filesChecked', { description: 'Files that were compiled to see what happens.' }),
  }),
});

export const DurationEstimateType = builder.objectRef<DurationEstimate>('DurationEstimate').implement({
  description: 'How long a step is expected to take, from recorded executions of the same step on similar sizes.',
  fields: (t) => ({
    expectedMs: t.exposeFloat('expectedMs', { description: 'The median.' }),
    fromMs: t.exposeFloat('fromMs', { description: 'The 10th percentile.' }),
    toMs: t.exposeFloat('toMs', { description: 'The 90th percentile.' }),
    records: t.exposeInt('records', { description: 'Recorded executions that this is read from.' }),
  }),
});

export const PlanEstimateType = builder.objectRef<PlanEstimate>('PlanEstimate').implement({
  description: 'How long a plan is expected to take: the sum of its steps.',
  fields: (t) => ({
    expectedMs: t.exposeFloat('expectedMs'),
    fromMs: t.exposeFloat('fromMs'),
    toMs: t.exposeFloat('toMs'),
    records: t.exposeInt('records'),
    stepsWithoutRecord: t.exposeInt('stepsWithoutRecord', { description: 'Steps of which there is no record on a similar size; their time comes on top.' }),
  }),
});
