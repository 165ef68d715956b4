import { mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { questionOf, type ListState } from './list-state.ts';
import { ReceiptListDocument, type ListedRun } from './receipts-documents.ts';

export interface ReceiptPage {
  runs: ListedRun[];
  totalCount: number;
  /** The cursor of the next page; null on the last one. */
  older: string | null;
}

/** One page of the runs of a room, read again whenever one of them moved and after every reconnect. */
export function useReceiptList(roomId: string, state: ListState, lastMove: number): Reading<ReceiptPage> {
  const reading = useReading({ query: ReceiptListDocument, variables: { room: roomId, ...questionOf(state) }, find: ({ room }) => room?.runs, version: lastMove });
  return mapReading(reading, ({ edges, totalCount, pageInfo }) => ({
    runs: edges.flatMap((edge) => edge?.node ?? []),
    totalCount: totalCount ?? 0,
    older: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  }));
}
