import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { RunDiffDocument, StepDiffDocument } from './diff-documents.ts';
import { parseUnifiedDiff, type DiffFile } from './parse-unified-diff.ts';

export type DiffReading = { kind: 'loading' } | { kind: 'failed'; failure: Failure; retry: () => void } | { kind: 'ready'; files: DiffFile[] };

const GONE = failureOf({ code: 'NOT_FOUND', message: 'There is no diff any more.', hint: 'Open the run again from the history.' });

/** The files of the diff of a run, or of one of its steps; fetched again when `version` changes. */
export function useDiffFiles({ runId = '', stepId = '' }: { runId?: string; stepId?: string }, version: string): DiffReading {
  const [ofRun, askRun] = useQuery({ query: RunDiffDocument, variables: { id: runId }, pause: stepId !== '', requestPolicy: 'cache-and-network' });
  const [ofStep, askStep] = useQuery({ query: StepDiffDocument, variables: { id: stepId }, pause: stepId === '', requestPolicy: 'cache-and-network' });
  const retry = () => (stepId === '' ? askRun : askStep)({ requestPolicy: 'network-only' });
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    (stepId === '' ? askRun : askStep)({ requestPolicy: 'network-only' });
  }, [version, stepId, askRun, askStep]);
  const step = ofStep.data?.node;
  const diff = stepId === '' ? ofRun.data?.run?.diff : step && 'diff' in step ? step.diff : undefined;
  const files = useMemo(() => (diff === undefined ? null : parseUnifiedDiff(diff)), [diff]);
  const { error, fetching } = stepId === '' ? ofRun : ofStep;
  if (files) return { kind: 'ready', files };
  if (fetching) return { kind: 'loading' };
  return { kind: 'failed', failure: error ? failureOfRequest(error) : GONE, retry };
}
