import { Alert, Code, Stack, Text } from '@mantine/core';
import { CheckIcon } from '../shared/icons.tsx';
import type { RunView } from './run-view.ts';

/** Where a run on a branch left its work, and what to do with it. Nothing for a run in the working tree. */
export function BranchOutcome({ run }: { run: RunView }) {
  if (run.mode !== 'BRANCH' || !run.branch || !run.commit) return null;
  return (
    <Alert color="teal" variant="light" icon={<CheckIcon />} title={`Committed on the branch ${run.branch}`} data-testid="branch-outcome">
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">Your files and what you have checked out are as they were. The commit is <Code>{run.commit.slice(0, 10)}</Code>.</Text>
        <Text size="sm">Take it: <Code>git merge {run.branch}</Code></Text>
        <Text size="sm">Look at it: <Code>git switch {run.branch}</Code></Text>
      </Stack>
    </Alert>
  );
}
