import { Alert, Group, List, Stack, Text } from '@mantine/core';
import { countOf } from '../../shared/format.ts';
import { AlertIcon, CheckIcon } from '../../shared/icons.tsx';
import type { Recording } from '../debugger-documents.ts';
import { titleOfEnd } from './recording-words.ts';

/** How a recording ended, and what to do next. */
export function RecordingEnd({ recording }: { recording: Recording }) {
  const isComplete = recording.end === 'completed';
  return (
    <Alert color={isComplete ? 'teal' : 'red'} variant="light" icon={isComplete ? <CheckIcon /> : <AlertIcon />} title={titleOfEnd(recording.end)} data-testid="recording-end" data-end={recording.end}>
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">{recording.message}</Text>
        {recording.hint && <Text size="sm" fw={500}>{recording.hint}</Text>}
        <Group gap="md">
          <Text size="xs" c="dimmed">{countOf(recording.calls, 'call')} recorded{recording.isTruncated ? '; there were more than are kept' : ''}</Text>
          <Text size="xs" c="dimmed">{recording.isDeterministic === null ? 'Whether it is deterministic could not be seen' : recording.isDeterministic ? 'Two runs did the same' : 'Two runs differed'}</Text>
        </Group>
      </Stack>
    </Alert>
  );
}

/** Where two runs of the same scenario differed; nothing where they did not. */
export function Nondeterminism({ recording }: { recording: Recording }) {
  if (recording.isDeterministic !== false) return null;
  return (
    <Alert color="yellow" variant="light" icon={<AlertIcon />} title="It is not deterministic: two runs differed" data-testid="nondeterminism">
      <Stack gap={4} c="var(--mantine-color-text)">
        <List size="sm">{recording.differences.map((difference) => <List.Item key={difference} className="wrap-anywhere">{difference}</List.Item>)}</List>
        <Text size="sm">A comparison says what one run did. Take the chance out (a fixed date, a seeded generator), or start a copy that leaves such values out under Advanced.</Text>
      </Stack>
    </Alert>
  );
}
