import { Badge, Group, Stack, Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import { Disclosure } from '../shared/Disclosure.tsx';
import { inWords } from '../shared/format.ts';
import { Words } from '../shared/Words.tsx';
import { PlanDuration } from './PlanDuration.tsx';
import type { ActionView, RunView, StepView } from './run-view.ts';
import { renderStepItem } from './StepItem.tsx';

/** Says an intent that a step suggests; left out where nothing can be said. */
type Say = ((intent: string) => void) | undefined;

const PRIORITY_COLORS = { HIGH: 'red', MEDIUM: 'yellow', LOW: 'gray' } as const;

interface ActionSectionProps {
  action: ActionView;
  isPlanned?: boolean;
  onSay?: Say;
  remediesOf?: ((step: StepView) => ReactNode) | undefined;
}

function ActionSection({ action, isPlanned = false, onSay, remediesOf }: ActionSectionProps) {
  return (
    <section className="action" aria-label={action.description} data-testid="action" data-action={action.actionType} data-status={action.status}>
      <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <div>
          <Text size="xs" fw={600} c="dimmed" className="overline">{action.position}. {inWords(action.actionType)}</Text>
          <Text fw={600} size="sm" className="wrap-anywhere"><Words text={action.description} /></Text>
        </div>
        <Badge size="sm" variant="light" color={PRIORITY_COLORS[action.priority]} tt="none" style={{ flex: 'none' }}>{inWords(action.priority)}</Badge>
      </Group>
      <Timeline bulletSize={20} lineWidth={2} active={action.executions.findLastIndex((step) => step.status !== 'PENDING')}>
        {action.executions.map((step) => renderStepItem(step, { isPlanned, onSay, remedies: remediesOf?.(step) }))}
      </Timeline>
    </section>
  );
}

/** The actions of a run in the order of execution; before it starts the same list is the plan. */
export function RunTimeline({ run, onSay, remediesOf }: { run: RunView; onSay?: Say; remediesOf?: (step: StepView) => ReactNode }) {
  return (
    <Stack gap="lg" data-testid="timeline">
      {run.status === 'PLANNED' && <PlanDuration estimate={run.estimate} />}
      {run.actions.map((action) => (
        <ActionSection key={action.id} action={action} isPlanned={run.status === 'PLANNED'} onSay={onSay} remediesOf={remediesOf} />
      ))}
      {run.earlier.map(({ attempt, actions }) => (
        <div key={attempt} data-testid="earlier-attempt">
          <Disclosure label={<Text size="sm" fw={600}>Attempt {attempt}</Text>}>
            <Stack gap="lg" pt="xs">{actions.map((action) => <ActionSection key={action.id} action={action} />)}</Stack>
          </Disclosure>
        </div>
      ))}
    </Stack>
  );
}
