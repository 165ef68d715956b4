// Which edits of one planned step are left out. Owns what is shown until the server has answered; what builds on what is for the server to say.
import { useRef, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { failureOfRequest, outcomeOf, type Failure } from '../shared/failure.ts';
import { useLastKnown } from '../shared/useLastKnown.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { LeaveOutEditsDocument, StepEditsDocument, type EditPage, type PlannedEdit } from './edit-documents.ts';

export const PAGE = 50;

export interface EditChoice {
  page: EditPage | null;
  isLoading: boolean;
  /** Why the edits cannot be read, or the last choice was refused. */
  failure: Failure | null;
  isLeftOut: (edit: PlannedEdit) => boolean;
  /** Leaves these edits out, or takes them in again; shown at once. */
  choose: (keys: readonly string[], isLeftOut: boolean) => void;
  takeAllIn: () => void;
  /** True until the server has the last choice. */
  isPending: boolean;
}

/** The edits of a step from `offset` on, fetched again when `version` changes. The component that uses it is keyed by the step. */
export function useEditChoice(executionId: string, { offset, version }: { offset: number; version: number }): EditChoice {
  const client = useClient();
  const variables = { executionId, first: PAGE, offset };
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: StepEditsDocument, variables, requestPolicy: 'network-only' });
  useRefetch(`${version}`, { fetching, stale, hasFailed: error !== undefined, execute });
  const known = useLastKnown(data?.plannedEdits) ?? null;
  const [wish, setWish] = useState<ReadonlySet<string> | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const latest = useRef<ReadonlySet<string> | null>(null);
  const isSending = useRef(false);

  // One request at a time; what is chosen meanwhile is sent after it.
  const send = async () => {
    isSending.current = true;
    let outcome: ReturnType<typeof outcomeOf> | null = null;
    for (let sent: ReadonlySet<string> | null = null; latest.current && latest.current !== sent; ) {
      sent = latest.current;
      const result = await client.mutation(LeaveOutEditsDocument, { executionId, keys: [...sent] }).toPromise();
      outcome = outcomeOf<{ id: string }>(result.data?.leaveOutEdits, result.error);
    }
    setRefusal(outcome?.kind === 'failed' ? outcome.failure : null);
    await client.query(StepEditsDocument, variables, { requestPolicy: 'network-only' }).toPromise();
    isSending.current = false;
    latest.current = null;
    setWish(null);
  };
  const ask = (keys: ReadonlySet<string>) => {
    latest.current = keys;
    setWish(keys);
    if (!isSending.current) void send();
  };

  const byHand = wish ?? new Set(known?.byHand);
  return {
    page: known,
    isLoading: fetching && !known,
    failure: refusal ?? (error && !fetching ? failureOfRequest(error) : null),
    isLeftOut: ({ key, leftOut }) => byHand.has(key) || leftOut === 'BUILDS_ON',
    choose: (keys, isLeftOut) => ask(isLeftOut ? new Set([...byHand, ...keys]) : new Set([...byHand].filter((key) => !keys.includes(key)))),
    takeAllIn: () => ask(new Set()),
    isPending: wish !== null,
  };
}
