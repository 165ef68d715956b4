import { describe, expect, test } from 'vitest';
import type { ListedSession } from '../../../web/debugger/debugger-documents.ts';
import { followSessionList } from '../../../web/debugger/session/follow-session-list.ts';
import type { SessionPage } from '../../../web/debugger/session/session-list.ts';

const PAGE = 3;

/** A server's list of sessions, newest first, whose answers can be held back. */
function createServer(...ids: string[]) {
  const rows = ids.map((id) => listed(id));
  const asked: (string | null)[] = [];
  let held: (() => void) | null = null;
  let holds = false;
  const pageAfter = (after: string | null): SessionPage => {
    const from = after === null ? 0 : 1 + rows.findIndex(({ id }) => id === after);
    const nodes = rows.slice(from, from + PAGE);
    return { totalCount: rows.length, pageInfo: { hasNextPage: from + PAGE < rows.length, endCursor: nodes.at(-1)?.id ?? null }, edges: nodes.map((node) => ({ node })) };
  };
  const server = {
    breaks: null as Error | null,
    rows,
    asked,
    hold: () => void (holds = true),
    release: () => held?.(),
    async readPage(after: string | null): Promise<SessionPage> {
      asked.push(after);
      if (server.breaks) throw server.breaks;
      const page = pageAfter(after);
      if (holds) await new Promise<void>((resolve) => (held = resolve));
      return page;
    },
  };
  return server;
}

const listed = (id: string, changed: Partial<ListedSession> = {}): ListedSession => ({ id, status: 'OPEN', triggerAction: '', userIntent: id, lastEventNumber: 1, createdAt: '2026-01-01T00:00:00Z', resolvedAt: null, ...changed });
const follow = (server: ReturnType<typeof createServer>) => {
  const follower = followSessionList(server.readPage);
  return { follower, shown: () => follower.getReading().sessions.map(({ id, status }) => (status === 'OPEN' ? id : `${id} ${status}`)) };
};

describe('the list of sessions', () => {
  test('is read page by page, and a new session in front loses none of those between the pages', async () => {
    const server = createServer('g', 'f', 'e', 'd', 'c', 'b', 'a');
    const { follower, shown } = follow(server);
    expect(follower.getReading().isLoading).toBe(true);
    await follower.refresh();
    await follower.showMore();
    expect(shown()).toEqual(['g', 'f', 'e', 'd', 'c', 'b']);
    server.rows.unshift(listed('i'), listed('h'));
    await follower.refresh();
    expect(shown()).toEqual(['i', 'h', 'g', 'f', 'e', 'd']);
    await follower.showMore();
    expect(shown()).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']);
    expect(follower.getReading()).toMatchObject({ olderFrom: null, totalCount: 9, isLoading: false, error: null });
  });

  test('shows what a listed session became without asking, and asks for one that it does not know', async () => {
    const server = createServer('b', 'a');
    const { follower, shown } = follow(server);
    await follower.refresh();
    follower.move(listed('a', { status: 'RECORDING', lastEventNumber: 2 }));
    expect([shown(), server.asked]).toEqual([['b', 'a RECORDING'], [null]]);
    server.rows.unshift(listed('c'));
    follower.move(listed('c'));
    await follower.refresh();
    expect(shown()).toEqual(['c', 'b', 'a RECORDING']);
  });

  test('is read again after a gap', async () => {
    const server = createServer('a');
    const { follower, shown } = follow(server);
    await follower.refresh();
    server.rows.unshift(listed('c', { status: 'RESOLVED' }), listed('b'));
    follower.move(null);
    await follower.refresh();
    expect(shown()).toEqual(['c RESOLVED', 'b', 'a']);
  });

  test('keeps what came in while an older answer was on its way, and asks once more for what it may not hold', async () => {
    const server = createServer('a');
    const { follower, shown } = follow(server);
    await follower.refresh();
    server.hold();
    const reading = follower.refresh();
    follower.move(listed('a', { status: 'RESOLVED', lastEventNumber: 5 }));
    follower.move(listed('b'));
    server.rows.unshift(listed('b'));
    server.release();
    await new Promise((resolve) => setImmediate(resolve));
    server.release();
    await reading;
    expect(shown()).toEqual(['b', 'a RESOLVED']);
    expect(server.asked).toHaveLength(3);
  });

  test('keeps what it knows when reading fails, and says so', async () => {
    const server = createServer('a');
    const { follower, shown } = follow(server);
    await follower.refresh();
    server.breaks = new Error('gone');
    await follower.refresh();
    expect([shown(), follower.getReading().error]).toEqual([['a'], server.breaks]);
    server.breaks = null;
    await follower.refresh();
    expect(follower.getReading().error).toBeNull();
    const { follower: fresh } = follow({ ...server, readPage: () => Promise.reject(new Error('gone')) });
    await fresh.refresh();
    expect(fresh.getReading()).toMatchObject({ isLoading: false, sessions: [], error: new Error('gone') });
  });
});
