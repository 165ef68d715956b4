import { Paper, Skeleton, Stack } from '@mantine/core';

/** Equal rows, as of a list. */
export function RowsSkeleton({ rows, height, gap = 6 }: { rows: number; height: number; gap?: number }) {
  return <Stack gap={gap}>{Array.from({ length: rows }, (_, at) => <Skeleton key={at} height={height} radius="sm" />)}</Stack>;
}

const WIDTHS = ['62%', '85%', '74%', '40%', '90%', '55%'];

/** Lines of text or code. */
export function LinesSkeleton({ lines, height = 10 }: { lines: number; height?: number }) {
  return <Stack gap={height}>{Array.from({ length: lines }, (_, at) => <Skeleton key={at} height={height} width={WIDTHS[at % WIDTHS.length] ?? '60%'} radius="sm" />)}</Stack>;
}

/** Papers with a title and lines, as the sections of a page. */
export function SectionsSkeleton({ heights }: { heights: readonly number[] }) {
  return (
    <Stack gap="md">
      {heights.map((height, at) => <Paper key={at} withBorder p="md" h={height} style={{ overflow: 'hidden' }}><Skeleton height={14} width={140} mb="md" radius="sm" /><LinesSkeleton lines={Math.max(1, Math.floor((height - 74) / 20))} /></Paper>)}
    </Stack>
  );
}
