import { Badge, Paper, Stack, Tabs } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { knownOf } from '../../shared/reading.ts';
import { ReadingView } from '../../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../../shared/Skeletons.tsx';
import { useKeptFocus } from '../../shared/useKeptFocus.ts';
import { BehaviorPanel } from '../behavior/BehaviorPanel.tsx';
import type { SeenSession } from '../debugger-state.ts';
import { FixesPanel } from '../fixes/FixesPanel.tsx';
import { Suspects } from '../fixes/Suspects.tsx';
import { draftOfSession } from '../form/draft-of-session.ts';
import type { SessionDraft } from '../form/session-draft.ts';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import { RecordingReport } from './RecordingReport.tsx';
import { ResolveBox } from './ResolveBox.tsx';
import { SessionHead } from './SessionHead.tsx';
import { countDifferences, type SessionView } from './session-view.ts';
import { useSession } from './useSession.ts';

interface SessionPanelProps {
  sessionId: string;
  intentDebugger: IntentDebugger;
  /** Called with a form that starts the same session again. */
  onTemplate: (draft: SessionDraft) => void;
}

const seen = (session: SessionView): SeenSession => ({ id: session.id, status: session.status, hasActual: session.actual !== null, isAnalyzed: session.differences !== null });

function SessionTabs({ session, intentDebugger }: { session: SessionView; intentDebugger: IntentDebugger }) {
  const [tab, setTab] = useState<string | null>(session.status === 'SEARCHING' ? 'fixes' : 'behavior');
  const differences = countDifferences(session);
  const open = (name: string) => setTab(name);
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className="run-tabs">
      <Tabs.List>
        <Tabs.Tab value="behavior" {...(differences !== null && { rightSection: <Badge size="sm" variant="light" color={differences > 0 ? 'red' : 'teal'}>{differences}</Badge> })}>Behaviour</Tabs.Tab>
        <Tabs.Tab value="recording">Recording</Tabs.Tab>
        <Tabs.Tab value="suspects" rightSection={<Badge size="sm" variant="default">{session.suspects.length}</Badge>}>Suspects</Tabs.Tab>
        <Tabs.Tab value="fixes" rightSection={<Badge size="sm" variant="default">{session.fixes.length}</Badge>}>Fixes</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="behavior" pt="md"><BehaviorPanel session={session} intentDebugger={intentDebugger} onOpen={open} /></Tabs.Panel>
      <Tabs.Panel value="recording" pt="md"><RecordingReport session={session} /></Tabs.Panel>
      <Tabs.Panel value="suspects" pt="md"><Suspects session={session} /></Tabs.Panel>
      <Tabs.Panel value="fixes" pt="md"><FixesPanel session={session} intentDebugger={intentDebugger} /></Tabs.Panel>
    </Tabs>
  );
}

/** One session from its start to its end. Keyed by the session. */
export function SessionPanel({ sessionId, intentDebugger, onTemplate }: SessionPanelProps) {
  const reading = useSession(sessionId);
  const kept = useKeptFocus<HTMLElement>();
  const session = knownOf(reading);
  const tellSeen = useEffectEvent((shown: SessionView) => intentDebugger.report({ kind: 'session-seen', session: seen(shown) }));
  useEffect(() => {
    if (session) tellSeen(session);
  }, [session]);

  const { refusal } = intentDebugger.state;
  const isHere = refusal !== null && ['record', 'cancel', 'resolve'].includes(refusal.command);
  return (
    <ReadingView reading={reading} what="the session" skeleton={<SectionsSkeleton heights={[460]} />}>
      {(shown) => (
        <Paper {...kept} component="article" withBorder p="md" aria-label="Session" data-testid="session" data-status={shown.status}>
          <Stack gap="md">
            <SessionHead session={shown} intentDebugger={intentDebugger} onTemplate={() => onTemplate(draftOfSession(shown))} />
            {isHere && <div role="alert"><FailureAlert failure={refusal.failure} /></div>}
            <SessionTabs session={shown} intentDebugger={intentDebugger} />
            <ResolveBox session={shown} intentDebugger={intentDebugger} />
          </Stack>
        </Paper>
      )}
    </ReadingView>
  );
}
