import { Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { Elapsed } from '../../runs/Elapsed.tsx';
import { CommandButton } from '../../shared/CommandButton.tsx';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import { AskedFor } from './AskedFor.tsx';
import { describeScenario, lookOfSession } from './session-looks.ts';
import { isWorking, type SessionView } from './session-view.ts';

interface SessionHeadProps {
  session: SessionView;
  intentDebugger: IntentDebugger;
  onTemplate: () => void;
}

function Controls({ session, intentDebugger, onTemplate }: SessionHeadProps) {
  const pending = intentDebugger.state.pending?.command;
  const isOpen = session.status === 'OPEN';
  const isCancelling = session.isCancelRequested || pending === 'cancel';
  return (
    <Group gap="sm">
      {isOpen && session.scenario !== null && (
        <CommandButton variant={session.actual ? 'default' : 'filled'} loading={pending === 'record'} onClick={() => void intentDebugger.recordBehavior(session.id)} data-testid="record">{session.actual ? 'Record again' : 'Record'}</CommandButton>
      )}
      {isWorking(session.status) && (
        <CommandButton variant="default" disabled={isCancelling} onClick={() => void intentDebugger.cancelDebugging(session.id)} data-testid="cancel-debugging">{isCancelling ? 'Cancelling' : 'Cancel'}</CommandButton>
      )}
      {!isWorking(session.status) && <Button variant="subtle" color="gray" onClick={onTemplate} data-testid="template">Start a copy</Button>}
    </Group>
  );
}

function LiveRecording({ session }: { session: SessionView }) {
  if (session.status !== 'RECORDING') return null;
  const { liveRecording } = session;
  return (
    <Group gap="sm" wrap="nowrap" className="live-line" aria-live="polite" data-testid="live-recording">
      <Loader size={16} />
      <Text size="sm">{liveRecording?.message || 'Running the scenario in the sandbox'}</Text>
      {liveRecording && <Text size="xs" c="dimmed"><Elapsed from={liveRecording.startedAt} to={null} isRunning /></Text>}
    </Group>
  );
}

/** The intent, what is run, the state, and what can be done now. */
export function SessionHead(props: SessionHeadProps) {
  const { session } = props;
  const look = lookOfSession(session.status);
  return (
    <Stack gap="sm">
      <div className="run-head">
        <div>
          <Group gap="xs" mb={2}>
            <Badge variant="light" color={look.color} tt="none" data-testid="session-status">{look.label}</Badge>
            <Text size="xs" c="dimmed" className="wrap-anywhere">{session.triggerAction}</Text>
          </Group>
          <Text component="h1" fw={600} size="lg" className="wrap-anywhere" data-testid="session-intent">{session.userIntent}</Text>
          <Text size="xs" c="dimmed" className="path" data-testid="session-scenario">{describeScenario(session.scenario)}</Text>
        </div>
        <Controls {...props} />
      </div>
      <AskedFor session={session} />
      <LiveRecording session={session} />
    </Stack>
  );
}
