import { Autocomplete, Checkbox, Group, SimpleGrid, Stack, TagsInput, Text } from '@mantine/core';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { GivenField } from './GivenField.tsx';
import { PathField } from './PathField.tsx';
import { useProblem } from './problems-context.ts';
import { listPlaces, SCRUBBERS, setPlaces, toggleScrubber } from './scrubbers.ts';
import type { SessionDraft } from './session-draft.ts';
import { TextField } from './TextField.tsx';

interface FieldsProps {
  draft: SessionDraft;
  onChange: (changed: Partial<SessionDraft>) => void;
}

const STATUSES = ['success', 'error', '200', '201', '400', '401', '403', '404', '500'];

/** What should happen: calls, outcome, performance. Each may be left empty. */
export function ExpectationFields({ draft, onChange }: FieldsProps) {
  const problem = useProblem('expectation');
  const { outcome, performance } = draft;
  return (
    <Stack gap="md">
      {problem && <Text size="sm" c="var(--danger-text)" role="alert" data-testid="expectation-problem">{problem}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <PathField path={draft.path} onChange={(path) => onChange({ path })} />
        <Stack gap="md">
          <Autocomplete label="Outcome" description="success, error, or the status of an answer. Empty: not looked at." data={draft.kind === 'HTTP' || draft.kind === 'NONE' ? STATUSES : STATUSES.slice(0, 2)} value={outcome.status} onChange={(status) => onChange({ outcome: { ...outcome, status } })} data-testid="outcome.status" />
          <GivenField label="Data" description="What is returned, printed or answered. Empty: not looked at." cell={outcome.data} field="outcome.data" minHeight="60px" placeholder='{ "total": 90 }' onChange={(data) => onChange({ outcome: { ...outcome, data } })} />
          <SimpleGrid cols={2}>
            <TextField field="performance.responseTime" label="Response time" inputMode="decimal" rightSection={<Text size="xs" c="dimmed">ms</Text>} value={performance.responseTime} onChange={(responseTime) => onChange({ performance: { ...performance, responseTime } })} />
            <TextField field="performance.memoryUsage" label="Memory" inputMode="decimal" rightSection={<Text size="xs" c="dimmed">MB</Text>} value={performance.memoryUsage} onChange={(memoryUsage) => onChange({ performance: { ...performance, memoryUsage } })} />
          </SimpleGrid>
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}

/** Thresholds, what is not compared, and how long it may run. */
export function AdvancedFields({ draft, onChange }: FieldsProps) {
  const { thresholds, scrubbers } = draft;
  return (
    <Disclosure label={<Text size="sm" fw={500}>Advanced: thresholds, what is not compared, time limit</Text>}>
      <Stack gap="md" pt="xs" pl={22}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextField field="thresholds.responseTime" label="Time threshold" description="Actual over expected." inputMode="decimal" rightSectionWidth={48} rightSection={<Text size="xs" c="dimmed">times</Text>} value={thresholds.responseTime} onChange={(responseTime) => onChange({ thresholds: { ...thresholds, responseTime } })} />
          <TextField field="thresholds.memoryUsage" label="Memory threshold" description="Actual over expected." inputMode="decimal" rightSectionWidth={48} rightSection={<Text size="xs" c="dimmed">times</Text>} value={thresholds.memoryUsage} onChange={(memoryUsage) => onChange({ thresholds: { ...thresholds, memoryUsage } })} />
          <TextField field="wallClockSeconds" label="Time limit of a run" description="Empty: 20 seconds." inputMode="decimal" rightSection={<Text size="xs" c="dimmed">s</Text>} value={draft.wallClockSeconds} onChange={(wallClockSeconds) => onChange({ wallClockSeconds })} />
        </SimpleGrid>
        <div role="group" aria-label="Not compared">
          <Text size="sm" fw={600} mb={4}>Not compared</Text>
          <Group gap="md">
            {SCRUBBERS.map(({ name, label }) => (
              <Checkbox key={name} label={label} checked={scrubbers.includes(name)} onChange={(event) => onChange({ scrubbers: toggleScrubber(scrubbers, name, event.currentTarget.checked) })} />
            ))}
          </Group>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TagsInput label="Places in the data that are not compared" description="Such as items.*.id; Enter adds one." value={listPlaces(scrubbers, 'ignored')} onChange={(paths) => onChange({ scrubbers: setPlaces(scrubbers, 'ignored', paths) })} />
          <TagsInput label="Lists whose order does not matter" description="Such as items.*.tags; Enter adds one." value={listPlaces(scrubbers, 'unordered')} onChange={(paths) => onChange({ scrubbers: setPlaces(scrubbers, 'unordered', paths) })} />
        </SimpleGrid>
      </Stack>
    </Disclosure>
  );
}
