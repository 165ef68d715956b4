import { Badge, Code, Group, Text } from '@mantine/core';
import { Disclosure } from '../../shared/Disclosure.tsx';
import type { ActualView } from './read-behavior.ts';
import { ValueText } from './ValueText.tsx';

const isGood = (status: string): boolean => status === 'success' || /^[23]\d\d$/.test(status);

/** What came out: status, data, and the error where there was one. */
export function ActualOutcome({ outcome }: { outcome: NonNullable<ActualView['outcome']> }) {
  const { error } = outcome;
  return (
    <section aria-labelledby="actual-title" data-testid="actual-outcome">
      <Group gap="xs" mb={4}>
        <Text component="h2" id="actual-title" size="sm" fw={600}>What came out</Text>
        <Badge size="sm" variant="light" color={isGood(outcome.status) ? 'teal' : 'red'} tt="none">{outcome.status}</Badge>
      </Group>
      {error ? (
        <>
          <Text size="sm" className="value">{error.name}: {error.message}</Text>
          {error.stack && <Disclosure label={<Text size="xs" c="dimmed">Stack</Text>}><Code block className="scroll-block" tabIndex={0}>{error.stack}</Code></Disclosure>}
        </>
      ) : (
        <div className="value-block"><ValueText value={outcome.data} /></div>
      )}
    </section>
  );
}
