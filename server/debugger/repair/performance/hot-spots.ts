// Reads a profile: which lines and functions of the room take the time, and where the rest goes. Pure.
import type { ProfileNode } from './child/messages.ts';

/** A place that takes time. Shares are of the whole profile, 0 to 1; `total` holds what it calls, code outside of the room too. */
export interface Bottleneck {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly self: number;
  readonly total: number;
}

export interface LineRange {
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

const MOST = 10;
const SMALLEST_SHARE = 0.01;

export class Profile {
  readonly #nodes: ReadonlyMap<number, ProfileNode>;
  readonly #whole: number;
  readonly #idle: number;

  constructor(nodes: readonly ProfileNode[]) {
    // What the machine idles and what starts before the program is nobody's time.
    const counted = nodes.filter(({ name }) => name !== '(idle)' && name !== '(program)' && name !== '(root)');
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#idle = nodes.filter(({ name }) => name === '(idle)').reduce((sum, { selfMicroseconds }) => sum + selfMicroseconds, 0);
    this.#whole = counted.reduce((sum, { selfMicroseconds }) => sum + selfMicroseconds, 0);
  }

  /** The share of the time in which nothing ran: it waited for timers, files or the network. */
  get idleShare(): number {
    return this.#idle + this.#whole === 0 ? 0 : this.#idle / (this.#idle + this.#whole);
  }

  /** Milliseconds in which code ran. */
  get milliseconds(): number {
    return this.#whole / 1000;
  }

  /** The share of the time in which code of these lines was running or waited for what it called. */
  shareOf(range: LineRange): number {
    if (this.#whole === 0) return 0;
    const known = new Map<number, boolean>([[0, false]]);
    const isWithin = (id: number): boolean => {
      const cached = known.get(id);
      if (cached !== undefined) return cached;
      const node = this.#nodes.get(id);
      const isOwn = node !== undefined && node.file === range.file && node.line >= range.firstLine && node.line <= range.lastLine;
      const result = isOwn || (node !== undefined && isWithin(node.parent));
      known.set(id, result);
      return result;
    };
    let sum = 0;
    for (const node of this.#nodes.values()) if (!node.name.startsWith('(') && isWithin(node.id)) sum += node.selfMicroseconds;
    // The collector works for whoever allocates; nobody says for whom.
    return sum / this.#whole;
  }

  /** The functions of the room, by the time of their own lines and of built-in code they call directly, the slowest first. */
  bottlenecks(): Bottleneck[] {
    const spots = new Map<string, { file: string; line: number; name: string; self: number }>();
    for (const node of this.#nodes.values()) {
      const owner = this.#ownerOf(node);
      if (!owner?.file || node.selfMicroseconds === 0) continue;
      const lines = node === owner && owner.ticks.length > 0 ? owner.ticks : [[hottestLine(owner), 1] as const];
      const ticks = lines.reduce((sum, [, count]) => sum + count, 0);
      for (const [line, count] of lines) {
        const key = `${owner.file}\n${line}`;
        const spot = spots.get(key) ?? { file: owner.file, line, name: owner.name, self: 0 };
        spot.self += (node.selfMicroseconds * count) / ticks;
        spots.set(key, spot);
      }
    }
    const whole = Math.max(1, this.#whole);
    return [...spots.values()]
      .map((spot) => ({ ...spot, self: spot.self / whole, total: this.shareOf({ file: spot.file, firstLine: spot.line, lastLine: spot.line }) }))
      .map((spot) => ({ ...spot, total: Math.max(spot.total, spot.self) }))
      .filter(({ self }) => self >= SMALLEST_SHARE)
      .sort((a, b) => b.self - a.self)
      .slice(0, MOST);
  }

  /** The share of code that is not of the room and was not called from it directly: packages and Node. */
  outside(): { readonly share: number; readonly url: string } | null {
    const byUrl = new Map<string, number>();
    for (const node of this.#nodes.values()) if (node.file === null && node.url !== '') byUrl.set(node.url, (byUrl.get(node.url) ?? 0) + node.selfMicroseconds);
    const [most] = [...byUrl].sort((a, b) => b[1] - a[1]);
    return most && this.#whole > 0 ? { url: most[0], share: most[1] / this.#whole } : null;
  }

  /** Built-in functions have no file: their time is that of the line that calls them. */
  #ownerOf(node: ProfileNode): ProfileNode | undefined {
    if (node.name.startsWith('(')) return undefined;
    let at: ProfileNode | undefined = node;
    while (at && at.file === null && at.url === '') at = this.#nodes.get(at.parent);
    return at;
  }
}

const hottestLine = (node: ProfileNode): number => [...node.ticks].sort((a, b) => b[1] - a[1])[0]?.[0] ?? node.line;
