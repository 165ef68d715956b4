// Reads numbered rows for all who follow them in this process. Owns what is kept of them in memory and when it is read again; knows no table.
import type { EventListener, Wake } from './listen.ts';
import { openStream } from './stream.ts';

/** Rows of a block: block 0 has the numbers 1 to 200. A block is read at once, and once for everybody who needs it. */
export const BLOCK = 200;
/** Blocks that the feeds of a source keep in all, the last read: a reader whose block is gone reads it again. */
export const MOST_BLOCKS = 64;
/** A notification that never arrives costs at most this long. */
const REREAD_MS = 30_000;

/** Where the rows come from. A key names one list of rows that are numbered from 1 without a gap. */
export interface RowSource<Row, Notice> {
  readonly listener: EventListener<Notice>;
  /** Which list a notice is about, and the number of its newest row. */
  placeOf(notice: Notice): { readonly key: string; readonly number: number };
  /** The rows with numbers above `after`, in order, at most `take`. */
  readRows(key: string, after: number, take: number): Promise<readonly Row[]>;
  numberOf(row: Row): number;
  /** Throws NotFoundError where the list is gone. Asked when there was nothing to read. */
  assertExists(key: string): Promise<unknown>;
}

export interface Feeds<Row> {
  /**
   * The rows of a list with a number greater than `after`, each exactly once and in order, stored ones first, then live. A reader holds
   * nothing but its number: one that is slow costs no memory. Stays open until the signal is aborted or the stream is left.
   */
  read(key: string, after: number, signal: AbortSignal): AsyncGenerator<Row, void>;
}

interface Block<Row> {
  readonly rows: Row[];
  /** The feed's version when its rows were asked for last; it is up to date while that is the feed's. */
  version: number;
  reading: Promise<void> | null;
}

/** One list, as long as somebody reads it. */
interface Feed<Row> {
  readonly key: string;
  readers: number;
  /** Counts the reasons to read again. */
  version: number;
  readonly blocks: Map<number, Block<Row>>;
  readonly waiting: Set<() => void>;
}

/** Blocks in the order of their last reading, each with what drops it. */
type Kept<Row> = Map<Block<Row>, () => void>;

/** Creates the feeds of one source. It listens and keeps rows only as long as somebody reads. */
export function createFeeds<Row, Notice>(source: RowSource<Row, Notice>): Feeds<Row> {
  const feeds = new Map<string, Feed<Row>>();
  const kept: Kept<Row> = new Map();
  let leave = () => {};

  const hear = (wake: Wake<Notice>) => {
    if (wake.kind === 'connected') return feeds.forEach(ring);
    const { key, number } = source.placeOf(wake.notice);
    const feed = feeds.get(key);
    if (feed && rowAfter(feed, number - 1) === undefined) ring(feed);
  };
  const join = (key: string): Feed<Row> => {
    if (feeds.size === 0) {
      const unsubscribe = source.listener.subscribe(hear);
      const timer = setInterval(() => feeds.forEach(ring), REREAD_MS);
      leave = () => {
        clearInterval(timer);
        unsubscribe();
      };
    }
    const feed = feeds.get(key) ?? { key, readers: 0, version: 0, blocks: new Map(), waiting: new Set() };
    feeds.set(key, feed);
    feed.readers += 1;
    return feed;
  };
  const part = (feed: Feed<Row>) => {
    feed.readers -= 1;
    if (feed.readers > 0) return;
    for (const block of feed.blocks.values()) kept.delete(block);
    feeds.delete(feed.key);
    if (feeds.size === 0) leave();
  };

  return {
    read: (key, after, signal) =>
      openStream(signal, (open) => {
        if (open.aborted) return nothing();
        const feed = join(key);
        open.addEventListener('abort', () => part(feed), { once: true });
        return (async function* () {
          for (let last = after; !open.aborted; ) {
            const row = rowAfter(feed, last);
            if (row === undefined) {
              await advance({ source, feed, kept, open }, Math.floor(last / BLOCK));
              continue;
            }
            last += 1;
            if (last % BLOCK === 0 && feed.readers === 1) drop(feed, kept, last / BLOCK - 1);
            yield row;
          }
        })();
      }),
  };
}

/** As `read`, beginning with the row that is the newest one when it is first pulled: `newest` says which, 0 where there is none. */
export function readFromNewest<Row>(feeds: Feeds<Row>, { key, newest, signal }: { readonly key: string; readonly newest: () => Promise<number>; readonly signal: AbortSignal }): AsyncGenerator<Row, void> {
  return openStream(signal, (open) =>
    (async function* () {
      yield* feeds.read(key, Math.max(0, (await newest()) - 1), open);
    })(),
  );
}

interface Reading<Row, Notice> {
  readonly source: RowSource<Row, Notice>;
  readonly feed: Feed<Row>;
  readonly kept: Kept<Row>;
  readonly open: AbortSignal;
}

/** Settles when something of the block was read, or may be there to be read. */
async function advance<Row, Notice>(reading: Reading<Row, Notice>, index: number): Promise<void> {
  const { feed, open } = reading;
  const block = feed.blocks.get(index) ?? { rows: [], version: -1, reading: null };
  feed.blocks.set(index, block);
  if (!block.reading && block.version === feed.version) return untilRung(feed.waiting, open);
  block.reading ??= extend(reading, index, block).finally(() => (block.reading = null));
  await block.reading;
}

/** Reads what is new in a block. */
async function extend<Row, Notice>({ source, feed, kept }: Reading<Row, Notice>, index: number, block: Block<Row>): Promise<void> {
  const known = index * BLOCK + block.rows.length;
  const { version } = feed;
  const rows = await source.readRows(feed.key, known, BLOCK - block.rows.length);
  if (rows.length === 0) await source.assertExists(feed.key);
  rows.forEach((row, at) => {
    if (source.numberOf(row) !== known + 1 + at) throw new Error(`row ${known + 1 + at} of ${feed.key} is missing`);
  });
  block.rows.push(...rows);
  block.version = version;
  if (feed.readers === 0) return;
  kept.delete(block);
  kept.set(block, () => feed.blocks.delete(index));
  for (const [oldest, drop] of kept) {
    if (kept.size <= MOST_BLOCKS) return;
    kept.delete(oldest);
    drop();
  }
}

/** Nobody else needs that block: rows that are dropped young cost the garbage collector nothing. */
function drop<Row>({ blocks }: Feed<Row>, kept: Kept<Row>, index: number): void {
  const block = blocks.get(index);
  if (block && kept.delete(block)) blocks.delete(index);
}

/** There is a reason to read again. */
function ring<Row>(feed: Feed<Row>): void {
  feed.version += 1;
  for (const wake of [...feed.waiting]) wake();
}

/** The row with the number after `last`, where it is kept. */
function rowAfter<Row>({ blocks }: Feed<Row>, last: number): Row | undefined {
  return blocks.get(Math.floor(last / BLOCK))?.rows[last % BLOCK];
}

function untilRung(waiting: Set<() => void>, open: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (open.aborted) return resolve();
    const end = () => {
      waiting.delete(end);
      open.removeEventListener('abort', end);
      resolve();
    };
    waiting.add(end);
    open.addEventListener('abort', end, { once: true });
  });
}

async function* nothing(): AsyncGenerator<never, void> {}
