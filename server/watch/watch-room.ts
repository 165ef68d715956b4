// Watches one room: gathers the saves of a moment, tells what kind of saving they are, and says what was done about them. Owns what it remembers; stores nothing.
import { createBell, pause } from '../engine/abort.ts';
import type { RunStatus, WatchMode } from '../generated/prisma/enums.ts';
import { isEditablePath } from '../intents/resolve/edit.ts';
import { findGitFolder, hasMovedTree, isGitBusy, readHeadStamp, type HeadStamp } from '../rooms/git-head.ts';
import { SourceTree } from '../rooms/source-tree.ts';
import { watchFiles, watchOneFolder } from '../rooms/watch-files.ts';
import type { SaveServices } from './look-at-save.ts';
import { OpenChange } from './open-change.ts';
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
  /** Those of the files that a run has just written or put back. */
  findOwn(files: readonly { readonly path: string; readonly hash: string | null }[]): Promise<ReadonlySet<string>>;
  statusOf(runId: string): Promise<RunStatus | null>;
  tell(event: NewWatchEvent): Promise<void>;
}

export class RoomWatcher {
  readonly #room: WatchedRoom;
  readonly #change: OpenChange;
  /** What every file held when it was last looked at. */
  readonly #texts = new Map<string, string>();
  readonly #bell = createBell();
  #firstSignAt: number | null = null;
  #lastSignAt = 0;

  constructor(room: WatchedRoom) {
    this.#room = room;
    this.#change = new OpenChange(room);
  }

  /** From now on the saved files count as they are; what was suggested is forgotten. */
  takeAsIs(): void {
    this.#change.takeAsIs();
  }

  /** Watches until the signal is aborted. Rejects when the room cannot be read. */
  async run(): Promise<void> {
    const { root, signal, tell } = this.#room;
    const tree = await SourceTree.open(root);
    tree.ignoredFolders = this.#room.ignoredFolders;
    const gitFolder = await findGitFolder(tree.root);
    const signs = await watchFiles(tree.root, () => this.#sign());
    const gitSigns = gitFolder === null ? null : watchOneFolder(gitFolder, () => this.#sign());
    try {
      await tree.scan(signal);
      for (const path of tree.paths()) this.#keep(path, tree.text(path));
      let head = gitFolder === null ? null : await readHeadStamp(gitFolder);
      const without = signs.isNative ? '' : ` The system gives no signs of saves, so the files are looked at every ${LOOK_MS.without / 1000} s.`;
      await tell({ type: 'WATCHING', message: `Saves are watched from here on.${without}`, files: [] });
      while (!signal.aborted) {
        await this.#bell.wait(signs.isNative ? LOOK_MS.withSigns : LOOK_MS.without, signal);
        head = await this.#lookOnce(tree, gitFolder, head);
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

  #keep(path: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, text);
  }

  /** One batch of saves, from its first sign to its event. Returns where git stands. */
  async #lookOnce(tree: SourceTree, gitFolder: string | null, head: HeadStamp | null): Promise<HeadStamp | null> {
    const { signal, untilIdle } = this.#room;
    await this.#untilQuiet(gitFolder);
    const firstSignAt = this.#firstSignAt ?? performance.now();
    const lastedMs = Math.max(0, this.#lastSignAt - firstSignAt);
    await untilIdle(signal);
    if (signal.aborted) return head;
    this.#firstSignAt = null;
    const files = await this.#findSaves(tree);
    const headMoved = gitFolder !== null && head !== null && (await hasMovedTree(gitFolder, head));
    const now = gitFolder === null ? null : await readHeadStamp(gitFolder);
    const event = await this.#change.answer({ files, headMoved, lastedMs }, { mode: this.#room.mode(), firstSignAt });
    if (event) await this.#room.tell(event);
    return now;
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

  /** What was saved since the last look by somebody else than a run. */
  async #findSaves(tree: SourceTree): Promise<SavedFile[]> {
    const { added, changed, removed } = await tree.scan(this.#room.signal);
    const saves: SavedFile[] = [];
    for (const path of [...added, ...changed, ...removed]) {
      const before = this.#texts.get(path) ?? null;
      const after = tree.text(path) ?? null;
      this.#keep(path, after ?? undefined);
      if (before !== after && isEditablePath(path)) saves.push({ path, before, after });
    }
    if (saves.length === 0) return saves;
    const own = await this.#room.findOwn(saves.map(({ path }) => ({ path, hash: tree.hash(path) ?? null })));
    return saves.filter(({ path }) => !own.has(path));
  }
}
