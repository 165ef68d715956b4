// Keeps the list of sessions up to date. Owns when it is read; what is read and told is given, and `session-list.ts` owns the fold.
import type { ListedSession } from '../debugger-documents.ts';
import { foldSessionList, isListed, noSessions, sessionsOf, type ListedSessions, type SessionListEvent, type SessionPage } from './session-list.ts';

export interface SessionListReading extends ListedSessions {
  /** Until the first reading has ended. */
  isLoading: boolean;
  isLoadingMore: boolean;
  /** When it was read; null before that has worked once. */
  readAtMs: number | null;
  /** Why the newest reading failed; what was known before stays. */
  error: unknown;
}

export interface SessionListFollower {
  getReading: () => SessionListReading;
  onChange: (listener: () => void) => () => void;
  /** Reads what is shown again; resolves when nothing is left to read. */
  refresh: () => Promise<void>;
  /** Reads the next older page, if there is one. */
  showMore: () => Promise<void>;
  /** News of one session; null: others may have changed unseen. */
  move: (session: ListedSession | null) => void;
}

export const loadingList: SessionListReading = { ...noSessions, isLoading: true, isLoadingMore: false, readAtMs: null, error: null };

/** Follows a list that `readPage` reads, `after` a cursor. Nothing is read before `refresh` or news. */
export function followSessionList(readPage: (after: string | null) => Promise<SessionPage>): SessionListFollower {
  let reading = loadingList;
  let running: Promise<void> | null = null;
  let isWanted = false;
  const listeners = new Set<() => void>();
  const change = (changed: Partial<SessionListReading>) => {
    reading = { ...reading, ...changed };
    for (const listener of listeners) listener();
  };
  const fold = (event: SessionListEvent, changed: Partial<SessionListReading> = {}) => change({ ...foldSessionList(reading, event), ...changed });

  /** As many pages in a row as hold what is shown, at least one. */
  const readPages = async (): Promise<SessionPage[]> => {
    const pages: SessionPage[] = [];
    let after: string | null = null;
    do {
      const page: SessionPage = await readPage(after);
      pages.push(page);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null && pages.flatMap(sessionsOf).length < reading.sessions.length);
    return pages;
  };

  const readWhileWanted = async () => {
    while (isWanted) {
      isWanted = false;
      try {
        fold({ kind: 'read', pages: await readPages() }, { error: null, isLoading: false, readAtMs: Date.now() });
      } catch (error) {
        change({ error, isLoading: false });
      }
    }
    running = null;
  };
  const refresh = () => {
    // One question at a time; what happens while it is open is asked for once it is answered.
    isWanted = true;
    running ??= readWhileWanted();
    return running;
  };

  return {
    getReading: () => reading,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    move: (session) => {
      if (session && isListed(reading, session.id)) fold({ kind: 'moved', session });
      else void refresh();
    },
    showMore: async () => {
      if (reading.olderFrom === null || reading.isLoadingMore) return;
      change({ isLoadingMore: true });
      try {
        fold({ kind: 'older', page: await readPage(reading.olderFrom) }, { error: null, isLoadingMore: false });
      } catch (error) {
        change({ error, isLoadingMore: false });
      }
    },
  };
}
