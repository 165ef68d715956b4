import { Table, Text, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { knownOf } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { StrongFilesDocument } from './graph-documents.ts';
import { instabilityOf, mostConnected, type FileNode, type ProjectView } from './project-view.ts';
import { SortableHead, useSortedRows } from './SortableHead.tsx';
import type { SortColumn } from './sort-rows.ts';
import { percentOf, STRONG_OF_FILES } from './strong-words.ts';

const ROWS = 50;

interface FileTableProps {
  roomId: string;
  /** Counts up with every change of the files. */
  version: number;
  view: ProjectView;
  onFind: (path: string) => void;
}

/** By path; empty until they are read: the rest of the table does not wait for them. */
function useStrongShares(roomId: string, version: number): ReadonlyMap<string, number> {
  const modules = knownOf(useReading({ query: StrongFilesDocument, variables: { room: roomId }, find: ({ room }) => room?.coupling.modules, version }));
  return useMemo(() => new Map((modules ?? []).map(({ file, strongShare }) => [file, strongShare])), [modules]);
}

function strongInWords({ ca }: FileNode, share: number | undefined): string {
  if (ca === 0) return 'none';
  return share === undefined ? '' : percentOf(share);
}

/** The name of its community; null for a file that stands alone. */
function communityOf({ communities }: ProjectView, { ca, ce, community }: FileNode): string | null {
  return ca + ce === 0 ? null : (communities.find(({ number }) => number === community)?.name ?? null);
}

function columnsOf(view: ProjectView, strong: ReadonlyMap<string, number>): SortColumn<FileNode>[] {
  return [
    { name: 'File', valueOf: ({ path }) => path },
    { name: 'Imported by', valueOf: ({ ca }) => ca },
    { name: 'Imports', valueOf: ({ ce }) => ce },
    { name: 'Instability', valueOf: instabilityOf },
    { name: 'Strong', valueOf: ({ ca, path }) => (ca === 0 ? null : (strong.get(path) ?? null)) },
    { name: 'Community', valueOf: (file) => communityOf(view, file) },
    { name: 'Cycle', valueOf: ({ cycle }) => (cycle === null ? null : -cycle) },
  ];
}

/** What the picture shows, for whoever cannot see it. */
export function FileTable({ roomId, version, view, onFind }: FileTableProps) {
  const strong = useStrongShares(roomId, version);
  const columns = useMemo(() => columnsOf(view, strong), [view, strong]);
  const files = useMemo(() => mostConnected(view, ROWS), [view]);
  const { rows, ...sorting } = useSortedRows(files, columns);
  return (
    <div>
      <Table.ScrollContainer minWidth={0} maxHeight={420}>
        <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label="The most connected files" data-testid="file-table">
          <SortableHead columns={columns} {...sorting} />
          <Table.Tbody>
            {rows.map((file) => (
              <Table.Tr key={file.path}>
                <Table.Th scope="row" data-wide><UnstyledButton className="path graph-link" onClick={() => onFind(file.path)}>{file.path}</UnstyledButton></Table.Th>
                <Table.Td className="tabular" data-label="Imported by">{file.ca}</Table.Td>
                <Table.Td className="tabular" data-label="Imports">{file.ce}</Table.Td>
                <Table.Td className="tabular" data-label="Instability">{instabilityOf(file)?.toFixed(2) ?? 'none'}</Table.Td>
                <Table.Td className="tabular" data-label="Strong">{strongInWords(file, strong.get(file.path))}</Table.Td>
                <Table.Td data-label="Community">{communityOf(view, file) ?? 'none'}</Table.Td>
                <Table.Td data-label="Cycle">{file.cycle === null ? 'no' : `number ${file.cycle + 1}`}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">{STRONG_OF_FILES}</Text>
    </div>
  );
}
