import { Group } from '@mantine/core';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { isKept, isRetryable } from '../run-states.ts';
import { hasWritten, type RunView } from '../run-view.ts';
import { ReasonButton } from './ReasonButton.tsx';
import { RollbackPreview } from './RollbackPreview.tsx';
import type { Remedies } from './useRemedies.ts';

interface RunRemediesProps {
  run: RunView;
  remedies: Remedies;
  /** Code of what refused the last command of the panel, if any. */
  refusedBy: string | null;
}

/** What can be done with a run that ended badly, or whose files were changed since. Nothing where there is nothing to mend. */
export function RunRemedies({ run, remedies, refusedBy }: RunRemediesProps) {
  const { isPending, refusal } = remedies;
  const failed = run.actions.flatMap((action) => action.executions).find((step) => step.status === 'FAILED' && step.stepType !== 'RESTORE');
  const isInTheWay = isKept(run.status) && (refusedBy === 'FILE_CONFLICT' || (run.rollbackRefusal !== null && run.error?.code === 'FILE_CONFLICT'));
  return (
    <>
      {isRetryable(run.status) && (
        <Group gap="sm" data-testid="remedies">
          <CommandButton size="compact-sm" loading={isPending} onClick={() => remedies.retry()} data-testid="retry">Retry</CommandButton>
          {failed && <ReasonButton label="Retry without the failed step" confirm="Leave it out and retry" size="compact-sm" isDisabled={isPending} onReason={(reason) => remedies.retry({ fromStep: failed.id, skipFailedStep: reason })} />}
          {hasWritten(run) && <ReasonButton label="Adopt what was done" confirm="Write it again and keep it" size="compact-sm" isDisabled={isPending} onReason={remedies.adopt} />}
        </Group>
      )}
      {refusal && <FailureAlert failure={refusal} />}
      {isInTheWay && <RollbackPreview key={run.lastEventNumber} runId={run.id} isPending={isPending} onMerge={remedies.rollBackMerging} />}
    </>
  );
}
