import { expect, test } from 'vitest';
import { BLOCK, createFeeds, MOST_BLOCKS } from '../../server/engine/feed.ts';
import type { EventListener, Wake } from '../../server/engine/listen.ts';
import { countFrom } from '../support/walk-through.ts';

interface Notice {
  readonly key: string;
  readonly number: number;
}

/** Lists that count up, what was read of them, and a bell as the database has it. */
function openSource() {
  const lengths = new Map<string, number>();
  const reads: string[] = [];
  const ears = new Set<(wake: Wake<Notice>) => void>();
  const listener: EventListener<Notice> = {
    subscribe(wake) {
      ears.add(wake);
      return () => void ears.delete(wake);
    },
    get size() {
      return ears.size;
    },
    isConnected: true,
    close: async () => {},
  };
  const feeds = createFeeds<{ readonly n: number }, Notice>({
    listener,
    placeOf: (notice) => notice,
    async readRows(key, after, take) {
      const count = Math.max(0, Math.min(take, (lengths.get(key) ?? 0) - after));
      reads.push(`${key} ${after} ${count}`);
      return countFrom(after + 1, count).map((n) => ({ n }));
    },
    numberOf: (row) => row.n,
    async assertExists(key) {
      if (!lengths.has(key)) throw new Error('gone');
    },
  });
  const tell = (wake: Wake<Notice>) => [...ears].forEach((ear) => ear(wake));
  return {
    feeds, listener, reads,
    grow(key: string, to: number) {
      lengths.set(key, to);
      tell({ kind: 'event', notice: { key, number: to } });
    },
    remove(key: string) {
      lengths.delete(key);
      tell({ kind: 'connected' });
    },
  };
}

const open = () => new AbortController().signal;

async function take(rows: AsyncGenerator<{ readonly n: number }, void>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const { value } = await rows.next();
    if (!value) throw new Error('the stream ended');
    numbers.push(value.n);
  }
  return numbers;
}

test('a thousand readers from different numbers get exactly theirs, and each row is read once for all of them', async () => {
  const { feeds, grow, reads, listener } = openSource();
  grow('a', 950);
  const readers = Array.from({ length: 1000 }, (_, after) => ({ after, rows: feeds.read('a', after, open()) }));
  const first = Promise.all(readers.map(({ rows, after }) => take(rows, 1003 - after)));
  for (const to of [951, 960, 1003]) {
    await new Promise(setImmediate);
    grow('a', to);
  }
  for (const [after, numbers] of (await first).entries()) expect(numbers).toEqual(countFrom(after + 1, 1003 - after));
  const rowsRead = reads.map((read) => Number(read.split(' ')[2])).reduce((sum, count) => sum + count, 0);
  expect(rowsRead).toBe(1003);
  for (const { rows } of readers) await rows.return();
  expect(listener.size).toBe(0);
});

test('a reader that does not pull keeps nothing, and reads again what was dropped meanwhile', async () => {
  const { feeds, grow, reads } = openSource();
  grow('a', BLOCK);
  const slow = feeds.read('a', 0, open());
  expect(await take(slow, 1)).toEqual([1]);
  const rows = BLOCK * (MOST_BLOCKS + 6);
  grow('a', rows);
  const fast = feeds.read('a', 0, open());
  expect(await take(fast, rows)).toEqual(countFrom(1, rows));
  expect(reads.filter((read) => read.startsWith('a 0 '))).toHaveLength(1);
  expect(await take(slow, rows - 1)).toEqual(countFrom(2, rows - 1));
  expect(reads.filter((read) => read.startsWith('a 0 '))).toHaveLength(2);
  await slow.return();
  await fast.return();
});

test('a notice of rows that were read already causes no reading', async () => {
  const { feeds, grow, reads } = openSource();
  grow('a', 3);
  const rows = feeds.read('a', 0, open());
  await take(rows, 3);
  const next = rows.next();
  await new Promise(setImmediate);
  const before = reads.length;
  grow('a', 3);
  grow('b', 7);
  await new Promise(setImmediate);
  expect(reads.length).toBe(before);
  await rows.return();
  expect(await next).toEqual({ done: true, value: undefined });
});

test('rows that come while a reading is under way are read after it', async () => {
  const { feeds, grow } = openSource();
  grow('a', 1);
  const rows = feeds.read('a', 0, open());
  const numbers = take(rows, 3);
  grow('a', 3);
  expect(await numbers).toEqual([1, 2, 3]);
  await rows.return();
});

test('all readers of a list that is gone are told so, and who waits with them', async () => {
  const { feeds, grow, remove, listener } = openSource();
  grow('a', 1);
  const waiting = [feeds.read('a', 1, open()), feeds.read('a', 5, open())].map((rows) => rows.next());
  await new Promise(setImmediate);
  remove('a');
  for (const next of waiting) await expect(next).rejects.toThrow('gone');
  expect(listener.size).toBe(0);
});
