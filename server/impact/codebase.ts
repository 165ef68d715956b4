// One room's files, graph and compiler, kept in step with the disk. Owns the order of refreshes; writes nothing.
import { NativeChecker } from '../checker/native-checker.ts';
import type { Checker, Problem } from '../checker/checker.ts';
import type { ChangeEdits } from '../edits/edit-plan.ts';
import { indexNames } from '../edits/names/index-names.ts';
import type { Alias } from '../edits/specifier.ts';
import { countUnparsable } from '../graph/count-unparsable.ts';
import { ProjectGraph } from '../graph/project-graph.ts';
import { parseJsonc } from '../graph/jsonc.ts';
import { aliasesOf } from '../graph/aliases.ts';
import { exportedNames } from '../graph/dependents.ts';
import { matchFiles } from '../graph/match-files.ts';
import { matchSymbols, type FoundSymbol } from '../graph/match-symbols.ts';
import { includedBy } from '../graph/tsconfigs.ts';
import { SourceTree } from '../rooms/source-tree.ts';
import { prepareReach } from './declared-reach.ts';
import { DEFAULT_SETTINGS, type CodebaseSettings, type Policies, type Thresholds } from './thresholds.ts';

const IDLE_MS = 1_000;

export class Codebase {
  readonly tree: SourceTree;
  readonly graph: ProjectGraph;
  readonly checker: Checker;
  /** A plan needs the edits that the prediction was made with. */
  readonly remembered = new Map<string, Promise<ChangeEdits>>();
  standing = new Map<string, readonly Problem[]>();
  #settings = DEFAULT_SETTINGS;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #closed = new AbortController();
  #preparing: Promise<void> | null = null;
  #idle: NodeJS.Timeout | undefined;

  private constructor(tree: SourceTree, graph: ProjectGraph) {
    this.tree = tree;
    this.graph = graph;
    this.checker = new NativeChecker({
      root: tree.root,
      configs: () => graph.tsconfigs.all.map(({ path, config }) => ({ path, effective: config, bases: config.inputs, references: config.references, includes: includedBy(config) })),
      parseConfig: parseJsonc,
      exists: (path) => tree.has(path),
    });
  }

  static async open(root: string, signal?: AbortSignal, settings = DEFAULT_SETTINGS): Promise<Codebase> {
    const tree = await SourceTree.open(root);
    tree.ignoredFolders = settings.ignoredFolders;
    await tree.scan(signal);
    const codebase = new Codebase(tree, await ProjectGraph.build(tree, tree.root, signal));
    codebase.settings = settings;
    return codebase;
  }

  get settings(): CodebaseSettings {
    return this.#settings;
  }

  get thresholds(): Thresholds {
    return this.#settings.thresholds;
  }

  get policies(): Policies {
    return this.#settings.policies;
  }

  /** From the next refresh on. */
  set settings(settings: CodebaseSettings) {
    this.#settings = settings;
    this.tree.ignoredFolders = settings.ignoredFolders;
  }

  /** Takes over what changed on disk. Cheap when nothing did. Calls wait for each other. */
  refresh(signal?: AbortSignal): Promise<void> {
    const run = async () => {
      const changes = await this.tree.scan(signal);
      if (changes.added.length + changes.changed.length + changes.removed.length === 0) return;
      this.#forget();
      await this.graph.update(changes, signal);
      this.#forget();
      this.checker.noteChanges(changes);
    };
    const result = this.#turn.then(run, run);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Gets ready what makes edits and predictions fast, in small pieces. Resolves when all of it is; calls share the work. */
  prepare(): Promise<void> {
    return (this.#preparing ??= this.#prepareAll(this.#closed.signal).finally(() => (this.#preparing = null)));
  }

  async #prepareAll(signal: AbortSignal): Promise<void> {
    await indexNames(this, signal);
    await prepareReach(this, signal);
  }

  /** The same once nobody has asked for this codebase for a second. */
  prepareWhenIdle(): void {
    clearTimeout(this.#idle);
    if (!this.#closed.signal.aborted) this.#idle = setTimeout(() => void this.prepare(), IDLE_MS).unref();
  }

  #forget(): void {
    this.remembered.clear();
    // A check that is under way fills the old one.
    this.standing = new Map();
  }

  /** Prefixes that a file may use in its specifiers, from the tsconfig that governs it. */
  aliasesFor(file: string): readonly Alias[] {
    return aliasesOf(this.graph, file);
  }

  /** Source files that fit what somebody is typing, the best first. */
  matchFiles(typed: string, first: number): string[] {
    return matchFiles(this.graph, typed, first);
  }

  /** Exports that fit what somebody is typing, where they are declared, the best first. */
  matchSymbols(typed: string, first: number): FoundSymbol[] {
    return matchSymbols(this.graph, typed, first);
  }

  /** Names that a file exports and that exist at run time, sorted; undefined for what is no source file. */
  exportsOf(path: string): string[] | undefined {
    return this.graph.facts(path) && exportedNames(this.graph, path, ({ isType, name }) => !isType && name !== 'export=');
  }

  /** How many source files have a syntax error. */
  async countUnparsable(): Promise<number> {
    return countUnparsable(this.graph, this.#closed.signal);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#idle);
    await this.#turn.catch(() => undefined);
    await this.#preparing;
    await this.checker.close();
  }
}
