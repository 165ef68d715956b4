import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { countOf } from '../../shared/format.ts';
import { AlertIcon, CheckIcon } from '../../shared/icons.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { Nondeterminism, RecordingEnd } from '../session/RecordingEnd.tsx';
import { countFailing, isUnfinished, type SessionView } from '../session/session-view.ts';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import { Words } from '../../shared/Words.tsx';
import { ActualOutcome } from './ActualOutcome.tsx';
import { CallTrees } from './CallTrees.tsx';
import { DivergenceCard } from './DivergenceCard.tsx';
import { ExampleResults } from './ExampleResults.tsx';
import { HandIn } from './HandIn.tsx';
import { OutcomeDiff } from './OutcomeDiff.tsx';
import { PerformancePanel } from './PerformancePanel.tsx';
import { RecordedCalls } from './RecordedCalls.tsx';
import type { DiscrepancyView } from './read-discrepancies.ts';

interface BehaviorPanelProps {
  session: SessionView;
  intentDebugger: IntentDebugger;
  /** Shows another tab of the session. */
  onOpen: (tab: string) => void;
}

function Waiting({ session, onOpen }: Pick<BehaviorPanelProps, 'session' | 'onOpen'>) {
  if (session.status === 'RECORDING') return <Stack aria-busy="true" gap="sm"><Skeleton height={14} width="60%" /><Skeleton height={90} /><Skeleton height={14} width="40%" /></Stack>;
  if (session.recording) {
    return (
      <Alert color="red" variant="light" title="There is no behaviour to compare" data-testid="no-behavior">
        <Stack gap="xs" align="flex-start" c="var(--mantine-color-text)">
          <Text size="sm">{session.recording.message}</Text>
          {session.recording.hint && <Text size="sm" fw={500}>{session.recording.hint}</Text>}
          <Button size="compact-sm" variant="default" onClick={() => onOpen('recording')}>Show the recording</Button>
        </Stack>
      </Alert>
    );
  }
  const what = session.scenario === null ? 'Hand in what happened, and it is compared with what you expect.' : 'Press Record to run the scenario in the sandbox; what it does is compared with what you expect.';
  return <Text size="sm" c="dimmed" data-testid="no-behavior">{what}{session.lastEnd?.activity === 'recording' && session.lastEnd.message !== '' && ` The last attempt: ${session.lastEnd.message}`}</Text>;
}

function Uncompared({ session, intentDebugger }: Pick<BehaviorPanelProps, 'session' | 'intentDebugger'>) {
  const isComparing = intentDebugger.debuggerStatus === 'analyzing';
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">The behaviour is there and not compared yet.</Text>
      {session.status === 'OPEN' && <CommandButton size="compact-sm" loading={isComparing} onClick={() => void intentDebugger.analyzeDiscrepancies(session.id)} data-testid="compare">Compare</CommandButton>}
    </Group>
  );
}

function PathSection({ discrepancy }: { discrepancy: Extract<DiscrepancyView, { type: 'path' }> }) {
  return (
    <section aria-labelledby="path-title" data-testid="path-difference">
      <Text component="h2" id="path-title" fw={600} mb="xs">The calls went another way</Text>
      <Stack gap="md">
        {discrepancy.firstDivergence && <DivergenceCard divergence={discrepancy.firstDivergence} />}
        <CallTrees rows={discrepancy.rows} differences={discrepancy.differences} isApproximate={discrepancy.isApproximate} />
      </Stack>
    </section>
  );
}

function AsExpected({ session }: { session: SessionView }) {
  const failing = countFailing(session);
  if (failing > 0) {
    return (
      <Alert color="yellow" variant="light" icon={<AlertIcon />} title={`${countOf(failing, 'example')} ${failing === 1 ? 'gives' : 'give'} something else`} data-testid="examples-differ">
        <Text size="sm" c="var(--mantine-color-text)">Nothing else differs from the expectation.</Text>
      </Alert>
    );
  }
  return (
    <Alert color="teal" variant="light" icon={<CheckIcon />} title="It does what you expect" data-testid="as-expected">
      <Text size="sm" c="var(--mantine-color-text)"><Words text={session.explanation || 'Nothing differs from the expectation.'} /></Text>
    </Alert>
  );
}

function Differences({ session, differences }: { session: SessionView; differences: DiscrepancyView[] }) {
  const examples = session.recording?.examples ?? [];
  const { recording } = session;
  const isStopped = isUnfinished(session);
  return (
    <>
      {recording && isStopped && <RecordingEnd recording={recording} />}
      {recording && <Nondeterminism recording={recording} />}
      {differences.length === 0 ? (
        !isStopped && <AsExpected session={session} />
      ) : (
        session.explanation && <Text size="sm" maw="80ch" className="explanation" data-testid="explanation"><Words text={session.explanation} /></Text>
      )}
      {differences.map((discrepancy) => {
        if (discrepancy.type === 'path') return <PathSection key="path" discrepancy={discrepancy} />;
        if (discrepancy.type === 'outcome') return <OutcomeDiff key="outcome" differences={discrepancy.differences} isTruncated={discrepancy.isTruncated} mapping={session.dataMapping} />;
        return null;
      })}
      {examples.length > 0 && <ExampleResults examples={examples} />}
      <PerformancePanel session={session} />
    </>
  );
}

/** What the code did beside what it should do. */
export function BehaviorPanel({ session, intentDebugger, onOpen }: BehaviorPanelProps) {
  const { actual, differences } = session;
  const { refusal } = intentDebugger.state;
  const canHandIn = session.status === 'OPEN';
  return (
    <Stack gap="lg" data-testid="behavior">
      {!actual && <Waiting session={session} onOpen={onOpen} />}
      {actual && !differences && <Uncompared session={session} intentDebugger={intentDebugger} />}
      {differences && <Differences session={session} differences={differences} />}
      {actual?.outcome && <ActualOutcome outcome={actual.outcome} />}
      {actual?.path && <RecordedCalls path={actual.path} />}
      {refusal?.command === 'analyze' && <div role="alert"><FailureAlert failure={refusal.failure} /></div>}
      {canHandIn && session.scenario === null && <HandIn session={session} intentDebugger={intentDebugger} />}
      {canHandIn && session.scenario !== null && (
        <Disclosure label={<Text size="sm" c="dimmed">Hand in the actual behaviour instead</Text>}><HandIn session={session} intentDebugger={intentDebugger} /></Disclosure>
      )}
    </Stack>
  );
}
