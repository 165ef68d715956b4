import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from './FailureAlert.tsx';
import type { Failure } from './failure.ts';
import type { Lapse, Reading } from './reading.ts';
import { formatClock } from './format.ts';
import { useConnection } from './useConnection.ts';

interface ReadingViewProps<T> {
  reading: Reading<T>;
  /** What is read, as the end of a sentence: `the latest runs`. */
  what: string;
  /** In the shape of what comes, so that nothing jumps. */
  skeleton: ReactNode;
  /** Where what is read was asked for in words: called with the words of a suggestion that is pressed. */
  onSuggestion?: (text: string) => void;
  children: (value: T) => ReactNode;
}

/** A request that got no answer says what was attempted; a mistake of the user says that by itself. */
export function failureToRead(what: string, failure: Failure): Failure {
  if (failure.code !== 'NO_ANSWER' && failure.code !== 'UNEXPECTED') return failure;
  return { ...failure, message: `Reading ${what} did not work.`, hint: `${failure.message} ${failure.hint}` };
}

function LapseNote({ what, lapse, onRetry }: { what: string; lapse: Lapse; onRetry: () => void }) {
  const { status } = useConnection();
  // Without a connection the whole page says since when it is out of date.
  if (status !== 'CONNECTED') return null;
  return (
    <Text size="xs" c="dimmed" role="status" mb={6} data-testid="lapse">
      Reading {what} again did not work: this is from {formatClock(lapse.readAtMs)}. {lapse.failure.message} <Anchor component="button" type="button" size="xs" onClick={onRetry}>Try again</Anchor>
    </Text>
  );
}

/** The one way a panel shows what it reads: a skeleton, what went wrong and a second attempt, or what is known. */
export function ReadingView<T>({ reading, what, skeleton, onSuggestion, children }: ReadingViewProps<T>): ReactNode {
  if (reading.kind === 'loading') return <div aria-busy="true" role="status" aria-label={`Reading ${what}`} data-testid="loading">{skeleton}</div>;
  if (reading.kind === 'failed') return <div role="alert"><FailureAlert failure={failureToRead(what, reading.failure)} onRetry={reading.retry} {...(onSuggestion && { onSuggestion })} /></div>;
  return (
    <>
      {reading.lapse && <LapseNote what={what} lapse={reading.lapse} onRetry={reading.retry} />}
      {children(reading.value)}
    </>
  );
}
