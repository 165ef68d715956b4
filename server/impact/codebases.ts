// The codebases that are open in this process, one per room. Owns their life; the oldest idle ones are closed beyond a limit.
import { Codebase } from './codebase.ts';
import type { CodebaseSettings } from './thresholds.ts';

const OPEN_LIMIT = 8;

export class Codebases {
  readonly #rootOf: (roomId: string) => Promise<string>;
  readonly #isServer: boolean;
  readonly #settingsOf: ((roomId: string) => Promise<CodebaseSettings>) | null;
  readonly #open = new Map<string, Promise<Codebase>>();

  /**
   * @param rootOf real absolute path of a room's folder; throws for an unknown room.
   * @param isServer codebases stay open for the next request, so the time until then is used to prepare for it.
   * @param settingsOf how a room wants to be looked at, asked for at every `get`, as another process may have changed it; without it the defaults count.
   */
  constructor(rootOf: (roomId: string) => Promise<string>, isServer = false, settingsOf: ((roomId: string) => Promise<CodebaseSettings>) | null = null) {
    this.#rootOf = rootOf;
    this.#isServer = isServer;
    this.#settingsOf = settingsOf;
  }

  /** The room's codebase as it was read last; call `refresh` on it before trusting it. */
  async get(roomId: string): Promise<Codebase> {
    const settings = await this.#settingsOf?.(roomId);
    const known = this.#open.get(roomId);
    const opening = known ?? this.#rootOf(roomId).then((root) => Codebase.open(root, undefined, settings));
    // Taken out and put back: the map's order is the order of last use.
    this.#open.delete(roomId);
    this.#open.set(roomId, opening);
    opening.then((codebase) => this.#isServer && codebase.prepareWhenIdle(), () => this.#open.delete(roomId));
    if (!known) this.#closeOldest();
    const codebase = await opening;
    if (settings) codebase.settings = settings;
    return codebase;
  }

  /** Closes one codebase, if it is open. */
  async drop(roomId: string): Promise<void> {
    const opening = this.#open.get(roomId);
    this.#open.delete(roomId);
    await opening?.then((codebase) => codebase.close(), () => undefined);
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(all.map(async (opening) => (await opening).close()));
  }

  #closeOldest(): void {
    const [oldest] = this.#open;
    if (!oldest || this.#open.size <= OPEN_LIMIT) return;
    this.#open.delete(oldest[0]);
    // Its compiler starts again by itself should somebody still hold it.
    void oldest[1].then((codebase) => codebase.close(), () => undefined);
  }
}
