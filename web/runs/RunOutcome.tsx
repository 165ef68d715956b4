import { Alert, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { AlertIcon, CheckIcon, ShieldIcon, UndoIcon } from '../shared/icons.tsx';
import { StepResult } from './StepResult.tsx';
import type { RunView } from './run-view.ts';
import { claimOf } from './verified-claim.ts';

function RestoreProof({ run }: { run: RunView }) {
  if (!run.treeHashBefore || !run.treeHashAfter) return null;
  const isSame = run.treeHashBefore === run.treeHashAfter;
  const title = isSame ? 'Every byte is as it was' : 'The files are not as they were';
  return (
    <Alert color={isSame ? 'teal' : 'red'} variant="light" icon={isSame ? <UndoIcon /> : <AlertIcon />} title={title} data-testid="restore-proof" data-same={isSame}>
      <Stack gap={4}>
        <Text size="sm" c="var(--mantine-color-text)">
          {isSame ? 'The hash over the path and content of every file is the same before the run and after the files were put back.' : 'The hash over the path and content of every file differs: something else changed the project meanwhile.'}
        </Text>
        <dl className="hashes">
          <dt>Before</dt>
          <dd><Code>{run.treeHashBefore}</Code></dd>
          <dt>After</dt>
          <dd><Code>{run.treeHashAfter}</Code></dd>
        </dl>
      </Stack>
    </Alert>
  );
}

/** What was verified, in words, and how the result of the step is shown where not as any other. */
export interface Claim {
  title: string;
  text: string;
  show?: (result: unknown) => ReactNode;
}

function Verification({ run, claim }: { run: RunView; claim: Claim | null }) {
  const verify = run.actions.flatMap((action) => action.executions).findLast((step) => step.stepType === 'VERIFY' && step.status === 'COMPLETED');
  if (!verify) return null;
  const read = claimOf(verify.result);
  const { title, text } = claim ?? read;
  const isClean = claim !== null || read.isClean;
  return (
    <Alert color={isClean ? 'teal' : 'yellow'} variant="light" icon={isClean ? <ShieldIcon /> : <AlertIcon />} title={title} data-testid="verification">
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">{text}</Text>
        {claim?.show ? claim.show(verify.result) : <StepResult result={verify.result} />}
      </Stack>
    </Alert>
  );
}

/** How a run ended, with the proof of what is claimed. Nothing while it has not ended. */
export function RunOutcome({ run, claim = null }: { run: RunView; claim?: Claim | null }) {
  switch (run.status) {
    case 'COMPLETED':
      return (
        <Stack gap="sm">
          {run.rollbackRefusal && (
            <FailureAlert failure={failureOf({ code: run.error?.code ?? 'ROLLBACK_REFUSED', message: `The rollback was refused: ${run.error?.message ?? run.rollbackRefusal}`, hint: run.error?.hint ?? 'Nothing was overwritten. Undo what was changed since, then roll back again.', files: run.error?.files ?? [] })} />
          )}
          <Verification run={run} claim={claim} />
        </Stack>
      );
    case 'ROLLED_BACK':
      return <RestoreProof run={run} />;
    case 'FAILED':
      return (
        <Stack gap="sm">
          <FailureAlert failure={failureOf(run.error ?? { message: 'The run failed.', hint: 'The steps below say where.' })} />
          <RestoreProof run={run} />
        </Stack>
      );
    case 'CANCELLED':
      return (
        <Stack gap="sm">
          <Alert color="gray" variant="light" icon={<CheckIcon />} title="The run was cancelled" />
          <RestoreProof run={run} />
        </Stack>
      );
    default:
      return null;
  }
}
