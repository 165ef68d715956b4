import { Alert, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { CommandButton } from '../shared/CommandButton.tsx';
import { EXPIRIES, daysOf } from './token-list.ts';
import type { FreshToken } from './useAccessTokens.ts';

/** True when it is in the clipboard. A page that is not served over HTTPS or from this machine has only the old way. */
async function copyFrom(input: HTMLInputElement): Promise<boolean> {
  input.select();
  try {
    if (!navigator.clipboard) return document.execCommand('copy');
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return false;
  }
}

/** The secret of a token that was just made: the only time that it is shown. */
export function FreshSecret({ fresh, onDone }: { fresh: FreshToken; onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    if (input.current) setSaid((await copyFrom(input.current)) ? 'Copied.' : 'It could not be copied. It is selected: copy it by hand.');
  };
  return (
    <Alert color="teal" variant="light" title={`Copy the token ${fresh.name} now: it is not shown again`} data-testid="fresh-token">
      <Stack gap="xs">
        <TextInput ref={input} readOnly aria-label="The new token" value={fresh.secret} onFocus={(event) => event.currentTarget.select()} classNames={{ input: 'token-secret' }} />
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => void copy()}>Copy</Button>
          <Button size="compact-sm" variant="default" onClick={onDone}>Done</Button>
          <Text size="sm" role="status" c="var(--mantine-color-text)">{said}</Text>
        </Group>
      </Stack>
    </Alert>
  );
}

interface NewAccessTokenProps {
  isBusy: boolean;
  /** True when it was made. */
  onCreate: (name: string, days: number | null) => Promise<boolean>;
}

export function NewAccessToken({ isBusy, onCreate }: NewAccessTokenProps) {
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState('30');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onCreate(name, daysOf(expiry))) setName('');
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="New token">
      <Group gap="sm" align="flex-end">
        <TextInput label="Name of a new token" description="Who or what will use it; receipts tell it." maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} w={260} maw="100%" data-testid="token-name" />
        <Stack gap={4}>
          <Text size="sm" fw={600} aria-hidden>Expires after</Text>
          <SegmentedControl size="xs" aria-label="Expires after" value={expiry} data={[...EXPIRIES]} onChange={setExpiry} />
        </Stack>
        <CommandButton type="submit" variant="default" loading={isBusy} disabled={name.trim() === ''} data-testid="create-token">Create token</CommandButton>
      </Group>
    </form>
  );
}
