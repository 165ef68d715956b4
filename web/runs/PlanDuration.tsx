import { Text } from '@mantine/core';
import { describePlanDuration } from './duration-words.ts';
import type { Run } from './run-documents.ts';

/** How long the plan will take, from how long such steps took before. */
export function PlanDuration({ estimate }: { estimate: Run['estimate'] }) {
  return <Text size="xs" c="dimmed" data-testid="plan-duration">{describePlanDuration(estimate)}</Text>;
}
