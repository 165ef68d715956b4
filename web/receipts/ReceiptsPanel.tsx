import './receipts.css';
import { Paper, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { RoomProgress } from '../healing/room-activity.ts';
import { useRoomProgress } from '../healing/useRoomProgress.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { goTo, type Address } from '../shared/useAddress.ts';
import { ReceiptList } from './ReceiptList.tsx';
import { ReceiptView } from './ReceiptView.tsx';
import { useReceipt } from './useReceipt.ts';

function OpenReceipt({ roomId, runId, progress }: { roomId: string; runId: string; progress: RoomProgress }) {
  const reading = useReceipt({ roomId, runId }, progress);
  if (reading.kind === 'loading') return <Stack aria-busy="true"><Skeleton height={120} /><Skeleton height={320} /></Stack>;
  if (reading.kind === 'failed') return <div role="alert"><FailureAlert failure={reading.failure} onRetry={reading.retry} /></div>;
  return <ReceiptView runId={runId} receipt={reading.receipt} />;
}

/** The audit of every run of one room. Keyed by the room. */
export function ReceiptsPanel({ roomId, address }: { roomId: string; address: Address }) {
  const progress = useRoomProgress(roomId);
  const runId = address.run;
  return (
    <div className="receipts">
      <VisuallyHidden><h1>Receipts</h1></VisuallyHidden>
      <ReceiptList roomId={roomId} lastMove={progress.lastMove} openRunId={runId} onOpen={(run) => goTo({ room: address.room, tab: 'receipts', run })} />
      <div className="shrinks">
        {runId ? <OpenReceipt key={runId} roomId={roomId} runId={runId} progress={progress} /> : <Paper withBorder p="lg"><Text size="sm" c="dimmed">Choose a run to read its receipt: what was asked for, what was predicted, what every step did, how it was verified, and the hashes before and after.</Text></Paper>}
      </div>
    </div>
  );
}
