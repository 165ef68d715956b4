// Which steps of a level a call can stand for. Owns the relation between the patterns of one list and the names of one set of calls.
import type { CallTree } from './call-tree.ts';
import type { Step } from './expected-steps.ts';

export interface PatternFit {
  /** Index into the distinct patterns of the list. */
  readonly pattern: number;
  readonly fit: number;
}

/** The distinct patterns of a list of steps, `*` and gaps left out, and the names of the tree that fit them. */
export interface NamedPatterns {
  readonly patterns: readonly string[];
  /** How many steps want the pattern. */
  readonly wanted: readonly number[];
  readonly byName: ReadonlyMap<number, readonly PatternFit[]>;
  /** For each step the index of its pattern; -1 for `*` and gaps. */
  readonly patternOf: Int32Array;
  /** The patterns of each name where no name fits two patterns and no pattern two names, as is the rule; null elsewhere. */
  readonly simple: ReadonlyMap<number, readonly number[]> | null;
}

export function relateNames(tree: CallTree, steps: readonly Step[]): NamedPatterns {
  const ids = new Map<string, number>();
  const wanted: number[] = [];
  const patternOf = Int32Array.from(steps, ({ isGap, pattern }) => {
    if (isGap || pattern === '*') return -1;
    const id = ids.get(pattern) ?? wanted.push(0) - 1;
    ids.set(pattern, id);
    wanted[id]! += 1;
    return id;
  });
  const byName = new Map<number, PatternFit[]>();
  const simple = new Map<number, readonly number[]>();
  let isSimple = true;
  for (const [text, pattern] of ids) {
    const names = tree.fits(text);
    if (names.length > 1) isSimple = false;
    for (const { nameId, fit } of names) {
      const fits = byName.get(nameId);
      if (fits) {
        fits.push({ pattern, fit });
        isSimple = false;
      } else byName.set(nameId, [{ pattern, fit }]);
      if (isSimple) simple.set(nameId, [pattern]);
    }
  }
  return { patterns: [...ids.keys()], wanted, byName, patternOf, simple: isSimple ? simple : null };
}

/** What the names of a set of calls mean there: an exact name is preferred, so that `submit` is `Form.submit` only where there is no `submit`. */
export interface Meaning {
  /** The patterns that a name stands for; absent for names nobody asked for. It may hold names that are not among these calls. */
  readonly patternsOf: ReadonlyMap<number, readonly number[]>;
  /** Most steps that these calls can stand for, in whatever order. */
  readonly overlap: number;
}

function countOverlap(tree: CallTree, { simple, wanted }: NamedPatterns, nodes: readonly number[]): number {
  const counts = new Map<number, number>();
  let overlap = 0;
  for (const node of nodes) {
    const [pattern] = simple!.get(tree.nameIds[node]!) ?? [];
    if (pattern === undefined) continue;
    const count = (counts.get(pattern) ?? 0) + 1;
    counts.set(pattern, count);
    if (count <= wanted[pattern]!) overlap += 1;
  }
  return overlap;
}

/** The meaning of the names of `nodes`: for each pattern only the names that fit it best among them. */
export function findMeaning(tree: CallTree, named: NamedPatterns, nodes: readonly number[]): Meaning {
  if (named.simple) return { patternsOf: named.simple, overlap: countOverlap(tree, named, nodes) };
  const counts = new Map<number, number>();
  for (const node of nodes) {
    const nameId = tree.nameIds[node]!;
    if (named.byName.has(nameId)) counts.set(nameId, (counts.get(nameId) ?? 0) + 1);
  }
  const best = new Map<number, number>();
  for (const nameId of counts.keys()) for (const { pattern, fit } of named.byName.get(nameId)!) if (fit < (best.get(pattern) ?? Infinity)) best.set(pattern, fit);
  const [patternsOf, found] = [new Map<number, number[]>(), new Map<number, number>()];
  for (const [nameId, count] of counts) {
    const patterns: number[] = [];
    for (const { pattern, fit } of named.byName.get(nameId)!) {
      if (fit !== best.get(pattern)) continue;
      patterns.push(pattern);
      found.set(pattern, (found.get(pattern) ?? 0) + count);
    }
    if (patterns.length > 0) patternsOf.set(nameId, patterns);
  }
  let overlap = 0;
  for (const [pattern, count] of found) overlap += Math.min(count, named.wanted[pattern]!);
  return { patternsOf, overlap: Math.min(overlap, nodes.length) };
}
