// Shows file edits as a unified diff in git's format, which other tools can read and apply. Owns the format only.
import { createTwoFilesPatch, formatPatch } from 'diff';
import type { FileEdit } from './file-edit.ts';
import { positionalHunks } from './positional-hunks.ts';
import { applyEdits } from './text-edits.ts';
import type { ReadableTree } from './virtual-tree.ts';

/** Lines that go and come. The time of the smallest difference grows with their square: a rename in a generated file of 1 MB took minutes. */
const MOST_DIFFERENCES = 4_000;

const header = (path: string | null) => (path === null ? '/dev/null' : path);

/** One file before and after; a path is null where the file is not there. */
export interface FilePair {
  readonly from: string | null;
  readonly to: string | null;
  readonly before: string;
  readonly after: string;
}

/** Unified diff of one file; `context` is the number of lines shown around a change, Infinity for the whole file. */
export function pairDiff({ from, to, before, after }: FilePair, context = 3): string {
  const lines = [`diff --git a/${from ?? to} b/${to ?? from}`];
  if (from === null) lines.push('new file mode 100644');
  if (to === null) lines.push('deleted file mode 100644');
  if (from !== null && to !== null && from !== to) lines.push(`rename from ${from}`, `rename to ${to}`);
  if (before === after) return `${lines.join('\n')}\n`;
  const [oldFileName, newFileName] = [header(from && `a/${from}`), header(to && `b/${to}`)];
  const smallest = createTwoFilesPatch(oldFileName, newFileName, before, after, '', '', { context, maxEditLength: MOST_DIFFERENCES });
  const body = smallest ?? formatPatch({ oldFileName, newFileName, oldHeader: '', newHeader: '', hunks: positionalHunks(before, after, context) });
  // The first line of the library's patch is a rule of '=' signs that git does not print; the file names end in a tab.
  const kept = body.split('\n').slice(1).map((line, index) => (index < 2 ? line.trimEnd() : line));
  return `${lines.join('\n')}\n${kept.join('\n')}`;
}

/** Unified diff (3 lines of context) of edits against the tree they were made for. Empty for no edits. */
export function unifiedDiff(tree: ReadableTree, edits: readonly FileEdit[]): string {
  return edits
    .map((edit) => {
      if (edit.kind === 'create') return pairDiff({ from: null, to: edit.path, before: '', after: edit.text });
      const from = edit.kind === 'move' ? edit.from : edit.path;
      const before = tree.text(from) ?? '';
      if (edit.kind === 'delete') return pairDiff({ from, to: null, before, after: '' });
      return pairDiff({ from, to: edit.path, before, after: applyEdits(before, edit.edits) });
    })
    .join('');
}

/** Unified diff of everything that an overlay changes. */
export function overlayDiff(base: ReadableTree, overlay: ReadonlyMap<string, string | null>): string {
  return [...overlay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, after]) => {
      const before = base.has(path) ? (base.text(path) ?? '') : null;
      if (before === after) return '';
      return pairDiff({ from: before === null ? null : path, to: after === null ? null : path, before: before ?? '', after: after ?? '' });
    })
    .join('');
}
