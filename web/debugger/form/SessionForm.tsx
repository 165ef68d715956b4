import { Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import type { Failure } from '../../shared/failure.ts';
import { countOf } from '../../shared/format.ts';
import { AdvancedFields, ExpectationFields } from './ExpectationFields.tsx';
import { ProblemsContext, useProblem } from './problems-context.ts';
import { readDraft, type StartInput } from './read-draft.ts';
import { RoomContext } from './room-context.ts';
import { ScenarioFields } from './ScenarioFields.tsx';
import type { SessionDraft } from './session-draft.ts';
import { TextField } from './TextField.tsx';

interface SessionFormProps {
  roomId: string;
  draft: SessionDraft;
  onDraft: (draft: SessionDraft) => void;
  onStart: (input: StartInput, options: { isRecorded: boolean }) => void;
  isStarting: boolean;
  failure: Failure | null;
}

function IntentFields({ draft, onChange }: { draft: SessionDraft; onChange: (changed: Partial<SessionDraft>) => void }) {
  const problem = useProblem('userIntent');
  return (
    <Stack gap="md">
      <Textarea label="What should the code do?" required autosize minRows={2} maxRows={8} placeholder="The discount is taken off once, and the total is never negative." value={draft.userIntent} onChange={(event) => onChange({ userIntent: event.currentTarget.value })} error={problem} data-testid="userIntent" />
      <TextField field="triggerAction" required label="What sets it off?" placeholder="The customer opens the cart" value={draft.triggerAction} onChange={(triggerAction) => onChange({ triggerAction })} />
    </Stack>
  );
}

/** Moves the focus to the first field that is wrong, as it stands in the form. */
function focusFirstProblem(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** Where a session begins: the intent, what is run, and what should happen. */
export function SessionForm({ roomId, draft, onDraft, onStart, isStarting, failure }: SessionFormProps) {
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const read = readDraft(draft, roomId);
  const problems = isTried && read.kind === 'problems' ? read.problems : {};
  const count = Object.keys(problems).length;
  const change = (changed: Partial<SessionDraft>) => onDraft({ ...draft, ...changed });
  const start = (isRecorded: boolean) => {
    if (isStarting) return;
    setTried(true);
    if (read.kind === 'ready') onStart(read.input, { isRecorded });
    else requestAnimationFrame(() => form.current && focusFirstProblem(form.current));
  };
  const isRun = draft.kind !== 'NONE';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(isRun);
  };
  return (
    <RoomContext value={roomId}>
      <ProblemsContext value={problems}>
        <form ref={form} noValidate onSubmit={submit} aria-label="New session" data-testid="session-form">
          <Stack gap="md">
            <Paper component="section" withBorder p="md" aria-label="Intent"><IntentFields draft={draft} onChange={change} /></Paper>
            <Paper component="section" withBorder p="md" aria-labelledby="scenario-title">
              <Text component="h2" id="scenario-title" fw={600} size="sm" mb="sm">What is run</Text>
              <ScenarioFields draft={draft} onChange={change} />
            </Paper>
            <Paper component="section" withBorder p="md" aria-labelledby="expectation-title">
              <Text component="h2" id="expectation-title" fw={600} size="sm" mb="sm">What you expect</Text>
              <Stack gap="md">
                <ExpectationFields draft={draft} onChange={change} />
                <AdvancedFields draft={draft} onChange={change} />
              </Stack>
            </Paper>
            {failure && <div role="alert"><FailureAlert failure={failure} /></div>}
            <Group gap="sm">
              <CommandButton type="submit" loading={isStarting} data-testid="start">{isRun ? 'Start and record' : 'Start session'}</CommandButton>
              {isRun && <CommandButton variant="default" disabled={isStarting} onClick={() => start(false)} data-testid="start-only">Start without recording</CommandButton>}
              {count > 0 && <Text size="sm" c="var(--danger-text)" data-testid="problem-count">{countOf(count, 'field')} {count === 1 ? 'needs' : 'need'} another look.</Text>}
            </Group>
          </Stack>
        </form>
      </ProblemsContext>
    </RoomContext>
  );
}
