import '../diffs/diffs.css';
import { Anchor, Button, Group, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { useRunEvents } from '../runs/useRunEvents.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOfRequest } from '../shared/failure.ts';
import { goTo, type Address } from '../shared/useAddress.ts';
import { PreviewFileView } from './PreviewFileView.tsx';
import { PreviewList } from './PreviewList.tsx';
import { RunPreviewDocument } from './preview-documents.ts';
import { isWorse, sumOf } from './preview-words.ts';

interface RunPreviewProps {
  roomId: string;
  runId: string;
  path: string | null;
}

/** The files of one planned run, now and healed. Keyed by the run. */
function RunPreview({ roomId, runId, path }: RunPreviewProps) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RunPreviewDocument, variables: { runId }, requestPolicy: 'network-only' });
  const { lastMove } = useRunEvents(runId);
  const seen = useRef(lastMove);
  useEffect(() => {
    // A run that has moved may have begun: then there is nothing left to preview.
    if (seen.current === lastMove || fetching) return;
    seen.current = lastMove;
    execute({ requestPolicy: 'network-only' });
  }, [lastMove, fetching, execute]);
  const again = () => execute({ requestPolicy: 'network-only' });
  if (error && !fetching) {
    const failure = failureOfRequest(error);
    return (
      <Stack gap="sm">
        <FailureAlert failure={failure} onRetry={again} />
        <Anchor component="button" size="sm" ta="left" onClick={() => goTo({ room: roomId, tab: failure.code === 'RUN_STATE' ? 'diffs' : 'healing', run: runId })}>{failure.code === 'RUN_STATE' ? 'See what it changed in Diffs' : 'Open the run in Self-Healing'}</Anchor>
      </Stack>
    );
  }
  if (!data) return <Group gap="sm" role="status"><Loader size="sm" /><Text size="sm">The plan is applied in memory and the files of both trees are checked.</Text></Group>;
  const { files, unchecked } = data.runPreview;
  const file = files.find((each) => each.path === path) ?? files.find(isWorse) ?? files.find(({ after }) => after !== null) ?? files[0];
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status" data-testid="preview-sum">{sumOf(files, unchecked)} Nothing is written.</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={again} loading={fetching}>Check again</Button>
          <Button size="compact-sm" onClick={() => goTo({ room: roomId, run: runId })}>Open the plan to heal</Button>
        </Group>
      </Group>
      <div className="preview">
        <PreviewList files={files} chosen={file?.path ?? null} onChoose={(chosen) => goTo({ room: roomId, tab: 'preview', run: runId, file: chosen })} />
        {file && <PreviewFileView key={file.path} runId={runId} file={file} />}
      </div>
    </Stack>
  );
}

/** The Preview tab of one room. Keyed by the room. */
export function PreviewPanel({ roomId, address }: { roomId: string; address: Address }) {
  return (
    <div data-testid="preview">
      <VisuallyHidden><h1>Preview</h1></VisuallyHidden>
      {address.run ? (
        <RunPreview key={address.run} roomId={roomId} runId={address.run} path={address.file} />
      ) : (
        <Stack gap="xs" maw="60ch" align="flex-start">
          <Text fw={600}>See the healed files before anything is written</Text>
          <Text size="sm" c="dimmed">Say a change in Self-Healing and open its plan; then every file it would write is here beside the one you have, with the errors of both.</Text>
          <Button size="compact-md" variant="default" onClick={() => goTo({ room: roomId })}>Say a change</Button>
        </Stack>
      )}
    </div>
  );
}
