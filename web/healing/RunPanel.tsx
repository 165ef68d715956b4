import { Badge, Group, Paper, Progress, Stack, Tabs, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { RunDiff } from '../diffs/RunDiff.tsx';
import { RunControls, type RunCommands } from '../runs/RunControls.tsx';
import { RunRemedies } from '../runs/remedies/RunRemedies.tsx';
import { StepRemedies } from '../runs/remedies/StepRemedies.tsx';
import { useRemedies, type Remedies } from '../runs/remedies/useRemedies.ts';
import { RunOutcome } from '../runs/RunOutcome.tsx';
import { StructureOutcome } from '../runs/StructureOutcome.tsx';
import { RunTimeline } from '../runs/RunTimeline.tsx';
import { Elapsed } from '../runs/Elapsed.tsx';
import { isKept, isMoving, isWaiting } from '../runs/run-states.ts';
import { countSteps, type RunView } from '../runs/run-view.ts';
import { useRun } from '../runs/useRun.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { countOf } from '../shared/format.ts';
import type { Failure } from '../shared/failure.ts';
import { knownOf } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../shared/Skeletons.tsx';
import { useKeptFocus } from '../shared/useKeptFocus.ts';
import type { SeenRun } from './healing-state.ts';
import { EditChoice } from './EditChoice.tsx';
import { ImpactSummary } from './ImpactSummary.tsx';
import { NotEditedList } from './NotEditedList.tsx';
import { PredictionAccuracy } from './PredictionAccuracy.tsx';
import { Predictions } from './Predictions.tsx';
import { TestAccuracy } from './TestAccuracy.tsx';

interface RunPanelProps {
  runId: string;
  /** The prediction that the address names. */
  predictionId: string | null;
  /** How the panel says its status; shown beside the run it is about. */
  badge: ReactNode;
  commands: RunCommands;
  refusal: Failure | null;
  onSeen: (run: SeenRun) => void;
  /** Says an intent that the run suggests. */
  onSay: (intent: string) => void;
}

function RunHead({ run, commands, badge }: { run: RunView; commands: RunCommands; badge: ReactNode }) {
  const { ended, total } = countSteps(run.actions);
  const isExecuting = isMoving(run.status) && !isWaiting(run.status);
  return (
    <Stack gap="sm">
      <div className="run-head">
        <div>
          <Group gap="xs" mb={2}>
            {badge}
            {run.startedAt && <Text size="xs" c="dimmed"><Elapsed from={run.startedAt} to={run.completedAt} isRunning={isExecuting} /></Text>}
          </Group>
          <Text component="h2" fw={600} size="lg" className="wrap-anywhere" data-testid="understood">{run.intentCapture.understood}</Text>
        </div>
        <RunControls run={run} commands={commands} />
      </div>
      {run.editsLeftOut > 0 && <Text size="sm" data-testid="left-out">{countOf(run.editsLeftOut, 'edit')} left out by hand.{run.status === 'PLANNED' && ' They are not written; verification says what that breaks.'}</Text>}
      {isExecuting && <Progress value={total === 0 ? 0 : (100 * ended) / total} size="sm" aria-label={`${ended} of ${total} steps done`} />}
    </Stack>
  );
}

function RunTabs({ run, predictionId, onSay, remedies }: { run: RunView; remedies: Remedies } & Pick<RunPanelProps, 'predictionId' | 'onSay'>) {
  const { ended, total } = countSteps(run.actions);
  const isPlanned = run.status === 'PLANNED';
  // The run follows its own timeline once it starts, until a person looks at something else.
  const [chosen, setChosen] = useState<string | null>(predictionId && 'impact');
  const [linkedId, setLinkedId] = useState(predictionId);
  if (linkedId !== predictionId) {
    setLinkedId(predictionId);
    if (predictionId) setChosen('impact');
  }
  const tab = chosen ?? (isPlanned ? 'impact' : 'plan');
  const [wasPlanned, setWasPlanned] = useState(isPlanned);
  if (wasPlanned !== isPlanned) {
    setWasPlanned(isPlanned);
    setChosen(null);
  }
  return (
    <Tabs value={tab} onChange={setChosen} keepMounted={false} className="run-tabs">
      <Tabs.List>
        <Tabs.Tab value="impact" rightSection={<Badge size="sm" variant="default">{run.intentCapture.predictions.totalCount}</Badge>}>Impact</Tabs.Tab>
        <Tabs.Tab value="plan" rightSection={<Badge size="sm" variant="default">{isPlanned ? total : `${ended}/${total}`}</Badge>}>{isPlanned ? 'Plan' : 'Steps'}</Tabs.Tab>
        <Tabs.Tab value="diff">Diff</Tabs.Tab>
        {run.notEdited.length > 0 && <Tabs.Tab value="not-edited" rightSection={<Badge size="sm" variant="light" color="yellow">{run.notEdited.length}</Badge>}>Not edited</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="impact" pt="md"><Predictions key={run.intentCapture.id} intentId={run.intentCapture.id} at={{ room: run.room.id, run: run.id }} linkedId={predictionId} /></Tabs.Panel>
      <Tabs.Panel value="plan" pt="md"><RunTimeline run={run} onSay={onSay} remediesOf={(step) => <><StepRemedies run={run} step={step} remedies={remedies} />{isPlanned && <EditChoice step={step} version={run.lastEventNumber} />}</>} /></Tabs.Panel>
      <Tabs.Panel value="diff" pt="md"><RunDiff key={run.status} runId={run.id} /></Tabs.Panel>
      <Tabs.Panel value="not-edited" pt="md"><NotEditedList places={run.notEdited} /></Tabs.Panel>
    </Tabs>
  );
}

/** One run from its plan to its end. Keyed by the run. */
export function RunPanel({ runId, predictionId, badge, commands, refusal, onSeen, onSay }: RunPanelProps) {
  const reading = useRun(runId);
  const remedies = useRemedies(runId);
  const kept = useKeptFocus<HTMLElement>();
  const run = knownOf(reading);
  const tellSeen = useEffectEvent(onSeen);
  useEffect(() => {
    if (run) tellSeen(run);
  }, [run?.id, run?.status, run?.decision]);

  return (
    <ReadingView reading={reading} what="the run" skeleton={<SectionsSkeleton heights={[420]} />}>
      {(shown) => (
        <Paper {...kept} component="article" withBorder p="md" aria-label="Run" data-testid="run" data-status={shown.status}>
          <Stack gap="md">
            <RunHead run={shown} commands={commands} badge={badge} />
            {refusal && <FailureAlert failure={refusal} />}
            <RunOutcome run={shown} />
            <RunRemedies run={shown} remedies={remedies} refusedBy={refusal?.code ?? null} />
            <PredictionAccuracy accuracy={shown.accuracy} />
            <TestAccuracy accuracy={shown.testAccuracy} />
            <StructureOutcome structure={shown.structure} isKept={isKept(shown.status)} />
            <ImpactSummary run={shown} />
            <RunTabs run={shown} predictionId={predictionId} onSay={onSay} remedies={remedies} />
          </Stack>
        </Paper>
      )}
    </ReadingView>
  );
}
