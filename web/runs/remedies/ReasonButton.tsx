import { Button, Group, Popover, Stack, Textarea, type ButtonSize } from '@mantine/core';
import { useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';

const [SHORTEST, LONGEST] = [3, 500];

interface ReasonButtonProps {
  label: string;
  /** What giving the reason does. */
  confirm: string;
  size: ButtonSize;
  isDisabled: boolean;
  onReason: (reason: string) => void;
}

/** A button that asks for a reason first: it is kept with the run. */
export function ReasonButton({ label, confirm, size, isDisabled, onReason }: ReasonButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow shadow="md" width={320} position="bottom-end">
      <Popover.Target>
        <CommandButton size={size} variant="default" disabled={isDisabled} onClick={() => setOpen(!isOpen)}>{label}</CommandButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Textarea label="Why?" description="Kept with the run, for whoever reads it later." required autosize minRows={2} maxRows={6} maxLength={LONGEST} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
          <Group justify="flex-end" gap="xs">
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen(false)}>Not now</Button>
            <CommandButton
              size="compact-sm"
              disabled={words.length < SHORTEST}
              onClick={() => {
                setOpen(false);
                onReason(words);
              }}
            >
              {confirm}
            </CommandButton>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
