// Which files each project of a room is asked about. Owns what a project consists of; what makes two projects alike is alike-projects.ts's.
import { posix } from 'node:path';
import type { Project } from 'typescript/unstable/async';
import { shareFiles, type ProjectView } from './alike-projects.ts';
import type { CheckRequest, ContentsChange } from './checker.ts';
import { CoveredProjects } from './covered-projects.ts';
import type { ConfigTexts } from './config-texts.ts';
import { FileReach } from './file-reach.ts';
import type { OverlayFiles } from './overlay-files.ts';
import { movedFiles, type ProjectContents } from './project-contents.ts';

export interface AskedFilesOptions {
  /** Real absolute path of the room. */
  readonly root: string;
  /** Whether the room lists a file. */
  exists(path: string): boolean;
  readonly files: OverlayFiles;
  readonly configs: ConfigTexts;
}

interface Contents {
  /** Absolute paths, in the order of the project. */
  readonly names: readonly string[];
  /** Those of them that are checked with whatever else is. */
  readonly unlisted: ReadonlySet<string>;
}

export interface Asked {
  readonly project: Project;
  /** Absolute paths, in the order of the project. */
  readonly names: readonly string[];
}

export const isConfig = (path: string): boolean => /(^|\/)[tj]sconfig[^/]*\.json$|(^|\/)package\.json$/.test(path);

export class AskedFiles {
  readonly #options: AskedFilesOptions;
  readonly #reach = new FileReach();
  /** What a project consists of does not change: a later state has a project of its own. */
  readonly #contents = new WeakMap<Project, Promise<Contents>>();

  constructor(options: AskedFilesOptions) {
    this.#options = options;
  }

  /** What is on disk at these absolute paths may be another text now. */
  forget(paths: readonly string[]): void {
    this.#reach.forget(paths);
  }

  /**
   * For each project those of the requested files that it has and is to be asked about: of projects that must say the same of a file, one is.
   * `checked`: room paths of all that some project has, sorted.
   */
  async of(projects: readonly Project[], request: CheckRequest): Promise<{ readonly asked: readonly Asked[]; readonly checked: readonly string[] }> {
    const files = new Set(request.files.map((file) => posix.join(this.#options.root, file)));
    const settled = new Set([...(request.settled ?? [])].map((file) => posix.join(this.#options.root, file)));
    const included = await Promise.all(projects.map((project) => this.#viewOf(project, files)));
    const checked = [...new Set(included.flatMap(({ wanted }) => wanted))].map((name) => posix.relative(this.#options.root, name)).sort();
    const views = included.map((view) => ({ ...view, wanted: view.wanted.filter((name) => !settled.has(name)) }));
    const shares = this.#share(views, request);
    return { checked, asked: projects.map((project, index) => ({ project, names: shares.get(views[index] as ProjectView) ?? [] })) };
  }

  /** Absolute paths of all files of a project, in its order. */
  async namesOf(project: Project): Promise<readonly string[]> {
    return (await this.#contentsOf(project)).names;
  }

  /** The same of several, by their configs. */
  async contentsOf(projects: readonly Project[]): Promise<ProjectContents> {
    return new Map(await Promise.all(projects.map(async (project) => [project.configFileName, await this.namesOf(project)] as const)));
  }

  /** What differs between two states, the later one with this overlay of absolute paths. */
  compare(before: ProjectContents, after: ProjectContents, overlay: ReadonlyMap<string, string | null>): ContentsChange {
    const { entered, left } = movedFiles(before, after);
    if (entered.length + left.length === 0) return { entered: [], reachesBeyond: false };
    this.#reach.lay(overlay);
    const own = entered.filter((name) => name.startsWith(`${this.#options.root}/`) && !name.includes('/node_modules/'));
    return { entered: own.map((name) => posix.relative(this.#options.root, name)), reachesBeyond: [...entered, ...left].some((name) => this.#reach.declaresForOthers(name)) };
  }

  /** Which of the projects need not be open; all of them are, with the tree as it is on disk. */
  async coverable(projects: readonly Project[]): Promise<CoveredProjects> {
    this.#reach.lay(new Map());
    const views = await Promise.all(projects.map((project) => this.#viewOf(project, new Set())));
    const candidates = views.map((view, index) => {
      const config = projects[index]?.configFileName ?? '';
      return { config, view, includes: (path: string) => this.#options.configs.includes(config, path) };
    });
    return CoveredProjects.among(candidates, this.#reach);
  }

  /** Whether that ends with new texts on disk, or with those of an overlay of absolute paths. */
  endsCover(covered: CoveredProjects, changed: readonly string[], overlay: ReadonlyMap<string, string | null>): boolean {
    this.#reach.lay(overlay);
    const written = [...overlay].filter(([, text]) => text !== null).map(([path]) => path);
    return covered.configs.length > 0 && ([...overlay.keys()].some(isConfig) || covered.areEndedBy([...changed, ...written], this.#reach));
  }

  /** A planned config or package.json can make any two projects differ: then each is asked. */
  #share(views: readonly ProjectView[], { overlay }: CheckRequest): ReadonlyMap<ProjectView, readonly string[]> {
    if (views.length === 1 || [...overlay.keys()].some(isConfig)) return new Map(views.map((view) => [view, view.wanted]));
    this.#reach.lay(new Map([...overlay].map(([path, text]) => [posix.join(this.#options.root, path), text])));
    return shareFiles(views, this.#reach);
  }

  async #viewOf(project: Project, files: ReadonlySet<string>): Promise<ProjectView> {
    const { names, unlisted } = await this.#contentsOf(project);
    const { compilerOptions, configFileName, rootFiles } = project;
    const { context, ownSpecifiers } = this.#options.configs.surroundingsOf(configFileName);
    // Of a composite project it is an error to have a file that its config does not name.
    const named = compilerOptions.composite === true ? JSON.stringify([posix.dirname(configFileName), rootFiles]) : '';
    return { options: { ...compilerOptions }, context: context + named, ownSpecifiers, names, wanted: names.filter((name) => files.has(name) || unlisted.has(name)) };
  }

  #contentsOf(project: Project): Promise<Contents> {
    const known = this.#contents.get(project) ?? project.program.getSourceFileNames().then((names) => ({ names, unlisted: new Set(names.filter((name) => this.#isUnlisted(name))) }));
    this.#contents.set(project, known);
    return known;
  }

  /** A file of the project that the room leaves out (generated, ignored by git): nobody edits it, but it can break. */
  #isUnlisted(name: string): boolean {
    const { root, exists, files } = this.#options;
    return name.startsWith(`${root}/`) && !name.includes('/node_modules/') && !exists(name.slice(root.length + 1)) && files.isOnDisk(name);
  }
}
