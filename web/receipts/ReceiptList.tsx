import { Badge, Box, Button, Group, NativeSelect, Paper, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useReducer } from 'react';
import { lookOfRun } from '../runs/run-looks.ts';
import { countOf } from '../shared/format.ts';
import { knownOf } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useKeptFocus } from '../shared/useKeptFocus.ts';
import { FILTERS, firstPage, foldList, type FilterName } from './list-state.ts';
import type { ListedRun } from './receipts-documents.ts';
import { useReceiptList } from './useReceiptList.ts';

const TYPING_MS = 250;
const FILTER_CHOICES = Object.entries(FILTERS).map(([value, { label }]) => ({ value, label }));

interface ReceiptListProps {
  roomId: string;
  lastMove: number;
  openRunId: string | null;
  onOpen: (runId: string) => void;
}

function ReceiptRow({ run, openRunId, onOpen }: { run: ListedRun } & Pick<ReceiptListProps, 'openRunId' | 'onOpen'>) {
  return (
    <li>
      <UnstyledButton className="history-row" aria-current={run.id === openRunId || undefined} onClick={() => onOpen(run.id)} data-testid="receipt-row" data-status={run.status}>
        <Text component="span" size="sm" lineClamp={2} className="wrap-anywhere">{run.intentCapture.userAction}</Text>
        <span className="history-meta">
          <Badge size="sm" variant="light" color={lookOfRun(run).color} tt="none">{lookOfRun(run).label}</Badge>
          <Text component="time" size="xs" c="dimmed" dateTime={run.createdAt}>{new Date(run.queuedAt ?? run.createdAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}</Text>
        </span>
      </UnstyledButton>
    </li>
  );
}

/** The runs of the room to search in, a page at a time; a press opens the receipt of one. */
export function ReceiptList({ roomId, lastMove, openRunId, onOpen }: ReceiptListProps) {
  const [state, move] = useReducer(foldList, firstPage);
  const reading = useReceiptList(roomId, state, lastMove);
  const kept = useKeptFocus<HTMLElement>();
  const page = knownOf(reading);
  const older = page?.older ?? null;
  const search = useDebouncedCallback((matching: string) => move({ kind: 'search', matching }), TYPING_MS);
  const isAsked = state.matching.trim() !== '' || state.filter !== 'ALL';
  return (
    <Paper {...kept} component="nav" withBorder p="sm" aria-label="Runs">
      <Stack gap="xs">
        <TextInput type="search" size="xs" aria-label="Search runs" placeholder="Words of the intent" maxLength={200} onChange={(event) => search(event.currentTarget.value)} data-testid="receipt-search" />
        <NativeSelect size="xs" aria-label="Which runs" value={state.filter} data={FILTER_CHOICES} onChange={(event) => move({ kind: 'filter', filter: event.currentTarget.value as FilterName })} data-testid="receipt-filter" />
        <Text size="xs" c="dimmed" role="status" className="tabular">{page ? countOf(page.totalCount, 'run') : 'Reading'}</Text>
      </Stack>
      <Box mt="xs">
        <ReadingView reading={reading} what="the runs" skeleton={<RowsSkeleton rows={5} height={58} />}>
          {({ runs }) => (runs.length === 0
            ? <Text size="sm" c="dimmed">{isAsked ? 'No run fits. Search for fewer words or show all runs.' : 'No run yet. Say a change in the tab Self-Healing; its receipt is kept here.'}</Text>
            : <Stack gap={2} component="ul" className="rows">{runs.map((run) => <ReceiptRow key={run.id} run={run} openRunId={openRunId} onOpen={onOpen} />)}</Stack>)}
        </ReadingView>
      </Box>
      {(older !== null || state.passed.length > 0) && (
        <Group justify="space-between" mt="xs">
          <Button size="compact-xs" variant="default" disabled={state.passed.length === 0} onClick={() => move({ kind: 'newer' })}>Newer</Button>
          <Button size="compact-xs" variant="default" disabled={older === null} onClick={() => older !== null && move({ kind: 'older', after: older })}>Older</Button>
        </Group>
      )}
    </Paper>
  );
}
