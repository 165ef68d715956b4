// Where the search runs: the room's shadow with exchangeable modules, and how the worker is started in it. Owns opening and closing it.
import type { Source } from '../deps.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../scenario.ts';
import { writeChildFiles } from '../record/child-sources.ts';
import { createPathCleaner } from '../record/readable-paths.ts';
import { RoomFiles } from '../record/room-files.ts';
import { sandboxRequest } from '../record/run-program.ts';
import { openShadow } from '../record/shadow-tree.ts';
import type { SandboxRequest } from '../record/sandbox.ts';
import { readSearchedFile, type SearchedFile } from './units.ts';

export interface SearchHome {
  readonly request: SandboxRequest;
  readonly modules: readonly { readonly file: string; readonly url: string }[];
  /** Paths of the copy as paths of the room. */
  clean(text: string): string;
  close(): Promise<void>;
}

const MOST_FILES = 24;
const LARGEST_FILE = 200_000;
const STARTING_MS = 30_000;

/** The scenario's file first, then what it imports of the room, the nearer first; `first` are files that are known to be suspicious. */
export function readFiles(source: Source, file: string, first: readonly string[]): SearchedFile[] {
  const reachable = [...new RoomFiles(source, new Map()).reachable([file])];
  const ordered = [...new Set([file, ...first.filter((path) => reachable.includes(path)), ...reachable])];
  const files: SearchedFile[] = [];
  for (const path of ordered) {
    const text = source.tree.text(path);
    if (text === undefined || text.length > LARGEST_FILE || !/\.[cm]?[jt]sx?$/.test(path) || /\.d\.[cm]?ts$/.test(path)) continue;
    const read = readSearchedFile(path, text);
    if (read) files.push(read);
    if (files.length >= MOST_FILES) break;
  }
  return files;
}

/** Writes the shadow. `close` removes it; nothing is left where this throws. */
export async function openSearchHome(source: Source, files: readonly SearchedFile[], { budgetMs, signal }: { budgetMs: number; signal: AbortSignal }): Promise<SearchHome> {
  const shadow = await openShadow({ source, overlay: new Map(files.map(({ path, hooked }) => [path, hooked])), entries: [files[0]!.path], signal });
  try {
    const [entry = ''] = await writeChildFiles(shadow.programs, ['repair/child/search-worker.ts']);
    const limits = { ...DEFAULT_SANDBOX_LIMITS, heapMb: 256, wallClockMs: budgetMs + STARTING_MS, cpuSeconds: Math.ceil((budgetMs + STARTING_MS) / 1000) };
    const request = await sandboxRequest({ shadow, home: shadow.home, entry, limits, signal });
    const clean = createPathCleaner(shadow, source.tree.root);
    return { request, clean: (text) => clean(text).replaceAll(`${source.tree.root}/`, ''), modules: files.map(({ path }) => ({ file: path, url: shadow.moduleOf(path).path })), close: () => shadow.close() };
  } catch (error) {
    await shadow.close();
    throw error;
  }
}
