// The two call trees as lines to draw. Owns which calls are connected, and which stretches of agreement are folded away; draws nothing.
import type { AlignedRow, PathKind } from './read-discrepancies.ts';

/** A line of the drawing: a row of calls, or a folded stretch of rows that agree. */
export type TreeLine = { kind: 'row'; row: AlignedRow; at: number } | { kind: 'folded'; from: number; count: number };

/** A line between the expected call of one drawn line and the actual call of another, or of the same one. */
export interface Connector {
  kind: 'agrees' | 'replaced' | 'reordered' | 'repeated';
  expectedLine: number;
  actualLine: number;
}

const ROWS_AROUND = 3;
const SHORTEST_FOLD = 4;

/** What a row says, in words and as a sign that needs no colour. */
export const ROW_LOOKS: Record<PathKind | 'agrees', { label: string; sign: string; meaning: string }> = {
  agrees: { label: 'agrees', sign: '', meaning: 'called as expected' },
  missing: { label: 'missing', sign: '−', meaning: 'expected, and never called' },
  inserted: { label: 'inserted', sign: '+', meaning: 'called, and not expected' },
  replaced: { label: 'replaced', sign: '≠', meaning: 'another call stands in its place' },
  reordered: { label: 'reordered', sign: '⇅', meaning: 'called, but at another position' },
  repeated: { label: 'repeated', sign: '×', meaning: 'called more often than expected' },
};

/** Rows as drawn lines: what agrees is folded where nothing that differs is near. Stretches named in `unfolded` by their first row stay open. */
export function foldRows(rows: readonly AlignedRow[], unfolded: ReadonlySet<number> = new Set()): TreeLine[] {
  const isNear = rows.map(() => false);
  for (const [at, row] of rows.entries()) {
    if (row.difference === null) continue;
    for (let near = Math.max(0, at - ROWS_AROUND); near <= Math.min(rows.length - 1, at + ROWS_AROUND); near += 1) isNear[near] = true;
  }
  const lines: TreeLine[] = [];
  for (let at = 0; at < rows.length; ) {
    const until = isNear[at] ? at : isNear.findIndex((near, index) => index > at && near);
    const end = until === -1 ? rows.length : until;
    if (end - at >= SHORTEST_FOLD && !unfolded.has(at)) {
      lines.push({ kind: 'folded', from: at, count: end - at });
      at = end;
      continue;
    }
    for (const stop = Math.max(end, at + 1); at < stop; at += 1) lines.push({ kind: 'row', row: rows[at]!, at });
  }
  return lines;
}

const bareName = (name: string | null): string => (name ?? '').replace(/\(\)$/, '');

/** Both sides of a call that was found at another position, nearest first. */
function connectReordered(lines: readonly TreeLine[]): Connector[] {
  const isLone = (line: TreeLine, side: 'expected' | 'actual') => line.kind === 'row' && line.row.difference === 'reordered' && line.row[side] !== null && line.row[side === 'expected' ? 'actual' : 'expected'] === null;
  const taken = new Set<number>();
  return lines.flatMap((line, expectedLine) => {
    if (line.kind !== 'row' || !isLone(line, 'expected')) return [];
    const candidates = lines.flatMap((other, index) => (other.kind === 'row' && !taken.has(index) && isLone(other, 'actual') && bareName(other.row.actual) === bareName(line.row.expected) ? [index] : []));
    const actualLine = candidates.sort((a, b) => Math.abs(a - expectedLine) - Math.abs(b - expectedLine))[0];
    if (actualLine === undefined) return [];
    taken.add(actualLine);
    return [{ kind: 'reordered' as const, expectedLine, actualLine }];
  });
}

/** Which calls are connected: the two sides of one row, and the two places of a call that moved. */
export function connectLines(lines: readonly TreeLine[]): Connector[] {
  const straight = lines.flatMap((line, at): Connector[] => {
    if (line.kind !== 'row' || line.row.expected === null || line.row.actual === null) return [];
    const { difference } = line.row;
    return [{ kind: difference === 'replaced' || difference === 'reordered' || difference === 'repeated' ? difference : 'agrees', expectedLine: at, actualLine: at }];
  });
  return [...straight, ...connectReordered(lines)];
}

/** How many rows of each kind there are, those that occur, in the order of the legend. */
export function countKinds(rows: readonly AlignedRow[]): { kind: PathKind; count: number }[] {
  const kinds: PathKind[] = ['missing', 'inserted', 'replaced', 'reordered', 'repeated'];
  return kinds.map((kind) => ({ kind, count: rows.filter((row) => row.difference === kind).length })).filter(({ count }) => count > 0);
}
