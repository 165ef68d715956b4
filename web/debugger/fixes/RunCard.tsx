import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { RunDiff } from '../../diffs/RunDiff.tsx';
import { Elapsed } from '../../runs/Elapsed.tsx';
import { lookOfRun } from '../../runs/run-looks.ts';
import { isMoving, isWaiting } from '../../runs/run-states.ts';
import { RunControls } from '../../runs/RunControls.tsx';
import { RunRemedies } from '../../runs/remedies/RunRemedies.tsx';
import { useRemedies } from '../../runs/remedies/useRemedies.ts';
import { RunOutcome, type Claim } from '../../runs/RunOutcome.tsx';
import { RunTimeline } from '../../runs/RunTimeline.tsx';
import type { RunView } from '../../runs/run-view.ts';
import { useRun } from '../../runs/useRun.ts';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { ReadingView } from '../../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../../shared/Skeletons.tsx';
import { Words } from '../../shared/Words.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { readEvidence } from './read-evidence.ts';
import type { IntentDebugger } from '../useIntentDebugger.ts';

const FIX_HOLDS: Claim = { title: 'Verified: the fix holds on the written files', text: 'What it was found with was run again after the last write.', show: (result) => <EvidenceList evidence={readEvidence(result)} /> };

interface RunCardProps {
  title: string;
  /** What the run writes: a fix is verified by running it, a test by the compiler. */
  kind: 'fix' | 'test';
  runId: string;
  intentDebugger: IntentDebugger;
}

const COMMANDS = { 'start-run': 'trigger', rollback: 'rollback', 'cancel-run': 'cancel' } as const;
type RunCommand = keyof typeof COMMANDS;

function LoadedRun({ title, kind, runId, intentDebugger, fetched }: RunCardProps & { fetched: RunView }) {
  const remedies = useRemedies(runId);
  // What a person decided already is applied, not healed.
  const run = { ...fetched, decision: 'LOW_RISK' as const };
  const { pending, refusal } = intentDebugger.state;
  const look = run.status === 'PLANNED' ? { label: 'Ready to apply', color: 'nova' } : lookOfRun(run);
  const isOurs = pending?.subject === runId && pending.command in COMMANDS;
  const commands = {
    onHeal: () => void intentDebugger.startRun(runId),
    onCancel: () => void intentDebugger.cancelRun(runId),
    onRollback: () => void intentDebugger.rollbackRun(runId),
    pending: isOurs ? COMMANDS[pending.command as RunCommand] : null,
  };
  return (
    <Paper withBorder p="sm" component="section" aria-label={title} data-testid="run" data-status={run.status}>
      <Stack gap="sm">
        <div className="run-head">
          <div>
            <Group gap="xs" mb={2}>
              <Badge size="sm" variant="light" color={look.color} tt="none">{look.label}</Badge>
              {run.startedAt && <Text size="xs" c="dimmed"><Elapsed from={run.startedAt} to={run.completedAt} isRunning={isMoving(run.status) && !isWaiting(run.status)} /></Text>}
            </Group>
            <Text size="sm" fw={600} className="wrap-anywhere"><Words text={title} /></Text>
          </div>
          <RunControls run={run} commands={commands} />
        </div>
        {refusal?.subject === runId && <div role="alert"><FailureAlert failure={refusal.failure} /></div>}
        <RunOutcome run={run} {...(kind === 'fix' && { claim: FIX_HOLDS })} />
        <RunRemedies run={run} remedies={remedies} refusedBy={refusal?.subject === runId ? refusal.failure.code : null} />
        <RunTimeline run={run} />
        <Disclosure label={<Text size="xs" fw={500}>The whole diff of the run</Text>}><RunDiff key={run.status} runId={runId} /></Disclosure>
      </Stack>
    </Paper>
  );
}

/** The run that wrote a fix or a regression test, live, with its steps, proof and rollback. Keyed by the run. */
export function RunCard(props: RunCardProps) {
  const reading = useRun(props.runId);
  return <ReadingView reading={reading} what="the run" skeleton={<SectionsSkeleton heights={[110]} />}>{(fetched) => <LoadedRun {...props} fetched={fetched} />}</ReadingView>;
}
