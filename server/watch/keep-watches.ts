// Keeps one watcher for each room that is to be watched, in one process of all that share the database. Owns the locks and the watchers' lives.
import pg from 'pg';
import { createBell, pause, whenAborted } from '../engine/abort.ts';
import type { EventListener } from '../engine/listen.ts';
import type { EngineLogger } from '../engine/options.ts';
import type { WatchMode } from '../generated/prisma/enums.ts';
import { RoomWatcher, type WatchedRoom } from './watch-room.ts';
import type { WatchNotice } from './watch-events.ts';

/** First key of the advisory locks that say which rooms are watched; the second is the hash of the room's id. */
const WATCH_LOCK = 7002;
/** How often rooms are looked for that nobody watches any more. */
const SYNC_MS = 5_000;
const RESTART_MS = 1_000;
/** A room that cannot be watched is tried again after this long. */
const RETRY_MS = 30_000;

/** A room that is to be watched. */
interface WantedRoom {
  readonly id: string;
  readonly watch: WatchMode;
  readonly ignoredFolders: readonly string[];
  /** Another one for each time that the watch was turned on. */
  readonly baselineId: string;
}

export interface KeepWatches {
  readonly url: string;
  readonly logger: EngineLogger;
  readonly listener: EventListener<WatchNotice>;
  readonly signal: AbortSignal;
  /** The rooms that are to be watched. */
  listRooms(): Promise<readonly WantedRoom[]>;
  /** What a watcher of the room works with; null where its watch is off by now. Throws where the folder cannot be opened. */
  openRoom(roomId: string): Promise<Omit<WatchedRoom, 'signal' | 'mode'> | null>;
  /** A watcher ended by itself. */
  tellFailure(roomId: string, error: unknown): Promise<void>;
}

interface Kept {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** What a watcher cannot change under way. */
  readonly isFor: string;
  mode: WatchMode;
  watcher: RoomWatcher | null;
}

/** Watches until the signal is aborted; resolves when everything is closed. A lost connection loses the locks, so every watcher ends with it and new ones begin. */
export async function keepWatchesUntilAborted(options: KeepWatches): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await keepOnOneConnection(options);
    } catch (error) {
      if (!options.signal.aborted) options.logger.warn({ err: error }, 'the watch of the rooms stopped, it is started again');
    }
    await pause(RESTART_MS, options.signal);
  }
}

async function keepOnOneConnection(options: KeepWatches): Promise<void> {
  const { url, listener, signal, listRooms } = options;
  const kept = new Map<string, Kept>();
  const bell = createBell();
  const lost = new AbortController();
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000, application_name: 'supernova watch' });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const ended = AbortSignal.any([signal, lost.signal]);
  const ring = whenAborted(ended, () => bell.ring());
  const leave = listener.subscribe((wake) => {
    if (wake.kind === 'connected') return bell.ring();
    const { roomId, number, type } = wake.notice;
    if (number > 0) return;
    if (type === 'WITHDRAWN') kept.get(roomId)?.watcher?.takeAsIs();
    else bell.ring();
  });
  try {
    await client.connect();
    while (!ended.aborted) {
      await settle(options, { client, kept, rooms: await listRooms(), ended });
      await bell.wait(SYNC_MS, ended);
    }
    if (!signal.aborted) throw new Error('the connection of the watch was lost');
  } finally {
    leave();
    ring();
    for (const { stop } of kept.values()) stop.abort();
    await Promise.all([...kept.values()].map(({ done }) => done));
    await client.end().catch(() => undefined);
  }
}

interface Session {
  readonly client: pg.Client;
  readonly kept: Map<string, Kept>;
  readonly rooms: readonly WantedRoom[];
  readonly ended: AbortSignal;
}

/** Starts the watchers that are missing, stops those that are not wanted, and passes new settings on. A watcher of other folders begins anew: what left the room was not deleted; so does one that was turned off and on. */
async function settle(options: KeepWatches, { client, kept, rooms, ended }: Session): Promise<void> {
  const wanted = new Map(rooms.map(({ id, watch, ignoredFolders, baselineId }) => [id, { mode: watch, isFor: JSON.stringify([baselineId, ignoredFolders]) }]));
  for (const [roomId, { isFor, stop, done }] of kept) {
    if (wanted.get(roomId)?.isFor === isFor) continue;
    stop.abort();
    await done;
  }
  for (const [roomId, { mode, isFor }] of wanted) {
    const known = kept.get(roomId);
    if (known) known.mode = mode;
    if (known || ended.aborted) continue;
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked', [WATCH_LOCK, roomId]);
    if (rows[0]?.locked !== true) continue;
    const stop = new AbortController();
    const entry: Kept = { stop, isFor, mode, watcher: null, done: Promise.resolve() };
    const unlock = () => client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [WATCH_LOCK, roomId]).catch(() => undefined);
    const work = watchOne(options, { roomId, entry, signal: AbortSignal.any([stop.signal, ended]) });
    kept.set(roomId, Object.assign(entry, { done: work.then(unlock).then(() => void kept.delete(roomId)) }));
  }
}

async function watchOne({ openRoom, tellFailure, logger }: KeepWatches, { roomId, entry, signal }: { readonly roomId: string; readonly entry: Kept; readonly signal: AbortSignal }): Promise<void> {
  try {
    const room = await openRoom(roomId);
    if (!room) return;
    entry.watcher = new RoomWatcher({ ...room, signal, mode: () => entry.mode });
    await entry.watcher.run();
  } catch (error) {
    if (signal.aborted) return;
    logger.warn({ err: error, roomId }, 'a room could not be watched, it is tried again');
    await tellFailure(roomId, error).catch((failure: unknown) => logger.warn({ err: failure, roomId }, 'the failure of a watch could not be stored'));
    await pause(RETRY_MS, signal);
  }
}
