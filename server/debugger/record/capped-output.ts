// What a child prints: the first bytes kept, the rest counted. Owns nothing but the text.

const TAIL_BYTES = 16 * 1024;

export class CappedOutput {
  readonly #limit: number;
  readonly #onMore: () => void;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #tail = Buffer.alloc(0);
  #bytes = 0;

  /** Keeps `limit` bytes; `onMore` is called after each chunk. */
  constructor(limit: number, onMore: () => void) {
    this.#limit = limit;
    this.#onMore = onMore;
  }

  /** Bytes that came in all. */
  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const room = this.#limit - this.#keptBytes;
    if (room > 0) {
      const part = chunk.subarray(0, room);
      this.#kept.push(part);
      this.#keptBytes += part.length;
    }
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    this.#onMore();
  }

  /** The beginning, as UTF-8. */
  text(): string {
    return Buffer.concat(this.#kept).toString('utf8');
  }

  /** The last 16 KB, for what a dying process says at the end. */
  tail(): string {
    return this.#tail.toString('utf8');
  }
}
