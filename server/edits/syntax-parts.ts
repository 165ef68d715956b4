// A module of which only the statements that are asked for are parsed. Owns where it can be taken apart; its nodes are those of a whole parse.
import type { Syntax, SyntaxNode } from './syntax.ts';

/** Parses a text as one module; null when it has a syntax error. */
export type ParsePart = (text: string) => readonly SyntaxNode[] | null;

const CLASS = /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?class\b/;

/** Offsets between which whole statements stand, from 0 to the end of the text. `statements`: starts and ends of imports and exports, in order. */
export function cutsOf(text: string, statements: readonly number[]): number[] {
  const cuts = [0];
  for (let i = 0; i < statements.length; i += 2) {
    const [start, end] = [statements[i] as number, statements[i + 1] as number];
    const last = cuts.at(-1) as number;
    if (start < last) continue;
    // The decorators of an exported class stand in front of its `export`.
    const belongsTogether = start > last && text.slice(last, start).includes('@') && CLASS.test(text.slice(start, start + 100));
    if (start > last && !belongsTogether) cuts.push(start);
    cuts.push(end);
  }
  if ((cuts.at(-1) as number) < text.length) cuts.push(text.length);
  return cuts;
}

/** By the list that they were made from; making them reads all of the text. */
const cutsKnown = new WeakMap<readonly number[], readonly number[]>();

function cutsAt(text: string, statements: readonly number[]): readonly number[] {
  let cuts = cutsKnown.get(statements);
  if (!cuts) cutsKnown.set(statements, (cuts = cutsOf(text, statements)));
  return cuts;
}

/** The last part that begins at or before the offset. */
function partAt(cuts: readonly number[], offset: number): number {
  let low = 0;
  let high = cuts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cuts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shift(node: Record<string, unknown>, by: number): void {
  (node['start'] as number) += by;
  (node['end'] as number) += by;
  for (const key in node) {
    const value = node[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item?.type === 'string') shift(item, by);
    } else if (typeof (value as SyntaxNode).type === 'string') shift(value as Record<string, unknown>, by);
  }
}

/** What was learned of other statements, by the list that it adds to: these numbers stay where trees would take too much memory. */
const learned = new WeakMap<readonly number[], readonly number[]>();

function learn(statements: readonly number[], nodes: readonly SyntaxNode[]): void {
  const spans = new Map<number, number>();
  const known = learned.get(statements) ?? statements;
  for (let i = 0; i < known.length; i += 2) spans.set(known[i] as number, known[i + 1] as number);
  for (const { start, end } of nodes) spans.set(start, end);
  learned.set(statements, [...spans].sort(([a], [b]) => a - b).flat());
}

/** The statements of a module, each parsed once: a node is the same whenever it is asked for. */
class Parts {
  readonly #text: string;
  readonly #statements: readonly number[];
  readonly #cuts: readonly number[];
  readonly #parse: ParsePart;
  readonly #parsed: (readonly SyntaxNode[] | undefined)[] = [];
  #whole: readonly SyntaxNode[] | null = null;

  constructor(text: string, statements: readonly number[], parse: ParsePart) {
    this.#text = text;
    this.#statements = statements;
    this.#cuts = cutsAt(text, learned.get(statements) ?? statements);
    this.#parse = parse;
  }

  at(offset: number): readonly SyntaxNode[] {
    return this.#part(partAt(this.#cuts, offset));
  }

  with(positions: readonly number[]): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    let last = -1;
    for (const position of positions) {
      const part = partAt(this.#cuts, position);
      if (part !== last) found.push(...this.#part(part));
      last = part;
    }
    return found;
  }

  all(): SyntaxNode[] {
    // What is left is parsed at once and then dealt out.
    this.#whole ??= this.#parse(this.#text) ?? [];
    return this.#cuts.slice(1).flatMap((_, part) => [...this.#part(part)]);
  }

  #part(part: number): readonly SyntaxNode[] {
    return (this.#parsed[part] ??= this.#whole ? this.#ofWhole(part) : this.#parsePart(part));
  }

  #parsePart(part: number): readonly SyntaxNode[] {
    const start = this.#cuts[part] as number;
    const nodes = this.#parse(this.#text.slice(start, this.#cuts[part + 1]));
    if (!nodes) {
      this.#whole ??= this.#parse(this.#text) ?? [];
      return this.#ofWhole(part);
    }
    if (start > 0) for (const node of nodes) shift(node as unknown as Record<string, unknown>, start);
    if (nodes.length > 1) learn(this.#statements, nodes);
    return nodes;
  }

  #ofWhole(part: number): readonly SyntaxNode[] {
    const [start, end] = [this.#cuts[part] as number, this.#cuts[part + 1] as number];
    return (this.#whole ?? []).filter((node) => node.start >= start && node.start < end);
  }
}

/** The syntax of a module without errors. `statements` belongs to the text: what is learned of it is kept for the next time. */
export function syntaxInParts(text: string, statements: readonly number[], parse: ParsePart): Omit<Syntax, 'nameSpan' | 'comments'> {
  const parts = new Parts(text, statements, parse);
  let body: readonly SyntaxNode[] | null = null;
  const program = {
    type: 'Program', start: 0, end: text.length,
    get body() {
      return (body ??= parts.all());
    },
  };
  return { program, text, errors: [], isModule: true, statementsWith: (positions) => parts.with(positions), statementsAt: (offset) => parts.at(offset) };
}
