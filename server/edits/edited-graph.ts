// The graph of a tree with new contents that are not on disk: edited files by their new texts, all others as they were written for the old ones.
// Owns where a specifier leads in that tree; an import of a file that moved away or was deleted still leads to its old path.
import { posix } from 'node:path';
import type { Edge, EdgeKind, FileFacts, ImportFact } from '../graph/facts.ts';
import type { ProjectGraph, ReadableGraph } from '../graph/project-graph.ts';
import { runFile } from '../graph/run-file.ts';
import type { EditSource } from './edit-plan.ts';
import { factsOf } from './export-surface.ts';
import type { TextPair } from './infer-moves.ts';
import { isRelative } from './specifier.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const ENDINGS = ['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** What an ending that is emitted can stand for, in the order of the compiler. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.d.ts'], '.jsx': ['.tsx', '.d.ts'], '.mjs': ['.mts', '.d.mts'], '.cjs': ['.cts', '.d.cts'] };

function candidatesOf(path: string): string[] {
  const ending = posix.extname(path);
  const emitted = (SOURCES_OF[ending] ?? []).map((source) => path.slice(0, -ending.length) + source);
  return [...emitted, path, ...ENDINGS.map((end) => path + end), ...ENDINGS.map((end) => posix.join(path, `index${end}`))];
}

/** `pairs`: every path that the edit touches. */
export class EditedGraph implements ReadableGraph {
  readonly #graph: ProjectGraph;
  readonly #source: EditSource;
  readonly #facts = new Map<string, FileFacts>();
  readonly #edges = new Map<string, readonly Edge[]>();
  /** Paths that are there before, after, or not at all. */
  readonly #texts: ReadonlyMap<string, TextPair>;
  readonly #movedTo: ReadonlyMap<string, string>;
  readonly #movedFrom: ReadonlyMap<string, string>;

  constructor(source: EditSource, pairs: readonly TextPair[], moves: readonly { readonly from: string; readonly to: string }[] = []) {
    this.#graph = source.graph;
    this.#source = source;
    this.#texts = new Map(pairs.map((pair) => [pair.path, pair]));
    this.#movedTo = new Map(moves.map(({ from, to }) => [from, to]));
    this.#movedFrom = new Map(moves.map(({ from, to }) => [to, from]));
    for (const { path, after } of pairs) if (after !== null && SOURCE.test(path)) this.#facts.set(path, factsOf(path, after));
    for (const [path, facts] of this.#facts) this.#edges.set(path, facts.imports.map((fact) => this.#edge(path, fact)));
  }

  /** A file that moved is asked for under either path. */
  facts(path: string): FileFacts | undefined {
    const now = this.#movedTo.get(path) ?? path;
    return this.#texts.has(now) ? this.#facts.get(now) : this.#graph.facts(now);
  }

  files(): string[] {
    return [...new Set([...this.#graph.files().filter((path) => !this.#texts.has(path)), ...this.#facts.keys()])].sort();
  }

  edgesFrom(path: string): readonly Edge[] {
    const now = this.#movedTo.get(path) ?? path;
    return this.#texts.has(now) ? (this.#edges.get(now) ?? []) : this.#restored(now);
  }

  /** Of a file that moved here, also the imports that still name its old path. */
  edgesTo(path: string): Edge[] {
    const old = this.#movedFrom.get(path);
    return [...this.#edgesToPath(path), ...(old === undefined ? [] : this.#edgesToPath(old))];
  }

  isEdited(path: string): boolean {
    return this.#texts.has(path);
  }

  has(path: string): boolean {
    const pair = this.#texts.get(path);
    return pair ? pair.after !== null : this.#source.tree.has(path);
  }

  get root(): string {
    return this.#graph.root;
  }

  get tsconfigs(): ProjectGraph['tsconfigs'] {
    return this.#graph.tsconfigs;
  }

  resolve(file: string, specifier: string, kind: EdgeKind = 'STATIC'): ReturnType<ProjectGraph['resolve']> {
    const to = this.target(file, specifier, kind);
    const before = this.#graph.resolve(file, specifier, kind);
    return to !== null ? { to } : 'to' in before ? { unresolved: true } : before;
  }

  /** Where a specifier leads after the edit; null: out of the room or nowhere. */
  target(file: string, specifier: string, kind: EdgeKind = 'STATIC'): string | null {
    return this.#find(file, specifier, kind, (path) => this.has(path)) ?? null;
  }

  /** The same before the edit. */
  resolveBefore(file: string, specifier: string, kind: EdgeKind = 'STATIC'): string | null {
    const wasThere = (path: string) => {
      const pair = this.#texts.get(path);
      return pair ? pair.before !== null : this.#source.tree.has(path);
    };
    return this.#find(file, specifier, kind, wasThere) ?? null;
  }

  #edgesToPath(path: string): Edge[] {
    const edited = [...this.#edges.values()].flatMap((edges) => edges.filter((edge) => edge.to === path));
    const pair = this.#texts.get(path);
    // The room has the new contents already, so its own graph no longer knows who imported what is gone.
    const isUnknown = pair !== undefined && pair.after === null && !this.#source.tree.has(path);
    const others = isUnknown ? this.#graph.files().flatMap((file) => (this.#texts.has(file) ? [] : this.#restored(file).filter((edge) => edge.to === path))) : this.#graph.edgesTo(path);
    return [...others.filter((edge) => !this.#texts.has(edge.from)), ...edited];
  }

  /** The edges of a file that is not edited; an import that leads nowhere leads to what was there. */
  #restored(path: string): readonly Edge[] {
    const edges = this.#graph.edgesFrom(path);
    if (!edges.some((edge) => edge.unresolved || (edge.kind === 'MOCK' && edge.to === null))) return edges;
    return edges.map((edge) => {
      const to = edge.to ?? this.resolveBefore(path, edge.specifier, edge.kind);
      return to === edge.to ? edge : { ...edge, to, unresolved: false };
    });
  }

  #edge(from: string, fact: ImportFact): Edge {
    const to = this.target(from, fact.specifier, fact.kind) ?? this.resolveBefore(from, fact.specifier, fact.kind);
    const isOutside = to === null && 'external' in this.#graph.resolve(from, fact.specifier, fact.kind);
    return { ...fact, from, to, unresolved: to === null && !isOutside && fact.kind !== 'MOCK' };
  }

  #find(file: string, specifier: string, kind: EdgeKind, isThere: (path: string) => boolean): string | undefined {
    const to = this.#compiled(file, specifier, kind, isThere);
    return to === undefined ? undefined : runFile(this.tsconfigs, { from: file, kind, to }, isThere);
  }

  #compiled(file: string, specifier: string, kind: EdgeKind, isThere: (path: string) => boolean): string | undefined {
    const bare = specifier.replace(/\?.*$/, '');
    if (isRelative(bare)) return candidatesOf(posix.join(posix.dirname(file), bare)).find(isThere);
    const found = this.#graph.resolve(file, specifier, kind);
    if ('to' in found && isThere(found.to)) return found.to;
    const aliases = this.#source.aliasesFor(file).filter(({ prefix }) => bare.startsWith(prefix));
    return aliases.flatMap(({ prefix, folder }) => candidatesOf(folder + bare.slice(prefix.length))).find(isThere);
  }
}

/** The same graph with other answers to some of its questions. */
export function graphWith(graph: EditedGraph, answers: Partial<Pick<ReadableGraph, 'facts' | 'edgesFrom' | 'edgesTo'>>): ReadableGraph {
  return {
    root: graph.root, tsconfigs: graph.tsconfigs, files: () => graph.files(), resolve: (file, specifier, kind) => graph.resolve(file, specifier, kind),
    facts: answers.facts ?? ((path) => graph.facts(path)), edgesFrom: answers.edgesFrom ?? ((path) => graph.edgesFrom(path)), edgesTo: answers.edgesTo ?? ((path) => graph.edgesTo(path)),
  };
}
