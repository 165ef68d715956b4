// Which of the words that somebody looks for a pass over a text has come by, and which of them stand in code.

export class SignCursor {
  /** Offset of the last one in code; -1 for none, or as whoever empties what it stands in sets it back. */
  last = -1;
  /** Whether any stands in code. */
  hasCode = false;
  readonly #offsets: readonly number[];
  #next = 0;

  /** Sorted offsets. */
  constructor(offsets: readonly number[]) {
    this.#offsets = offsets;
  }

  get isEmpty(): boolean {
    return this.#offsets.length === 0;
  }

  copy(): SignCursor {
    if (this.isEmpty) return this;
    const copy = new SignCursor(this.#offsets);
    copy.#next = this.#next;
    copy.last = this.last;
    return copy;
  }

  /** All in front of this offset, since the last call, stand in code. */
  passTo(end: number): void {
    for (let at = this.#offsets[this.#next]; at !== undefined && at < end; at = this.#offsets[this.#next]) {
      this.last = at;
      this.hasCode = true;
      this.#next += 1;
    }
  }

  /** Those from `start` on stand in a comment or a string. */
  skip(start: number, end: number): void {
    this.passTo(start);
    while ((this.#offsets[this.#next] ?? end) < end) this.#next += 1;
  }
}
