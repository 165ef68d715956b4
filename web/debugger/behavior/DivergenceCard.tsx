import { Badge, Group, Stack, Text } from '@mantine/core';
import { Words } from '../../shared/Words.tsx';
import { describeValue } from '../describe-value.ts';
import { ROW_LOOKS } from './align-rows.ts';
import type { BranchView, FirstDivergence } from './read-discrepancies.ts';

const SHOWN = 600;

function Branch({ branch }: { branch: BranchView }) {
  return (
    <div className="branch" data-testid="divergence-branch">
      <Text size="sm">The condition decided last before it was <Text component="span" fw={600}>{branch.taken ? 'true' : 'false'}</Text>:</Text>
      <div className="branch-code"><code>{branch.text}</code></div>
      <Text size="xs" c="dimmed" className="path">{branch.file}<span className="position">:{branch.line}:{branch.column}</span></Text>
      {branch.values.length > 0 && (
        <>
          <Text size="xs" fw={600} c="dimmed" mt={8}>What it saw</Text>
          <dl className="seen" data-testid="divergence-values">
            {branch.values.map(({ name, value }) => (
              <div key={name}>
                <dt><code>{name}</code></dt>
                <dd className="value">{describeValue(value, SHOWN)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

/** The first place where the calls went another way: what agreed before, what differed, and the condition that decided it. */
export function DivergenceCard({ divergence }: { divergence: FirstDivergence }) {
  const { difference, agreed, branch } = divergence;
  const look = ROW_LOOKS[difference.kind];
  return (
    <div className="divergence" role="group" aria-label="First divergence" data-testid="divergence" data-kind={difference.kind}>
      <Stack gap="sm">
        <div>
          <Group gap="xs" mb={2}>
            <Text size="xs" fw={600} c="dimmed" className="overline">First divergence</Text>
            <Badge size="sm" variant="light" color="red" tt="none">{look.label}</Badge>
          </Group>
          <Text fw={600} className="wrap-anywhere"><Words text={difference.message} /></Text>
          {difference.within.length > 0 && <Text size="xs" c="dimmed" className="path">in {difference.within.join(' › ')}</Text>}
        </div>
        {agreed.length > 0 && (
          <ol className="agreed" aria-label="Calls that agreed before it">
            {agreed.map((name, at) => <li key={at}><code>{name}</code></li>)}
            <li className="agreed-here"><code>{difference.actual ?? difference.expected}</code></li>
          </ol>
        )}
        {branch ? <Branch branch={branch} /> : <Text size="xs" c="dimmed">No condition was recorded in front of it.</Text>}
      </Stack>
    </div>
  );
}
