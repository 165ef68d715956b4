import './usage.css';
import { Group, Paper, SegmentedControl, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useRoomProgress } from '../healing/useRoomProgress.ts';
import { formatDuration } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { useReading } from '../shared/useReading.ts';
import { PlotCard } from './PlotCard.tsx';
import { percent, plotsOf } from './plots.ts';
import { UsageDocument, type Usage } from './usage-documents.ts';

const RANGES = [{ value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '366', label: 'A year' }];

function Figure({ name, value, text }: { name: string; value: string; text: string }) {
  return (
    <Paper withBorder p="md" className="usage-figure">
      <Text component="dt" size="xs" c="dimmed" fw={600}>{name}</Text>
      <dd><Text span fz={26} fw={650} className="tabular" data-testid={`usage-${name.toLowerCase().replaceAll(' ', '-')}`}>{value}</Text><Text size="xs" c="dimmed">{text}</Text></dd>
    </Paper>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const { runs, outcomes, breaksPrevented, errors, repairs, duration, queue } = usage;
  const healed = outcomes.find(({ status }) => status === 'COMPLETED')?.runs ?? 0;
  const time = (ms: number | null) => (ms === null ? '-' : formatDuration(ms));
  return (
    <dl className="usage-figures" aria-live="polite">
      <Figure name="Runs" value={runs.toLocaleString('en')} text={`${healed} healed and kept`} />
      <Figure name="Breaks prevented" value={breaksPrevented.toLocaleString('en')} text="files that would have stopped compiling" />
      <Figure name="Precision" value={errors.precision === null ? '-' : percent(errors.precision)} text={`of ${errors.predicted} predicted errors`} />
      <Figure name="Recall" value={errors.recall === null ? '-' : percent(errors.recall)} text={`of ${errors.happened} errors that came`} />
      <Figure name="Duration" value={time(duration.p50Ms)} text={`median; 95 of 100 within ${time(duration.p95Ms)}`} />
      <Figure name="Queue" value={time(queue.p50Ms)} text={`median; 95 of 100 within ${time(queue.p95Ms)}`} />
      <Figure name="Repairs" value={repairs.rate === null ? '-' : percent(repairs.rate)} text={repairs.searched === 0 ? 'no fix was searched for' : `${repairs.verified} of ${repairs.searched} searches found a verified fix; ${repairs.applied} applied`} />
    </dl>
  );
}

const skeleton = (
  <Stack gap="md">
    <div className="usage-figures">{Array.from({ length: 7 }, (_, at) => <Skeleton key={at} height={112} />)}</div>
    <div className="usage-plots">{Array.from({ length: 4 }, (_, at) => <Skeleton key={at} height={320} />)}</div>
  </Stack>
);

/** How a room was used, over a range of days. Keyed by the room. */
export function UsagePanel({ roomId }: { roomId: string }) {
  const [days, setDays] = useState('30');
  const { lastMove } = useRoomProgress(roomId);
  const reading = useReading({ query: UsageDocument, variables: { room: roomId, days: Number(days) }, find: ({ room }) => room?.usage, version: lastMove });
  return (
    <Stack gap="md">
      <VisuallyHidden><h1>Usage</h1></VisuallyHidden>
      <Group justify="space-between">
        <SegmentedControl size="xs" aria-label="Range of days" value={days} data={RANGES} onChange={setDays} />
        <Text size="xs" c="dimmed">Days are those of UTC</Text>
      </Group>
      <ReadingView reading={reading} what="the usage" skeleton={skeleton}>
        {(usage) => (
          <Stack gap="md">
            <Figures usage={usage} />
            {usage.runs === 0
              ? <Text size="sm" c="dimmed">No run was started in these days. Say a change in the tab Self-Healing, or choose a longer range.</Text>
              : <div className="usage-plots">{plotsOf(usage).map((plot) => <PlotCard key={plot.title} plot={plot} days={usage.days.map(({ day }) => day)} />)}</div>}
          </Stack>
        )}
      </ReadingView>
    </Stack>
  );
}
