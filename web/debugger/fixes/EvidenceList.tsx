import { Text } from '@mantine/core';
import { CheckIcon, CrossIcon, DashIcon } from '../../shared/icons.tsx';
import { labelOfCheck } from '../session/session-looks.ts';
import type { EvidenceView } from './read-evidence.ts';

/** What was run against a fix, and what came of it. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceView[] }) {
  if (evidence.length === 0) return <Text size="sm" c="dimmed">Nothing was there to run against it.</Text>;
  return (
    <ul className="evidence" aria-label="Evidence">
      {evidence.map((entry) => {
        const state = entry.total === 0 ? 'none' : entry.passed === entry.total ? 'passed' : 'failed';
        return (
          <li key={entry.check} data-testid="evidence" data-check={entry.check} data-state={state}>
            <span className="evidence-mark" data-state={state}>{state === 'passed' ? <CheckIcon size={13} /> : state === 'failed' ? <CrossIcon size={13} /> : <DashIcon size={13} />}</span>
            <span>
              <Text component="span" size="sm">{labelOfCheck(entry.check)}</Text> <Text component="span" size="sm" fw={600} className="tabular">{entry.total === 0 ? 'none' : `${entry.passed} of ${entry.total}`}</Text>
              {entry.details && <Text component="span" size="xs" c="dimmed" className="evidence-details">{entry.details}</Text>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
