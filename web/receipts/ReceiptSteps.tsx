import { Badge, Group, Stack, Text } from '@mantine/core';
import { lookOfStep } from '../runs/run-looks.ts';
import { countOf, formatDuration, inWords } from '../shared/format.ts';
import type { Receipt } from './receipts-documents.ts';

type Action = Receipt['actions'][number];
type Step = Action['steps'][number];

function factsOf({ stepType, attempt, durationMs, changes }: Step): string {
  const { files, linesAdded, linesRemoved } = changes;
  return [inWords(stepType), attempt > 1 && `attempt ${attempt}`, durationMs !== null && formatDuration(durationMs), files > 0 && `${countOf(files, 'file')}, +${linesAdded} -${linesRemoved}`].filter(Boolean).join(' · ');
}

function StepRow({ step }: { step: Step }) {
  const look = lookOfStep(step.status);
  const said = step.skipReason ? `Left out by ${step.skippedBy ?? 'a person'}: ${step.skipReason}` : step.message;
  return (
    <li data-testid="receipt-step" data-attempt={step.attempt} data-status={step.status}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" className="wrap-anywhere">{step.description}</Text>
        <Badge size="sm" variant="light" color={look.color} tt="none">{look.label}</Badge>
      </Group>
      <Text size="xs" c="dimmed" className="tabular">{factsOf(step)}</Text>
      {said && <Text size="sm" c={step.status === 'FAILED' ? 'var(--danger-text)' : 'dimmed'} className="wrap-anywhere">{said}</Text>}
    </li>
  );
}

/** Every attempt at every step, with what it changed and how long it took. */
export function ReceiptSteps({ actions }: { actions: readonly Action[] }) {
  return (
    <Stack gap="md">
      {actions.map((action) => (
        <div key={action.position}>
          <Text size="xs" fw={600} c="dimmed" className="overline">{action.position}. {inWords(action.actionType)}</Text>
          <Text size="sm" fw={500} className="wrap-anywhere" mb={4}>{action.description}</Text>
          <ul className="places">{action.steps.map((step) => <StepRow key={`${step.stepNumber} ${step.attempt}`} step={step} />)}</ul>
        </div>
      ))}
    </Stack>
  );
}
