import '../diffs/diffs.css';
import { Anchor, Button, Group, Loader, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useRunEvents } from '../runs/useRunEvents.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton, RowsSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { goTo, type Address } from '../shared/useAddress.ts';
import { PreviewFileView } from './PreviewFileView.tsx';
import { PreviewList } from './PreviewList.tsx';
import { RunPreviewDocument, type RunPreview as Previewed } from './preview-documents.ts';
import { isWorse, sumOf } from './preview-words.ts';

interface RunPreviewProps {
  roomId: string;
  runId: string;
  path: string | null;
}

const skeleton = (
  <Stack gap="sm">
    <Group gap="sm" mih={26} wrap="nowrap"><Loader size="sm" /><Text size="sm">The plan is applied in memory and the files of both trees are checked.</Text></Group>
    <div className="preview"><RowsSkeleton rows={6} height={50} /><Stack gap="sm"><Skeleton height={30} /><LinesSkeleton lines={16} /></Stack></div>
  </Stack>
);

function LoadedPreview({ roomId, runId, path, preview }: RunPreviewProps & { preview: Previewed }) {
  const { files } = preview;
  const file = files.find((each) => each.path === path) ?? files.find(isWorse) ?? files.find(({ after }) => after !== null) ?? files[0];
  if (!file) return <Text size="sm" c="dimmed">The plan writes no file, so there is nothing to compare.</Text>;
  return (
    <div className="preview">
      <PreviewList files={files} chosen={file.path} onChoose={(chosen) => goTo({ room: roomId, tab: 'preview', run: runId, file: chosen })} />
      <PreviewFileView key={file.path} runId={runId} file={file} />
    </div>
  );
}

/** The files of one planned run, now and healed; read again when the run has moved, since then there may be nothing left to preview. Keyed by the run. */
function RunPreview({ roomId, runId, path }: RunPreviewProps) {
  const { lastMove } = useRunEvents(runId);
  const reading = useReading({ query: RunPreviewDocument, variables: { runId }, find: ({ runPreview }) => runPreview, version: lastMove, requestPolicy: 'network-only' });
  const hasBegun = reading.kind === 'failed' && reading.failure.code === 'RUN_STATE';
  return (
    <Stack gap="sm">
      <ReadingView reading={reading} what="the preview" skeleton={skeleton}>
        {(preview) => (
          <Stack gap="sm">
            <Group justify="space-between" gap="sm">
              <Text size="sm" role="status" data-testid="preview-sum">{sumOf(preview.files, preview.unchecked)} Nothing is written.</Text>
              <Group gap="xs">
                <CommandButton size="compact-sm" variant="default" onClick={() => reading.kind === 'ready' && reading.retry()} loading={reading.kind === 'ready' && reading.isReading}>Check again</CommandButton>
                <Button size="compact-sm" onClick={() => goTo({ room: roomId, run: runId })}>Open the plan to heal</Button>
              </Group>
            </Group>
            <LoadedPreview roomId={roomId} runId={runId} path={path} preview={preview} />
          </Stack>
        )}
      </ReadingView>
      {reading.kind === 'failed' && <Anchor component="button" size="sm" ta="left" onClick={() => goTo({ room: roomId, tab: hasBegun ? 'diffs' : 'healing', run: runId })}>{hasBegun ? 'See what it changed in Diffs' : 'Open the run in Self-Healing'}</Anchor>}
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
