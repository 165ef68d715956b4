import { Alert, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { AlertIcon, CheckIcon, ShieldIcon, UndoIcon } from '../shared/icons.tsx';
import { BranchOutcome } from './BranchOutcome.tsx';
import { StepResult } from './StepResult.tsx';
import type { RunView } from './run-view.ts';
import { claimOf } from './verified-claim.ts';

const stepsOf = (run: RunView) => run.actions.flatMap((action) => action.executions);

/** How many files the last rollback merged with what was changed since. */
function countMerged(run: RunView): number {
  const result = stepsOf(run).findLast((step) => step.stepType === 'RESTORE' && step.status === 'COMPLETED')?.result;
  const merged = typeof result === 'object' && result !== null ? (result as { merged?: unknown }).merged : undefined;
  return run.status === 'ROLLED_BACK' && typeof merged === 'number' ? merged : 0;
}

function NotVerified({ run }: { run: RunView }) {
  const isAdopted = run.status === 'ADOPTED';
  const skipped = stepsOf(run).find((step) => step.stepType === 'VERIFY' && step.status === 'SKIPPED');
  const why = isAdopted ? `Adopted by ${run.adoptedBy ?? 'a person'}: ${run.adoptReason ?? ''}` : skipped?.skipReason ? `Left out by ${skipped.skippedBy ?? 'a person'}: ${skipped.skipReason}` : skipped?.progress?.message;
  return (
    <Alert color="yellow" variant="light" icon={<AlertIcon />} title={isAdopted ? 'Adopted, not verified' : 'Not verified'} data-testid="not-verified">
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">Nothing was checked after the last write. {isAdopted && 'What had been completed was written again and is kept as it is.'}</Text>
        {why && <Text size="sm" className="wrap-anywhere">{why}</Text>}
      </Stack>
    </Alert>
  );
}

function RestoreProof({ run }: { run: RunView }) {
  const merged = countMerged(run);
  if (merged > 0) {
    return (
      <Alert color="teal" variant="light" icon={<UndoIcon />} title="Rolled back, and what was changed since is kept" data-testid="merged-proof">
        <Text size="sm" c="var(--mantine-color-text)">{merged === 1 ? '1 file was' : `${merged} files were`} merged; every other file of the run is as it was before it.</Text>
      </Alert>
    );
  }
  if (run.status === 'CANCELLED' && !run.treeHashBefore) return <Text size="sm" c="dimmed">It was cancelled before it wrote anything.</Text>;
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
  const verify = stepsOf(run).findLast((step) => step.stepType === 'VERIFY' && step.status === 'COMPLETED');
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
    case 'ADOPTED':
      return (
        <Stack gap="sm">
          {run.rollbackRefusal && (
            <FailureAlert failure={failureOf({ code: run.error?.code ?? 'ROLLBACK_REFUSED', message: `The rollback was refused: ${run.error?.message ?? run.rollbackRefusal}`, hint: run.error?.hint ?? 'Nothing was overwritten. Undo what was changed since, then roll back again.', files: run.error?.files ?? [] })} />
          )}
          <BranchOutcome run={run} />
          {run.isVerified ? <Verification run={run} claim={claim} /> : <NotVerified run={run} />}
        </Stack>
      );
    case 'ROLLED_BACK':
      if (run.mode === 'BRANCH') return <Alert color="teal" variant="light" icon={<UndoIcon />} title={`The branch ${run.branch ?? ''} is deleted`} data-testid="branch-deleted">Your files were never touched.</Alert>;
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
