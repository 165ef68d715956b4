import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { RunCard } from '../fixes/RunCard.tsx';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import type { SessionView } from './session-view.ts';

/** Closes the session, and keeps it as a regression test where asked. */
export function ResolveBox({ session, intentDebugger }: { session: SessionView; intentDebugger: IntentDebugger }) {
  const [isKept, setKept] = useState(session.scenario !== null);
  const isResolved = session.status === 'RESOLVED';
  return (
    <section className="resolve" aria-label="Resolve" data-testid="resolve-box">
      <Stack gap="md">
        {session.status === 'OPEN' && (
          <Group justify="space-between" gap="sm">
            <div className="shrinks">
              <Text size="sm" fw={600}>Done with it?</Text>
              {session.scenario !== null ? (
                <Checkbox size="sm" mt={4} label="Keep it as a regression test in the project’s own style" checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} data-testid="keep-as-test" />
              ) : (
                <Text size="xs" c="dimmed">There is no scenario, so there is nothing a test could run.</Text>
              )}
            </div>
            <CommandButton variant="default" loading={intentDebugger.state.pending?.command === 'resolve'} onClick={() => void intentDebugger.resolveSession(session.id, { isKeptAsTest: isKept })} data-testid="resolve">Resolve</CommandButton>
          </Group>
        )}
        {isResolved && <Text size="sm" c="dimmed" data-testid="resolved">Resolved{session.resolvedAt ? ` on ${new Date(session.resolvedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}` : ''}.</Text>}
        {session.regressionRun && <RunCard key={session.regressionRun.id} title="The regression test" kind="test" runId={session.regressionRun.id} intentDebugger={intentDebugger} />}
      </Stack>
    </section>
  );
}
