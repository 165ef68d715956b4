// The copy of a room that is run in its place: sources rewritten to what Node runs, the rest mirrored, contents that are being tried put in. Owns the folder and its end.
import { chmod, copyFile, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Source } from '../deps.ts';
import { isSourcePath } from '../../graph/parse-file.ts';
import { mapLimited } from '../../rooms/map-limited.ts';
import { writeChildFiles } from './child-sources.ts';
import { makeTempFolder, type TempFolder } from './janitor.ts';
import { mirrorRoom, ownFolders } from './mirror.ts';
import { readState, removeNew, stampOf, type RoomState } from './restore-room.ts';
import { RoomFiles, type Overlay } from './room-files.ts';
import { ShadowWriter, type Instrumentation, type SourceProblem } from './shadow-module.ts';

export interface ShadowRequest {
  readonly source: Source;
  /** New contents of files, by room path; null for those that are to be left out. */
  readonly overlay?: Overlay;
  /** Room paths that are run or imported first. */
  readonly entries: readonly string[];
  /** TypeScript and names stay as they are, and every file is there: for the project's own test runner. */
  readonly keepSource?: boolean;
  readonly instrument?: Instrumentation | null;
  /** Entries in whose scope expressions are evaluated. */
  readonly evaluable?: readonly string[];
  readonly signal: AbortSignal;
}

export interface Shadow {
  /** The copy of the room. */
  readonly room: string;
  /** An empty folder for what the code writes: in it lie the HOME and TMPDIR of each run. */
  readonly home: string;
  /** A folder with the programs of ours that run there, laid out as in `server/debugger`. */
  readonly programs: string;
  /** Real paths outside of both that must be readable: packages, large files. */
  readonly linked: readonly string[];
  /** Sources that could not be rewritten; importing them fails. */
  readonly problems: readonly SourceProblem[];
  /** The absolute path of the JavaScript of a source file, and how Node takes it. */
  moduleOf(path: string): { readonly path: string; readonly format: 'esm' | 'cjs' };
  /** Puts another content in place of a file; null is the room's own again. What is newly imported comes with it. */
  update(path: string, text: string | null): Promise<void>;
  /** Takes back what a run wrote into the copy, so that the next one begins as it did. */
  restore(): Promise<void>;
  /** Removes everything. May be called again. */
  close(): Promise<void>;
}

const PROGRAMS = ['run-function', 'run-measured-function', 'preload-program', 'install-recorder', 'node-test-reporter'].map((name) => `record/child/${name}.ts`);

/** Makes the copy. Throws `signal.reason` when aborted; nothing is left then. */
export async function openShadow(request: ShadowRequest): Promise<Shadow> {
  const folder = await makeTempFolder('shadow');
  try {
    return await OpenShadow.make(request, folder);
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

class OpenShadow implements Shadow {
  readonly room: string;
  readonly home: string;
  readonly programs: string;
  linked: readonly string[] = [];
  readonly #folder: TempFolder;
  readonly #files: RoomFiles;
  readonly #writer: ShadowWriter;
  readonly #written = new Map<string, readonly string[]>();
  /** As nobody has run anything in it yet. */
  #state: RoomState = new Map();
  readonly #problems = new Map<string, SourceProblem>();

  private constructor(request: ShadowRequest, folder: TempFolder) {
    this.#folder = folder;
    this.room = join(folder.path, 'room');
    this.home = join(folder.path, 'home');
    this.programs = join(folder.path, 'programs');
    this.#files = new RoomFiles(request.source, request.overlay ?? new Map());
    this.#writer = new ShadowWriter(this.#files, { keepSource: request.keepSource ?? false, instrument: request.instrument ?? null, evaluable: new Set(request.evaluable) });
  }

  static async make(request: ShadowRequest, folder: TempFolder): Promise<OpenShadow> {
    const shadow = new OpenShadow(request, folder);
    await Promise.all([mkdir(shadow.room), mkdir(shadow.home)]);
    // Sources that are kept are all there, and only those that are watched are written anew.
    const isKept = request.keepSource ?? false;
    const reached = isKept && !request.instrument ? [] : [...shadow.#files.reachable(request.entries, { namedOnly: isKept })];
    await writeChildFiles(shadow.programs, PROGRAMS);
    shadow.linked = await mirrorRoom({ room: shadow.#files, target: shadow.room, written: new Set(reached), isWhole: isKept, signal: request.signal });
    await mapLimited(reached, (path) => shadow.#write(path), { signal: request.signal });
    for (const path of request.overlay?.keys() ?? []) if (!shadow.#written.has(path)) await shadow.#writeAsIs(path);
    shadow.#state = await readState(shadow.room);
    return shadow;
  }

  get problems(): readonly SourceProblem[] {
    return [...this.#problems.values()];
  }

  moduleOf(path: string): { path: string; format: 'esm' | 'cjs' } {
    return { path: join(this.room, this.#writer.pathOf(path)), format: this.#writer.formatOf(path) };
  }

  async update(path: string, text: string | null): Promise<void> {
    const before = this.#nameOf(path);
    this.#files.set(path, text);
    this.#writer.forget(path);
    for (const file of this.#written.get(path) ?? []) await this.#remove(file);
    this.#written.delete(path);
    const after = this.#nameOf(path);
    // Imports elsewhere lead to it only now, no more, or under another name.
    const others = before === after ? [] : [...this.#written.keys()];
    const reached = after === null ? [] : [...this.#files.reachable([path])].filter((other) => !this.#written.has(other));
    for (const other of new Set([...reached, ...others])) await this.#write(other);
    if (after === null) await this.#writeAsIs(path);
  }

  /** What the JavaScript of a source is called; null for what is none, or not there. */
  #nameOf(path: string): string | null {
    return isSourcePath(path) && this.#files.has(path) ? this.#writer.pathOf(path) : null;
  }

  async restore(): Promise<void> {
    const changed = await removeNew(this.room, this.#state);
    const owners = new Set(changed.map((path) => [...this.#written].find(([, files]) => files.includes(path))?.[0] ?? path));
    for (const path of owners) await (this.#written.has(path) ? this.#write(path) : this.#mirrorAgain(path));
  }

  close(): Promise<void> {
    return this.#folder.remove();
  }

  async #write(path: string): Promise<void> {
    const made = this.#writer.write(path);
    this.#problems.delete(path);
    if ('message' in made) this.#problems.set(path, made);
    // Whoever imports it says the same as the compiler does.
    const files = 'message' in made ? [{ path: this.#writer.pathOf(path), code: `throw new SyntaxError(${JSON.stringify(`${made.file}:${made.line}:${made.column} ${made.message}`)});` }] : made;
    for (const file of files) await this.#writeFile(file.path, file.code);
    this.#written.set(path, files.map((file) => file.path));
    // The original stays readable beside its JavaScript, for code that reads its own folder.
    if (!files.some((file) => file.path === path)) await this.#writeAsIs(path);
  }

  async #mirrorAgain(path: string): Promise<void> {
    if (this.#files.text(path) !== undefined) return this.#writeAsIs(path);
    const [original, copy] = [join(this.#files.source.tree.root, path), join(this.room, path)];
    await rm(copy, { force: true, recursive: true });
    await mkdir(dirname(copy), { recursive: true });
    const isFolder = await stat(original).then((stats) => stats.isDirectory(), () => false);
    await (isFolder ? symlink(original, copy) : copyFile(original, copy)).catch(() => {});
    this.#state.set(path, await stampOf(copy));
  }

  async #writeAsIs(path: string): Promise<void> {
    const text = this.#files.text(path);
    await (text === undefined ? this.#remove(path) : this.#writeFile(path, text));
  }

  async #writeFile(path: string, text: string): Promise<void> {
    const absolute = join(this.room, path);
    await ownFolders(this.room, path);
    await mkdir(dirname(absolute), { recursive: true });
    // A link would lead to the room itself.
    await rm(absolute, { force: true, recursive: true });
    await writeFile(absolute, text);
    const mode = this.#files.source.tree.source(path)?.mode ?? 0o644;
    if ((mode & 0o111) !== 0) await chmod(absolute, mode | 0o600);
    this.#state.set(path, await stampOf(absolute));
  }

  async #remove(path: string): Promise<void> {
    await ownFolders(this.room, path);
    await rm(join(this.room, path), { force: true, recursive: true });
    this.#state.delete(path);
  }
}
