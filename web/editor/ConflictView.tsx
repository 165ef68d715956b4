import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { createTwoFilesPatch } from 'diff';
import { useMemo } from 'react';
import { DiffView } from '../diffs/DiffView.tsx';
import { CommandButton } from '../shared/CommandButton.tsx';
import { AlertIcon } from '../shared/icons.tsx';
import type { OpenFile } from './open-files.ts';

/** Texts that are too different are not compared for longer. */
const COMPARE_MS = 1_000;

interface ConflictViewProps {
  file: OpenFile;
  onTakeTheirs: () => void;
  onOverwrite: () => void;
  onClose: () => void;
}

/** Both texts of a file that somebody else changed meanwhile, and what can be done. Nothing is written until one is chosen. */
export function ConflictView({ file, onTakeTheirs, onOverwrite, onClose }: ConflictViewProps) {
  const { path, text, conflict } = file;
  const theirs = conflict?.theirs ?? null;
  const diff = useMemo(() => {
    if (!theirs) return null;
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, theirs.text, text, '', '', { timeout: COMPARE_MS });
    return patch === undefined ? null : `diff --git a/${path} b/${path}\n${patch.split('\n').slice(1).map((line, index) => (index < 2 ? line.trimEnd() : line)).join('\n')}`;
  }, [path, text, theirs]);
  return (
    <Alert color="orange" variant="light" icon={<AlertIcon />} title={`${path} was ${theirs ? 'changed' : 'deleted'} by somebody else while you edited it.`} className="conflict" data-testid="conflict">
      <Stack gap="sm">
        {theirs
          ? <Text size="sm" c="var(--mantine-color-text)">Red lines are on the disk, green lines are yours. Nothing is written until you choose.</Text>
          : <Text size="sm" c="var(--mantine-color-text)">Save yours to make the file again, or close it.</Text>}
        {diff !== null && <DiffView diff={diff} />}
        {theirs && diff === null && <Text size="sm">The two are too different to be compared line by line.</Text>}
        <Group gap="sm">
          {theirs ? <Button size="compact-sm" onClick={onTakeTheirs}>Take theirs, lose mine</Button> : <Button size="compact-sm" variant="default" onClick={onClose}>Close it</Button>}
          <CommandButton size="compact-sm" variant="default" onClick={onOverwrite}>{theirs ? 'Overwrite with mine' : 'Save mine as a new file'}</CommandButton>
        </Group>
      </Stack>
    </Alert>
  );
}
