// Which files take something of what others offer, by the names that their imports say: a barrel that one name runs through does not tie its other readers to it.
// Owns that search; who uses the first name is the caller's.
import { exportedNames } from './dependents.ts';
import { isMention, type CrossingName, type Edge } from './facts.ts';
import { groupBy } from './group-by.ts';
import type { ProjectGraph } from './project-graph.ts';
import { offer, passedOn, type Routes } from './routes.ts';

/** Names that came to a file and go on from it; null for whatever it offers. */
type Names = ReadonlySet<string> | null;

interface Site {
  readonly file: string;
  readonly names: Names;
}

interface NameSearch {
  readonly targets: readonly string[];
  /** The way of each file that has one already; it stays. */
  readonly routes: Routes;
  /** Those of them that use what is searched for: what they offer can be something else by it. The others only pass it on. */
  readonly users: Iterable<string>;
  /** Whether a file uses one of the names as a member of its namespace import. */
  readonly takesMember: (file: string, local: string, names: ReadonlySet<string>) => boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

class NameReach {
  readonly #graph: ProjectGraph;
  readonly #search: NameSearch;
  readonly #own: ReadonlySet<string>;
  readonly #given: ReadonlySet<string>;
  readonly #known = new Map<string, Names>();
  readonly #barrels = new Map<string, boolean>();

  constructor(graph: ProjectGraph, search: NameSearch) {
    this.#graph = graph;
    this.#search = search;
    this.#own = new Set(search.targets);
    this.#given = new Set(search.routes.keys());
  }

  run(): void {
    const { routes, users } = this.#search;
    const starts = groupBy(users, (file) => routes.get(file)?.distance ?? 1);
    const last = Math.max(0, ...starts.keys());
    let layer: Site[] = [];
    for (let distance = 1; layer.length > 0 || distance <= last; distance += 1) {
      for (const file of starts.get(distance) ?? []) this.#visit(layer, file, null);
      const next: Site[] = [];
      for (const site of layer) for (const edge of this.#graph.edgesTo(site.file)) this.#cross(next, edge, site);
      layer = next;
    }
  }

  #visit(layer: Site[], file: string, names: Names): void {
    const before = this.#known.get(file);
    if (before === null) return;
    const fresh = names === null ? null : new Set([...names].filter((name) => !before?.has(name)));
    if (fresh?.size === 0) return;
    this.#known.set(file, fresh === null ? null : new Set([...(before ?? []), ...fresh]));
    layer.push({ file, names: fresh });
  }

  #cross(layer: Site[], edge: Edge, site: Site): void {
    if (this.#own.has(edge.from)) return;
    const crossed = edge.names.length === 0 ? [this.#crossWhole(edge, site)] : edge.names.map((name) => this.#crossName(edge, name, site));
    const taken = crossed.filter((names) => names !== undefined);
    if (taken.length === 0) return;
    const { routes } = this.#search;
    if (!this.#given.has(edge.from)) offer(routes, { file: edge.from, edge, next: site.file, distance: (routes.get(site.file)?.distance ?? 0) + 1 });
    this.#visit(layer, edge.from, taken.includes(null) ? null : new Set(taken.flatMap((names) => [...(names ?? [])])));
  }

  /** Which names go on from the importing file; undefined where it takes nothing of the site. */
  #crossName(edge: Edge, { imported, local, exported }: CrossingName, { file, names }: Site): Names | undefined {
    if (names !== null && imported !== '*' && !names.has(imported)) return undefined;
    if (exported === '*') return new Set([...(names ?? exportedNames(this.#graph, file))].filter((name) => name !== 'default'));
    if (exported !== null) return new Set([exported]);
    if (names !== null && imported === '*' && local !== null && !this.#search.takesMember(edge.from, local, names)) return undefined;
    if (!this.#onlyPassesOn(edge.from)) return null;
    return new Set(passedOn(this.#graph, edge, '', { imported: local ?? imported, local, exported, isType: false }));
  }

  /** What is taken of a module as a whole cannot be told; an import for its effects takes nothing of what the module passes on. */
  #crossWhole({ kind, from }: Edge, { names }: Site): Names | undefined {
    if (names !== null && (kind === 'STATIC' || isMention(kind))) return undefined;
    return this.#onlyPassesOn(from) ? NOTHING : null;
  }

  /** True for a file that offers nothing but what it imports: who takes one name of it does not take the others. */
  #onlyPassesOn(file: string): boolean {
    let isBarrel = this.#barrels.get(file);
    if (isBarrel === undefined) {
      const { exports = [], imports = [] } = this.#graph.facts(file) ?? {};
      const locals = new Set(imports.flatMap(({ names }) => names.flatMap(({ local }) => local ?? [])));
      const offers = exports.length > 0 || imports.some(({ kind }) => kind === 'STAR');
      isBarrel = offers && exports.every(({ importIndex, local }) => importIndex !== null || (local !== null && locals.has(local)));
      this.#barrels.set(file, isBarrel);
    }
    return isBarrel;
  }
}

/**
 * Adds every file that takes something of what the users offer, through whatever passes it on, and so on. Method: a breadth-first search over names; a file
 * that only passes on is crossed by the names that came to it, any other by all that it offers.
 */
export function extendByNames(graph: ProjectGraph, search: NameSearch): void {
  new NameReach(graph, search).run();
}
