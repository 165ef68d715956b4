// The TypeScript 6 language service on a folder, and its edits for a move or a rename. Knows nothing of Supernova but its default options.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts6 from 'typescript-6';
import { DEFAULT_CONFIG } from '../../server/checker/modern-config.ts';

const ts = createRequire(import.meta.url)('typescript-6') as typeof ts6;

/** `file` is absolute; `text` takes the place of the span. */
export interface ServicePlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A project without tsconfig gets the options that Supernova's own compiler gets there. `overlay`: texts by absolute path that stand for the disk, null for none; read again at every call. */
export function openLanguageService(folder: string, overlay: ReadonlyMap<string, string | null> = new Map()): ts6.LanguageService {
  const path = join(folder, 'tsconfig.json');
  const config: unknown = ts.sys.fileExists(path) ? ts.readConfigFile(path, (name) => ts.sys.readFile(name)).config : DEFAULT_CONFIG;
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const texts = new Map<string, ts6.IScriptSnapshot>();
  const overlaid = new Map<string, { readonly text: string; readonly snapshot: ts6.IScriptSnapshot; readonly version: number }>();
  let versions = 1;
  /** The same text keeps its version, as an editor does. */
  const overlayOf = (name: string) => {
    const text = overlay.get(name);
    if (text === undefined || text === null) return undefined;
    const known = overlaid.get(name);
    const current = known?.text === text ? known : { text, snapshot: ts.ScriptSnapshot.fromString(text), version: (versions += 1) };
    overlaid.set(name, current);
    return current;
  };
  const exists = (name: string): boolean => (overlay.has(name) ? overlay.get(name) !== null : ts.sys.fileExists(name));
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...parsed.options, ignoreDeprecations: '6.0' }),
    getScriptFileNames: () => (overlay.size === 0 ? parsed.fileNames : [...new Set([...parsed.fileNames, ...overlay.keys()])].filter((name) => overlay.get(name) !== null && /\.[cm]?[jt]sx?$/.test(name))),
    getScriptVersion: (name) => String(overlayOf(name)?.version ?? 1),
    getScriptSnapshot: (name) => {
      if (overlay.has(name)) return overlayOf(name)?.snapshot;
      const known = texts.get(name) ?? (ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? '') : undefined);
      if (known) texts.set(name, known);
      return known;
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: exists,
    readFile: (name) => overlay.get(name) ?? ts.sys.readFile(name),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
  });
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
