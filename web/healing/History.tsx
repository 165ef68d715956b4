import { Badge, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { lookOfRun } from '../runs/run-looks.ts';
import { formatAgo } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import type { HealingHistory } from './useHealingHistory.ts';
import type { WaitingPlan } from './useWaitingPlans.ts';

const REDRAW_MS = 30_000;

interface HistoryProps {
  history: HealingHistory;
  /** Plans that nobody has started, where they are of use. */
  plans?: readonly WaitingPlan[];
  openRunId: string | null;
  onOpen: (runId: string) => void;
}

function RunRow({ run, nowMs, openRunId, onOpen }: { run: WaitingPlan; nowMs: number } & Omit<HistoryProps, 'history' | 'plans'>) {
  const look = lookOfRun(run);
  return (
    <li>
      <UnstyledButton className="history-row" aria-current={run.id === openRunId || undefined} onClick={() => onOpen(run.id)} data-testid={run.status === 'PLANNED' ? 'history-plan' : 'history-run'} data-status={run.status}>
        <Text component="span" size="sm" lineClamp={2} className="wrap-anywhere">{run.intentCapture.userAction}</Text>
        <span className="history-meta">
          <Badge size="sm" variant="light" color={look.color} tt="none">{look.label}{run.queuePosition ? ` ${run.queuePosition}` : ''}</Badge>
          <Text component="time" size="xs" c="dimmed" dateTime={run.createdAt}>{formatAgo(run.queuedAt ?? run.createdAt, Math.max(nowMs, Date.parse(run.createdAt)))}</Text>
        </span>
      </UnstyledButton>
    </li>
  );
}

/** The latest runs of the room, after the plans that nobody has started; a press opens one. */
export function History({ history, plans = [], ...rest }: HistoryProps) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), REDRAW_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Paper component="nav" withBorder p="sm" aria-label="History" data-testid="history">
      {plans.length > 0 && (
        <Stack gap="xs" mb="md">
          <Text component="h2" size="xs" fw={600} c="dimmed" className="overline">Latest plans, not started</Text>
          <Stack gap={2} component="ul" className="rows">{plans.map((run) => <RunRow key={run.id} run={run} nowMs={nowMs} {...rest} />)}</Stack>
        </Stack>
      )}
      <Text component="h2" size="xs" fw={600} c="dimmed" className="overline" mb="xs">Latest runs</Text>
      <ReadingView reading={history.reading} what="the latest runs" skeleton={<RowsSkeleton rows={4} height={58} />}>
        {(runs) => (runs.length === 0
          ? <Text size="sm" c="dimmed">No run yet. Runs are listed here once they are started.</Text>
          : <Stack gap={2} component="ul" className="rows">{runs.map((run) => <RunRow key={run.id} run={run} nowMs={nowMs} {...rest} />)}</Stack>)}
      </ReadingView>
    </Paper>
  );
}
