import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureOf, failureOfRequest } from '../shared/failure.ts';
import type { Reading } from '../shared/reading.ts';
import { useConnection } from '../shared/useConnection.ts';
import { LitIntentDocument, type LitIntentCapture, type LitPrediction } from './graph-documents.ts';

export interface LitIntent {
  readonly understood: string;
  readonly overallRisk: number | null;
  /** The most severe first. */
  readonly predictions: readonly LitPrediction[];
  readonly totalCount: number;
}

const PAGE = 100;
const MOST_PREDICTIONS = 1_000;
const NO_RUN = failureOf({ code: 'NOT_FOUND', message: 'The intent that is to be lit up does not exist.', hint: 'It may belong to another data folder. Choose another one.' });

const intentOf = (capture: LitIntentCapture, predictions: readonly LitPrediction[]): LitIntent => ({ understood: capture.understood, overallRisk: capture.analysis?.overallRisk ?? null, predictions, totalCount: capture.predictions.totalCount });

/** The intent of a run with its predictions, page by page up to a thousand; null for no run. What could not be read is read again once the connection is back. */
export function useLitIntent(runId: string | null): Reading<LitIntent> | null {
  const client = useClient();
  const { generation } = useConnection();
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{ runId: string; reading: Reading<LitIntent> } | null>(null);
  const hasFailed = read?.reading.kind === 'failed';
  const seen = useRef(generation);
  useEffect(() => {
    // The predictions of an intent do not change: only what could not be read is read again.
    if (seen.current !== generation && hasFailed) setAttempt((attempts) => attempts + 1);
    seen.current = generation;
  }, [generation, hasFailed]);
  useEffect(() => {
    if (runId === null) return;
    const stop = new AbortController();
    const retry = () => setAttempt((attempts) => attempts + 1);
    const tell = (reading: Reading<LitIntent>) => stop.signal.aborted || setRead({ runId, reading });
    const readPage = (after: string | null) => client.query(LitIntentDocument, { run: runId, first: PAGE, after }, { requestPolicy: 'network-only' }).toPromise();
    const readPages = async () => {
      const predictions: LitPrediction[] = [];
      let after: string | null = null;
      for (;;) {
        const { data, error } = await readPage(after);
        const capture = data?.run?.intentCapture;
        if (stop.signal.aborted) return;
        if (!capture) return void tell({ kind: 'failed', failure: error ? failureOfRequest(error) : NO_RUN, retry });
        predictions.push(...capture.predictions.edges.flatMap((edge) => edge?.node ?? []));
        const isLast = !capture.predictions.pageInfo.hasNextPage || predictions.length >= MOST_PREDICTIONS;
        tell({ kind: 'ready', value: intentOf(capture, [...predictions]), isReading: !isLast, lapse: null, retry });
        after = capture.predictions.pageInfo.endCursor;
        if (isLast) return;
      }
    };
    void readPages();
    return () => stop.abort();
  }, [client, runId, attempt]);
  if (runId === null) return null;
  return read?.runId === runId ? read.reading : { kind: 'loading' };
}
