// The native TypeScript compiler behind the Checker interface. Owns its process, its snapshots and all use of its unstable API.
import { availableParallelism } from 'node:os';
import { posix } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { API, Diagnostic, Project, Snapshot } from 'typescript/unstable/async';
import { mapLimited } from '../rooms/map-limited.ts';
import { readConfigText } from '../rooms/read-text.ts';
import { declares, IS_DECLARATION } from './alike-projects.ts';
import { AskedFiles, isConfig, type Asked } from './asked-files.ts';
import type { Checker, CheckRequest, CheckResult, ContentsChange, ContentsRequest, Place, References, ReferencesRequest, TypeQuestion, UnknownRequest } from './checker.ts';
import { CompilerProcess } from './compiler-process.ts';
import { ConfigTexts, type ConfigSource } from './config-texts.ts';
import type { CoveredProjects } from './covered-projects.ts';
import { describeProblems, skippedBy } from './describe-problems.ts';
import { OverlayFiles, type FileChanges } from './overlay-files.ts';
import { collectReferences, describeTypes, findUnknown, type Search } from './references.ts';

export interface CheckerOptions extends ConfigSource {
  exists(path: string): boolean;
}

const ERROR = 1;
const CLOSE_LIMIT_MS = 10_000;
/** Calls that belong together follow each other faster. */
const IDLE_MS = 100;
const RETURN_LIMIT_MS = 60_000;
const NO_OVERLAY = new Map<string, string | null>();
/** "Output file has not been built from source file": says nothing about the sources. */
const IGNORED = new Set([6305, 6306, 6310]);
const DEPRECATED = new Set([6385, 6387]);
/** Each question of its own makes the compiler resolve the same types in a checker of its own: that pays for many files on many cores. */
const MOST_LANES = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
const FILES_A_LANE = 25;
const MOST_PROJECTS = Math.min(4, availableParallelism());

type OverlaidRequest = Pick<CheckRequest, 'overlay' | 'signal'>;
/** Absolute paths of configs. */
interface ProjectChanges {
  readonly openProjects?: string[];
  readonly closeProjects?: string[];
}

type Ask = (project: Project, file: string) => Promise<readonly Diagnostic[]>;

export class NativeChecker implements Checker {
  readonly #options: CheckerOptions;
  readonly #files: OverlayFiles;
  readonly #configs: ConfigTexts;
  #compiler: CompilerProcess | null = null;
  #snapshot: Snapshot | null = null;
  /** The tree as it is on disk, kept beside the newest overlay: what was checked of it is not checked again. */
  #onDisk: Snapshot | null = null;
  #pending: FileChanges = { created: [], changed: [], deleted: [] };
  /** What ends then is not started again. */
  #isClosing = false;
  /** Calls run one after the other: the overlay belongs to the call that set it. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #asked: AskedFiles;
  /** Projects that are closed with the tree as it is on disk, with what is wrong with their configs. Open while an overlay makes them differ. */
  #covered: { readonly projects: CoveredProjects; readonly ofConfig: readonly Diagnostic[]; areOpen: boolean } | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#configs = new ConfigTexts(options);
    this.#files = new OverlayFiles({ root: options.root, permanent: (path) => this.#configs.onDisk(path), exists: (path) => options.exists(posix.relative(options.root, path)) });
    this.#asked = new AskedFiles({ root: options.root, exists: (path) => options.exists(path), files: this.#files, configs: this.#configs });
  }

  check(request: CheckRequest): Promise<CheckResult> {
    return this.#inTurn(request, async (projects) => {
      const { asked, checked } = await this.#asked.of(projects, request);
      const touched = new Set([...request.overlay.keys()].map((file) => posix.join(this.#options.root, file)));
      const semantic = await collect(asked, request, (project, file) => project.program.getSemanticDiagnostics(file));
      const written = asked.map(({ project, names }) => ({ project, names: names.filter((name) => touched.has(name)) }));
      const syntactic = await collect(written, request, (project, file) => project.program.getSyntacticDiagnostics(file));
      const declaring = asked.filter(({ project }) => declares(project.compilerOptions)).map(({ project, names }) => ({ project, names: names.filter((name) => !IS_DECLARATION.test(name)) }));
      const declared = await collect(declaring, request, (project, file) => project.program.getDeclarationDiagnostics(file));
      const ofConfig = [...(await ofConfigs(projects)), ...this.#ofClosed(projects)];
      const found = [...semantic, ...syntactic, ...declared, ...ofConfig].filter((d) => d.category === ERROR && !IGNORED.has(d.code));
      return { checked, problems: describeProblems(this.#options.root, found, request.overlay) };
    });
  }

  async compareContents({ before, after, signal }: ContentsRequest): Promise<ContentsChange> {
    const contents = (overlay: ContentsRequest['after']) => this.#inTurn({ overlay, ...(signal ? { signal } : {}) }, (projects) => this.#asked.contentsOf(projects));
    const was = await contents(before);
    return this.#asked.compare(was, await contents(after), new Map([...after].map(([path, text]) => [posix.join(this.#options.root, path), text])));
  }

  findDeprecatedUses(request: CheckRequest): Promise<CheckResult> {
    return this.#inTurn(request, async (projects) => {
      const { asked, checked } = await this.#asked.of(projects, request);
      const found = await collect(asked, request, (project, file) => project.program.getSuggestionDiagnostics(file));
      return { checked, problems: describeProblems(this.#options.root, found.filter((d) => DEPRECATED.has(d.code)), request.overlay) };
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
    this.#asked.forget(absolute([...changes.added, ...changes.changed, ...changes.removed]));
    // Another set of projects: simpler and safer to start anew than to patch the old one.
    if ([...changes.added, ...changes.changed, ...changes.removed].some(isConfig)) this.#turn = this.#turn.then(() => this.#stop());
  }

  /** Waits for the call that is under way, but not for ever. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const inTime = await Promise.race([this.#turn.then(() => true, () => true), pause(CLOSE_LIMIT_MS, false, { ref: false })]);
    this.#isClosing = !inTime;
    await this.#stop();
    await this.#turn.catch(() => undefined);
    this.#isClosing = false;
  }

  #search(projects: readonly Project[], { overlay, signal }: OverlaidRequest): Search {
    const shifts = new Map<string, number>();
    const shiftOf = (file: string): number => {
      const known = shifts.get(file) ?? skippedBy(overlay.get(file) ?? readConfigText(posix.join(this.#options.root, file)) ?? '');
      shifts.set(file, known);
      return known;
    };
    return { root: this.#options.root, projects, namesOf: (project) => this.#asked.namesOf(project), shiftOf, ...(signal ? { signal } : {}) };
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
    clearTimeout(this.#idle);
    const result = this.#turn.then(run, run);
    this.#turn = result.catch(() => undefined).then(() => this.#returnWhenIdle());
    return result;
  }

  /**
   * Goes back to the tree as it is on disk once nobody has asked for a while, where that takes long: what is asked next is mostly near to it, and
   * who asks need not wait for two ways.
   */
  #returnWhenIdle(): void {
    clearTimeout(this.#idle);
    if (!this.#compiler || (!this.#files.isFarFrom(NO_OVERLAY) && this.#covered?.areOpen !== true)) return;
    this.#idle = setTimeout(() => (this.#turn = this.#turn.then(() => this.#return()).catch(() => this.#stop())), IDLE_MS).unref();
  }

  async #return(): Promise<void> {
    const compiler = this.#compiler;
    // What changed on disk is for the next call, which has more to do then.
    if (!compiler || this.#hasNews) return;
    await compiler.whileAlive(() => this.#update(compiler.api, this.#files.replace(NO_OVERLAY), this.#cover()), AbortSignal.timeout(RETURN_LIMIT_MS));
    this.#onDisk ??= this.#snapshot;
  }

  get #hasNews(): boolean {
    return this.#pending.created.length + this.#pending.changed.length + this.#pending.deleted.length > 0;
  }

  async #attempt<T>(request: OverlaidRequest, work: (projects: readonly Project[]) => Promise<T>): Promise<T> {
    const compiler = (this.#compiler ??= await CompilerProcess.start({ cwd: this.#options.root, fs: this.#files.callbacks() }));
    return compiler.whileAlive(async () => work(await this.#open(compiler, request)), request.signal);
  }

  async #open({ api }: CompilerProcess, request: OverlaidRequest): Promise<readonly Project[]> {
    if (this.#snapshot === null) await this.#openAll(api);
    const hasNews = this.#hasNews;
    const overlay = new Map([...request.overlay].map(([path, text]) => [posix.join(this.#options.root, path), this.#configs.planned(posix.join(this.#options.root, path), text)]));
    const uncovered = this.#uncover(overlay);
    if (hasNews) await this.#dropOnDisk();
    if (overlay.size === 0 && this.#onDisk) return this.#projectsOf(this.#onDisk);
    for (const step of hasNews || uncovered.length > 0 ? [overlay] : this.#files.stepsTo(overlay)) await this.#update(api, this.#files.replace(step), { openProjects: uncovered });
    if (overlay.size === 0) this.#onDisk = this.#snapshot;
    return this.#snapshot ? this.#projectsOf(this.#snapshot) : [];
  }

  /** Opens every project with the tree as it is on disk, and closes those again that another one covers. */
  async #openAll(api: API): Promise<void> {
    this.#configs.refresh();
    this.#files.forgetLinks();
    this.#pending = { created: [], changed: [], deleted: [] };
    const all = await api.updateSnapshot({ openProjects: this.#configs.projects });
    const projects = this.#projectsOf(all);
    const projectsCovered = await this.#asked.coverable(projects);
    const { configs } = projectsCovered;
    const closed = projects.filter(({ configFileName }) => configs.includes(configFileName));
    this.#covered = { projects: projectsCovered, ofConfig: await ofConfigs(closed), areOpen: false };
    this.#onDisk = closed.length === 0 ? all : await api.updateSnapshot({ closeProjects: configs });
    if (this.#onDisk !== all) await all.dispose();
    this.#snapshot = this.#onDisk;
  }

  /** The projects that have to be open for this overlay, too; for good where what is on disk now makes them differ. */
  #uncover(overlay: ReadonlyMap<string, string | null>): string[] {
    const covered = this.#covered;
    if (!covered) return [];
    const { projects, areOpen } = covered;
    const isOver = this.#asked.endsCover(projects, [...this.#pending.created, ...this.#pending.changed], NO_OVERLAY);
    if (isOver) this.#covered = null;
    if (areOpen || (!isOver && !this.#asked.endsCover(projects, [], overlay))) return [];
    covered.areOpen = true;
    return projects.configs;
  }

  /** The projects to close with the way back to the disk. */
  #cover(): ProjectChanges {
    if (this.#covered?.areOpen !== true) return {};
    this.#covered.areOpen = false;
    return { closeProjects: this.#covered.projects.configs };
  }

  #ofClosed(open: readonly Project[]): readonly Diagnostic[] {
    const configs = new Set(open.map(({ configFileName }) => configFileName));
    return this.#covered?.projects.configs.every((config) => !configs.has(config)) ? this.#covered.ofConfig : [];
  }

  async #update(api: API, changes: FileChanges, projects: ProjectChanges = {}): Promise<void> {
    const noted = this.#pending;
    this.#pending = { created: [], changed: [], deleted: [] };
    const created = [...noted.created, ...changes.created];
    // Now and then the compiler misses for some of its projects that a file came back that had been gone; a config that changed is read again, with its list of files.
    const configs = this.#configs.including(created);
    const fileChanges = { created, changed: [...noted.changed, ...changes.changed, ...configs], deleted: [...noted.deleted, ...changes.deleted] };
    await this.#replace(await api.updateSnapshot({ fileChanges: this.#files.throughLinks(fileChanges), ...projects }));
  }

  async #replace(next: Snapshot): Promise<void> {
    const previous = this.#snapshot;
    this.#snapshot = next;
    if (previous !== this.#onDisk) await previous?.dispose();
  }

  #projectsOf(snapshot: Snapshot): readonly Project[] {
    return this.#configs.projects.flatMap((name) => snapshot.getProject(name) ?? []);
  }

  /** The newest snapshot is disposed of when the next one is there. */
  async #dropOnDisk(): Promise<void> {
    const onDisk = this.#onDisk;
    this.#onDisk = null;
    if (onDisk !== this.#snapshot) await onDisk?.dispose();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const compiler = this.#compiler;
    this.#compiler = null;
    this.#snapshot = null;
    this.#onDisk = null;
    this.#covered = null;
    this.#pending = { created: [], changed: [], deleted: [] };
    this.#files.replace(NO_OVERLAY);
    await compiler?.close();
  }
}

async function ofConfigs(projects: readonly Project[]): Promise<Diagnostic[]> {
  const found = await Promise.all(projects.map(async (project) => (await project.program.getProgramDiagnostics()).map((each) => ({ ...each, fileName: each.fileName ?? project.configFileName }))));
  return found.flat();
}

/** What the projects say of their files, in the order of the project. Each has a checker of its own, so several answer at the same time. */
async function collect(asked: readonly Asked[], { signal }: OverlaidRequest, ask: Ask): Promise<Diagnostic[]> {
  const ofProject = async ({ project, names }: Asked): Promise<Diagnostic[]> => {
    const lanes = Math.min(MOST_LANES, Math.ceil(names.length / FILES_A_LANE));
    return (await mapLimited(names, (name) => ask(project, name), { atOnce: lanes, signal })).flat();
  };
  const wanted = asked.filter(({ names }) => names.length > 0);
  return (await mapLimited(wanted, ofProject, { atOnce: MOST_PROJECTS, signal })).flat();
}
