import type { CombinedError } from 'urql';

/** What went wrong, in the shape the one failure component shows, whoever said it: a mistake of the user, the server, or the network. */
export interface Failure {
  code: string;
  message: string;
  hint: string;
  suggestions: { text: string; file: string; symbol: string | null }[];
  files: string[];
}

/** The fields a member of a mutation's result union may have; `data` is there on success only. */
interface OutcomeMember<T> {
  data?: T;
  code?: string;
  message?: string;
  hint?: string;
  suggestions?: Failure['suggestions'];
  files?: string[];
}

export type Outcome<T> = { kind: 'done'; data: T } | { kind: 'failed'; failure: Failure };

export function failureOf(parts: Partial<Failure>): Failure {
  return { code: 'UNEXPECTED', message: 'Something went wrong.', hint: 'Try again.', suggestions: [], files: [], ...parts };
}

/** True where the server does not know what it was asked for: the page is of another version. */
export function isOfOtherVersion(error: unknown): boolean {
  const [first] = Array.isArray(error) ? (error as { extensions?: { code?: unknown } }[]) : [];
  const code = first?.extensions?.code;
  return code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED';
}

/** A request that got no answer, or an answer that is no result. */
export function failureOfRequest(error: CombinedError): Failure {
  if (error.networkError) {
    return failureOf({
      code: 'NO_ANSWER',
      message: 'The server did not answer.',
      hint: 'The page reconnects by itself. Check that the server is running, then try again.',
    });
  }
  const [first] = error.graphQLErrors;
  const { code, hint, suggestions } = first?.extensions ?? {};
  if (isOfOtherVersion(error.graphQLErrors)) {
    return failureOf({ code: 'OTHER_VERSION', message: 'This page is of another version than the server.', hint: 'The server was updated since the page was opened. Reload the page; nothing is lost.' });
  }
  // A mistake of the user in a query, which has no union to say it in.
  if (first && typeof code === 'string' && typeof hint === 'string') return failureOf({ code, message: first.message, hint, ...(Array.isArray(suggestions) && { suggestions: suggestions as Failure['suggestions'] }) });
  return failureOf({
    message: first?.message ?? error.message,
    hint: 'This is not a mistake of yours. The log of the server says more; try again.',
  });
}

/** Reads the union of a mutation: success carries `data`, every other member is a mistake with a message and a hint. */
export function outcomeOf<T>(member: OutcomeMember<T> | undefined, error: CombinedError | undefined): Outcome<T> {
  if (member && member.data !== undefined) return { kind: 'done', data: member.data };
  if (member && member.message !== undefined) {
    const { code = 'UNEXPECTED', message, hint = '', suggestions = [], files = [] } = member;
    return { kind: 'failed', failure: { code, message, hint, suggestions, files } };
  }
  return { kind: 'failed', failure: error ? failureOfRequest(error) : failureOf({ message: 'The server sent an empty answer.' }) };
}
