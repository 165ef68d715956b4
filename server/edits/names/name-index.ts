// Where the names of a module's own scope stand, for all of them at once: numbers that stay where trees would take too much memory.
// Owns the shape and how it is asked; made by index-names.ts. Says the same as analyzeName, which reads one name from the tree.
import { isWordAt } from '../words.ts';

/** What an occurrence is, as far as an edit must know. PLAIN: the token alone is replaced. CLAUSE: the local name of an import. OTHER: read the tree. */
export const PLAIN = 1;
export const CLAUSE = 2;
export const OTHER = 4;
/** Beside one of those: it declares the name; it is an element of JSX. */
export const DECLARES_IT = 8;
export const IN_JSX = 16;

/** Numbers of one occurrence: its offset, the offset of the member that is taken from it by a dot (-1 for none), its form. */
const WIDTH = 3;

export class NameIndex {
  /** Start and end of each doc comment, in order. */
  readonly docs: Int32Array;
  readonly #starts: ReadonlyMap<string, number>;
  /** By name: how many occurrences, then their numbers. */
  readonly #numbers: Int32Array;

  constructor(occurrences: ReadonlyMap<string, readonly number[]>, docs: readonly number[]) {
    const starts = new Map<string, number>();
    let size = 0;
    for (const [name, numbers] of occurrences) {
      starts.set(name, size);
      size += 1 + numbers.length;
    }
    this.#numbers = new Int32Array(size);
    for (const [name, numbers] of occurrences) {
      const start = starts.get(name) as number;
      this.#numbers[start] = numbers.length / WIDTH;
      this.#numbers.set(numbers, start + 1);
    }
    this.#starts = starts;
    this.docs = Int32Array.from(docs);
  }

  /** True for a name that the module scope declares. */
  has(name: string): boolean {
    return this.#starts.has(name);
  }

  /** Offsets of the occurrences with one of these forms. */
  places(name: string, forms: number): number[] {
    const found: number[] = [];
    this.#each(name, (offset, _, form) => (form & forms) !== 0 && found.push(offset));
    return found;
  }

  /** Where `member` is taken from the name by a dot: the offsets of both. */
  members(text: string, name: string, member: string): { readonly holder: number; readonly member: number }[] {
    const found: { holder: number; member: number }[] = [];
    this.#each(name, (offset, at) => at !== -1 && isWordAt(text, at, member) && found.push({ holder: offset, member: at }));
    return found;
  }

  /** Offsets of references that take no member by a dot. */
  loose(name: string): number[] {
    const found: number[] = [];
    this.#each(name, (offset, member, form) => member === -1 && (form & (DECLARES_IT | CLAUSE)) === 0 && found.push(offset));
    return found;
  }

  #each(name: string, visit: (offset: number, member: number, form: number) => void): void {
    const start = this.#starts.get(name);
    if (start === undefined) return;
    const numbers = this.#numbers;
    const end = start + 1 + (numbers[start] as number) * WIDTH;
    for (let at = start + 1; at < end; at += WIDTH) visit(numbers[at] as number, numbers[at + 1] as number, numbers[at + 2] as number);
  }
}
