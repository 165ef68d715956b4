import { Button, CloseButton, Group, Paper, Stack, Text } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { goTo } from '../shared/useAddress.ts';
import { DependentList } from './DependentList.tsx';
import { moveWords } from './intent-words.ts';
import type { FileFacts } from './useFileFacts.ts';

interface FolderPanelProps {
  roomId: string;
  rootPath: string;
  /** Without the slash at its end. */
  folder: string;
  /** Files below it that are drawn. */
  files: number;
  facts: Reading<FileFacts>;
  /** Whether its dependents are lit up. */
  isLit: boolean;
  onLight: () => void;
  onFind: (path: string) => void;
  onClose: () => void;
}

/** One folder with everything below it: who outside depends on it, and what can be started from it. Keyed by the folder. */
export function FolderPanel({ roomId, rootPath, folder, files, facts, isLit, onLight, onFind, onClose }: FolderPanelProps) {
  return (
    <Paper withBorder p="sm" component="section" aria-label="The chosen folder" data-testid="folder-panel" data-folder={folder}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Text component="h2" className="path" fw={600}>{folder}/</Text>
          <CloseButton size="sm" aria-label="Choose no folder" onClick={onClose} />
        </Group>
        {files === 0 && <Text size="sm" c="dimmed">No file of this folder is in the graph: it was moved or deleted, or its files are among those that are not drawn.</Text>}
        {files > 0 && (
          <>
            <Text size="xs" c="dimmed">{countOf(files, 'file')}, those of its folders among them.</Text>
            <Group gap="xs">
              <Button size="compact-sm" data-testid="start-intent" onClick={() => goTo({ room: roomId, tab: 'healing', words: moveWords(folder) })}>Move this folder</Button>
              <Button size="compact-sm" variant="default" aria-pressed={isLit} disabled={knownOf(facts) === null} onClick={onLight}>{isLit ? 'Darken dependents' : 'Light up dependents'}</Button>
            </Group>
            <ReadingView reading={facts} what="what depends on it" skeleton={<RowsSkeleton rows={5} height={26} />}>
              {({ impact }) => <Stack gap="xs"><DependentList what="The folder, from outside" impact={impact} rootPath={rootPath} onFind={onFind} /></Stack>}
            </ReadingView>
          </>
        )}
      </Stack>
    </Paper>
  );
}
