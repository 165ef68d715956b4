import { Group } from '@mantine/core';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { isRetryable, isSkippable } from '../run-states.ts';
import type { RunView, StepView } from '../run-view.ts';
import { ReasonButton } from './ReasonButton.tsx';
import type { Remedies } from './useRemedies.ts';

/** What can be done with one step: leave it out while it waits, begin at it again when the run did not end well. */
export function StepRemedies({ run, step, remedies }: { run: RunView; step: StepView; remedies: Remedies }) {
  const canSkip = isSkippable(run.status) && step.status === 'PENDING';
  const canBegin = isRetryable(run.status) && step.stepType !== 'RESTORE';
  if (!canSkip && !canBegin) return null;
  return (
    <Group gap="xs" mt={4}>
      {canSkip && <ReasonButton label="Leave out" confirm="Leave this step out" size="compact-xs" isDisabled={remedies.isPending} onReason={(reason) => remedies.skip(step.id, reason)} />}
      {canBegin && <CommandButton size="compact-xs" variant="subtle" disabled={remedies.isPending} onClick={() => remedies.retry({ fromStep: step.id })}>Retry from here</CommandButton>}
    </Group>
  );
}
