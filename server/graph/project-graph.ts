// What imports what in one room: facts per file and edges both ways, kept up to date file by file. Queries live in their own files.

import { isMention, type Edge, type EdgeKind, type FileFacts } from './facts.ts';
import { staleEdges } from './stale-edges.ts';
import { isSourcePath, parseFileAside } from './parse-file.ts';
import { createResolver, type Resolution, type Resolver } from './resolve.ts';
import { findTsconfigs, isTsconfigPath, type Tsconfigs } from './tsconfigs.ts';
import { createBreather, type Breather } from '../rooms/breather.ts';

/** The files a graph is built from; SourceTree is one. */
export interface TreeLike {
  paths(): Iterable<string>;
  /** Undefined for files that are not readable text. */
  text(path: string): string | undefined;
  hash(path: string): string | undefined;
}

export interface TreeChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const NO_EDGES: readonly Edge[] = [];
/** As many as the pool has threads. Each holds a written tree, which is many times as large as its text. */
const PARSED_AT_ONCE = 4;

/** What a graph is asked by those who compute edits; also of trees that are not on disk. */
export type ReadableGraph = Pick<ProjectGraph, 'root' | 'tsconfigs' | 'facts' | 'files' | 'edgesFrom' | 'edgesTo' | 'resolve'>;

export class ProjectGraph {
  readonly root: string;
  readonly #tree: TreeLike;
  readonly #facts = new Map<string, FileFacts>();
  readonly #edges = new Map<string, readonly Edge[]>();
  readonly #importers = new Map<string, Set<string>>();
  /** Answers of `edgesTo` since the last commit. */
  readonly #edgesTo = new Map<string, readonly Edge[]>();
  #files: readonly string[] | null = null;
  #tsconfigs: Tsconfigs;
  #resolver: Resolver;

  private constructor(tree: TreeLike, root: string) {
    this.root = root;
    this.#tree = tree;
    this.#tsconfigs = findTsconfigs(root, tree.paths());
    this.#resolver = this.#newResolver();
  }

  /** `root` is the real path of the folder the tree was read from; imports are resolved on its disk. */
  static async build(tree: TreeLike, root: string, signal?: AbortSignal): Promise<ProjectGraph> {
    const graph = new ProjectGraph(tree, root);
    const breathe = createBreather(signal);
    const facts = await graph.#parse(tree.paths(), breathe);
    const edges = await graph.#resolveAll(facts, breathe);
    graph.#commit(facts, edges, []);
    return graph;
  }

  /**
   * Takes over what changed in the tree since the last build or update. Readers see the old state until all of it is
   * there. Updates must not overlap. Changes below node_modules are not noticed.
   */
  async update(changes: TreeChanges, signal?: AbortSignal): Promise<void> {
    const breathe = createBreather(signal);
    const touched = [...changes.added, ...changes.changed];
    const facts = await this.#parse(touched, breathe);
    const gone = new Set([...changes.removed, ...touched.filter((path) => !facts.has(path))]);
    const isReconfigured = [...touched, ...changes.removed].some((path) => this.#isConfiguration(path));
    if (isReconfigured) this.#tsconfigs = findTsconfigs(this.root, this.#tree.paths());
    const isReshaped = isReconfigured || changes.added.length > 0 || changes.removed.length > 0;
    if (isReshaped) this.#resolver = this.#newResolver();
    const edges = await this.#resolveAll(facts, breathe);
    const others = isReshaped ? [...this.#facts.keys()].filter((path) => !facts.has(path) && !gone.has(path)) : [];
    const isStale = isReconfigured ? () => true : staleEdges(changes, this.#resolver);
    for (const path of others) {
      await breathe();
      const before = this.edgesFrom(path);
      if (before.some(isStale)) edges.set(path, before.map((edge) => (isStale(edge) ? this.#edge(path, edge) : edge)));
    }
    this.#commit(facts, edges, gone);
  }

  get tsconfigs(): Tsconfigs {
    return this.#tsconfigs;
  }

  facts(path: string): FileFacts | undefined {
    return this.#facts.get(path);
  }

  /** The source files, sorted. */
  files(): readonly string[] {
    return (this.#files ??= [...this.#facts.keys()].sort());
  }

  /** In the order of the text. */
  edgesFrom(path: string): readonly Edge[] {
    return this.#edges.get(path) ?? NO_EDGES;
  }

  /** By importing file, then in the order of its text. `path` may be any file, a stylesheet too. */
  edgesTo(path: string): readonly Edge[] {
    const known = this.#edgesTo.get(path);
    if (known) return known;
    const importers = [...(this.#importers.get(path) ?? [])].sort();
    const edges = importers.flatMap((from) => this.edgesFrom(from).filter((edge) => edge.to === path));
    this.#edgesTo.set(path, edges);
    return edges;
  }

  /** Where a specifier would lead if it stood in the file. */
  resolve(fromFile: string, specifier: string, kind: EdgeKind = 'STATIC'): Resolution {
    return this.#resolver.resolve(fromFile, specifier, kind);
  }

  #newResolver(): Resolver {
    return createResolver({ root: this.root, tsconfigs: this.#tsconfigs, isListed: (path) => this.#tree.hash(path) !== undefined });
  }

  #isConfiguration(path: string): boolean {
    return isTsconfigPath(path) || /(?:^|\/)package\.json$/.test(path) || this.#tsconfigs.inputs.has(path);
  }

  async #parse(paths: Iterable<string>, breathe: Breather): Promise<Map<string, FileFacts>> {
    const facts = new Map<string, FileFacts>();
    const waiting = [...paths].values();
    const worker = async (): Promise<void> => {
      for (const path of waiting) {
        const text = isSourcePath(path) ? this.#tree.text(path) : undefined;
        const hash = this.#tree.hash(path);
        if (text === undefined || hash === undefined) continue;
        await breathe();
        facts.set(path, await parseFileAside({ path, text, hash, bytes: Buffer.byteLength(text) }));
      }
    };
    await Promise.all(Array.from({ length: PARSED_AT_ONCE }, worker));
    return facts;
  }

  async #resolveAll(facts: ReadonlyMap<string, FileFacts>, breathe: Breather): Promise<Map<string, readonly Edge[]>> {
    const edges = new Map<string, readonly Edge[]>();
    for (const [path, { imports }] of facts) {
      await breathe();
      edges.set(path, imports.map((fact) => this.#edge(path, fact)));
    }
    return edges;
  }

  #edge(from: string, fact: FileFacts['imports'][number]): Edge {
    if (fact.kind === 'GLOB') return { ...fact, from, to: null, unresolved: false };
    // The path of a reference comment is relative even without a dot.
    const isBare = fact.kind === 'REFERENCE' && !/^[./]/.test(fact.specifier);
    const found = this.#resolver.resolve(from, isBare ? `./${fact.specifier}` : fact.specifier, fact.kind);
    // A mock may stand for a module that does not exist, and a URL or a reference comment for a file that a build makes.
    const unresolved = 'unresolved' in found && fact.kind !== 'REFERENCE' && !isMention(fact.kind);
    return { ...fact, from, to: 'to' in found ? found.to : null, unresolved };
  }

  #commit(facts: ReadonlyMap<string, FileFacts>, edges: ReadonlyMap<string, readonly Edge[]>, gone: Iterable<string>): void {
    for (const path of gone) {
      this.#facts.delete(path);
      this.#setEdges(path, NO_EDGES);
      this.#edges.delete(path);
    }
    this.#edgesTo.clear();
    this.#files = null;
    for (const [path, fact] of facts) this.#facts.set(path, fact);
    for (const [path, list] of edges) this.#setEdges(path, list);
  }

  #setEdges(from: string, edges: readonly Edge[]): void {
    for (const { to } of this.edgesFrom(from)) if (to !== null) this.#importers.get(to)?.delete(from);
    this.#edges.set(from, edges);
    for (const { to } of edges) {
      if (to === null) continue;
      const importers = this.#importers.get(to);
      if (importers) importers.add(from);
      else this.#importers.set(to, new Set([from]));
    }
  }
}
