// What the terminal says of a prediction: its why-path, how long healing takes, how right it was. Owns the words; reads nothing.
import type { PlanEstimate } from '../healing/estimate-durations.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import type { Report } from './heal.ts';

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`;
const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

/** One line, and a second one with the imports that lead to the target where there are some. */
export function describePrediction({ severity, certainty, file, summary, whyPath }: Report['predictions'][number]): string[] {
  const hops = whyPath.map((hop) => `${hop.file}${hop.line === null ? '' : `:${hop.line}`}${hop.isBarrel ? ' (barrel)' : ''}`);
  return [`  ${severity.toFixed(1)} ${certainty.toLowerCase()} ${file}: ${summary}`, ...(hops.length > 1 ? [`      why: ${hops.join(' -> ')}`] : [])];
}

export function describeEstimate(estimate: PlanEstimate | null): string {
  if (!estimate) return 'There is no record yet of how long these steps take.';
  const { expectedMs, fromMs, toMs, records, stepsWithoutRecord, stepsWithFewRecords = 0, isWithoutVerification = false } = estimate;
  const few = stepsWithFewRecords > 0 ? `; ${count(stepsWithFewRecords, 'step')} with fewer than 3 records counted from half to twice of what was recorded` : '';
  const left = stepsWithoutRecord > 0 ? `; ${count(stepsWithoutRecord, 'step')} without a record not counted` : '';
  const [from, to] = [seconds(fromMs), seconds(toMs)];
  const expected = `${from === to ? `about ${seconds(expectedMs)}` : `${seconds(expectedMs)} (${from} to ${to})`}, from ${count(records, 'recorded step')}${few}${left}.`;
  if (!isWithoutVerification) return `Expected to take ${expected}`;
  return `There is no record yet of how long the verification takes on a project of this size, and it takes most of the time. The rest is expected to take ${expected}`;
}

export function describeAccuracy({ notCompared = null, predicted, happened, right, precision, recall, filesChecked, misses, falsePositives }: PredictionAccuracy): string {
  if (notCompared !== null) return `The prediction was not compared with what happens: ${notCompared}`;
  const shares = [...(precision === null ? [] : [`precision ${percent(precision)}`]), ...(recall === null ? [] : [`recall ${percent(recall)}`])];
  const lines = [`Predicted ${count(predicted, 'error')}, ${happened} came without healing in ${count(filesChecked, 'file')}, ${right} as predicted${shares.length > 0 ? `: ${shares.join(', ')}` : ''}.`];
  for (const [word, places] of [['not predicted', misses], ['did not come', falsePositives]] as const) for (const { file, line, column, code, message } of places.slice(0, 5)) lines.push(`  ${word}: ${file}:${line}:${column} ${code} ${message}`);
  return lines.join('\n');
}

export function describeTestAccuracy({ notRun, filesRelated, filesRun, testsPassedBefore, testsFailed, predicted, happened, right, precision, recall, misses, falsePositives }: TestAccuracy): string {
  if (notRun !== null) return `Tests were not compared with the prediction: ${notRun}`;
  const shares = [...(precision === null ? [] : [`precision ${percent(precision)}`]), ...(recall === null ? [] : [`recall ${percent(recall)}`])];
  const of = filesRun < filesRelated ? ` of ${filesRelated}` : '';
  const lines = [`Predicted ${count(predicted, 'test file')} to break; without healing ${testsFailed} of ${count(testsPassedBefore, 'test')} in ${filesRun}${of} related ${filesRun === 1 ? 'file' : 'files'} fail, in ${count(happened, 'file')}, ${right} as predicted${shares.length > 0 ? `: ${shares.join(', ')}` : ''}.`];
  for (const { file, name, message } of misses.slice(0, 5)) lines.push(`  not predicted: ${file}: ${name || 'the file cannot be run'}: ${message}`);
  for (const file of falsePositives.slice(0, 5)) lines.push(`  did not fail: ${file}`);
  return lines.join('\n');
}
