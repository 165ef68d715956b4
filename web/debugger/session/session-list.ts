// The sessions of a room as a fold of pages and live news. Owns their order and which of two readings of a session is the newer one.
import type { ResultOf } from '../../graphql.ts';
import type { ListedSession, SessionListDocument } from '../debugger-documents.ts';

export type SessionPage = ResultOf<typeof SessionListDocument>['debugSessions'];

export interface ListedSessions {
  /** Newest first. */
  sessions: readonly ListedSession[];
  totalCount: number;
  /** Where the next older page begins; null where there is none. */
  olderFrom: string | null;
}

export type SessionListEvent =
  /** The newest pages in a row, read anew: nothing that was known before counts, but what was seen since. */
  | { kind: 'read'; pages: readonly SessionPage[] }
  | { kind: 'older'; page: SessionPage }
  | { kind: 'moved'; session: ListedSession };

export const noSessions: ListedSessions = { sessions: [], totalCount: 0, olderFrom: null };

export const sessionsOf = (page: SessionPage): ListedSession[] => page.edges.flatMap((edge) => edge?.node ?? []);

const olderFromOf = (page: SessionPage | undefined): string | null => (page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);

/** Each session once, as it was last: an answer may have been on its way while news came in. */
function withNewest(sessions: readonly ListedSession[], known: readonly ListedSession[]): ListedSession[] {
  const byId = new Map(known.map((session) => [session.id, session]));
  return [...new Map(sessions.map((session) => [session.id, session])).values()].map((session) => {
    const other = byId.get(session.id);
    return other && other.lastEventNumber > session.lastEventNumber ? other : session;
  });
}

export function foldSessionList(list: ListedSessions, event: SessionListEvent): ListedSessions {
  switch (event.kind) {
    case 'read': {
      const { pages } = event;
      return { sessions: withNewest(pages.flatMap(sessionsOf), list.sessions), totalCount: pages[0]?.totalCount ?? 0, olderFrom: olderFromOf(pages.at(-1)) };
    }
    case 'older':
      return { sessions: withNewest([...list.sessions, ...sessionsOf(event.page)], list.sessions), totalCount: event.page.totalCount ?? list.totalCount, olderFrom: olderFromOf(event.page) };
    case 'moved':
      return { ...list, sessions: withNewest(list.sessions, [event.session]) };
  }
}

/** Whether news of a session can be shown without reading the list again. */
export const isListed = ({ sessions }: ListedSessions, id: string): boolean => sessions.some((session) => session.id === id);
