import { Badge, Group, Loader, Progress, Stack, Text, ThemeIcon, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import { StepDiff } from '../diffs/StepDiff.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf, inWords } from '../shared/format.ts';
import { CheckIcon, CrossIcon, DashIcon, DotIcon } from '../shared/icons.tsx';
import { Words } from '../shared/Words.tsx';
import { Elapsed } from './Elapsed.tsx';
import { describeStepDuration } from './duration-words.ts';
import type { StepStatus } from './run-documents.ts';
import type { StepView } from './run-view.ts';
import { lookOfStep } from './run-looks.ts';
import { StepResult } from './StepResult.tsx';

const BULLETS: Record<StepStatus, ReactNode> = {
  PENDING: <DotIcon size={12} />,
  RUNNING: <Loader size={10} color="white" />,
  COMPLETED: <CheckIcon size={12} />,
  FAILED: <CrossIcon size={12} />,
  SKIPPED: <DashIcon size={12} />,
  CANCELLED: <DashIcon size={12} />,
};

function StepBullet({ status }: { status: StepStatus }) {
  const { color } = lookOfStep(status);
  const isQuiet = status === 'PENDING' || status === 'SKIPPED' || status === 'CANCELLED';
  return <ThemeIcon size={20} radius="xl" variant={isQuiet ? 'light' : 'filled'} color={color}>{BULLETS[status]}</ThemeIcon>;
}

function StepProgressBar({ step }: { step: StepView }) {
  const { progress } = step;
  if (step.status !== 'RUNNING' || !progress || progress.total === 0) return null;
  return (
    <Stack gap={4} mt={4} data-testid="step-progress">
      <Progress value={(100 * progress.done) / progress.total} size="sm" aria-label={`${step.stepDescription}: ${progress.done} of ${progress.total}`} />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" className="path" truncate="start">{progress.path}</Text>
        <Text size="xs" c="dimmed" className="tabular" style={{ flex: 'none' }}>{progress.done} / {progress.total}</Text>
      </Group>
    </Stack>
  );
}

function StepTitle({ step, isPlanned }: { step: StepView; isPlanned: boolean }) {
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start" className="step-title">
      <Text size="sm" fw={500} className="wrap-anywhere"><Words text={step.stepDescription} /></Text>
      <Group gap={8} wrap="nowrap" style={{ flex: 'none' }}>
        <Text size="xs" c="dimmed"><Elapsed from={step.startedAt} to={step.completedAt} isRunning={step.status === 'RUNNING'} /></Text>
        {!isPlanned && <Badge size="sm" variant="light" color={lookOfStep(step.status).color} tt="none" data-testid="step-status">{lookOfStep(step.status).label}</Badge>}
      </Group>
    </Group>
  );
}

interface StepItemParts {
  isPlanned: boolean;
  onSay?: ((intent: string) => void) | undefined;
  /** What can be done with the step. */
  remedies?: ReactNode;
}

/** One step of the plan: what it will do, and while the run goes on how far it is and what came of it. */
export function renderStepItem(step: StepView, { isPlanned, onSay, remedies }: StepItemParts) {
  const message = step.skipReason !== null ? `Left out by ${step.skippedBy ?? 'a person'}: ${step.skipReason}` : step.errorMessage ?? (step.status === 'SKIPPED' || step.status === 'FAILED' ? step.progress?.message : null);
  return (
    <Timeline.Item key={step.id} bullet={<StepBullet status={step.status} />} {...(step.status !== 'PENDING' && { color: lookOfStep(step.status).color })} title={<StepTitle step={step} isPlanned={isPlanned} />} data-testid="step" data-status={step.status} data-step={step.stepType}>
      <Text size="xs" c="dimmed">
        {inWords(step.stepType)}
        {step.attempt > 1 && `, attempt ${step.attempt}`}
        {isPlanned && step.estimate && `, ${describeStepDuration(step.estimate)}`}
      </Text>
      <StepProgressBar step={step} />
      {message && <Text size="sm" c={step.status === 'FAILED' ? 'var(--danger-text)' : 'dimmed'} mt={4}>{message}</Text>}
      {step.skipReason === null && <StepResult result={step.result} onSay={onSay} />}
      {remedies}
      {step.files.length > 0 && (
        <Disclosure label={<Text size="xs" fw={500}>{countOf(step.files.length, 'file')} and the diff</Text>}>
          <StepDiff key={step.completedAt} executionId={step.id} />
        </Disclosure>
      )}
    </Timeline.Item>
  );
}
