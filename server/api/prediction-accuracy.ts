// PredictionAccuracy, BrokenPlace, TestAccuracy, FailedTest, StructureOutcome, DurationEstimate, PlanEstimate: what a run shows of the prediction it was planned with.
import type { DurationEstimate, PlanEstimate } from '../healing/estimate-durations.ts';
import type { StructureOutcome } from '../impact/promised-structure.ts';
import type { BrokenPlace, PredictionAccuracy } from '../impact/accuracy.ts';
import type { FailedTest, TestAccuracy } from '../impact/test-accuracy.ts';
import { builder } from './builder.ts';
import { StructureMetricsType } from './coupling.ts';

const BrokenPlaceType = builder.objectRef<BrokenPlace>('BrokenPlace').implement({
  description: 'A place that does not compile any more; line and column count from 1.',
  fields: (t) => ({ file: t.exposeString('file'), line: t.exposeInt('line'), column: t.exposeInt('column'), code: t.exposeString('code'), message: t.exposeString('message') }),
});

export const PredictionAccuracyType = builder.objectRef<PredictionAccuracy>('PredictionAccuracy').implement({
  description: 'The errors that were predicted as certain, beside those that come when the change is tried without healing on every file.',
  fields: (t) => ({
    notCompared: t.string({ nullable: true, description: 'Why nothing was compared, the numbers being 0 then; null where it was.', resolve: (accuracy) => accuracy.notCompared ?? null }),
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

const FailedTestType = builder.objectRef<FailedTest>('FailedTest').implement({
  description: 'A test that passed before the change and fails with it when nothing is healed.',
  fields: (t) => ({
    file: t.exposeString('file'),
    name: t.exposeString('name', { description: 'Suites and test with > between; empty where the file itself could not be run any more.' }),
    message: t.exposeString('message', { description: 'The first line of why.' }),
  }),
});

export const TestAccuracyType = builder.objectRef<TestAccuracy>('TestAccuracy').implement({
  description: 'The test files that were predicted to break, beside those in which a test fails when the change is made on a copy and nothing healed. A test file was predicted when it, or a file that it loads and that the change does not write, carries a certain or possible break.',
  fields: (t) => ({
    notRun: t.exposeString('notRun', { nullable: true, description: 'Why the tests were not run, or not to their end; the counts are 0 then.' }),
    filesRelated: t.exposeInt('filesRelated', { description: 'Test files that load what the change writes or what was predicted to break.' }),
    filesRun: t.exposeInt('filesRun', { description: 'Of these, files in which a test passed before; the nearest 50 at most.' }),
    testsPassedBefore: t.exposeInt('testsPassedBefore'),
    testsFailed: t.exposeInt('testsFailed', { description: 'Tests that passed before and fail with the change.' }),
    predicted: t.exposeInt('predicted', { description: 'Files that were run and predicted.' }),
    happened: t.exposeInt('happened', { description: 'Files with a test that fails.' }),
    right: t.exposeInt('right', { description: 'Files that were predicted and have a test that fails.' }),
    precision: t.exposeFloat('precision', { nullable: true, description: 'right / predicted, 0 to 1; null where nothing was predicted.' }),
    recall: t.exposeFloat('recall', { nullable: true, description: 'right / happened, 0 to 1; null where nothing happened.' }),
    misses: t.field({ type: [FailedTestType], description: 'Tests that fail in files that were not predicted; at most 50.', resolve: (accuracy) => [...accuracy.misses] }),
    falsePositives: t.stringList({ description: 'Files that were predicted and in which no test fails; at most 50.', resolve: (accuracy) => [...accuracy.falsePositives] }),
  }),
});

export const StructureOutcomeType = builder.objectRef<StructureOutcome>('StructureOutcome').implement({
  description: 'What a plan promises of the structure of the whole project, and what it became.',
  fields: (t) => ({
    before: t.field({ type: StructureMetricsType, resolve: ({ before }) => before }),
    promised: t.field({ type: StructureMetricsType, description: 'Measured on the graph in memory, with everything that the plan writes.', resolve: ({ promised }) => promised }),
    measured: t.field({ type: StructureMetricsType, nullable: true, description: 'Measured on the files that the run left, when it was verified; null before.', resolve: ({ measured }) => measured }),
  }),
});

export const DurationEstimateType = builder.objectRef<DurationEstimate>('DurationEstimate').implement({
  description: 'How long a step is expected to take, from recorded executions of the same step on similar sizes: of the same room, or of rooms with half to twice as many files.',
  fields: (t) => ({
    expectedMs: t.exposeFloat('expectedMs', { description: 'The median.' }),
    fromMs: t.exposeFloat('fromMs', { description: 'The 10th percentile; of fewer than ten records the fastest, of fewer than three half of it.' }),
    toMs: t.exposeFloat('toMs', { description: 'The 90th percentile; of fewer than ten records the slowest, of fewer than three twice as long.' }),
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
    stepsWithFewRecords: t.int({ description: 'Steps of which there are fewer than three: from half to twice of what they took counts.', resolve: ({ stepsWithFewRecords }) => stepsWithFewRecords ?? 0 }),
    isWithoutVerification: t.boolean({ description: 'A verification is among the steps without a record: what takes most of the time is not in the range.', resolve: ({ isWithoutVerification }) => isWithoutVerification ?? false }),
  }),
});
