// What the watch of a room compares the next saves with, kept beyond the end of its process. Owns the rows; decides nothing.
import { randomUUID } from 'node:crypto';
import { databaseTime, inTransaction, type Tx } from '../engine/transaction.ts';
import type { PrismaClient, WatchBaseline } from '../generated/prisma/client.ts';
import type { HeadStamp } from '../rooms/git-head.ts';
import { BaselineFiles, type LookedAt } from './baseline-files.ts';
import type { SavedFile } from './unhealed.ts';
import { addWatchEvent, type NewWatchEvent } from './watch-events.ts';

/** Where so many watchers ended before their first look did, the next one does not look at the same saves again. */
const MOST_STARTS = 5;

/** What an earlier watcher left. */
export interface LeftBehind {
  readonly lookedAt: Date;
  readonly head: HeadStamp | null;
  readonly runId: string | null;
  /** By path; null where there was no such file. */
  readonly hashes: ReadonlyMap<string, string | null>;
  readonly unhealed: readonly SavedFile[];
}

export interface Look {
  readonly head: HeadStamp | null;
  /** The run that was suggested or started for what is unhealed. */
  readonly runId: string | null;
  /** Those that are not as they were stored. */
  readonly files: readonly LookedAt[];
  readonly event: NewWatchEvent | null;
}

/** Ends a transaction of a watcher that is not the one any more. */
class TakenError extends Error {}

const headOf = (head: HeadStamp | null) => ({ gitHead: head?.head ?? null, gitLogBytes: head?.logBytes ?? null });

/** The baseline of a room in the hands of one watcher, until the next one takes it. */
export class Baseline {
  /** Null where nothing was looked at before, where other folders are left out now, and where it is given up. */
  readonly left: LeftBehind | null;
  /** True where too many watchers ended over what there is to look at. */
  readonly isGivenUp: boolean;
  readonly #prisma: PrismaClient;
  readonly #row: WatchBaseline;
  readonly #files: BaselineFiles;
  readonly #ignoredFolders: readonly string[];

  private constructor(prisma: PrismaClient, row: WatchBaseline, { files, left, ignoredFolders }: { readonly files: BaselineFiles; readonly left: LeftBehind | null; readonly ignoredFolders: readonly string[] }) {
    this.#prisma = prisma;
    this.#row = row;
    this.#files = files;
    this.#ignoredFolders = ignoredFolders;
    this.left = left;
    this.isGivenUp = isGivenUp(row);
  }

  /** Takes the baseline of a room for a new watcher: from here on the one before can write nothing. Null where the watch is off. */
  static async take(prisma: PrismaClient, roomId: string, ignoredFolders: readonly string[]): Promise<Baseline | null> {
    const [row] = await prisma.watchBaseline.updateManyAndReturn({ where: { roomId }, data: { holderId: randomUUID(), starts: { increment: 1 } } });
    if (!row) return null;
    const files = new BaselineFiles(prisma, row.id);
    const isOfSameFolders = JSON.stringify(row.ignoredFolders) === JSON.stringify(ignoredFolders);
    const left = row.lookedAt === null || isGivenUp(row) || !isOfSameFolders ? null : { lookedAt: row.lookedAt, head: readHead(row), runId: row.runId, ...(await files.read()) };
    return new Baseline(prisma, row, { files, left, ignoredFolders });
  }

  /** What files held when they were looked at, as far as it is stored. */
  readTexts(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#files.readTexts(paths);
  }

  /** Stores every file of the room in place of what was stored. False where another watcher has the baseline by now, or the watch is off. */
  async begin(files: Iterable<LookedAt>, head: HeadStamp | null): Promise<boolean> {
    // Half of the files is no baseline: until all are stored there is none.
    if (!(await this.#update(this.#prisma, { lookedAt: null }))) return false;
    await this.#files.replaceAll(files);
    return this.#update(this.#prisma, { ...headOf(head), ignoredFolders: [...this.#ignoredFolders], starts: 0, runId: null, lookedAt: await databaseTime(this.#prisma) });
  }

  /** Stores what a look found and tells its event, both or neither. False where another watcher has the baseline by now, or the watch is off. */
  async keep({ head, runId, files, event }: Look): Promise<boolean> {
    const kept = inTransaction(this.#prisma, async (tx) => {
      if (event) await addWatchEvent(tx, this.#row.roomId, event);
      if (!(await this.#update(tx, { ...headOf(head), runId, starts: 0, lookedAt: await databaseTime(tx) }))) throw new TakenError();
      await this.#files.replace(tx, files);
    });
    return kept.then(() => true, (error: unknown) => {
      if (error instanceof TakenError) return false;
      throw error;
    });
  }

  async #update(tx: Pick<PrismaClient, 'watchBaseline'>, data: Partial<WatchBaseline>): Promise<boolean> {
    const { count } = await tx.watchBaseline.updateMany({ where: { id: this.#row.id, holderId: this.#row.holderId }, data });
    return count > 0;
  }
}

const isGivenUp = ({ lookedAt, starts }: WatchBaseline): boolean => lookedAt !== null && starts > MOST_STARTS;

const readHead = ({ gitHead, gitLogBytes }: WatchBaseline): HeadStamp | null => (gitHead === null || gitLogBytes === null ? null : { head: gitHead, logBytes: gitLogBytes });

/** For a room whose watch is turned on: the next watcher begins with the files as they are. One that is there stays. */
export async function addBaseline(tx: Tx, roomId: string): Promise<void> {
  await tx.watchBaseline.createMany({ data: { roomId }, skipDuplicates: true });
}

/** For a room whose watch is turned off. */
export async function removeBaseline(tx: Tx, roomId: string): Promise<void> {
  await tx.watchBaseline.deleteMany({ where: { roomId } });
}

/** From now on the saved files count as they are. */
export async function forgetUnhealed(tx: Tx, roomId: string): Promise<void> {
  await tx.watchBaseline.updateMany({ where: { roomId }, data: { runId: null } });
  await tx.watchedFile.updateMany({ where: { baseline: { roomId }, isUnhealed: true }, data: { isUnhealed: false, contentBefore: null } });
}
