// Tells whoever shows a room what of it may be out of date: its files, its settings, the list of rooms, the workers. Owns no rows; the database's triggers tell of theirs, the disk of the files.
import { createBell, pause } from '../engine/abort.ts';
import { createEventListener } from '../engine/listen.ts';
import type { EngineLogger } from '../engine/options.ts';
import { openStream } from '../engine/stream.ts';
import { watchFiles, type FileSigns } from '../rooms/watch-files.ts';

/** What is to be read again. MISSED: anything of it, since changes before this moment may not have been told. */
export type RoomChange = 'MISSED' | 'FILES' | 'SETTINGS' | 'ROOMS' | 'WORKERS';

/** The payload of the triggers' notifications. */
interface ChangeNotice {
  readonly table: 'rooms' | 'workers';
  readonly id: string;
}

export interface ChangesOptions {
  readonly url: string;
  readonly logger: EngineLogger;
  readonly rootOf: (roomId: string) => Promise<string>;
}

export interface Changes {
  /**
   * Begins with MISSED once nothing can be missed any more, and goes on with every sort of change; changes that follow each other closely are
   * one. MISSED comes again after a lost connection to the database. A folder that cannot be opened or watched gives no FILES, or one every few
   * seconds. Stays open until the signal is aborted or the stream is left.
   */
  roomChanges(roomId: string, signal?: AbortSignal): AsyncGenerator<RoomChange, void>;
  /** Ends every stream. */
  stop(): Promise<void>;
}

const CHANNEL = 'supernova_changes';
/** A save is often more than one write, and a run writes many files: what comes within this time is told once. */
const SETTLE_MS = 1_000;
const WAIT_MS = 60_000;
/** How often files are taken for changed where the system gives no signs. */
const LOOK_MS = 5_000;

export function createChanges({ url, logger, rootOf }: ChangesOptions): Changes {
  const listener = createEventListener<ChangeNotice>(url, CHANNEL, logger);
  const stopping = new AbortController();
  const watchRoom = async (roomId: string, onSign: () => void): Promise<FileSigns | null> => {
    const root = await rootOf(roomId).catch(() => null);
    return root === null ? null : watchFiles(root, onSign);
  };
  const read = (roomId: string, open: AbortSignal): AsyncGenerator<RoomChange, void> => {
    const waiting = new Set<RoomChange>();
    const bell = createBell();
    const note = (...changes: RoomChange[]) => {
      for (const change of changes) waiting.add(change);
      bell.ring();
    };
    if (!open.aborted) {
      const leave = listener.subscribe((wake) => {
        if (wake.kind === 'connected') note('MISSED');
        else if (wake.notice.table === 'workers') note('WORKERS');
        else note('ROOMS', ...(wake.notice.id === roomId ? (['SETTINGS'] as const) : []));
      });
      open.addEventListener('abort', leave, { once: true });
    }
    return (async function* () {
      const signs = await watchRoom(roomId, () => note('FILES'));
      try {
        if (listener.isConnected) note('MISSED');
        while (!open.aborted) {
          await bell.wait(signs?.isNative === false ? LOOK_MS : WAIT_MS, open);
          if (signs?.isNative === false) waiting.add('FILES');
          if (waiting.size > 0) await pause(SETTLE_MS, open);
          for (const change of waiting) {
            waiting.delete(change);
            yield change;
          }
        }
      } finally {
        await signs?.close();
      }
    })();
  };
  return {
    roomChanges: (roomId, signal = stopping.signal) => openStream(AbortSignal.any([signal, stopping.signal]), (open) => read(roomId, open)),
    async stop() {
      stopping.abort();
      await listener.close();
    },
  };
}
