import './receipts.css';
import { Paper, Text, VisuallyHidden } from '@mantine/core';
import type { RoomProgress } from '../healing/room-activity.ts';
import { useRoomProgress } from '../healing/useRoomProgress.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../shared/Skeletons.tsx';
import { goTo, type Address } from '../shared/useAddress.ts';
import { ReceiptList } from './ReceiptList.tsx';
import { ReceiptView } from './ReceiptView.tsx';
import { useReceipt } from './useReceipt.ts';

function OpenReceipt({ runId, progress }: { runId: string; progress: RoomProgress }) {
  const reading = useReceipt(runId, progress);
  return <ReadingView reading={reading} what="the receipt" skeleton={<SectionsSkeleton heights={[280, 110, 320, 90]} />}>{(receipt) => <ReceiptView runId={runId} receipt={receipt} />}</ReadingView>;
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
        {runId ? <OpenReceipt key={runId} runId={runId} progress={progress} /> : <Paper withBorder p="lg"><Text size="sm" c="dimmed">Choose a run to read its receipt: what was asked for, what was predicted, what every step did, how it was verified, and the hashes before and after.</Text></Paper>}
      </div>
    </div>
  );
}
