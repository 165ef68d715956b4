// How strongly one file is tied to another: how many of its names it takes, over how many uses. Owns the formula.
import { analyzeName } from '../edits/occurrences.ts';
import { ParsedFiles } from '../edits/parsed-files.ts';
import type { ReadableTree } from '../edits/virtual-tree.ts';
import { exportedNames, isImport } from '../graph/dependents.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';

export interface LinkStrength {
  /** 0 to 1. */
  readonly strength: number;
  /** Names of the target that are taken; all of them by a namespace. */
  readonly names: number;
  /** Places that use them, and names that are passed on. */
  readonly uses: number;
}

/** A tie above this is strong, as the product specifies it. */
export const STRONG = 0.7;

/** The share of the names, times a factor that one use makes 1/2, two 2/3, three 3/4 and so on. */
export const strengthOf = (names: number, offered: number, uses: number): number => (offered === 0 ? 0 : Math.round((names / offered) * (uses / (uses + 1)) * 100) / 100);

export class LinkStrengths {
  readonly #graph: ProjectGraph;
  readonly #files: ParsedFiles;
  readonly #offered = new Map<string, readonly string[]>();

  constructor(source: { readonly tree: ReadableTree; readonly graph: ProjectGraph }) {
    this.#graph = source.graph;
    this.#files = new ParsedFiles(source.tree);
  }

  /** The share of the names alone, 0 to 1: no strength is above it. Reads the graph only. */
  share(from: string, targets: readonly string[]): number {
    const { taken, offered } = this.#taken(from, targets);
    return offered === 0 ? 0 : taken / offered;
  }

  /** Of a file and those of the targets that it imports itself. Parses the file. */
  between(from: string, targets: readonly string[]): LinkStrength {
    const { taken, offered, locals, passed } = this.#taken(from, targets);
    const syntax = this.#files.syntax(from);
    const uses = syntax ? [...locals].reduce((sum, local) => sum + analyzeName(syntax, local).ofModule.filter(({ role }) => role === 'reference').length, passed) : passed;
    return { strength: strengthOf(taken, offered, uses), names: taken, uses };
  }

  #taken(from: string, targets: readonly string[]): { taken: number; offered: number; locals: Set<string>; passed: number } {
    const wanted = new Set(targets);
    const edges = this.#graph.edgesFrom(from).filter((edge) => edge.to !== null && wanted.has(edge.to) && isImport(edge));
    const locals = new Set<string>();
    let [taken, offered, passed] = [0, 0, 0];
    for (const to of new Set(edges.map((edge) => edge.to ?? ''))) {
      const names = this.#names(to);
      const crossing = edges.filter((edge) => edge.to === to).flatMap((edge) => edge.names);
      const said = new Set(crossing.map(({ imported }) => imported));
      // The default import of a CommonJS module is the whole module.
      const isWhole = said.has('*') || (said.has('default') && !names.includes('default'));
      offered += names.length;
      taken += isWhole ? names.length : names.filter((name) => said.has(name)).length;
      for (const { imported, local, exported } of crossing) {
        if (local !== null) locals.add(local);
        else passed += exported === '*' && imported === '*' ? names.length : 1;
      }
    }
    return { taken, offered, locals, passed };
  }

  #names(file: string): readonly string[] {
    let names = this.#offered.get(file);
    if (!names) this.#offered.set(file, (names = exportedNames(this.#graph, file)));
    return names;
  }
}
