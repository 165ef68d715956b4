import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { findTyped, offerCompletions, type Completion, type Typed } from './complete-words.ts';

const IntentCompletionDocument = graphql(`
  query IntentCompletion($room: ID!, $matching: String!) {
    room(id: $room) {
      id
      files(matching: $matching, first: 6) { path }
      symbols(matching: $matching, first: 6) { name file }
    }
  }
`);

const TYPING_MS = 100;

/** What can stand where the caret is, and what is typed there so far. A server that is away offers nothing. */
export function useCompletions(roomId: string, words: string, caret: number | null): { typed: Typed | null; offered: Completion[] } {
  const typed = caret === null ? null : findTyped(words, caret);
  const [matching] = useDebouncedValue(typed?.text ?? '', TYPING_MS);
  const [{ data, stale }] = useQuery({ query: IntentCompletionDocument, variables: { room: roomId, matching }, pause: matching === '', requestPolicy: 'cache-and-network' });
  // An answer to what was typed before is none to what is typed now.
  if (!typed || typed.text !== matching || !data?.room || stale) return { typed, offered: [] };
  return { typed, offered: offerCompletions(words, typed, data.room) };
}
