import { Badge, Group, Table, Text } from '@mantine/core';
import type { Recording } from '../debugger-documents.ts';

/** What each example gave in the newest recording. */
export function ExampleResults({ examples }: { examples: Recording['examples'] }) {
  const passed = examples.filter((example) => example.passed).length;
  return (
    <section aria-labelledby="examples-title" data-testid="example-results">
      <Group gap="xs" mb={4}>
        <Text component="h2" id="examples-title" size="sm" fw={600}>Examples</Text>
        <Badge size="sm" variant="light" color={passed === examples.length ? 'teal' : 'red'} tt="none">{passed} of {examples.length} pass</Badge>
      </Group>
      <Table.ScrollContainer minWidth={0}>
        <Table verticalSpacing={4} className="card-table">
          <Table.Thead><Table.Tr><Table.Th w={48}>#</Table.Th><Table.Th w={90}>Result</Table.Th><Table.Th>Expected</Table.Th><Table.Th>Actual</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {examples.map((example) => (
              <Table.Tr key={example.number} data-passed={example.passed}>
                <Table.Td className="tabular" data-label="Example">{example.number}</Table.Td>
                <Table.Td data-label="Result"><Badge size="sm" variant="light" color={example.passed ? 'teal' : 'red'} tt="none">{example.passed ? 'passes' : 'fails'}</Badge></Table.Td>
                <Table.Td className="value" data-label="Expected" data-wide>{example.expected ?? 'no error'}</Table.Td>
                <Table.Td className="value" data-label="Actual" data-wide>{example.actual}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
