import { useMemo } from 'react';
import { failureOf } from '../shared/failure.ts';
import { knownOf, mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { RunDiffDocument, StepDiffDocument } from './diff-documents.ts';
import { parseUnifiedDiff, type DiffFile } from './parse-unified-diff.ts';

const GONE = failureOf({ code: 'NOT_FOUND', message: 'There is no diff any more.', hint: 'Open the run again from the history.' });

/** The diff of a run; read again when `version` changes. */
export function useRunDiff(runId: string, { version, isPaused = false }: { version: string; isPaused?: boolean }): Reading<string> {
  return useReading({ query: RunDiffDocument, variables: { id: runId }, find: ({ run }) => run?.diff, missing: GONE, version, isPaused });
}

/** The diff of one execution of a step; read again when `version` changes. */
export function useStepDiff(executionId: string, { version, isPaused = false }: { version: string; isPaused?: boolean }): Reading<string> {
  return useReading({ query: StepDiffDocument, variables: { id: executionId }, find: ({ node }) => (node && 'diff' in node ? node.diff : null), missing: GONE, version, isPaused });
}

/** The files of the diff of a run, or of one of its steps; read again when `version` changes. */
export function useDiffFiles({ runId = '', stepId = '' }: { runId?: string; stepId?: string }, version: string): Reading<DiffFile[]> {
  const ofRun = useRunDiff(runId, { version, isPaused: stepId !== '' });
  const ofStep = useStepDiff(stepId, { version, isPaused: stepId === '' });
  const reading = stepId === '' ? ofRun : ofStep;
  const diff = knownOf(reading);
  const files = useMemo(() => (diff === null ? [] : parseUnifiedDiff(diff)), [diff]);
  return mapReading(reading, () => files);
}
