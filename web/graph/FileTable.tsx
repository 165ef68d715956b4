import { Table, UnstyledButton } from '@mantine/core';
import { instabilityOf, mostConnected, type ProjectView } from './project-view.ts';

const ROWS = 50;

/** What the picture shows, for whoever cannot see it. */
export function FileTable({ view, onFind }: { view: ProjectView; onFind: (path: string) => void }) {
  return (
    <Table.ScrollContainer minWidth={0} maxHeight={420}>
      <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label="The most connected files" data-testid="file-table">
        <Table.Thead>
          <Table.Tr><Table.Th>File</Table.Th><Table.Th>Imported by</Table.Th><Table.Th>Imports</Table.Th><Table.Th>Instability</Table.Th><Table.Th>Community</Table.Th><Table.Th>Cycle</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mostConnected(view, ROWS).map((file) => (
            <Table.Tr key={file.path}>
              <Table.Th scope="row" data-wide><UnstyledButton className="path graph-link" onClick={() => onFind(file.path)}>{file.path}</UnstyledButton></Table.Th>
              <Table.Td className="tabular" data-label="Imported by">{file.ca}</Table.Td>
              <Table.Td className="tabular" data-label="Imports">{file.ce}</Table.Td>
              <Table.Td className="tabular" data-label="Instability">{instabilityOf(file)?.toFixed(2) ?? 'none'}</Table.Td>
              <Table.Td data-label="Community">{view.communities.find(({ number }) => number === file.community)?.name}</Table.Td>
              <Table.Td data-label="Cycle">{file.cycle === null ? 'no' : `number ${file.cycle + 1}`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
