import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { DiffView } from '../../diffs/DiffView.tsx';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { Words } from '../../shared/Words.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import type { Fix } from '../debugger-documents.ts';
import { labelOfFixType, lookOfFix } from '../session/session-looks.ts';

interface FixCardProps {
  fix: Fix;
  /** Its place in the list, from 1. */
  number: number;
  canApply: boolean;
  isPending: boolean;
  onApply: () => void;
}

function Confidence({ fix }: { fix: Fix }) {
  const percent = Math.round(fix.confidence * 100);
  return (
    <div className="confidence">
      <Group gap={8} wrap="nowrap">
        <div className="confidence-track" role="meter" aria-label="Confidence in per cent" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}><div className="confidence-bar" style={{ width: `${percent}%` }} /></div>
        <Text component="span" size="sm" fw={600} className="tabular" data-testid="confidence">{percent} %</Text>
        <Text component="span" size="xs" c="dimmed">confidence</Text>
      </Group>
      <Text size="xs" c="dimmed">{fix.confidenceBasis}</Text>
    </div>
  );
}

function Steps({ steps }: { steps: Fix['steps'] }) {
  return (
    <ol className="fix-steps">
      {steps.map((step, at) => (
        <li key={at}>
          <Text component="span" size="sm"><Words text={step.description} /></Text>
          {step.file && <span className="path position"> {step.file}{step.line !== null && `:${step.line}`}</span>}
        </li>
      ))}
    </ol>
  );
}

/** One patch: what it is, what is claimed about it and why, its diff, and the button that applies it. */
export function FixCard({ fix, number, canApply, isPending, onApply }: FixCardProps) {
  const look = lookOfFix(fix.status);
  return (
    <Paper withBorder p="md" component="section" aria-label={`Fix ${number}: ${fix.description}`} className="fix" data-testid="fix" data-status={fix.status}>
      <Stack gap="sm">
        <div className="run-head">
          <div>
            <Group gap="xs" mb={4}>
              <Text component="span" size="xs" fw={600} c="dimmed" className="tabular">{number}</Text>
              <Badge size="sm" variant="light" color={look.color} tt="none" data-testid="fix-status">{look.label}</Badge>
              <Badge size="sm" variant="default" tt="none">{labelOfFixType(fix.fixType)}</Badge>
              <Text component="span" size="xs" c="dimmed" ff="monospace">{fix.operator}</Text>
            </Group>
            <Text fw={600} className="wrap-anywhere"><Words text={fix.description} /></Text>
            <Text size="xs" c="dimmed">{look.meaning}</Text>
          </div>
          {canApply && <CommandButton variant={number === 1 ? 'filled' : 'default'} loading={isPending} onClick={onApply} data-testid="apply">{fix.run ? 'Apply again' : 'Apply'}</CommandButton>}
        </div>
        <DiffView diff={fix.diff} />
        <div className="fix-facts">
          <Confidence fix={fix} />
          <EvidenceList evidence={fix.evidence} />
        </div>
        {fix.steps.length > 0 && <Disclosure label={<Text size="sm" c="dimmed">How it was made</Text>}><Steps steps={fix.steps} /></Disclosure>}
      </Stack>
    </Paper>
  );
}
