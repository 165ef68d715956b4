// The TypeScript 6 language service on the tsconfigs of a folder, and its edits for a move or a rename. Knows nothing of Supernova but its default options.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type ts6 from 'typescript-6';
import { DEFAULT_CONFIG } from '../../server/checker/modern-config.ts';
import { readTsconfig } from '../../server/graph/tsconfig-file.ts';
import { includedBy } from '../../server/graph/tsconfigs.ts';

const ts = createRequire(import.meta.url)('typescript-6') as typeof ts6;

/** `file` is absolute; `text` takes the place of the span. */
export interface ServicePlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The texts of files as language services want them, for all services of one folder: the same text keeps its version, as in an editor. */
class Texts {
  readonly #overlay: ReadonlyMap<string, string | null>;
  readonly #onDisk = new Map<string, ts6.IScriptSnapshot>();
  readonly #overlaid = new Map<string, { readonly text: string; readonly snapshot: ts6.IScriptSnapshot; readonly version: number }>();
  #versions = 1;

  constructor(overlay: ReadonlyMap<string, string | null>) {
    this.#overlay = overlay;
  }

  versionOf(name: string): string {
    return String(this.#overlaidOf(name)?.version ?? 1);
  }

  snapshotOf(name: string): ts6.IScriptSnapshot | undefined {
    if (this.#overlay.has(name)) return this.#overlaidOf(name)?.snapshot;
    const known = this.#onDisk.get(name) ?? (ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? '') : undefined);
    if (known) this.#onDisk.set(name, known);
    return known;
  }

  exists(name: string): boolean {
    return this.#overlay.has(name) ? this.#overlay.get(name) !== null : ts.sys.fileExists(name);
  }

  #overlaidOf(name: string) {
    const text = this.#overlay.get(name);
    if (text === undefined || text === null) return undefined;
    const known = this.#overlaid.get(name);
    const current = known?.text === text ? known : { text, snapshot: ts.ScriptSnapshot.fromString(text), version: (this.#versions += 1) };
    this.#overlaid.set(name, current);
    return current;
  }
}

interface Opening {
  readonly folder: string;
  readonly overlay: ReadonlyMap<string, string | null>;
  readonly texts: Texts;
  readonly registry: ts6.DocumentRegistry;
}

/** A project without tsconfig gets the options that Supernova's own compiler gets there. */
function openService(path: string, { folder, overlay, texts, registry }: Opening): ts6.LanguageService {
  const config: unknown = ts.sys.fileExists(path) ? ts.readConfigFile(path, (name) => ts.sys.readFile(name)).config : DEFAULT_CONFIG;
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path);
  const includes = ts.sys.fileExists(path) ? includedBy(readTsconfig(path)) : () => true;
  const known = new Set(parsed.fileNames);
  const created = () => [...overlay.keys()].filter((name) => !known.has(name) && /\.[cm]?[jt]sx?$/.test(name) && includes(name));
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...parsed.options, ignoreDeprecations: '6.0' }),
    getScriptFileNames: () => (overlay.size === 0 ? parsed.fileNames : [...parsed.fileNames, ...created()].filter((name) => overlay.get(name) !== null)),
    getScriptVersion: (name) => texts.versionOf(name),
    getScriptSnapshot: (name) => texts.snapshotOf(name),
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => texts.exists(name),
    readFile: (name) => overlay.get(name) ?? ts.sys.readFile(name),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
  }, registry);
}

/**
 * One for each tsconfig; they share their texts and what they parsed. `overlay`: texts by absolute path that stand for the disk, null for none; read
 * again at every call.
 */
export function openLanguageServices(folder: string, configs: readonly string[], overlay: ReadonlyMap<string, string | null> = new Map()): ts6.LanguageService[] {
  const opening = { folder, overlay, texts: new Texts(overlay), registry: ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames, folder) };
  return configs.map((config) => openService(join(folder, config), opening));
}

export function openLanguageService(folder: string): ts6.LanguageService {
  const [service] = openLanguageServices(folder, ['tsconfig.json']);
  if (!service) throw new Error(`${folder} has no language service`);
  return service;
}

/** Paths are absolute. */
export function movePlaces(service: ts6.LanguageService, from: string, to: string): ServicePlace[] {
  return service.getEditsForFileRename(from, to, {}, {}).flatMap(({ fileName, textChanges }) =>
    textChanges.map(({ span, newText }) => ({ file: fileName, start: span.start, end: span.start + span.length, text: newText })));
}

export function renamePlaces(service: ts6.LanguageService, file: string, start: number, to: string): ServicePlace[] {
  const found = service.findRenameLocations(file, start, false, false, { providePrefixAndSuffixTextForRename: true }) ?? [];
  return found.map(({ fileName, textSpan, prefixText, suffixText }) => ({ file: fileName, start: textSpan.start, end: textSpan.start + textSpan.length, text: `${prefixText ?? ''}${to}${suffixText ?? ''}` }));
}
