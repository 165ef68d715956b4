import { useState } from 'react';
import { useClient } from 'urql';
import { outcomeOf, type Failure, type Outcome } from '../../shared/failure.ts';
import { AdoptRunDocument, MergeRollbackDocument, RetryRunDocument, SkipStepDocument } from '../run-documents.ts';

export interface Retry {
  /** Steps before it that only looked keep what they found. */
  fromStep?: string;
  /** Why the step that failed is left out. */
  skipFailedStep?: string;
}

export interface Remedies {
  retry: (how?: Retry) => void;
  adopt: (reason: string) => void;
  skip: (executionId: string, reason: string) => void;
  rollBackMerging: () => void;
  isPending: boolean;
  /** Why the last one was refused. */
  refusal: Failure | null;
}

/** What can be done with a run that did not end as it should, and with steps that should not run. Keyed by the run. */
export function useRemedies(runId: string): Remedies {
  const client = useClient();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const send = async (ask: () => Promise<Outcome<{ id: string }>>) => {
    setPending(true);
    setRefusal(null);
    const outcome = await ask();
    setPending(false);
    if (outcome.kind === 'failed') setRefusal(outcome.failure);
  };
  return {
    isPending,
    refusal,
    retry: (how = {}) =>
      void send(async () => {
        const { data, error } = await client.mutation(RetryRunDocument, { runId, ...how }).toPromise();
        return outcomeOf(data?.retryRun, error);
      }),
    adopt: (reason) =>
      void send(async () => {
        const { data, error } = await client.mutation(AdoptRunDocument, { runId, reason }).toPromise();
        return outcomeOf(data?.adoptRun, error);
      }),
    skip: (executionId, reason) =>
      void send(async () => {
        const { data, error } = await client.mutation(SkipStepDocument, { executionId, reason }).toPromise();
        return outcomeOf(data?.skipStep, error);
      }),
    rollBackMerging: () =>
      void send(async () => {
        const { data, error } = await client.mutation(MergeRollbackDocument, { runId }).toPromise();
        return outcomeOf(data?.rollbackRun, error);
      }),
  };
}
