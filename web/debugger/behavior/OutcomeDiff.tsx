import { Badge, Button, Code, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { countOf } from '../../shared/format.ts';
import type { Session } from '../debugger-documents.ts';
import { Words } from '../../shared/Words.tsx';
import { ValueText } from './ValueText.tsx';
import type { OutcomeDifference, OutcomeKind } from './read-discrepancies.ts';

const FIRST_SHOWN = 50;

const KIND_LOOKS: Record<OutcomeKind, { label: string; color: string }> = {
  value: { label: 'value', color: 'red' },
  type: { label: 'type', color: 'grape' },
  missing: { label: 'missing', color: 'orange' },
  unexpected: { label: 'unexpected', color: 'yellow' },
  moved: { label: 'moved', color: 'gray' },
  status: { label: 'status', color: 'red' },
};

function DifferenceRow({ difference }: { difference: OutcomeDifference }) {
  const look = KIND_LOOKS[difference.kind];
  return (
    <tr data-testid="outcome-difference" data-kind={difference.kind}>
      <td data-label="Place"><code className="value">{difference.kind === 'status' ? 'status' : difference.path || 'the whole result'}</code></td>
      <td data-label="Expected">{difference.kind === 'unexpected' ? <Text component="span" size="xs" c="dimmed">nothing</Text> : <ValueText value={difference.expected} />}</td>
      <td data-label="Actual">{difference.kind === 'missing' ? <Text component="span" size="xs" c="dimmed">nothing</Text> : <ValueText value={difference.actual} />}</td>
      <td data-label="Kind"><Badge size="sm" variant="light" color={look.color} tt="none">{look.label}</Badge><Text size="xs" c="dimmed" mt={2}><Words text={difference.message} /></Text></td>
    </tr>
  );
}

function Mapping({ mapping }: { mapping: NonNullable<Session['dataMapping']> }) {
  return (
    <div className="mapping" data-testid="data-mapping">
      <Text size="sm" fw={600}>The actual data can be turned into the expected</Text>
      <List size="sm" className="reasons">{mapping.description.map((line) => <List.Item key={line}><Words text={line} /></List.Item>)}</List>
      <Disclosure label={<Text size="sm" c="dimmed">As code</Text>}><Code block className="scroll-block" tabIndex={0}>{mapping.source}</Code></Disclosure>
    </div>
  );
}

interface OutcomeDiffProps {
  differences: OutcomeDifference[];
  isTruncated: boolean;
  mapping: Session['dataMapping'];
}

/** Where the outcome differs, place by place. */
export function OutcomeDiff({ differences, isTruncated, mapping }: OutcomeDiffProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? differences : differences.slice(0, FIRST_SHOWN);
  return (
    <section aria-labelledby="outcome-title" data-testid="outcome-diff">
      <Text component="h2" id="outcome-title" fw={600} mb="xs">The outcome differs in {countOf(differences.length, 'place')}</Text>
      <Stack gap="sm">
        <table className="outcome-table">
          <thead><tr><th scope="col">Place</th><th scope="col">Expected</th><th scope="col">Actual</th><th scope="col">Kind</th></tr></thead>
          <tbody>{shown.map((difference, at) => <DifferenceRow key={at} difference={difference} />)}</tbody>
        </table>
        {shown.length < differences.length && <Button size="compact-sm" variant="default" onClick={() => setWhole(true)}>Show all {countOf(differences.length, 'place')}</Button>}
        {isTruncated && <Text size="xs" c="dimmed">There are more differences than are kept.</Text>}
        {mapping && <Mapping mapping={mapping} />}
      </Stack>
    </section>
  );
}
