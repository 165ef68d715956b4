import { Anchor, Badge, Group, Paper, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { NotEditedList } from '../healing/NotEditedList.tsx';
import { usePredictions } from '../healing/usePredictions.ts';
import { lookOfRun } from '../runs/run-looks.ts';
import type { RunView } from '../runs/run-view.ts';
import { useRun } from '../runs/useRun.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { knownOf } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton, SectionsSkeleton } from '../shared/Skeletons.tsx';
import { goTo } from '../shared/useAddress.ts';
import { meaningOf } from './diff-meaning.ts';
import type { DiffLayout } from './diff-rows.ts';
import { LAYOUTS, useDiffLayout } from './useDiffLayout.ts';
import { DiffSheet } from './DiffSheet.tsx';
import { DiffSum } from './DiffSum.tsx';
import { reasonsByFile, stepsWithFiles } from './edit-reasons.ts';
import { useDiffFiles } from './useDiffFiles.ts';

/** Beyond that, only the most severe predictions are told beside the edits. */
const MOST_PREDICTIONS = 1_000;

function useReasons(run: RunView) {
  const list = usePredictions(run.intentCapture.id);
  const loadRest = useEffectEvent(() => void list.showAll());
  const isWorthAll = list.totalCount > list.predictions.length && list.totalCount <= MOST_PREDICTIONS;
  useEffect(() => {
    if (isWorthAll) loadRest();
  }, [isWorthAll]);
  return useMemo(() => reasonsByFile(run.actions, list.predictions), [run.actions, list.predictions]);
}

interface LoadedRunProps {
  run: RunView;
  stepId: string | null;
  onStep: (stepId: string | null) => void;
}

function LoadedRun({ run, stepId, onStep }: LoadedRunProps) {
  const [layout, setLayout] = useDiffLayout();
  const [filter, setFilter] = useState('');
  const words = useDeferredValue(filter.trim().toLowerCase());
  const steps = useMemo(() => stepsWithFiles(run.actions), [run.actions]);
  const chosen = steps.find(({ id }) => id === stepId);
  const reasons = useReasons(run);
  const reading = useDiffFiles(chosen ? { stepId: chosen.id } : { runId: run.id }, run.status);
  const files = knownOf(reading);
  const shown = useMemo(() => files?.filter(({ path }) => path.toLowerCase().includes(words)) ?? [], [files, words]);
  const look = lookOfRun(run);
  const meaning = meaningOf(run);
  return (
    <Stack gap="sm">
      <div>
        <Group gap="xs" mb={2}>
          <Badge variant="light" color={look.color} tt="none">{look.label}</Badge>
          <Anchor component="button" size="xs" onClick={() => goTo({ room: run.room.id, run: run.id })}>Open the run in Self-Healing</Anchor>
        </Group>
        <Text component="h2" fw={600} size="lg" className="wrap-anywhere">{run.intentCapture.understood}</Text>
        {meaning && <Text size="sm" c="dimmed">{meaning}</Text>}
      </div>
      <div className="diffs-tools">
        <Select label="Step" size="xs" data={[{ value: '', label: 'The whole run' }, ...steps.map(({ id, label }) => ({ value: id, label }))]} value={chosen?.id ?? ''} onChange={(value) => onStep(value || null)} allowDeselect={false} data-testid="diff-step" />
        <TextInput label="Files" size="xs" placeholder="Part of a path" value={filter} onChange={(event) => setFilter(event.currentTarget.value)} data-testid="diff-filter" />
        <SegmentedControl size="xs" aria-label="Layout" data={LAYOUTS} value={layout} onChange={(value) => setLayout(value as DiffLayout)} />
      </div>
      <ReadingView reading={reading} what="the diff" skeleton={<LinesSkeleton lines={18} />}>{() => (
        <>
          <DiffSum files={shown} />
          <DiffSheet key={chosen?.id ?? ''} files={shown} layout={layout} label="Changed lines" reasons={reasons} />
        </>
      )}</ReadingView>
      {run.notEdited.length > 0 && (
        <Paper withBorder p="sm">
          <Disclosure label={<Text size="sm" fw={600}>{countOf(run.notEdited.length, 'place')} not edited, and why</Text>}>
            <NotEditedList places={run.notEdited} />
          </Disclosure>
        </Paper>
      )}
    </Stack>
  );
}

/** What one run changed, as a whole or by its steps. Keyed by the run. */
export function RunDiffs({ runId, ...rest }: { runId: string } & Omit<LoadedRunProps, 'run'>) {
  const reading = useRun(runId);
  return <ReadingView reading={reading} what="the run" skeleton={<SectionsSkeleton heights={[120, 420]} />}>{(run) => <LoadedRun run={run} {...rest} />}</ReadingView>;
}
