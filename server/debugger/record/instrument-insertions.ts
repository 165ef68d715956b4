// Texts to insert around spans of a source. Owns their order where several meet at one offset; knows no syntax.

export interface Insertion {
  readonly at: number;
  /** May be set later, when more is known. */
  text: string;
}

/** Spans nest, and a span is opened before and closed after those inside it: then the texts nest as well. */
export class Insertions {
  readonly #opens = new Map<number, Insertion[]>();
  readonly #closes = new Map<number, Insertion[]>();

  /** Inserts before what begins at `at`. */
  open(at: number, text: string): Insertion {
    return add(this.#opens, { at, text });
  }

  /** Inserts after what ends at `at`, and before what begins there. */
  close(at: number, text: string): Insertion {
    return add(this.#closes, { at, text });
  }

  apply(source: string): string {
    const offsets = [...new Set([...this.#opens.keys(), ...this.#closes.keys()])].sort((a, b) => a - b);
    const parts: string[] = [];
    let last = 0;
    for (const at of offsets) {
      parts.push(source.slice(last, at));
      const text = [...(this.#closes.get(at) ?? []), ...(this.#opens.get(at) ?? [])].map((insertion) => insertion.text).join('');
      // Dense code has no blank in `return[x]` and `of[x]`.
      if (text !== '') parts.push(isWord(source[at - 1]) && isWord(text[0]) ? ' ' : '', text, isWord(text.at(-1)) && isWord(source[at]) ? ' ' : '');
      last = at;
    }
    parts.push(source.slice(last));
    return parts.join('');
  }
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{ID_Continue}$]/u.test(character);

function add(all: Map<number, Insertion[]>, insertion: Insertion): Insertion {
  const there = all.get(insertion.at);
  if (there) there.push(insertion);
  else all.set(insertion.at, [insertion]);
  return insertion;
}
