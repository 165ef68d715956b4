import { Badge, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { ChunkBoundary } from '../../shared/ChunkBoundary.tsx';
import { countOf } from '../../shared/format.ts';
import type { SessionView } from '../session/session-view.ts';
import { Words } from '../../shared/Words.tsx';
import { describeSamples, formatMetric } from './distribution.ts';
import { readMeasures, type Measure } from './read-measures.ts';

const PerformancePlot = lazy(() => import('./PerformancePlot.tsx').then((module) => ({ default: module.PerformancePlot })));

const VERDICT_LOOKS = {
  exceeds: { label: 'exceeds', color: 'red' },
  within: { label: 'within', color: 'teal' },
  'not-enough-evidence': { label: 'not enough evidence', color: 'yellow' },
} as const;

/** The plot in figures, for those who read instead of see, and for those who want them exact. */
function Figures({ measure }: { measure: Measure }) {
  const show = (value: number) => formatMetric(value, measure.unit);
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table className="card-table" verticalSpacing={3} fz="xs" data-testid="performance-figures">
        <Table.Caption className="visually-hidden">{measure.title} in figures</Table.Caption>
        <Table.Thead><Table.Tr><Table.Th>Series</Table.Th><Table.Th>Runs</Table.Th><Table.Th>Least</Table.Th><Table.Th>Quartiles</Table.Th><Table.Th>Median</Table.Th><Table.Th>Most</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody className="tabular">
          {measure.series.map(({ name, values }) => {
            const described = describeSamples(values);
            return described && (
              <Table.Tr key={name}>
                <Table.Td data-label="Series" data-wide>{name}</Table.Td><Table.Td data-label="Runs">{described.count}</Table.Td><Table.Td data-label="Least">{show(described.min)}</Table.Td><Table.Td data-label="Quartiles">{show(described.q1)} – {show(described.q3)}</Table.Td><Table.Td data-label="Median">{show(described.median)}</Table.Td><Table.Td data-label="Most">{show(described.max)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function MeasureSection({ measure }: { measure: Measure }) {
  const verdict = measure.verdict && VERDICT_LOOKS[measure.verdict];
  return (
    <div data-testid="measure" data-metric={measure.metric} data-verdict={measure.verdict ?? undefined}>
      <Group gap="xs" mb={2}>
        <Text component="h3" size="sm" fw={600}>{measure.title}</Text>
        {verdict && <Badge size="sm" variant="light" color={verdict.color} tt="none">{verdict.label}</Badge>}
        <Text size="xs" c="dimmed" className="tabular">
          {measure.actual !== null && `${formatMetric(measure.actual, measure.unit)} actual`}
          {measure.expected !== null && `, ${formatMetric(measure.expected, measure.unit)} expected, limit ${formatMetric(measure.expected * measure.threshold, measure.unit)}`}
          {measure.ratio && `; actual over expected ${measure.ratio.low.toFixed(2)} to ${measure.ratio.high.toFixed(2)} (95 %)`}
        </Text>
      </Group>
      {measure.message && <Text size="sm"><Words text={measure.message} /></Text>}
      {measure.message === '' && measure.moreRuns > 0 && <Text size="sm">About {countOf(measure.moreRuns, 'more run')} would tell.</Text>}
      {measure.series.length > 0 && (
        <Stack gap={4} mt={6}>
          <ChunkBoundary fallback={null}>
            <Suspense fallback={<Skeleton height={150} />}><PerformancePlot measure={measure} /></Suspense>
          </ChunkBoundary>
          <Figures measure={measure} />
          {measure.series.some(({ isPlotted }) => !isPlotted) && <Text size="xs" c="dimmed">The reference is work of a known size that ran in between and shows the noise of the machine. It is on another scale and not drawn.</Text>}
        </Stack>
      )}
    </div>
  );
}

/** How long it took and how much memory it needed, as distributions. */
export function PerformancePanel({ session }: { session: SessionView }) {
  const measures = readMeasures(session);
  if (measures.length === 0) return null;
  return (
    <section aria-labelledby="performance-title" data-testid="performance">
      <Text component="h2" id="performance-title" fw={600} mb="xs">Performance</Text>
      <Stack gap="lg">{measures.map((measure) => <MeasureSection key={measure.metric} measure={measure} />)}</Stack>
    </section>
  );
}
