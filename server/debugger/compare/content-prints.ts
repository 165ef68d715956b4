// A number for what a value holds, the same in whichever order values are met. Owns the hashing; equality is canonical-ids.ts.

/** Two numbers to one, by 32-bit multiplication. Source: the mixing steps of MurmurHash3 (A. Appleby). */
function mix(print: number, part: number): number {
  const scrambled = Math.imul(part, 0xcc9e2d51);
  const mixed = print ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function hashText(text: string): number {
  let print = text.length;
  for (let at = 0; at < text.length; at += 1) print = mix(print, text.charCodeAt(at));
  return print;
}

interface Form {
  readonly head: number;
  readonly order: 'kept' | 'sorted' | 'pairs';
  readonly fields: readonly unknown[];
}

/** The prints of canonical numbers, which are added in ascending order. Two contents have the same print once in four thousand million. */
export class ContentPrints {
  readonly #prints: number[] = [];
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);

  of(id: number): number {
    return this.#prints[id]!;
  }

  /** Of a primitive value, or of a text that stands for a value. -0 is 0 here. */
  addLeaf(leaf: unknown): void {
    if (typeof leaf === 'number') {
      this.#double[0] = leaf + 0;
      this.#prints.push(mix(this.#halves[0]!, this.#halves[1]!));
    } else this.#prints.push(typeof leaf === 'string' ? hashText(leaf) : hashText(`${typeof leaf} ${String(leaf)}`));
  }

  /** Of an object by the numbers of its head and of its children, its fields first. */
  addParts({ head, order, fields }: Form, ids: readonly number[]): void {
    const kept = order === 'kept' ? ids.length : fields.length;
    let print = this.of(head);
    for (let at = 0; at < kept; at += 1) print = mix(print, this.of(ids[at]!));
    // A sum is the same in any order.
    let sum = 0;
    for (let at = kept; at < ids.length; at += order === 'pairs' ? 2 : 1) sum = (sum + (order === 'pairs' ? mix(this.of(ids[at]!), this.of(ids[at + 1]!)) : mix(2, this.of(ids[at]!)))) | 0;
    this.#prints.push(mix(print, sum));
  }
}
