// What is said about the saves of one change, from the last state that was fine to now. Owns what is remembered of it; stores nothing.
import type { RunStatus, WatchMode } from '../generated/prisma/enums.ts';
import { lookAtSave, nameFiles, type SaveServices } from './look-at-save.ts';
import { recogniseSaves, type SaveBatch } from './recognise-saves.ts';
import { Unhealed, type SavedFile } from './unhealed.ts';
import type { NewWatchEvent } from './watch-events.ts';

/** More remembered files than this are taken as they are. */
const MOST_UNHEALED = 200;

/** The change was healed; who rolls that back wants the saves as they are. */
const SETTLED: ReadonlySet<RunStatus | null> = new Set<RunStatus | null>(['COMPLETED', 'ADOPTED', 'ROLLBACK_QUEUED', 'ROLLING_BACK', 'ROLLED_BACK']);

interface ChangeServices extends SaveServices {
  statusOf(runId: string): Promise<RunStatus | null>;
}

interface Look {
  readonly mode: WatchMode;
  /** By `performance.now()`; null where no sign was seen. */
  readonly firstSignAt: number | null;
}

/** What is remembered of a change. */
export interface Remembered {
  readonly unhealed: readonly SavedFile[];
  /** The run that was suggested or started for it. */
  readonly runId: string | null;
}

export class OpenChange {
  readonly #services: ChangeServices;
  readonly #unhealed = new Unhealed();
  #runId: string | null;

  constructor(services: ChangeServices, { unhealed, runId }: Remembered = { unhealed: [], runId: null }) {
    this.#services = services;
    this.#unhealed.add(unhealed);
    this.#runId = runId;
  }

  remembered(): Remembered {
    return { unhealed: this.#unhealed.files(), runId: this.#runId };
  }

  /** From now on the saved files count as they are; what was suggested is forgotten. */
  takeAsIs(): void {
    this.#unhealed.clear();
    this.#runId = null;
  }

  /** Forgets remembered files that hold something else by now. */
  keepOnly(isCurrent: (file: SavedFile) => boolean): void {
    this.#unhealed.keepOnly(isCurrent);
  }

  /** What is to be told about a batch of saves; null: nothing. */
  async answer(batch: SaveBatch, { mode, firstSignAt }: Look): Promise<NewWatchEvent | null> {
    if (this.#runId !== null && SETTLED.has(await this.#services.statusOf(this.#runId))) this.takeAsIs();
    const recognised = recogniseSaves(batch);
    const paths = batch.files.map(({ path }) => path);
    if (recognised.kind === 'nothing') return null;
    if (recognised.kind === 'formatted') return { type: 'FORMATTED', message: `Only the layout of ${nameFiles(batch.files)} changed: nothing was looked at.`, files: paths };
    if (recognised.kind === 'checkout') {
      const held = this.#runId === null ? '' : ' What was suggested before does not hold any more.';
      this.takeAsIs();
      return { type: 'CHECKOUT', message: `Git moved the tree to another commit, which changed ${nameFiles(batch.files)}: nothing was looked at.${held}`, files: paths };
    }
    this.#unhealed.add(recognised.files);
    const files = this.#unhealed.files();
    if (files.length === 0) return this.#takenBack(recognised.files);
    const startedAt = performance.now();
    const event = await lookAtSave({ files, mode, isBurst: recognised.isBurst }, this.#services);
    this.#runId = event.runId ?? null;
    if (event.type === 'CHECKED' || files.length > MOST_UNHEALED) this.takeAsIs();
    return { ...event, ...(firstSignAt === null ? {} : { noticedMs: Math.round(startedAt - firstSignAt) }), checkMs: Math.round(performance.now() - startedAt) };
  }

  #takenBack(files: readonly SavedFile[]): NewWatchEvent {
    const held = this.#runId !== null;
    this.takeAsIs();
    const message = `${nameFiles(files)} ${files.length === 1 ? 'is' : 'are'} as before.`;
    return { type: held ? 'WITHDRAWN' : 'CHECKED', message: held ? `${message} What was suggested does not hold any more.` : message, files: files.map(({ path }) => path) };
  }
}
