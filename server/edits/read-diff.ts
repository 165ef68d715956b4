// Reads a unified diff against texts that are at hand: new contents of files out of it, or the place where it does not fit. Owns the reading; knows no tree.
import { applyPatch, parsePatch, reversePatch, type StructuredPatch } from 'diff';

export interface PatchedFile {
  readonly path: string;
  /** Null: the file is not there afterwards. */
  readonly text: string | null;
}

export type DiffReading =
  | { readonly kind: 'read'; readonly files: readonly PatchedFile[] }
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'binary' | 'missing' | 'exists'; readonly file: string }
  /** `hunk` from 1; it is at `line` of the text before. */
  | { readonly kind: 'misfit'; readonly file: string; readonly hunk: number; readonly line: number };

const NULL = '/dev/null';

const prefixOf = (name: string): string => /^([a-z])\//.exec(name)?.[1] ?? '';

/** The patch by the paths themselves: `a/` and `b/` (or another pair of letters, as git can be told to write) are no part of them. */
function withoutPrefixes(patch: StructuredPatch): StructuredPatch {
  const { oldFileName, newFileName } = patch;
  const names = [oldFileName, newFileName].filter((name) => name !== undefined && name !== NULL) as string[];
  const prefixes = names.map(prefixOf);
  const isPrefixed = prefixes.every((prefix) => prefix !== '') && new Set(prefixes).size === prefixes.length && (prefixes.length === 2 || /^[abciow]$/.test(prefixes[0] ?? ''));
  const strip = (name: string | undefined) => (name === undefined || name === NULL || !isPrefixed ? name : name.slice(2));
  // Not as git's any more: the library would look for the prefixes again where it turns a patch round.
  return { ...patch, isGit: false, oldFileName: strip(oldFileName), newFileName: strip(newFileName) } as StructuredPatch;
}

/** The text with every hunk applied, without fuzz, or the number of the first that does not fit. */
function patched(text: string, patch: StructuredPatch): string | { hunk: number; line: number } {
  const all = applyPatch(text, patch);
  if (all !== false) return all;
  const fits = (count: number) => applyPatch(text, { ...patch, hunks: patch.hunks.slice(0, count) }) !== false;
  const index = patch.hunks.findIndex((_, i) => !fits(i + 1));
  return { hunk: index + 1, line: patch.hunks[index]?.oldStart ?? 1 };
}

/** Files that one part of a diff changes; a rename is a file that goes and one that comes. */
function readPart(patch: StructuredPatch, textOf: (path: string) => string | undefined): DiffReading {
  const { oldFileName, newFileName } = patch;
  if (!oldFileName || !newFileName) return { kind: 'malformed', message: patch.hunks.length === 0 ? 'there is no file in it' : 'a hunk stands before the lines that name its file' };
  const from = patch.isCreate || oldFileName === NULL ? null : oldFileName;
  const to = patch.isDelete || newFileName === NULL ? null : newFileName;
  const file = to ?? from ?? '';
  if (patch.isBinary) return { kind: 'binary', file };
  const before = from === null ? '' : textOf(from);
  if (before === undefined) return { kind: 'missing', file: from ?? '' };
  if (to !== null && to !== from && textOf(to) !== undefined) return { kind: 'exists', file: to };
  const after = patched(before, patch);
  if (typeof after !== 'string') return { kind: 'misfit', file: from ?? file, ...after };
  if (to === null && after !== '' && patch.hunks.length > 0) return { kind: 'misfit', file, hunk: patch.hunks.length, line: 1 };
  const gone = from !== null && from !== to && !patch.isCopy ? [{ path: from, text: null }] : [];
  return { kind: 'read', files: [...gone, ...(to === null ? [] : [{ path: to, text: after }])] };
}

/** @param textOf the text of a path as the diff finds it. With `isReversed` the texts are those after the diff, and the ones before it are read. */
export function readDiff(diff: string, textOf: (path: string) => string | undefined, isReversed = false): DiffReading {
  let patches: StructuredPatch[];
  try {
    patches = parsePatch(diff).map(withoutPrefixes);
  } catch (error) {
    return { kind: 'malformed', message: error instanceof Error ? error.message : String(error) };
  }
  const files = new Map<string, string | null>();
  // Parts of one diff may follow each other on one file.
  const current = (path: string) => (files.has(path) ? (files.get(path) ?? undefined) : textOf(path));
  for (const patch of isReversed ? reversePatch(patches) : patches) {
    const part = readPart(patch, current);
    if (part.kind !== 'read') return part;
    for (const { path, text } of part.files) files.set(path, text);
  }
  return { kind: 'read', files: [...files].map(([path, text]) => ({ path, text })) };
}
