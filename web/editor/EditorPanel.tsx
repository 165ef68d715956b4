import './editor.css';
import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { countOf } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useKeptFocus } from '../shared/useKeptFocus.ts';
import { useReading } from '../shared/useReading.ts';
import { goTo, type Address } from '../shared/useAddress.ts';
import { FollowWatch } from '../watch/FollowWatch.tsx';
import { useWatch } from '../watch/useWatch.ts';
import { FileListDocument } from './editor-documents.ts';
import { FilePane } from './FilePane.tsx';
import { FileTree } from './FileTree.tsx';
import { isUnsaved } from './open-files.ts';
import { OpenFileList } from './OpenFileList.tsx';
import { useEditor, type Editor } from './useEditor.ts';

interface FilesProps {
  roomId: string;
  editor: Editor;
  /** Counts up with every change of the files. */
  version: number;
  onChoose: (path: string) => void;
}

function Files({ roomId, editor, version, onChoose }: FilesProps) {
  const reading = useReading({ query: FileListDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node.fileList : null), version });
  const unsaved = useMemo(() => new Set(editor.files.filter(isUnsaved).map(({ path }) => path)), [editor.files]);
  return (
    <div className="files">
      <ReadingView reading={reading} what="the files" skeleton={<div className="file-tree"><RowsSkeleton rows={20} height={16} gap={10} /></div>}>
        {(list) => (
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <Text size="xs" c="dimmed">{countOf(list.total, 'file')}{list.total > list.paths.length && `, the first ${list.paths.length} are shown`}</Text>
              <CommandButton size="compact-xs" variant="subtle" onClick={() => reading.kind === 'ready' && reading.retry()} loading={reading.kind === 'ready' && reading.isReading}>Read again</CommandButton>
            </Group>
            {list.total === 0 ? <Text size="sm" c="dimmed">The project holds no file that is not ignored.</Text> : <FileTree paths={list.paths} chosen={editor.chosen} unsaved={unsaved} onChoose={onChoose} />}
          </Stack>
        )}
      </ReadingView>
    </div>
  );
}

/** The Dev tab of one room: its files, and an editor that says what a save would break. Keyed by the room. */
export function EditorPanel({ roomId, address }: { roomId: string; address: Address }) {
  const editor = useEditor(roomId);
  const watch = useWatch(roomId);
  const kept = useKeptFocus();
  const { open, rereadAll, file } = editor;
  const version = useRoomChanges(roomId, 'files');
  useEffect(() => {
    if (version > 0) rereadAll();
  }, [version, rereadAll]);
  const { file: path, line } = address;
  useEffect(() => {
    if (path) open(path, line && /^\d{1,7}$/.test(line) ? { line: Number(line), column: 1 } : null);
  }, [path, line, open]);
  const choose = (chosen: string) => {
    if (chosen === path) open(chosen);
    else goTo({ room: roomId, tab: 'dev', file: chosen });
  };
  const close = (closed: string) => {
    const next = editor.files.find((each) => each.path !== closed);
    editor.close(closed);
    if (closed === path) goTo({ room: roomId, tab: 'dev', file: next?.path ?? null });
  };
  useHotkeys([['mod+S', () => file && void editor.save(file.path)]], [], true);
  const lastSave = watch.events.find(({ type }) => type !== 'WATCHING') ?? null;
  return (
    <div className="editor-tab" data-testid="dev">
      <VisuallyHidden><h1>Dev</h1></VisuallyHidden>
      {watch.mode !== null && <FollowWatch roomId={roomId} newest={watch.events[0]?.number ?? 0} onEvent={watch.add} />}
      <Files roomId={roomId} editor={editor} version={version} onChoose={choose} />
      <div {...kept} className="editor-main">
        {editor.files.length > 0 && <OpenFileList files={editor.files} chosen={editor.chosen} onChoose={choose} onClose={close} />}
        {file
          ? <FilePane key={file.path} roomId={roomId} file={file} editor={{ ...editor, close }} lastSave={lastSave} />
          : <div className="introduction"><Text fw={600}>Open a file</Text><Text size="sm" c="dimmed">While you type, every pause is tried on the whole project: what a save would break is marked here and listed with its places. Ctrl+S saves; what the save breaks is planned to be healed.</Text></div>}
      </div>
    </div>
  );
}
