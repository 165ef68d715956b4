// Three-way merge of the bytes of a text file by lines. Owns what counts as a text and as a line; the comparison is node-diff3's.
import { isUtf8 } from 'node:buffer';
import { diff3Merge } from 'node-diff3';

/** Lines that both sides changed, each in its own way. */
export interface MergeConflict {
  /** First line in `ours`, from 1. */
  readonly line: number;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

export type MergeOutcome =
  | { readonly kind: 'merged'; readonly bytes: Uint8Array }
  /** `reason` where the contents cannot be compared by lines at all. */
  | { readonly kind: 'conflict'; readonly reason: string | null; readonly conflicts: readonly MergeConflict[] };

export interface MergeInput {
  readonly base: Uint8Array;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
}

type LineEnd = '\n' | '\r\n';

interface Text {
  readonly hasBom: boolean;
  /** Null where the text has both kinds, or none. */
  readonly lineEnd: LineEnd | null;
  readonly isMixed: boolean;
  /** With their line ends, so that a missing one at the end of the file is a difference. */
  readonly lines: readonly string[];
}

const BOM = '\uFEFF';
/** Pairs of equal lines that are compared before a merge is refused: node-diff3 looks at each, a million take about a second. */
const PAIRS_LIMIT = 1_000_000;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readText(bytes: Uint8Array): Text | null {
  if (!isUtf8(bytes) || bytes.includes(0)) return null;
  const text = decoder.decode(bytes);
  const hasBom = text.startsWith(BOM);
  const body = hasBom ? text.slice(1) : text;
  const lines = body.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const crlf = lines.filter((line) => line.endsWith('\r\n')).length;
  const ended = lines.filter((line) => line.endsWith('\n')).length;
  const isMixed = crlf > 0 && crlf < ended;
  return { hasBom, isMixed, lineEnd: ended === 0 || isMixed ? null : crlf > 0 ? '\r\n' : '\n', lines };
}

/** The side that differs from the base; ours where both do. */
const choose = <T>(base: T, ours: T, theirs: T): T => (ours === base ? theirs : ours);

function countPairs(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1);
  return b.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

/** Lines at the start and at the end that are equal on all sides: merging them is known, comparing them costs. */
function countEqual(sides: readonly (readonly string[])[], lineOf: (lines: readonly string[], at: number) => string | undefined, limit: number): number {
  let count = 0;
  while (count < limit && new Set(sides.map((lines) => lineOf(lines, count))).size === 1) count += 1;
  return count;
}

function mergeLines(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] | MergeConflict[] | null {
  const sides = [base, ours, theirs];
  const shortest = Math.min(...sides.map(({ length }) => length));
  const head = countEqual(sides, (lines, at) => lines[at], shortest);
  const tail = countEqual(sides, (lines, at) => lines[lines.length - 1 - at], shortest - head);
  const [o = [], a = [], b = []] = sides.map((lines) => lines.slice(head, lines.length - tail));
  if (countPairs(o, a) + countPairs(o, b) > PAIRS_LIMIT) return null;
  const merged = ours.slice(0, head);
  const conflicts: MergeConflict[] = [];
  for (const { ok, conflict } of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (ok) merged.push(...ok);
    if (conflict) conflicts.push({ line: head + conflict.aIndex + 1, base: conflict.o.join(''), ours: conflict.a.join(''), theirs: conflict.b.join('') });
  }
  return conflicts.length > 0 ? conflicts : [...merged, ...ours.slice(ours.length - tail)];
}

const unmergeable = (reason: string): MergeOutcome => ({ kind: 'conflict', reason, conflicts: [] });

/**
 * Merges what `ours` and `theirs` each made of `base` (diff3: Khanna, Kunal and Pierce, 2007). Changes of the same or of adjoining lines
 * conflict, unless both made the same. A byte-order mark and the kind of line end are merged apart from the lines, so that an editor that
 * only converted them changed no line. Bytes that are no UTF-8 text are never merged.
 */
export function mergeTexts(input: MergeInput): MergeOutcome {
  const texts = [input.base, input.ours, input.theirs].map(readText);
  const [base, ours, theirs] = texts;
  if (!base || !ours || !theirs) return unmergeable('It is no text in UTF-8, so it cannot be merged.');
  const isPlain = [base, ours, theirs].every(({ isMixed }) => !isMixed);
  const linesOf = ({ lines }: Text) => (isPlain ? lines.map((line) => line.replace(/\r\n$/, '\n')) : lines);
  const merged = mergeLines(linesOf(base), linesOf(ours), linesOf(theirs));
  if (merged === null) return unmergeable('It is too long and repeats too many lines to be merged.');
  if (isConflicts(merged)) return { kind: 'conflict', reason: null, conflicts: merged };
  const lineEnd = choose(base.lineEnd, ours.lineEnd ?? base.lineEnd, theirs.lineEnd ?? base.lineEnd);
  const body = merged.map((line) => (isPlain && lineEnd === '\r\n' ? line.replace(/\n$/, '\r\n') : line)).join('');
  return { kind: 'merged', bytes: Buffer.from(`${choose(base.hasBom, ours.hasBom, theirs.hasBom) ? BOM : ''}${body}`, 'utf8') };
}

function isConflicts(merged: readonly string[] | readonly MergeConflict[]): merged is readonly MergeConflict[] {
  return typeof merged[0] === 'object';
}
