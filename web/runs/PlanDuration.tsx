import { Text } from '@mantine/core';
import { countOf, formatDuration } from '../shared/format.ts';
import type { Run, Step } from './run-documents.ts';

type Range = Pick<NonNullable<Step['estimate']>, 'fromMs' | 'toMs'>;

/** `0.8 s to 2.1 s`, or one duration where both read the same. */
export function rangeOf({ fromMs, toMs }: Range): string {
  const [from, to] = [formatDuration(fromMs), formatDuration(toMs)];
  return from === to ? from : `${from} to ${to}`;
}

/** How long the plan will take, from how long such steps took before. */
export function PlanDuration({ estimate }: { estimate: Run['estimate'] }) {
  if (!estimate) return <Text size="xs" c="dimmed" data-testid="plan-duration">There is no record yet of how long these steps take.</Text>;
  const { expectedMs, records, stepsWithoutRecord } = estimate;
  return (
    <Text size="xs" c="dimmed" data-testid="plan-duration">
      Expected to take {formatDuration(expectedMs)} ({rangeOf(estimate)}), from {countOf(records, 'recorded step')}
      {stepsWithoutRecord > 0 && `; ${countOf(stepsWithoutRecord, 'step')} without a record not counted`}.
    </Text>
  );
}
