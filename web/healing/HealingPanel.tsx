import { Badge, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { lookOfRun } from '../runs/run-looks.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import type { Address } from '../shared/useAddress.ts';
import { WatchPanel } from '../watch/WatchPanel.tsx';
import { AnalysisProgress } from './AnalysisProgress.tsx';
import type { PanelStatus } from './healing-state.ts';
import { History } from './History.tsx';
import { IntentBox } from './IntentBox.tsx';
import { IntentExamples } from './IntentExamples.tsx';
import { RoomStructure } from './RoomStructure.tsx';
import { RunPanel } from './RunPanel.tsx';
import { ShimList } from './ShimList.tsx';
import { useSelfHealing } from './useSelfHealing.ts';
import { useWaitingPlans } from './useWaitingPlans.ts';

const STATUS_LOOKS: Record<PanelStatus, { label: string; color: string }> = {
  idle: { label: 'Idle', color: 'gray' },
  analyzing: { label: 'Analyzing', color: 'nova' },
  low_risk: { label: 'Low risk', color: 'teal' },
  healing: { label: 'Healing', color: 'nova' },
  completed: { label: 'Completed', color: 'teal' },
  error: { label: 'Failed', color: 'red' },
};

function Introduction() {
  return (
    <div className="introduction">
      <Text fw={600}>Nothing is changed until you say so</Text>
      <Text size="sm" c="dimmed">Supernova tries your change on the real code first, shows what breaks and why, and plans how every dependent is healed. You read the whole diff, press Heal, and can put every byte back.</Text>
    </div>
  );
}

interface HealingPanelProps {
  roomId: string;
  isSample?: boolean;
  address: Address;
}

/** The Self-Healing tab of one room. Keyed by the room. */
export function HealingPanel({ roomId, isSample = false, address: { run: runId, prediction: predictionId, words: startWords } }: HealingPanelProps) {
  const healing = useSelfHealing(roomId);
  const { state } = healing;
  const [words, setWords] = useState(startWords ?? '');
  const [offered, setOffered] = useState(startWords);
  // Words that an address brings while the tab is open, as from the command palette.
  if (offered !== startWords) {
    setOffered(startWords);
    if (startWords) setWords(startWords);
  }
  const isAnalyzing = state.status === 'analyzing';
  const plans = useWaitingPlans(roomId, {
    version: `${runId} ${state.stage} ${healing.history.runs.map(({ id, status }) => `${id}${status}`).join()}`,
    isAwaiting: startWords !== null && runId === null && !isAnalyzing,
  });
  const shownRun = !isAnalyzing && state.run?.id === runId ? state.run : null;
  const status = runId || isAnalyzing || state.failure ? healing.healingStatus : 'idle';
  const look = shownRun ? lookOfRun(shownRun) : STATUS_LOOKS[status];
  const badge = (
    <Badge variant="light" color={look.color} tt="none" data-testid="panel-status" data-status={status} data-run-status={shownRun?.status}>{look.label}</Badge>
  );
  // Runs that ended may have made shims, and taken some away.
  const kept = healing.history.runs.filter((run) => run.status === 'COMPLETED' || run.status === 'ADOPTED' || run.status === 'ROLLED_BACK').map((run) => `${run.id}${run.status}`).join();
  const analyze = (userAction: string) => {
    setWords(userAction);
    void healing.analyze(userAction);
  };
  return (
    <div className="healing">
      <Stack gap="md" className="healing-main">
        <VisuallyHidden><h1>Self-Healing</h1></VisuallyHidden>
        <VisuallyHidden role="status">{`Status: ${look.label}`}</VisuallyHidden>
        <IntentBox roomId={roomId} words={words} onWords={setWords} onAnalyze={analyze} isAnalyzing={isAnalyzing} badge={shownRun ? null : badge}>
          {!isAnalyzing && !runId && <IntentExamples isSample={isSample} onWords={setWords} />}
        </IntentBox>
        {isAnalyzing && <AnalysisProgress state={state} />}
        {!isAnalyzing && !runId && state.failure && (
          <div role="alert"><FailureAlert failure={state.failure} onSuggestion={analyze} /></div>
        )}
        {!isAnalyzing && !runId && !state.failure && <Introduction />}
        {!isAnalyzing && runId && (
          <RunPanel
            key={runId}
            runId={runId}
            predictionId={predictionId}
            badge={shownRun && badge}
            refusal={healing.refusal?.runId === runId ? healing.refusal.failure : null}
            onSeen={(run) => healing.report({ kind: 'run-seen', run })}
            onSay={analyze}
            commands={{
              onHeal: (mode) => void healing.triggerHealing(runId, mode),
              onCancel: () => void healing.cancelHealing(runId),
              onRollback: () => void healing.rollbackHealing(runId),
              pending: healing.pending,
            }}
          />
        )}
      </Stack>
      <aside className="healing-aside">
        <WatchPanel roomId={roomId} onOpen={healing.openRun} />
        <History history={healing.history} plans={plans} openRunId={runId} onOpen={healing.openRun} />
        <Paper withBorder p="sm" mt="md">
          <Disclosure label={<Text component="h2" size="xs" fw={600} c="dimmed" className="overline">Kept for old callers</Text>}>
            <ShimList key={kept} roomId={roomId} onRetire={analyze} />
          </Disclosure>
        </Paper>
        <Paper withBorder p="sm" mt="md">
          <Disclosure label={<Text component="h2" size="xs" fw={600} c="dimmed" className="overline">Structure</Text>}>
            <RoomStructure key={kept} roomId={roomId} onSay={analyze} />
          </Disclosure>
        </Paper>
      </aside>
    </div>
  );
}
