import './diffs.css';
import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { History } from '../healing/History.tsx';
import { useHealingHistory } from '../healing/useHealingHistory.ts';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { goTo, type Address } from '../shared/useAddress.ts';
import { RunDiffs } from './RunDiffs.tsx';

/** As many runs as the server lists at once; an older one is opened by its link. */
const RUNS_LISTED = 100;

/** The Diffs tab of one room: what every run changed. Keyed by the room. */
export function DiffsPanel({ roomId, address }: { roomId: string; address: Address }) {
  const history = useHealingHistory(roomId, RUNS_LISTED);
  const runId = address.run ?? history.runs[0]?.id ?? null;
  return (
    <div className="diffs" data-testid="diffs">
      <Stack gap="md" className="shrinks">
        <VisuallyHidden><h1>Diffs</h1></VisuallyHidden>
        {runId && <RunDiffs key={runId} runId={runId} stepId={address.step} onStep={(step) => goTo({ room: roomId, tab: 'diffs', run: runId, step })} />}
        {!runId && history.reading.kind === 'loading' && <LinesSkeleton lines={8} />}
        {!runId && history.reading.kind === 'ready' && <Text size="sm" c="dimmed">No run has changed anything yet. Once you heal a change, every line that it wrote is here, with the reason for it.</Text>}
      </Stack>
      <History history={history} openRunId={runId} onOpen={(run) => goTo({ room: roomId, tab: 'diffs', run })} />
    </div>
  );
}
