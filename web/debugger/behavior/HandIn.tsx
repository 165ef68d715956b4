import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { CodeField } from '../form/CodeField.tsx';
import type { SessionView } from '../session/session-view.ts';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import { HAND_IN_EXAMPLE, readHandIn } from './hand-in.ts';

/** Takes what happened as JSON instead of running anything. */
export function HandIn({ session, intentDebugger }: { session: SessionView; intentDebugger: IntentDebugger }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const read = readHandIn(text);
    setProblem(read.kind === 'problem' ? read.message : null);
    if (read.kind === 'behavior') void intentDebugger.analyzeDiscrepancies(session.id, read.behavior);
  };
  return (
    <Stack gap="xs" pt="xs" data-testid="hand-in">
      <CodeField
        label="What happened"
        description="The calls in order, the outcome, and the performance in milliseconds and megabytes; each may be left out."
        language="json"
        minHeight="140px"
        value={text}
        error={problem}
        testId="actual-behavior"
        onChange={(changed) => {
          setText(changed);
          setProblem(null);
        }}
      />
      <Group gap="xs">
        <CommandButton variant="default" loading={intentDebugger.debuggerStatus === 'analyzing'} onClick={submit} data-testid="submit-behavior">Compare</CommandButton>
        {text === '' && <Button variant="subtle" color="gray" onClick={() => setText(HAND_IN_EXAMPLE)}>Fill in an example</Button>}
      </Group>
    </Stack>
  );
}
