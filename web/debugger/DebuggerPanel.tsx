import './debugger.css';
import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { DebuggerStatus } from './debugger-state.ts';
import { emptyDraft } from './form/session-draft.ts';
import { SessionForm } from './form/SessionForm.tsx';
import { SessionList } from './session/SessionList.tsx';
import { SessionPanel } from './session/SessionPanel.tsx';
import type { Address } from '../shared/useAddress.ts';
import { useIntentDebugger } from './useIntentDebugger.ts';

const STATUS_LABELS: Record<DebuggerStatus, string> = {
  idle: 'Idle',
  starting: 'Starting',
  open: 'Open',
  recording: 'Recording',
  analyzing: 'Comparing',
  searching: 'Searching for fixes',
  applying: 'Applying a fix',
  resolved: 'Resolved',
};

function Introduction() {
  return (
    <div>
      <Text component="h1" fw={600}>When code does not do what you meant</Text>
      <Text size="sm" c="dimmed" maw="72ch">State the intent and what should happen. Supernova runs it in a sandbox, shows the first place where it went another way, and searches for a patch that is verified by running. Nothing in the project is changed until you apply one.</Text>
    </div>
  );
}

/** The Intent debugger tab of one room. Keyed by the room. */
export function DebuggerPanel({ roomId, address: { session: sessionId } }: { roomId: string; address: Address }) {
  const intentDebugger = useIntentDebugger(roomId);
  const { state, report, list } = intentDebugger;
  const [draft, setDraft] = useState(emptyDraft);
  const leave = useEffectEvent(() => report({ kind: 'left' }));
  useEffect(() => {
    if (sessionId === null) leave();
  }, [sessionId]);
  const status = STATUS_LABELS[intentDebugger.debuggerStatus];
  const isStarting = state.pending?.command === 'start';
  return (
    <div className="debugger-tab" data-testid="debugger" data-status={intentDebugger.debuggerStatus}>
      <Stack gap="md" className="shrinks">
        <VisuallyHidden role="status">{`Status: ${status}`}</VisuallyHidden>
        {sessionId === null ? (
          <>
            <Introduction />
            <SessionForm roomId={roomId} draft={draft} onDraft={setDraft} onStart={(input, options) => void intentDebugger.startDebugSession(input, options)} isStarting={isStarting} failure={state.refusal?.command === 'start' ? state.refusal.failure : null} />
          </>
        ) : (
          <SessionPanel
            key={sessionId}
            sessionId={sessionId}
            intentDebugger={intentDebugger}
            onTemplate={(template) => {
              setDraft(template);
              intentDebugger.openSession(null);
            }}
          />
        )}
      </Stack>
      <aside className="debugger-aside">
        <SessionList list={list} openSessionId={sessionId} onOpen={intentDebugger.openSession} />
      </aside>
    </div>
  );
}
