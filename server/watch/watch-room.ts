// Watches one room: gathers the saves of a moment, tells what kind of saving they are, and says what was done about them. Owns what it remembers.
import { createBell, pause } from '../engine/abort.ts';
import type { RunStatus, WatchMode } from '../generated/prisma/enums.ts';
import { isEditablePath } from '../intents/resolve/edit.ts';
import { findGitFolder, hasMovedTree, isGitBusy, readHeadStamp, type HeadStamp } from '../rooms/git-head.ts';
import { SourceTree } from '../rooms/source-tree.ts';
import { watchFiles, watchOneFolder } from '../rooms/watch-files.ts';
import type { Baseline } from './baseline.ts';
import type { SaveServices } from './look-at-save.ts';
import { OpenChange } from './open-change.ts';
import { findSavedMeanwhile } from './saved-meanwhile.ts';
import type { SavedFile } from './unhealed.ts';
import type { NewWatchEvent } from './watch-events.ts';

/** A moment without a sign ends a batch: long enough for an editor that writes a file in several steps. */
const QUIET_MS = 60;
/** A stream of saves is looked at this long after its first at the latest. */
const LONGEST_MS = 60_000;
/** A lock that git left behind holds nothing up for longer. */
const GIT_MS = 10_000;
/** How often the disk is looked at without a sign: in case one was missed, and where the system gives none. */
const LOOK_MS = { withSigns: 30_000, without: 2_000 };

export interface WatchedRoom extends SaveServices {
  readonly root: string;
  /** Room paths of folders that are no part of the room. */
  readonly ignoredFolders: readonly string[];
  readonly signal: AbortSignal;
  /** Asked before each look, so that a new setting counts at once. */
  mode(): WatchMode;
  /** Resolves when no run is changing the files of the room. */
  untilIdle(signal: AbortSignal): Promise<void>;
  /** Those of the files that a run has just written or put back, or since that time. */
  findOwn(files: readonly { readonly path: string; readonly hash: string | null }[], since: Date | null): Promise<ReadonlySet<string>>;
  statusOf(runId: string): Promise<RunStatus | null>;
  tell(event: NewWatchEvent): Promise<void>;
  readonly baseline: Baseline;
}

/** Files that are not as they were when they were looked at last; `saves`: those of them that somebody else than a run saved. */
interface Moved {
  readonly paths: readonly string[];
  readonly saves: readonly SavedFile[];
}

export class RoomWatcher {
  readonly #room: WatchedRoom;
  readonly #change: OpenChange;
  /** What every file held when it was last looked at. */
  #texts = new Map<string, string>();
  /** What the unhealed files held before, as it is stored. */
  #unhealed: ReadonlyMap<string, string | null> = new Map();
  /** Where git stood then. */
  #head: HeadStamp | null = null;
  /** Files that are not as an earlier watcher left them, and when it looked at them; until the first look. */
  #meanwhile: { readonly paths: readonly string[]; readonly since: Date } | null = null;
  readonly #bell = createBell();
  #firstSignAt: number | null = null;
  #lastSignAt = 0;

  constructor(room: WatchedRoom) {
    this.#room = room;
    this.#change = new OpenChange(room, room.baseline.left ?? undefined);
  }

  /** From now on the saved files count as they are; what was suggested is forgotten. */
  takeAsIs(): void {
    this.#change.takeAsIs();
  }

  /** Watches until the signal is aborted, the watch is turned off, or another process watches. Rejects when the room cannot be read. */
  async run(): Promise<void> {
    const { root, signal, tell } = this.#room;
    const tree = await SourceTree.open(root);
    tree.ignoredFolders = this.#room.ignoredFolders;
    const gitFolder = await findGitFolder(tree.root);
    const signs = await watchFiles(tree.root, () => this.#sign());
    const gitSigns = gitFolder === null ? null : watchOneFolder(gitFolder, () => this.#sign());
    try {
      await tree.scan(signal);
      const begun = await this.#begin(tree, gitFolder);
      if (begun === null) return;
      const without = signs.isNative ? '' : ` The system gives no signs of saves, so the files are looked at every ${LOOK_MS.without / 1000} s.`;
      await tell({ type: 'WATCHING', message: `${begun}${without}`, files: [] });
      let isMine = this.#meanwhile === null || (await this.#lookOnce(tree, gitFolder));
      while (isMine && !signal.aborted) {
        await this.#bell.wait(signs.isNative ? LOOK_MS.withSigns : LOOK_MS.without, signal);
        isMine = await this.#lookOnce(tree, gitFolder);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await signs.close();
      await gitSigns?.close();
    }
  }

  #sign(): void {
    this.#lastSignAt = performance.now();
    this.#firstSignAt ??= this.#lastSignAt;
    this.#bell.ring();
  }

  /** Goes on where an earlier watcher ended; where there was none, with the files as they are. Says which in a sentence; null where another process watches or the watch is off. */
  async #begin(tree: SourceTree, gitFolder: string | null): Promise<string | null> {
    const { baseline } = this.#room;
    const { left } = baseline;
    if (left) {
      const { texts, differing, unknown } = await findSavedMeanwhile(tree, baseline, left);
      this.#texts = texts;
      this.#unhealed = beforeOf(left.unhealed);
      this.#head = left.head;
      this.#meanwhile = { paths: differing, since: left.lookedAt };
      const taken = unknown === 0 ? '' : ` ${unknown} of the files ${unknown === 1 ? 'is' : 'are'} taken as ${unknown === 1 ? 'it is' : 'they are'}: what ${unknown === 1 ? 'it' : 'they'} held before was too much to keep.`;
      return `Saves are watched again${differing.length === 0 ? '.' : '; what was saved meanwhile is looked at now.'}${taken}`;
    }
    for (const path of tree.paths()) if (isEditablePath(path)) this.#keepText(path, tree.text(path));
    this.#head = gitFolder === null ? null : await readHeadStamp(gitFolder);
    const files = [...this.#texts].map(([path, text]) => ({ path, text, hash: tree.hash(path) ?? null, before: undefined }));
    if (!(await baseline.begin(files, this.#head))) return null;
    return `Saves are watched from here on.${baseline.isGivenUp ? ' What was saved before is taken as it is, because the server ended several times when it looked at that.' : ''}`;
  }

  #keepText(path: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, text);
  }

  /** One batch of saves, from its first sign to its event. False where another process watches or the watch is off. */
  async #lookOnce(tree: SourceTree, gitFolder: string | null): Promise<boolean> {
    const { signal, untilIdle } = this.#room;
    await this.#untilQuiet(gitFolder);
    const firstSignAt = this.#firstSignAt;
    const lastedMs = firstSignAt === null ? 0 : this.#lastSignAt - firstSignAt;
    await untilIdle(signal);
    if (signal.aborted) return true;
    this.#firstSignAt = null;
    const { paths, saves } = await this.#findMoved(tree);
    const headMoved = gitFolder !== null && this.#head !== null && (await hasMovedTree(gitFolder, this.#head));
    const head = gitFolder === null ? null : await readHeadStamp(gitFolder);
    const event = await this.#change.answer({ files: saves, headMoved, lastedMs }, { mode: this.#room.mode(), firstSignAt });
    return this.#keepLook(tree, { paths, head, event });
  }

  /** Stores what is not as it was stored, and tells the event. */
  async #keepLook(tree: SourceTree, { paths, head, event }: { readonly paths: readonly string[]; readonly head: HeadStamp | null; readonly event: NewWatchEvent | null }): Promise<boolean> {
    const { unhealed, runId } = this.#change.remembered();
    const before = beforeOf(unhealed);
    const other = [...before.keys(), ...this.#unhealed.keys()].filter((path) => before.get(path) !== this.#unhealed.get(path));
    const touched = new Set([...paths, ...other]);
    const isAsStored = touched.size === 0 && event === null && head?.head === this.#head?.head && head?.logBytes === this.#head?.logBytes;
    // The first look is stored in any case: it says that this watcher came further than its start.
    if (isAsStored && this.#meanwhile === null) return true;
    const files = [...touched].map((path) => ({ path, text: this.#texts.get(path) ?? null, hash: tree.hash(path) ?? null, before: before.get(path) }));
    const isMine = await this.#room.baseline.keep({ head, runId, files, event });
    this.#unhealed = before;
    this.#head = head;
    this.#meanwhile = null;
    return isMine;
  }

  async #untilQuiet(gitFolder: string | null): Promise<void> {
    const { signal } = this.#room;
    const started = performance.now();
    while (!signal.aborted && performance.now() - started < LONGEST_MS) {
      const left = QUIET_MS - (performance.now() - this.#lastSignAt);
      const waitsForGit = gitFolder !== null && performance.now() - started < GIT_MS && (await isGitBusy(gitFolder));
      if (left <= 0 && !waitsForGit) return;
      await pause(Math.max(left, QUIET_MS / 4), signal);
    }
  }

  async #findMoved(tree: SourceTree): Promise<Moved> {
    const { added, changed, removed } = await tree.scan(this.#room.signal);
    const paths = [...new Set([...added, ...changed, ...removed, ...(this.#meanwhile?.paths ?? [])])].filter(isEditablePath);
    const saves: SavedFile[] = [];
    for (const path of paths) {
      const before = this.#texts.get(path) ?? null;
      const after = tree.text(path) ?? null;
      this.#keepText(path, after ?? undefined);
      if (before !== after) saves.push({ path, before, after });
    }
    if (saves.length === 0) return { paths, saves };
    const own = await this.#room.findOwn(saves.map(({ path }) => ({ path, hash: tree.hash(path) ?? null })), this.#meanwhile?.since ?? null);
    return { paths, saves: saves.filter(({ path }) => !own.has(path)) };
  }
}

const beforeOf = (files: readonly SavedFile[]): ReadonlyMap<string, string | null> => new Map(files.map(({ path, before }) => [path, before]));
