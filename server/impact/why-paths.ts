// The shortest chains of imports from files to the targets of a change. Built once for all targets; every answer follows it without a search of its own.
import type { Edge } from '../graph/facts.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { WhyHop } from './analysis.ts';

/** True for a file that only hands on by this import what the next one has. */
const isBarrelEdge = ({ kind }: Edge): boolean => kind === 'REEXPORT' || kind === 'STAR';

export class WhyPaths {
  readonly #graph: ProjectGraph;
  /** Imports on the shortest way to the nearest target; 0 at a target. */
  readonly #distances: ReadonlyMap<string, number>;

  /** Method: one breadth-first search from all targets, against the imports. */
  constructor(graph: ProjectGraph, targets: readonly string[]) {
    const distances = new Map(targets.map((path) => [path, 0]));
    for (const [path, distance] of distances) {
      for (const { from } of graph.edgesTo(path)) if (!distances.has(from)) distances.set(from, distance + 1);
    }
    this.#graph = graph;
    this.#distances = distances;
  }

  /** Null for a file that does not reach a target. */
  distance(file: string): number | null {
    return this.#distances.get(file) ?? null;
  }

  /** Every file that reaches a target, the nearest first; the targets are not among them. */
  get dependents(): { readonly file: string; readonly distance: number }[] {
    const found = [...this.#distances].filter(([, distance]) => distance > 0).map(([file, distance]) => ({ file, distance }));
    return found.sort((a, b) => a.distance - b.distance || (a.file < b.file ? -1 : 1));
  }

  /** The target that is nearest to a file; the file itself where it is one, or reaches none. */
  targetOf(file: string): string {
    return this.of(file).at(-1)?.file ?? file;
  }

  /**
   * The imports from a file to its nearest target, barrels among them, the target last. Where lines are broken, the way begins with the import of
   * one of them that leads there, the shortest such way.
   */
  of(file: string, brokenLines: readonly number[] = []): WhyHop[] {
    const hops: WhyHop[] = [];
    let at = file;
    for (let edge = this.#next(at, brokenLines); edge?.to; edge = this.#next(at, [])) {
      hops.push({ file: at, via: edge.specifier, line: edge.line, isBarrel: isBarrelEdge(edge) });
      at = edge.to;
    }
    return [...hops, { file: at, via: null, line: null, isBarrel: false }];
  }

  #next(file: string, brokenLines: readonly number[]): Edge | null {
    const own = this.#distances.get(file) ?? 0;
    if (own === 0) return null;
    const near = (edge: Edge): number => (edge.to === null || edge.to === file ? Infinity : (this.#distances.get(edge.to) ?? Infinity));
    // A way back through the file itself would be none.
    const leading = this.#graph.edgesFrom(file).filter((edge) => near(edge) <= own);
    const shortest = (edges: readonly Edge[]): Edge | null => edges.reduce<Edge | null>((best, edge) => (best === null || near(edge) < near(best) ? edge : best), null);
    const broken = shortest(leading.filter((edge) => brokenLines.includes(edge.line)));
    if (broken && (near(broken) < own || !this.#leadsThrough(broken.to ?? '', file))) return broken;
    return shortest(leading);
  }

  /** True when the shortest way from a file goes through another one. */
  #leadsThrough(from: string, through: string): boolean {
    return this.of(from).some((hop) => hop.file === through);
  }
}
