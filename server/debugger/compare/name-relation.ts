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
  for (const [text, pattern] of ids) {
    for (const { nameId, fit } of tree.fits(text)) {
      const fits = byName.get(nameId);
      if (fits) fits.push({ pattern, fit });
      else byName.set(nameId, [{ pattern, fit }]);
    }
  }
  return { patterns: [...ids.keys()], wanted, byName, patternOf };
}

/** What the names of a set of calls mean there: an exact name is preferred, so that `submit` is `Form.submit` only where there is no `submit`. */
export interface Meaning {
  /** The patterns that a name stands for; absent for names nobody asked for. */
  readonly patternsOf: ReadonlyMap<number, readonly number[]>;
  /** Most steps that these calls can stand for, in whatever order. */
  readonly overlap: number;
}

/** The meaning of the names of `nodes`: for each pattern only the names that fit it best among them. */
export function findMeaning(tree: CallTree, named: NamedPatterns, nodes: readonly number[]): Meaning {
  const best = new Map<number, { fit: number; count: number; names: Set<number> }>();
  for (const node of nodes) {
    const nameId = tree.nameIds[node]!;
    for (const { pattern, fit } of named.byName.get(nameId) ?? []) {
      const known = best.get(pattern);
      if (!known || fit < known.fit) best.set(pattern, { fit, count: 1, names: new Set([nameId]) });
      else if (fit === known.fit) {
        known.count += 1;
        known.names.add(nameId);
      }
    }
  }
  const patternsOf = new Map<number, number[]>();
  let overlap = 0;
  for (const [pattern, { count, names }] of best) {
    overlap += Math.min(count, named.wanted[pattern]!);
    for (const nameId of names) patternsOf.set(nameId, [...(patternsOf.get(nameId) ?? []), pattern]);
  }
  return { patternsOf, overlap: Math.min(overlap, nodes.length) };
}
