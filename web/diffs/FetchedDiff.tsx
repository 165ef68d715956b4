import { Skeleton } from '@mantine/core';
import type { CombinedError } from 'urql';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf, failureOfRequest } from '../shared/failure.ts';
import { DiffView } from './DiffView.tsx';

interface FetchedDiffProps {
  diff: string | undefined;
  error: CombinedError | undefined;
  isFetching: boolean;
  onRetry: () => void;
}

/** A diff that is fetched where it is opened. */
export function FetchedDiff({ diff, error, isFetching, onRetry }: FetchedDiffProps) {
  if (diff !== undefined) return <DiffView diff={diff} />;
  if (isFetching) return <Skeleton height={72} radius="sm" />;
  const failure = error ? failureOfRequest(error) : failureOf({ message: 'There is no diff any more.', hint: 'Open the run again from the history.' });
  return <FailureAlert failure={failure} onRetry={onRetry} />;
}
