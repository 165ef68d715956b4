import { Group, Loader, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { CheckIcon, DotIcon } from '../shared/icons.tsx';
import type { AnalysisStage, HealingState } from './healing-state.ts';

const STAGES: { stage: AnalysisStage; label: string }[] = [
  { stage: 'capture', label: 'Understand the intent' },
  { stage: 'analyze', label: 'Try the change and see what breaks' },
  { stage: 'plan', label: 'Plan the healing' },
];

/** What is under way between pressing Analyze and the plan. */
export function AnalysisProgress({ state }: { state: HealingState }) {
  const current = STAGES.findIndex(({ stage }) => stage === state.stage);
  return (
    <Paper withBorder p="md" aria-busy="true" data-testid="analyzing">
      <Stack gap="sm">
        <Text fw={600} className="wrap-anywhere">{state.understood ?? state.userAction}</Text>
        <Group gap="lg" component="ol" className="stages" aria-live="polite">
          {STAGES.map(({ stage, label }, index) => (
            <Group key={stage} gap={6} component="li" c={index > current ? 'dimmed' : 'var(--mantine-color-text)'} aria-current={index === current ? 'step' : false}>
              {index < current ? <CheckIcon /> : index === current ? <Loader size={14} /> : <DotIcon />}
              <Text size="sm">{label}</Text>
            </Group>
          ))}
        </Group>
        <Skeleton height={10} width="85%" />
        <Skeleton height={10} width="60%" />
        <Skeleton height={10} width="70%" />
      </Stack>
    </Paper>
  );
}
