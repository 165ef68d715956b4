import { Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { CouplingTablesDocument, type CouplingTables as Tables } from './graph-documents.ts';
import { SortableHead, useSortedRows } from './SortableHead.tsx';
import type { SortColumn } from './sort-rows.ts';
import { percentOf, STRONG_OF_FOLDERS } from './strong-words.ts';

type Find = (path: string) => void;

const FOLDER_COLUMNS: readonly SortColumn<Tables['folders'][number]>[] = [
  { name: 'Folder', valueOf: ({ folder }) => folder },
  { name: 'Files', valueOf: ({ files }) => files },
  { name: 'Imported by', valueOf: ({ ca }) => ca },
  { name: 'Imports', valueOf: ({ ce }) => ce },
  { name: 'Instability', valueOf: ({ ca, ce, instability }) => (ca + ce === 0 ? null : instability) },
  { name: 'Strong', valueOf: ({ ca, strongShare }) => (ca === 0 ? null : strongShare) },
];

const PAIR_COLUMNS: readonly SortColumn<Tables['history']['pairs'][number]>[] = [
  { name: 'Who changes this file', valueOf: ({ file }) => file },
  { name: 'changes this one too', valueOf: ({ other }) => other },
  { name: 'Share', valueOf: ({ confidence }) => confidence },
  { name: 'Commits', valueOf: ({ support }) => support },
  { name: 'Import', valueOf: ({ isTied }) => (isTied ? 'yes' : 'no') },
];

function FolderTable({ folders, folderCount, onFind }: Pick<Tables, 'folders' | 'folderCount'> & { onFind: Find }) {
  const { rows, ...sorting } = useSortedRows(folders, FOLDER_COLUMNS);
  if (folderCount === 0) return <Text size="xs" c="dimmed">All files are at the root.</Text>;
  return (
    <div>
      <Table.ScrollContainer minWidth={0} maxHeight={360}>
        <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label="Coupling of the folders" data-testid="folder-table">
          <SortableHead columns={FOLDER_COLUMNS} {...sorting} />
          <Table.Tbody>
            {rows.map(({ folder, files, ca, ce, instability, strongShare }) => (
              <Table.Tr key={folder}>
                <Table.Th scope="row" data-wide><UnstyledButton className="path graph-link" onClick={() => onFind(`${folder}/`)}>{folder}</UnstyledButton></Table.Th>
                <Table.Td className="tabular" data-label="Files">{files}</Table.Td>
                <Table.Td className="tabular" data-label="Imported by">{ca}</Table.Td>
                <Table.Td className="tabular" data-label="Imports">{ce}</Table.Td>
                <Table.Td className="tabular" data-label="Instability">{ca + ce === 0 ? 'none' : instability.toFixed(2)}</Table.Td>
                <Table.Td className="tabular" data-label="Strong">{ca === 0 ? 'none' : percentOf(strongShare)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">Each folder with everything below it; files outside that import it, and that it imports. {STRONG_OF_FOLDERS}{folders.length < folderCount && ` The first ${folders.length} of ${folderCount}.`}</Text>
    </div>
  );
}

function HistoryTable({ history: { absent, commits, pairs }, onFind }: Pick<Tables, 'history'> & { onFind: Find }) {
  const { rows, ...sorting } = useSortedRows(pairs, PAIR_COLUMNS);
  if (absent !== null) return <Text size="xs" c="dimmed">What is changed together is not known: {absent}</Text>;
  if (pairs.length === 0) return <Text size="xs" c="dimmed">No two files are changed together often in the last {countOf(commits, 'commit')}.</Text>;
  const name = (path: string) => <UnstyledButton className="path graph-link" onClick={() => onFind(path)}>{path}</UnstyledButton>;
  return (
    <div>
      <Table.ScrollContainer minWidth={0} maxHeight={360}>
        <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label="Files that are changed together" data-testid="history-table">
          <SortableHead columns={PAIR_COLUMNS} {...sorting} />
          <Table.Tbody>
            {rows.map(({ file, other, support, confidence, isTied }) => (
              <Table.Tr key={`${file} ${other}`}>
                <Table.Th scope="row" data-wide>{name(file)}</Table.Th>
                <Table.Td data-wide data-label="changes this one too">{name(other)}</Table.Td>
                <Table.Td className="tabular" data-label="Share">{percentOf(confidence)}</Table.Td>
                <Table.Td className="tabular" data-label="Commits">{support}</Table.Td>
                <Table.Td data-label="Import">{isTied ? 'yes' : 'no'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">From the last {countOf(commits, 'commit')}; the surest first.</Text>
    </div>
  );
}

/** Martin's metrics of the folders, and what the commits change together. */
export function CouplingTables({ roomId, version, onFind }: { roomId: string; version: number; onFind: Find }) {
  const reading = useReading({ query: CouplingTablesDocument, variables: { room: roomId }, find: ({ room }) => room?.coupling, version });
  return (
    <ReadingView reading={reading} what="the coupling" skeleton={<RowsSkeleton rows={6} height={24} />}>
      {({ folders, folderCount, history }) => (
        <Stack gap="sm">
          <FolderTable folders={folders} folderCount={folderCount} onFind={onFind} />
          <HistoryTable history={history} onFind={onFind} />
        </Stack>
      )}
    </ReadingView>
  );
}
