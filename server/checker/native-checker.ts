// The native TypeScript compiler behind the Checker interface. Owns its process, its snapshots and all use of its unstable API.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Diagnostic, Project, Snapshot } from 'typescript/unstable/async';
import { positionAt } from '../edits/syntax.ts';
import type { Checker, CheckRequest, CheckResult, Place, Problem, References, ReferencesRequest, TypeQuestion, UnknownRequest } from './checker.ts';
import { CompilerProcess } from './compiler-process.ts';
import { withoutCircularBases } from './config-bases.ts';
import { DEFAULT_CONFIG, effectiveAfter, modernizeConfig, type EffectivePaths } from './modern-config.ts';
import { OverlayFiles, type FileChanges } from './overlay-files.ts';
import { collectReferences, describeTypes, findUnknown, type Search } from './references.ts';

/** A tsconfig of the room. */
export interface ProjectConfig {
  /** Path in the room. */
  readonly path: string;
  readonly effective: EffectivePaths;
  /** Absolute paths of the config files that it takes in, whatever they are called. */
  readonly bases: readonly string[];
}

export interface CheckerOptions {
  /** Real absolute path of the room. */
  readonly root: string;
  /** The tsconfigs as they are on disk now; asked again after a config changed. */
  configs(): readonly ProjectConfig[];
  parseConfig(text: string): unknown;
  exists(path: string): boolean;
}

const DEFAULT_CONFIG_NAME = '.supernova.tsconfig.json';
const ERROR = 1;
const CLOSE_LIMIT_MS = 10_000;
/** "Output file has not been built from source file": says nothing about the sources. */
const IGNORED = new Set([6305, 6306, 6310]);
const DEPRECATED = new Set([6385, 6387]);
/** "The declaration was marked as deprecated here." */
const MARKED_HERE = 2798;
const isConfig = (path: string) => /(^|\/)[tj]sconfig[^/]*\.json$|(^|\/)package\.json$/.test(path);

type OverlaidRequest = Pick<CheckRequest, 'overlay' | 'signal'>;
type Ask = (project: Project, file: string | undefined) => Promise<readonly Diagnostic[]>;

/** Chained messages are told on one line, the outermost first. */
function messageOf(diagnostic: Diagnostic): string {
  const inner = diagnostic.messageChain?.[0];
  return inner ? `${diagnostic.text} ${messageOf(inner)}` : diagnostic.text;
}

/** The compiler does not count a BOM. */
const skippedBy = (text: string): number => (text.startsWith('\uFEFF') ? 1 : 0);

export class NativeChecker implements Checker {
  readonly #options: CheckerOptions;
  readonly #files: OverlayFiles;
  #configs: ReadonlyMap<string, EffectivePaths> = new Map();
  #bases: ReadonlySet<string> = new Set();
  #compiler: CompilerProcess | null = null;
  #snapshot: Snapshot | null = null;
  /** The tree as it is on disk, kept beside the newest overlay: what was checked of it is not checked again. */
  #onDisk: Snapshot | null = null;
  #pending: FileChanges = { created: [], changed: [], deleted: [] };
  /** What ends then is not started again. */
  #isClosing = false;
  /** Calls run one after the other: the overlay belongs to the call that set it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#files = new OverlayFiles({ permanent: (path) => this.#configText(path), exists: (path) => options.exists(posix.relative(options.root, path)) });
  }

  check(request: CheckRequest): Promise<CheckResult> {
    return this.#inTurn(request, async (projects) => {
      const semantic = await this.#collect(projects, request, (project, file) => project.program.getSemanticDiagnostics(file));
      const touched = request.files.filter((file) => request.overlay.has(file));
      const syntactic = await this.#collect(projects, { ...request, files: touched }, (project, file) => project.program.getSyntacticDiagnostics(file), 'each');
      const ofConfig = await Promise.all(projects.map(async (project) => (await project.program.getProgramDiagnostics()).map((found) => ({ ...found, fileName: found.fileName ?? project.configFileName }))));
      const found = [...semantic.found, ...syntactic.found, ...ofConfig.flat()].filter((d) => d.category === ERROR && !IGNORED.has(d.code));
      return { checked: semantic.checked, problems: this.#describe(found, request) };
    });
  }

  findDeprecatedUses(request: CheckRequest): Promise<CheckResult> {
    return this.#inTurn(request, async (projects) => {
      const { checked, found } = await this.#collect(projects, request, (project, file) => project.program.getSuggestionDiagnostics(file), 'each');
      return { checked, problems: this.#describe(found.filter((d) => DEPRECATED.has(d.code)), request) };
    });
  }

  findReferences(request: ReferencesRequest): Promise<References> {
    const { file, offset } = request;
    return this.#inTurn(request, (projects) => collectReferences(this.#search(projects, request), { file, start: offset, end: offset }));
  }

  findUnknown(request: UnknownRequest): Promise<readonly Place[]> {
    return this.#inTurn(request, (projects) => findUnknown(this.#search(projects, request), request.places));
  }

  describeTypes(request: TypeQuestion): Promise<readonly (string | null)[]> {
    return this.#inTurn(request, (projects) => describeTypes(this.#search(projects, request), request));
  }

  noteChanges(changes: { added: readonly string[]; changed: readonly string[]; removed: readonly string[] }): void {
    const absolute = (paths: readonly string[]) => paths.map((path) => posix.join(this.#options.root, path));
    this.#pending.created.push(...absolute(changes.added));
    this.#pending.changed.push(...absolute(changes.changed));
    this.#pending.deleted.push(...absolute(changes.removed));
    // Another set of projects: simpler and safer to start anew than to patch the old one.
    if ([...changes.added, ...changes.changed, ...changes.removed].some(isConfig)) this.#turn = this.#turn.then(() => this.#stop());
  }

  /** Waits for the call that is under way, but not for ever. */
  async close(): Promise<void> {
    const inTime = await Promise.race([this.#turn.then(() => true, () => true), setTimeout(CLOSE_LIMIT_MS, false, { ref: false })]);
    this.#isClosing = !inTime;
    await this.#stop();
    await this.#turn.catch(() => undefined);
    this.#isClosing = false;
  }

  #search(projects: readonly Project[], { overlay, signal }: OverlaidRequest): Search {
    const shifts = new Map<string, number>();
    const shiftOf = (file: string): number => {
      const known = shifts.get(file) ?? skippedBy(overlay.get(file) ?? this.#read(posix.join(this.#options.root, file)));
      shifts.set(file, known);
      return known;
    };
    return { root: this.#options.root, projects, shiftOf, ...(signal ? { signal } : {}) };
  }

  /** Runs `work` on the projects under the request's overlay. A compiler process that died is started again once. */
  #inTurn<T>(request: OverlaidRequest, work: (projects: readonly Project[]) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      request.signal?.throwIfAborted();
      try {
        return await this.#attempt(request, work);
      } catch (error) {
        await this.#stop();
        if (request.signal?.aborted || this.#isClosing) throw error;
        return await this.#attempt(request, work);
      }
    };
    const result = this.#turn.then(run, run);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #attempt<T>(request: OverlaidRequest, work: (projects: readonly Project[]) => Promise<T>): Promise<T> {
    const compiler = (this.#compiler ??= await CompilerProcess.start({ cwd: this.#options.root, fs: this.#files.callbacks() }));
    return compiler.whileAlive(async () => work(await this.#open(compiler, request)), request.signal);
  }

  async #open({ api }: CompilerProcess, request: OverlaidRequest): Promise<readonly Project[]> {
    const isFirst = this.#snapshot === null;
    if (isFirst) this.#readConfigs();
    const hasNews = this.#pending.created.length + this.#pending.changed.length + this.#pending.deleted.length > 0;
    if (hasNews) await this.#dropOnDisk();
    if (request.overlay.size === 0 && this.#onDisk) return this.#projectsOf(this.#onDisk);
    const overlay = new Map([...request.overlay].map(([path, text]) => this.#planned(posix.join(this.#options.root, path), text)));
    const changes = this.#files.replace(overlay);
    const noted = this.#pending;
    this.#pending = { created: [], changed: [], deleted: [] };
    const fileChanges = {
      created: [...noted.created, ...changes.created],
      changed: [...noted.changed, ...changes.changed],
      deleted: [...noted.deleted, ...changes.deleted],
    };
    const previous = this.#snapshot;
    const snapshot = await api.updateSnapshot(isFirst ? { openProjects: this.#projectNames() } : { fileChanges });
    this.#snapshot = snapshot;
    if (previous !== this.#onDisk) await previous?.dispose();
    if (request.overlay.size === 0) this.#onDisk = snapshot;
    return this.#projectsOf(snapshot);
  }

  #projectNames(): string[] {
    return this.#configs.size > 0 ? [...this.#configs.keys()] : [posix.join(this.#options.root, DEFAULT_CONFIG_NAME)];
  }

  #projectsOf(snapshot: Snapshot): readonly Project[] {
    return this.#projectNames().flatMap((name) => snapshot.getProject(name) ?? []);
  }

  /** The newest snapshot is disposed of when the next one is there. */
  async #dropOnDisk(): Promise<void> {
    const onDisk = this.#onDisk;
    this.#onDisk = null;
    if (onDisk !== this.#snapshot) await onDisk?.dispose();
  }

  #readConfigs(): void {
    const configs = this.#options.configs();
    this.#configs = new Map(configs.map(({ path, effective }) => [posix.join(this.#options.root, path), effective]));
    this.#bases = new Set(configs.flatMap(({ bases }) => bases));
  }

  async #stop(): Promise<void> {
    const compiler = this.#compiler;
    this.#compiler = null;
    this.#snapshot = null;
    this.#onDisk = null;
    this.#pending = { created: [], changed: [], deleted: [] };
    this.#files.replace(new Map());
    await compiler?.close();
  }

  /** Asks each project for those of the files that it includes: all at once where they are many, else file by file. */
  async #collect(projects: readonly Project[], request: CheckRequest, ask: Ask, mode: 'best' | 'each' = 'best'): Promise<{ found: Diagnostic[]; checked: string[] }> {
    const found: Diagnostic[] = [];
    const checked = new Set<string>();
    const wanted = new Set(request.files.map((file) => posix.join(this.#options.root, file)));
    for (const project of projects) {
      request.signal?.throwIfAborted();
      const names = await project.program.getSourceFileNames();
      const own = names.filter((name) => wanted.has(name) || this.#isUnlisted(name));
      const asked = new Set(own);
      // A whole project costs as much file by file; half of one must not cost the other half, which may be the heavier.
      const isMost = mode === 'best' && own.length > 40 && own.length * 2 > names.filter((name) => !name.includes('/node_modules/')).length;
      const answers = isMost ? [(await ask(project, undefined)).filter((d) => d.fileName !== undefined && asked.has(d.fileName))] : await Promise.all(own.map((name) => ask(project, name)));
      found.push(...answers.flat());
      for (const name of own) checked.add(posix.relative(this.#options.root, name));
    }
    return { found, checked: [...checked].sort() };
  }

  /** A file of the project that the room leaves out (generated, ignored by git): nobody edits it, but it can break. */
  #isUnlisted(name: string): boolean {
    const { root, exists } = this.#options;
    const path = posix.relative(root, name);
    return !path.startsWith('..') && !posix.isAbsolute(path) && !name.includes('/node_modules/') && !exists(path) && this.#files.isOnDisk(name);
  }

  #describe(found: readonly Diagnostic[], request: CheckRequest): Problem[] {
    const problems = new Map<string, Problem>();
    const texts = new Map<string, string>();
    const textOf = (path: string): [file: string, text: string] => {
      const file = posix.relative(this.#options.root, path);
      if (!texts.has(file)) texts.set(file, request.overlay.get(file) ?? this.#read(path));
      return [file, texts.get(file) ?? ''];
    };
    for (const diagnostic of found) {
      const [file, text] = textOf(diagnostic.fileName ?? '');
      const skipped = skippedBy(text);
      const start = Math.max(0, diagnostic.pos) + skipped;
      const message = messageOf(diagnostic).replaceAll(`${this.#options.root}/`, '');
      const excerpt = text.slice(start, Math.max(start, Math.min(diagnostic.end + skipped, start + 80)));
      const tag = diagnostic.relatedInformation?.find(({ code }) => code === MARKED_HERE);
      const [tagFile, tagText] = tag?.fileName === undefined ? [] : textOf(tag.fileName);
      const deprecatedAt = tag && tagFile !== undefined ? { deprecatedAt: { file: tagFile, start: tag.pos + skippedBy(tagText ?? '') } } : {};
      const problem = { file, start, ...positionAt(text, start), code: `TS${diagnostic.code}`, message, excerpt, ...deprecatedAt };
      problems.set([file, start, problem.code, message].join('\n'), problem);
    }
    return [...problems.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
  }

  #read(path: string): string {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  }

  /** A planned file as the compiler is to see it: a config that gets new paths is modernized like those on disk. */
  #planned(path: string, text: string | null): [string, string | null] {
    if (text === null || !/(^|\/)[tj]sconfig[^/]*\.json$/.test(path)) return [path, text];
    return [path, this.#modernized(path, text) ?? text];
  }

  #modernized(path: string, text: string): string | undefined {
    try {
      const config = withoutCircularBases(path, this.#options.parseConfig(text), (base) => this.#tryParse(base));
      return JSON.stringify(modernizeConfig(config, effectiveAfter(config, this.#configs.get(path) ?? null, posix.dirname(path))));
    } catch {
      return undefined; // not JSON: the compiler reports it better
    }
  }

  #tryParse(path: string): unknown {
    try {
      return this.#options.parseConfig(this.#read(path));
    } catch {
      return null;
    }
  }

  #configText(path: string): string | undefined {
    if (path === posix.join(this.#options.root, DEFAULT_CONFIG_NAME)) return this.#configs.size === 0 ? JSON.stringify(DEFAULT_CONFIG) : undefined;
    if (!this.#bases.has(path) && (!/(^|\/)[tj]sconfig[^/]*\.json$/.test(path) || path.includes('/node_modules/'))) return undefined;
    const text = this.#read(path);
    return text === '' ? undefined : this.#modernized(path, text);
  }
}
