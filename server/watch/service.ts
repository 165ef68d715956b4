// Watches rooms for saved files. Owns the setting of a room and its watch events; predicting and healing belong to their services.
import { pause } from '../engine/abort.ts';
import { createEventListener } from '../engine/listen.ts';
import type { EngineLogger } from '../engine/options.ts';
import { ACTIVE_RUNS } from '../engine/states.ts';
import { inTransaction } from '../engine/transaction.ts';
import { DomainError, NotFoundError } from '../errors.ts';
import type { PrismaClient, Room, WatchEvent } from '../generated/prisma/client.ts';
import type { WatchMode } from '../generated/prisma/enums.ts';
import type { Healing } from '../healing/service.ts';
import type { Impact } from '../impact/service.ts';
import type { Intents } from '../intents/service.ts';
import { addBaseline, Baseline, forgetUnhealed, removeBaseline } from './baseline.ts';
import { keepWatchesUntilAborted } from './keep-watches.ts';
import { SaveLooks } from './save-looks.ts';
import type { SavedFile } from './unhealed.ts';
import type { WatchedRoom } from './watch-room.ts';
import { addWatchEvent, appendWatchEvent, createWatchReader, notify, WATCH_CHANNEL, type WatchNotice } from './watch-events.ts';

export interface WatchOptions {
  readonly prisma: PrismaClient;
  readonly url: string;
  readonly logger: EngineLogger;
  readonly rootOf: (roomId: string) => Promise<string>;
  readonly intents: Intents;
  readonly impact: Pick<Impact, 'analyzeImpact'>;
  readonly healing: Pick<Healing, 'planHealing' | 'triggerHealing'>;
}

export interface Watch {
  /** Begins to watch the rooms whose setting says so; where one was watched before, with what was saved since. */
  start(): void;
  /** Ends every watcher and stream. */
  stop(): Promise<void>;
  /** OFF forgets what the files held. Throws NotFoundError. */
  setWatch(roomId: string, mode: WatchMode): Promise<Room>;
  /** From now on the saved files count as they are, and what was suggested is withdrawn. Throws NotFoundError. */
  takeAsIs(roomId: string): Promise<Room>;
  /**
   * Looks at what our own editor saved in a room that is not watched, as SUGGEST would, and tells the event. Null where there is nothing to tell, or
   * the room is watched: its watch sees the save. `textOf` reads the room as it is now. Throws NotFoundError.
   */
  lookAtSave(roomId: string, file: SavedFile, textOf: (path: string) => string | undefined): Promise<WatchEvent | null>;
  /** Stored events after that number, then live ones, each once and in order; stays open. Throws NotFoundError when first read. */
  watchEvents(roomId: string, after: number, signal?: AbortSignal): AsyncGenerator<WatchEvent, void>;
}

const IDLE_POLL_MS = 200;
/** What a run wrote is told from what a person saved for this long after its last event. */
const OWN_FOR = '10 seconds';

const noRoom = (roomId: string) => new NotFoundError(`There is no room ${roomId}.`, 'List the rooms; it may have been deleted.');

type FindOwn = WatchedRoom['findOwn'];

/** Names of the files that runs of the room have just written or put back, or since that time. */
async function findOwn(prisma: PrismaClient, roomId: string, [files, since]: Parameters<FindOwn>): ReturnType<FindOwn> {
  const rows = await prisma.$queryRaw<{ path: string; hashBefore: string | null; hashAfter: string | null }[]>`
    SELECT s.path, s.hash_before AS "hashBefore", s.hash_after AS "hashAfter"
    FROM file_snapshots s JOIN healing_runs r ON r.id = s.run_id JOIN run_events e ON e.run_id = r.id AND e.number = r.last_event_number
    WHERE r.room_id = ${roomId}::uuid AND s.path = ANY (${files.map(({ path }) => path)}::text[])
      AND (r.status = ANY (${[...ACTIVE_RUNS]}::run_status[]) OR e.created_at > least(clock_timestamp(), ${since}::timestamptz) - ${OWN_FOR}::interval)`;
  const own = new Map<string, Set<string | null>>();
  for (const { path, hashBefore, hashAfter } of rows) own.set(path, (own.get(path) ?? new Set()).add(hashBefore).add(hashAfter));
  return new Set(files.filter(({ path, hash }) => own.get(path)?.has(hash)).map(({ path }) => path));
}

async function listWatchedRooms(prisma: PrismaClient) {
  const rooms = await prisma.room.findMany({ where: { watch: { not: 'OFF' } }, select: { id: true, watch: true, ignoredFolders: true, watchBaseline: { select: { id: true } } } });
  return rooms.flatMap(({ watchBaseline, ...room }) => (watchBaseline ? [{ ...room, baselineId: watchBaseline.id }] : []));
}

/** What a watcher of the room works with; null where its watch is off by now. */
async function openWatchedRoom({ prisma, root }: { readonly prisma: PrismaClient; readonly root: string }, roomId: string, services: Pick<WatchedRoom, 'predict' | 'plan' | 'heal' | 'statusOf'>): Promise<Omit<WatchedRoom, 'signal' | 'mode'> | null> {
  const { ignoredFolders = [] } = (await prisma.room.findUnique({ where: { id: roomId }, select: { ignoredFolders: true } })) ?? {};
  const baseline = await Baseline.take(prisma, roomId, ignoredFolders);
  return baseline && {
    ...services, root, ignoredFolders, baseline,
    async untilIdle(signal) {
      while (!signal.aborted && (await prisma.healingRun.count({ where: { roomId, status: { in: [...ACTIVE_RUNS] } } })) > 0) await pause(IDLE_POLL_MS, signal);
    },
    findOwn: (...asked) => findOwn(prisma, roomId, asked),
    tell: async (event) => void (await appendWatchEvent(prisma, roomId, event)),
  };
}

export function createWatch({ prisma, url, logger, rootOf, intents, impact, healing }: WatchOptions): Watch {
  const listener = createEventListener<WatchNotice>(url, WATCH_CHANNEL, logger);
  const readEvents = createWatchReader(prisma, listener);
  const stopping = new AbortController();
  let working: Promise<void> | null = null;

  const servicesOf = (roomId: string) => ({
    async predict(files: readonly SavedFile[], title: string) {
      const captured = await intents.captureIntent({ roomId, userAction: title, wish: { kind: 'EDIT', isApplied: true, files: files.map(({ path, before, after }) => ({ path, text: after, base: before })) } });
      const { id, analysis } = await impact.analyzeImpact(captured.id);
      const grouped = await prisma.impactPrediction.groupBy({ by: ['predictionType', 'certainty'], where: { intentCaptureId: id }, _count: true });
      const filesOf = (isMeant: (row: (typeof grouped)[number]) => boolean) => grouped.filter(isMeant).reduce((sum, { _count }) => sum + _count, 0);
      const isBreak = ({ predictionType }: (typeof grouped)[number]) => predictionType === 'BREAKING_CHANGE';
      return {
        intentId: id,
        shouldHeal: (analysis as { decision?: string } | null)?.decision === 'HEAL',
        certainFiles: filesOf((row) => isBreak(row) && row.certainty === 'CERTAIN'),
        possibleFiles: filesOf((row) => isBreak(row) && row.certainty !== 'CERTAIN'),
        findings: filesOf((row) => !isBreak(row)),
      };
    },
    async plan(intentId: string) {
      const { id, plan } = await healing.planHealing(intentId);
      return { runId: id, writes: (plan as { diff?: string }).diff !== '' };
    },
    heal: async (runId: string) => void (await healing.triggerHealing(runId)),
    statusOf: async (runId: string) => (await prisma.healingRun.findUnique({ where: { id: runId }, select: { status: true } }))?.status ?? null,
  });

  const openRoom = async (roomId: string) => openWatchedRoom({ prisma, root: await rootOf(roomId) }, roomId, servicesOf(roomId));
  const looks = new SaveLooks(servicesOf);

  const tellFailure = async (roomId: string, error: unknown) => {
    const told = error instanceof DomainError ? { code: error.code, message: error.message, hint: error.hint } : { code: 'INTERNAL', message: 'The watch stopped because of an internal error.', hint: 'The details are in the log of the server; it is tried again.' };
    await appendWatchEvent(prisma, roomId, { type: 'REFUSED', message: `The room cannot be watched: ${told.message}`, files: [], error: told });
  };

  return {
    start() {
      if (working) throw new Error('the watch was started already');
      working = keepWatchesUntilAborted({ url, logger, listener, signal: stopping.signal, listRooms: () => listWatchedRooms(prisma), openRoom, tellFailure });
    },
    async stop() {
      stopping.abort();
      await working;
      await listener.close();
    },
    async setWatch(roomId, mode) {
      const room = await inTransaction(prisma, async (tx) => {
        const [changed] = await tx.room.updateManyAndReturn({ where: { id: roomId }, data: { watch: mode } });
        if (!changed) throw noRoom(roomId);
        await (mode === 'OFF' ? removeBaseline(tx, roomId) : addBaseline(tx, roomId));
        return changed;
      });
      await notify(prisma, { roomId, number: 0, type: null });
      return room;
    },
    async takeAsIs(roomId) {
      await inTransaction(prisma, async (tx) => {
        if (!(await addWatchEvent(tx, roomId, { type: 'WITHDRAWN', message: 'The saved files were taken as they are.', files: [] }))) throw noRoom(roomId);
        await forgetUnhealed(tx, roomId);
      });
      looks.takeAsIs(roomId);
      await notify(prisma, { roomId, number: 0, type: 'WITHDRAWN' });
      return prisma.room.findUniqueOrThrow({ where: { id: roomId } });
    },
    async lookAtSave(roomId, file, textOf) {
      const room = await prisma.room.findUnique({ where: { id: roomId }, select: { watch: true } });
      if (!room) throw noRoom(roomId);
      if (room.watch !== 'OFF') return null;
      const event = await looks.look(roomId, file, textOf);
      return event && appendWatchEvent(prisma, roomId, event);
    },
    watchEvents: (roomId, after, signal = stopping.signal) => readEvents(roomId, after, AbortSignal.any([signal, stopping.signal])),
  };
}
