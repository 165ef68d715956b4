import { Code, Stack, Text } from '@mantine/core';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { CheckIcon, CrossIcon } from '../../shared/icons.tsx';
import type { Recording } from '../debugger-documents.ts';
import { formatBytes, labelOfLayer } from './recording-words.ts';
import { Nondeterminism, RecordingEnd } from './RecordingEnd.tsx';
import type { SessionView } from './session-view.ts';

function Layers({ recording }: { recording: Recording }) {
  const active = recording.layers.filter((layer) => layer.active).length;
  return (
    <section aria-label="Sandbox">
      <Text component="h3" size="sm" fw={600} mb={4}>Sandbox: {active} of {recording.layers.length} layers active</Text>
      <ul className="layers">
        {recording.layers.map((layer) => (
          <li key={layer.name} data-testid="layer" data-active={layer.active}>
            <span className="layer-mark" data-active={layer.active || undefined}>{layer.active ? <CheckIcon size={13} /> : <CrossIcon size={13} />}</span>
            <Text component="span" size="sm">{labelOfLayer(layer.name)}<Text component="span" size="xs" c="dimmed">{layer.active ? ' active' : ` not active${layer.why ? `: ${layer.why}` : ''}`}</Text></Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Output({ recording }: { recording: Recording }) {
  const streams = [{ name: 'Standard output', text: recording.stdout }, { name: 'Standard error', text: recording.stderr }].filter(({ text }) => text !== '');
  if (streams.length === 0) return <Text size="sm" c="dimmed">It printed nothing.</Text>;
  const keptBytes = new TextEncoder().encode(recording.stdout + recording.stderr).length;
  return (
    <Stack gap="xs">
      {streams.map(({ name, text }) => (
        <Disclosure key={name} startsOpen={text.length < 2_000} label={<Text size="sm" fw={500}>{name}</Text>}>
          <Code block className="scroll-block" tabIndex={0} aria-label={name}>{text}</Code>
        </Disclosure>
      ))}
      {recording.outputBytes > keptBytes && <Text size="xs" c="dimmed">{formatBytes(recording.outputBytes)} were printed in all; the rest was dropped.</Text>}
    </Stack>
  );
}

/** What the newest recording was like: its end, the sandbox, and what it printed. */
export function RecordingReport({ session }: { session: SessionView }) {
  const { recording } = session;
  if (!recording) {
    const why = session.scenario === null ? 'This session runs nothing: the actual behaviour is handed in.' : session.status === 'RECORDING' ? 'The first recording is under way.' : 'Nothing was recorded yet. Press Record to run the scenario in the sandbox.';
    return (
      <Stack gap={4}>
        <Text size="sm" c="dimmed" data-testid="no-recording">{why}</Text>
        {session.lastEnd?.activity === 'recording' && session.lastEnd.message !== '' && <Text size="sm">The last attempt: {session.lastEnd.message}</Text>}
      </Stack>
    );
  }
  return (
    <Stack gap="lg" data-testid="recording">
      <Stack gap="sm">
        <RecordingEnd recording={recording} />
        <Nondeterminism recording={recording} />
      </Stack>
      <Layers recording={recording} />
      <Output recording={recording} />
    </Stack>
  );
}
