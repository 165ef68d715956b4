// The shortest chains of imports from files to the targets of a change. Built once for all targets; every answer follows it without a search of its own.
import type { Edge } from '../graph/facts.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import { hopOf, routesTo, wayFrom, type Routes, type WhyHop } from '../graph/routes.ts';

export class WhyPaths {
  readonly #graph: ProjectGraph;
  readonly #targets: ReadonlySet<string>;
  readonly #routes: Routes;

  constructor(graph: ProjectGraph, targets: readonly string[]) {
    this.#graph = graph;
    this.#targets = new Set(targets);
    this.#routes = routesTo(graph, targets);
  }

  get targets(): string[] {
    return [...this.#targets];
  }

  /** Null for a file that does not reach a target; 0 at a target. */
  distance(file: string): number | null {
    return this.#targets.has(file) ? 0 : (this.#routes.get(file)?.distance ?? null);
  }

  /** Every file that reaches a target, the nearest first; the targets are not among them. */
  get dependents(): { readonly file: string; readonly distance: number }[] {
    const found = [...this.#routes.values()].map(({ file, distance }) => ({ file, distance }));
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
    const broken = this.#shortestOf(file, brokenLines);
    return broken?.to ? [hopOf(broken), ...wayFrom(this.#routes, broken.to)] : wayFrom(this.#routes, file);
  }

  /** Of the imports in these lines the one that is nearest to a target, where it leads there no longer than any other. */
  #shortestOf(file: string, lines: readonly number[]): Edge | null {
    const own = this.distance(file) ?? 0;
    if (own === 0) return null;
    const near = ({ to }: Edge): number => (to === null || to === file ? Infinity : (this.distance(to) ?? Infinity));
    const leading = this.#graph.edgesFrom(file).filter((edge) => lines.includes(edge.line) && near(edge) <= own);
    const best = leading.reduce<Edge | null>((least, edge) => (least === null || near(edge) < near(least) ? edge : least), null);
    // A way back through the file itself would be none.
    return best?.to && (near(best) < own || !wayFrom(this.#routes, best.to).some((hop) => hop.file === file)) ? best : null;
  }
}
