// How long a plan and its steps are expected to take, in words. A range that leaves something out says so.
import { countOf, formatDuration } from '../shared/format.ts';
import type { Run, Step } from './run-documents.ts';

/** With fewer records the server widens the range. */
const FEW = 3;

export function describePlanDuration(estimate: Run['estimate']): string {
  if (!estimate) return 'There is no record yet of how long these steps take.';
  const { expectedMs, fromMs, toMs, records, stepsWithoutRecord, stepsWithFewRecords, isWithoutVerification } = estimate;
  const few = stepsWithFewRecords > 0 ? `; ${countOf(stepsWithFewRecords, 'step')} with fewer than ${FEW} records counted from half to twice of what was recorded` : '';
  const left = stepsWithoutRecord > 0 ? `; ${countOf(stepsWithoutRecord, 'step')} without a record not counted` : '';
  const [from, to] = [formatDuration(fromMs), formatDuration(toMs)];
  const expected = `${from === to ? `about ${formatDuration(expectedMs)}` : `${formatDuration(expectedMs)} (${from} to ${to})`}, from ${countOf(records, 'recorded step')}${few}${left}.`;
  if (!isWithoutVerification) return `Expected to take ${expected}`;
  return `There is no record yet of how long the verification takes on a project of this size, and it takes most of the time. The rest is expected to take ${expected}`;
}

/** What it took before; of one or two records no range. */
export function describeStepDuration({ expectedMs, fromMs, toMs, records }: NonNullable<Step['estimate']>): string {
  const [from, to] = [formatDuration(fromMs), formatDuration(toMs)];
  if (records < FEW) return `took about ${formatDuration(expectedMs)} before, from ${countOf(records, 'record')}`;
  return from === to ? `took about ${from} before` : `took ${from} to ${to} before`;
}
