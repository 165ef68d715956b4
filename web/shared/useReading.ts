import { useEffect, useState } from 'react';
import { createRequest, useQuery, type AnyVariables, type RequestPolicy, type TypedDocumentNode } from 'urql';
import { failureOf, failureOfRequest, type Failure } from './failure.ts';
import type { Reading } from './reading.ts';
import { useRefetch } from './useRefetch.ts';

interface Asked<Data, Variables extends AnyVariables, T> {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  /** What is looked for in an answer; nothing where there is none of it. */
  find: (data: Data) => T | null | undefined;
  /** Said where there is none of it. */
  missing?: Failure;
  isPaused?: boolean;
  /** Read again whenever this changes. */
  version?: string | number;
  requestPolicy?: RequestPolicy;
}

const MISSING = failureOf({ code: 'NOT_FOUND', message: 'There is no such thing any more.', hint: 'It was deleted since the page was opened. Choose another one.' });

/** Reads something from the server and keeps it up to date: again when `version` changes and after every break of the connection. An answer that fails takes away nothing that is known. */
export function useReading<Data, Variables extends AnyVariables, T>({ query, variables, find, missing = MISSING, isPaused = false, version = '', requestPolicy = 'cache-and-network' }: Asked<Data, Variables, T>): Reading<T> {
  const [{ data, error, fetching, stale, operation }, execute] = useQuery<Data, Variables>({ query, variables, pause: isPaused, requestPolicy } as Parameters<typeof useQuery<Data, Variables>>[0]);
  const { key } = createRequest(query, variables);
  // While the answer to another question is awaited, urql still has the last one.
  const isOurs = operation?.key === key;
  const ourError = isOurs && !fetching ? error : undefined;
  useRefetch(String(version), { fetching: fetching || isPaused, stale, hasFailed: ourError !== undefined, execute });
  const [known, setKnown] = useState<{ key: number; data: Data } | null>(null);
  const isAnswer = isOurs && data !== undefined && data !== null && error === undefined;
  if (isAnswer && (known?.key !== key || known.data !== data)) setKnown({ key, data });
  const [readAtMs, setReadAtMs] = useState(() => Date.now());
  useEffect(() => {
    if (isAnswer && !fetching && !stale) setReadAtMs(Date.now());
  }, [isAnswer, fetching, stale]);

  const retry = () => execute({ requestPolicy: 'network-only' });
  const told = isAnswer ? data : known?.key === key ? known.data : null;
  if (told !== null) {
    const value = find(told);
    if ((value === null || value === undefined) && fetching) return { kind: 'loading' };
    // What is refused is empty as well, and has a reason.
    if (value === null || value === undefined) return { kind: 'failed', failure: ourError ? failureOfRequest(ourError) : missing, retry };
    return { kind: 'ready', value, isReading: fetching || stale, lapse: ourError ? { failure: failureOfRequest(ourError), readAtMs } : null, retry };
  }
  return ourError ? { kind: 'failed', failure: failureOfRequest(ourError), retry } : { kind: 'loading' };
}
