import { Group } from '@mantine/core';
import { CommandButton } from '../shared/CommandButton.tsx';
import { ShieldIcon, UndoIcon } from '../shared/icons.tsx';
import { QueuePosition } from './QueuePosition.tsx';
import type { RunMode } from './run-documents.ts';
import { isCancellable, isKept, isWaiting } from './run-states.ts';
import type { RunView } from './run-view.ts';

export interface RunCommands {
  onHeal: (mode: RunMode) => void;
  onCancel: () => void;
  onRollback: () => void;
  pending: 'trigger' | 'rollback' | 'cancel' | null;
}

/** What can be done with a run in its present state. */
export function RunControls({ run, commands }: { run: RunView; commands: RunCommands }) {
  const { pending } = commands;
  // The wish is shown before the server has it: a refusal takes it back.
  const isCancelling = run.isCancelRequested || pending === 'cancel';
  return (
    <Group gap="sm">
      {isWaiting(run.status) && <QueuePosition roomId={run.room.id} position={run.queuePosition} />}
      {run.status === 'PLANNED' && (
        <>
          <CommandButton leftSection={<ShieldIcon />} loading={pending === 'trigger'} onClick={() => commands.onHeal('WORKING_TREE')} data-testid="heal">
            {run.decision === 'LOW_RISK' ? 'Apply change' : 'Heal'}
          </CommandButton>
          <CommandButton variant="default" disabled={pending === 'trigger'} onClick={() => commands.onHeal('BRANCH')} title="Works beside your files and ends in a commit on a git branch" data-testid="heal-on-branch">On a branch</CommandButton>
        </>
      )}
      {isCancellable(run.status) && (
        <CommandButton variant="default" disabled={isCancelling} onClick={commands.onCancel} data-testid="cancel">
          {isCancelling ? 'Cancelling' : 'Cancel'}
        </CommandButton>
      )}
      {isKept(run.status) && (
        <CommandButton variant="default" leftSection={<UndoIcon />} loading={pending === 'rollback'} onClick={commands.onRollback} data-testid="rollback">Roll back</CommandButton>
      )}
    </Group>
  );
}
