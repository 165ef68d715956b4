import { useEffect, useState } from 'react';
import type { ResultOf } from '../graphql.ts';
import { knownOf } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { RoomPlansDocument } from './healing-documents.ts';

export type WaitingPlan = NonNullable<NonNullable<ResultOf<typeof RoomPlansDocument>['room']>['runs']['edges'][number]>['node'];

/** Making a plan is no event of a run: who waits for one asks again. */
const ASK_AGAIN_MS = 5_000;
/** No plan takes longer than these together. */
const MOST_TIMES = 60;

interface Awaited {
  /** Read again whenever this changes. */
  version: string | number;
  /** Whether a plan may be made that this page does not hear of: it was loaded again while one was. */
  isAwaiting: boolean;
}

/** The newest plans of a room that were not started; none until they are known. */
export function useWaitingPlans(roomId: string, { version, isAwaiting }: Awaited): WaitingPlan[] {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!isAwaiting) return;
    const timer = setInterval(() => setAsked((times) => Math.min(MOST_TIMES, times + 1)), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isAwaiting]);
  const runs = knownOf(useReading({ query: RoomPlansDocument, variables: { room: roomId }, find: ({ room }) => room?.runs, version: `${version} ${asked}` }));
  return runs?.edges.flatMap((edge) => edge?.node ?? []) ?? [];
}
