// Offsets of a text to 1-based lines and columns.

const ANY_LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

export interface Position {
  readonly line: number;
  readonly column: number;
}

export class LineIndex {
  readonly #text: string;
  #starts: number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): Position {
    return positionIn((this.#starts ??= lineStarts(this.#text)), offset);
  }
}

/** `starts`: offsets of the lines in their order, the first is 0. */
export function positionIn(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function lineStarts(text: string): number[] {
  if (text.includes('\r') || text.includes('\u2028') || text.includes('\u2029')) {
    return [0, ...[...text.matchAll(ANY_LINE_END)].map((match) => match.index + match[0].length)];
  }
  return newlineStarts(text);
}

/** Where lines start, if nothing but a line feed ends one. */
export function newlineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
