import { Group, Paper, ScrollArea, Skeleton, Table, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { ChunkBoundary } from '../shared/ChunkBoundary.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { tableOf, type Plot } from './plots.ts';

const UsagePlot = lazy(() => import('./UsagePlot.tsx').then((module) => ({ default: module.UsagePlot })));

/** A plot, what it shows in a sentence, and its numbers as a table for those who cannot see it or want them exactly. */
export function PlotCard({ plot, days }: { plot: Plot; days: readonly string[] }) {
  const rows = tableOf(plot, days);
  return (
    <Paper component="section" withBorder p="md" aria-label={plot.title} data-testid="usage-plot">
      <Text component="h2" size="sm" fw={600}>{plot.title}</Text>
      <Text size="sm" c="dimmed" mb="xs">{plot.words}</Text>
      {rows.length > 0 && (
        <>
          <Group gap="md" mb={4} aria-hidden="true">{plot.series.map(({ name, color }) => <span key={name} className="usage-key"><i style={{ background: `var(--mantine-color-${color}-6)` }} />{name}</span>)}</Group>
          <ChunkBoundary fallback={<Text size="sm" c="dimmed">The plot could not be loaded; the numbers are below.</Text>}>
            <Suspense fallback={<Skeleton height={190} />}><UsagePlot plot={plot} days={days} /></Suspense>
          </ChunkBoundary>
          <Disclosure label={<Text size="xs" c="dimmed">As a table</Text>}>
            <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': `${plot.title} as a table` }}>
              <Table fz="xs" className="tabular">
                <Table.Thead><Table.Tr><Table.Th scope="col">Day</Table.Th>{plot.series.map(({ name }) => <Table.Th key={name} scope="col">{name}</Table.Th>)}</Table.Tr></Table.Thead>
                <Table.Tbody>{rows.map(({ day, cells }) => <Table.Tr key={day}><Table.Th scope="row">{day}</Table.Th>{cells.map((cell, i) => <Table.Td key={plot.series[i]?.name}>{cell}</Table.Td>)}</Table.Tr>)}</Table.Tbody>
              </Table>
            </ScrollArea.Autosize>
          </Disclosure>
        </>
      )}
    </Paper>
  );
}
