import { NativeSelect, SegmentedControl, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { CodeField } from './CodeField.tsx';
import { FileField } from './FileField.tsx';
import { FunctionFields } from './FunctionFields.tsx';
import { useProblem } from './problems-context.ts';
import type { ScenarioKind, SessionDraft } from './session-draft.ts';
import { TextField } from './TextField.tsx';

interface FieldsProps {
  draft: SessionDraft;
  onChange: (changed: Partial<SessionDraft>) => void;
}

const KINDS: { value: ScenarioKind; label: string }[] = [
  { value: 'FUNCTION', label: 'Function' },
  { value: 'SCRIPT', label: 'Script' },
  { value: 'TEST', label: 'Test' },
  { value: 'HTTP', label: 'HTTP' },
  { value: 'NONE', label: 'Nothing' },
];

const MEANINGS: Record<ScenarioKind, string> = {
  FUNCTION: 'An exported function of the room is called with your arguments.',
  SCRIPT: 'A program of the room is started; what it prints and its exit code are the outcome.',
  TEST: 'A test is run with the project’s own runner.',
  HTTP: 'The app is started inside the sandbox and asked once.',
  NONE: 'You hand in what happened as JSON. Nothing is run, so causes and fixes cannot be searched for.',
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const RUNNERS = [{ value: '', label: 'Found in the project' }, { value: 'vitest', label: 'vitest' }, { value: 'jest', label: 'jest' }, { value: 'node:test', label: 'node:test' }];

function ScriptFields({ draft: { script }, onChange }: FieldsProps) {
  const change = (changed: Partial<SessionDraft['script']>) => onChange({ script: { ...script, ...changed } });
  return (
    <Stack gap="md">
      <FileField field="script.file" required label="File" placeholder="scripts/import.ts" value={script.file} onChange={(file) => change({ file })} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea label="Arguments" description="One a line." autosize minRows={2} maxRows={8} classNames={{ input: 'code-input' }} value={script.args} onChange={(event) => change({ args: event.currentTarget.value })} />
        <Textarea label="Standard input" description="Empty: none." autosize minRows={2} maxRows={8} classNames={{ input: 'code-input' }} value={script.stdin} onChange={(event) => change({ stdin: event.currentTarget.value })} />
      </SimpleGrid>
    </Stack>
  );
}

function TestFields({ draft: { test }, onChange }: FieldsProps) {
  const change = (changed: Partial<SessionDraft['test']>) => onChange({ test: { ...test, ...changed } });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <FileField field="test.file" required label="Test file" placeholder="tests/cart.test.ts" value={test.file} onChange={(file) => change({ file })} />
      <TextField field="test.testName" label="Name of the test" placeholder="every test of the file" value={test.testName} onChange={(testName) => change({ testName })} />
      <NativeSelect label="Runner" data={RUNNERS} value={test.runner} onChange={(event) => change({ runner: event.currentTarget.value })} />
    </SimpleGrid>
  );
}

function HttpFields({ draft: { http }, onChange }: FieldsProps) {
  const headers = useProblem('http.headers');
  const change = (changed: Partial<SessionDraft['http']>) => onChange({ http: { ...http, ...changed } });
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <FileField field="http.startFile" required label="Program that starts the app" description="It listens on the port in the variable PORT." placeholder="src/server.ts" value={http.startFile} onChange={(startFile) => change({ startFile })} />
        <Textarea label="Its arguments" description="One a line." autosize minRows={1} maxRows={6} classNames={{ input: 'code-input' }} value={http.startArgs} onChange={(event) => change({ startArgs: event.currentTarget.value })} />
      </SimpleGrid>
      <div className="request-line">
        <NativeSelect label="Method" data={METHODS} value={http.method} onChange={(event) => change({ method: event.currentTarget.value })} />
        <TextField field="http.path" isCode required label="Path" placeholder="/api/orders?page=2" value={http.path} onChange={(path) => change({ path })} />
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <CodeField label="Headers" description="One a line." language="lines" placeholder="accept: application/json" minHeight="60px" value={http.headers} onChange={(text) => change({ headers: text })} error={headers} testId="http.headers" />
        <CodeField label="Body" description="Sent as it is." language="json" minHeight="60px" value={http.body} onChange={(body) => change({ body })} testId="http.body" />
      </SimpleGrid>
    </Stack>
  );
}

/** What a session runs. */
export function ScenarioFields({ draft, onChange }: FieldsProps) {
  return (
    <Stack gap="md">
      <div>
        <SegmentedControl className="kinds" fullWidth aria-label="What is run" data={KINDS} value={draft.kind} onChange={(kind) => onChange({ kind: kind as ScenarioKind })} data-testid="kind" />
        <Text size="xs" c="dimmed" mt={6}>{MEANINGS[draft.kind]}</Text>
      </div>
      {draft.kind === 'FUNCTION' && <FunctionFields fn={draft.fn} onChange={(changed) => onChange({ fn: { ...draft.fn, ...changed } })} />}
      {draft.kind === 'SCRIPT' && <ScriptFields draft={draft} onChange={onChange} />}
      {draft.kind === 'TEST' && <TestFields draft={draft} onChange={onChange} />}
      {draft.kind === 'HTTP' && <HttpFields draft={draft} onChange={onChange} />}
    </Stack>
  );
}
