import { Button, Stack, Title } from '@mantine/core';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import type { Failure } from '../shared/failure.ts';
import { goTo, type Address } from '../shared/useAddress.ts';

interface DeadLinkProps {
  failure: Failure;
  waysOut: readonly { label: string; target: Partial<Address> }[];
}

/** The page of a link that leads nowhere: what happened, and where to go on. */
export function DeadLink({ failure, waysOut }: DeadLinkProps) {
  return (
    <Stack gap="md" maw="72ch" mx="auto" py="xl" align="stretch" data-testid="dead-link" data-code={failure.code}>
      <Title order={1} size="h3">This link leads nowhere</Title>
      <FailureAlert failure={failure} />
      <Stack gap="xs" align="flex-start">
        {waysOut.map(({ label, target }) => <Button key={label} variant="default" onClick={() => goTo(target)}>{label}</Button>)}
      </Stack>
    </Stack>
  );
}
