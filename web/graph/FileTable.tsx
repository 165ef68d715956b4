import { Table, Text, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { knownOf } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { StrongFilesDocument } from './graph-documents.ts';
import { instabilityOf, mostConnected, type FileNode, type ProjectView } from './project-view.ts';
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

/** What the picture shows, for whoever cannot see it. */
export function FileTable({ roomId, version, view, onFind }: FileTableProps) {
  const strong = useStrongShares(roomId, version);
  return (
    <div>
      <Table.ScrollContainer minWidth={0} maxHeight={420}>
        <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label="The most connected files" data-testid="file-table">
          <Table.Thead>
            <Table.Tr><Table.Th>File</Table.Th><Table.Th>Imported by</Table.Th><Table.Th>Imports</Table.Th><Table.Th>Instability</Table.Th><Table.Th>Strong</Table.Th><Table.Th>Community</Table.Th><Table.Th>Cycle</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mostConnected(view, ROWS).map((file) => (
              <Table.Tr key={file.path}>
                <Table.Th scope="row" data-wide><UnstyledButton className="path graph-link" onClick={() => onFind(file.path)}>{file.path}</UnstyledButton></Table.Th>
                <Table.Td className="tabular" data-label="Imported by">{file.ca}</Table.Td>
                <Table.Td className="tabular" data-label="Imports">{file.ce}</Table.Td>
                <Table.Td className="tabular" data-label="Instability">{instabilityOf(file)?.toFixed(2) ?? 'none'}</Table.Td>
                <Table.Td className="tabular" data-label="Strong">{strongInWords(file, strong.get(file.path))}</Table.Td>
                <Table.Td data-label="Community">{file.ca + file.ce === 0 ? 'none' : view.communities.find(({ number }) => number === file.community)?.name}</Table.Td>
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
