import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { CommandButton } from '../shared/CommandButton.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureToRead } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { goTo } from '../shared/useAddress.ts';
import type { WatchEvent } from '../watch/watch-events.ts';
import { BreakList } from './BreakList.tsx';
import { ConflictView } from './ConflictView.tsx';
import { isUnsaved, type OpenFile } from './open-files.ts';
import { SaveResult } from './SaveResult.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import type { Editor } from './useEditor.ts';
import { useTrial } from './useTrial.ts';

/** What stays so however often it is asked for. */
const FOR_GOOD: ReadonlySet<string> = new Set(['FILE_REFUSED', 'PATH_OUTSIDE_ROOM']);

interface FilePaneProps {
  roomId: string;
  file: OpenFile;
  editor: Editor;
  lastSave: WatchEvent | null;
}

/** One open file: its text, what a save would break, and what the last one broke. Keyed by the path. */
export function FilePane({ roomId, file, editor, lastSave }: FilePaneProps) {
  const trial = useTrial(roomId, file);
  const { path, phase } = file;
  const unsaved = isUnsaved(file);
  if (phase === 'reading') return <div aria-busy="true" role="status" aria-label={`Reading ${path}`} data-testid="loading"><LinesSkeleton lines={20} /></div>;
  if (phase === 'refused') return file.failure && <div role="alert"><FailureAlert failure={failureToRead(path, file.failure)} {...(!FOR_GOOD.has(file.failure.code) && { onRetry: () => editor.open(path) })} /></div>;
  return (
    <div className="file-pane" data-testid="file-pane" data-file={path} data-unsaved={unsaved || undefined}>
      <Stack gap="xs" className="shrinks">
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text className="path shrinks" component="h2">{path}</Text>
          <Group gap="xs" wrap="nowrap">
            {file.isReadOnly && <Badge variant="light" color="gray" tt="none">read-only</Badge>}
            <CommandButton size="compact-sm" onClick={() => void editor.save(path)} disabled={!unsaved || file.conflict !== null} loading={phase === 'saving'} title="Ctrl+S" data-testid="save">Save</CommandButton>
          </Group>
        </Group>
        {file.failure && !file.conflict && <div role="alert"><FailureAlert failure={file.failure} /></div>}
        {file.conflict && <div role="alert"><ConflictView file={file} onTakeTheirs={() => editor.takeTheirs(path)} onOverwrite={() => void editor.overwrite(path)} onClose={() => editor.close(path)} /></div>}
        <SourceEditor path={path} text={file.text} isReadOnly={file.isReadOnly} trial={trial} place={file.place} onPlaced={() => editor.placed(path)} onType={(text) => editor.type(path, text)} />
      </Stack>
      <Stack gap="md" className="file-aside">
        {file.isPredicted && !file.conflict && <BreakList roomId={roomId} path={path} trial={trial} />}
        {!file.isPredicted && <Text size="sm" c="dimmed">What a change of this file breaks is not predicted: only TypeScript, JavaScript, JSON and Markdown are read.</Text>}
        {lastSave && <SaveResult roomId={roomId} event={lastSave} />}
        <Anchor component="button" size="sm" ta="left" onClick={() => goTo({ room: roomId, tab: 'graph', file: path })}>See it in Architecture</Anchor>
      </Stack>
    </div>
  );
}
