import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { LitIntentDocument, type LitIntentCapture, type LitPrediction } from './graph-documents.ts';

export interface LitIntent {
  readonly understood: string;
  readonly overallRisk: number | null;
  /** The most severe first. */
  readonly predictions: readonly LitPrediction[];
  readonly totalCount: number;
}

export type IntentReading = { kind: 'none' } | { kind: 'loading' } | { kind: 'failed'; failure: Failure } | { kind: 'ready'; intent: LitIntent };

const PAGE = 100;
const MOST_PREDICTIONS = 1_000;
const NO_RUN = failureOf({ code: 'NOT_FOUND', message: 'The intent that is to be lit up does not exist.', hint: 'It may belong to another data folder. Choose another one.' });

const intentOf = (capture: LitIntentCapture, predictions: readonly LitPrediction[]): LitIntent => ({ understood: capture.understood, overallRisk: capture.analysis?.overallRisk ?? null, predictions, totalCount: capture.predictions.totalCount });

/** The intent of a run with its predictions, page by page up to a thousand. */
export function useLitIntent(runId: string | null): IntentReading {
  const client = useClient();
  const [read, setRead] = useState<{ runId: string; reading: IntentReading } | null>(null);
  useEffect(() => {
    if (runId === null) return;
    const stop = new AbortController();
    const tell = (reading: IntentReading) => stop.signal.aborted || setRead({ runId, reading });
    const readPage = (after: string | null) => client.query(LitIntentDocument, { run: runId, first: PAGE, after }, { requestPolicy: 'network-only' }).toPromise();
    const readPages = async () => {
      const predictions: LitPrediction[] = [];
      let after: string | null = null;
      for (;;) {
        const { data, error } = await readPage(after);
        const capture = data?.run?.intentCapture;
        if (stop.signal.aborted) return;
        if (!capture) return void tell({ kind: 'failed', failure: error ? failureOfRequest(error) : NO_RUN });
        predictions.push(...capture.predictions.edges.flatMap((edge) => edge?.node ?? []));
        tell({ kind: 'ready', intent: intentOf(capture, [...predictions]) });
        after = capture.predictions.pageInfo.endCursor;
        if (!capture.predictions.pageInfo.hasNextPage || predictions.length >= MOST_PREDICTIONS) return;
      }
    };
    void readPages();
    return () => stop.abort();
  }, [client, runId]);
  if (runId === null) return { kind: 'none' };
  return read?.runId === runId ? read.reading : { kind: 'loading' };
}
