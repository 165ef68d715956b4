import type { ProjectView } from './project-view.ts';

interface Affected {
  readonly file: string;
  /** 0 to 10; null where nothing says how bad it is. */
  readonly severity: number | null;
  /** From the affected file to the target. */
  readonly whyPath: readonly { readonly file: string }[];
}

/** What is lit up on the graph: affected files, the imports that lead from them to the target, and what is on the way. */
export interface LitPaths {
  readonly severityOf: ReadonlyMap<number, number | null>;
  readonly targets: ReadonlySet<number>;
  readonly onPath: ReadonlySet<number>;
  /** Pairs of places, as `pairOf` names them. */
  readonly pairs: ReadonlySet<string>;
  /** Affected files that the graph does not have. */
  readonly missing: readonly string[];
}

export const pairOf = (from: number, to: number): string => `${from}>${to}`;

const worst = (a: number | null | undefined, b: number | null): number | null => (a === null || a === undefined ? b : b === null ? a : Math.max(a, b));

/** Where the affected files and their why-paths are on the graph. */
export function lightPaths({ placeOf }: Pick<ProjectView, 'placeOf'>, affected: readonly Affected[]): LitPaths {
  const severityOf = new Map<number, number | null>();
  const targets = new Set<number>();
  const onPath = new Set<number>();
  const pairs = new Set<string>();
  const missing = new Set<string>();
  for (const { file, severity, whyPath } of affected) {
    const place = placeOf.get(file);
    if (place === undefined) missing.add(file);
    else severityOf.set(place, worst(severityOf.get(place), severity));
    const hops = whyPath.map((hop) => placeOf.get(hop.file));
    hops.forEach((hop, at) => {
      if (hop === undefined) return;
      onPath.add(hop);
      const next = hops[at + 1];
      if (next !== undefined) pairs.add(pairOf(hop, next));
      if (at === hops.length - 1) targets.add(hop);
    });
  }
  return { severityOf, targets, onPath, pairs, missing: [...missing].sort() };
}

/** Every place that is lit. */
export const litPlaces = ({ severityOf, onPath }: LitPaths): number[] => [...new Set([...severityOf.keys(), ...onPath])];

/** A why-path in one line, from the affected file to the target. */
export const pathInWords = (whyPath: readonly { readonly file: string; readonly line: number | null; readonly isBarrel: boolean }[]): string =>
  whyPath.map(({ file, line, isBarrel }) => `${file}${line === null ? '' : `:${line}`}${isBarrel ? ' (barrel)' : ''}`).join(' → ');
