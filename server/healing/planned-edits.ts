// Shows the single edits of a planned step, so that a person can leave some out. Owns how they are named and shown; reads no row.
import type { FileEdit, TextEdit } from '../edits/file-edit.ts';
import type { LeftOutKind } from '../edits/leave-out.ts';
import { VirtualTree, type ReadableTree } from '../edits/virtual-tree.ts';
import { LineIndex } from '../graph/line-index.ts';
import { keyOf } from './planned.ts';

export type EditKind = 'CREATED' | 'DELETED' | 'MOVED' | 'CHANGED';

/** One edit of a step: a file as a whole, or the lines around one change in it. */
export interface PlannedEdit {
  /** Names it within its step. */
  readonly key: string;
  readonly kind: EditKind;
  readonly file: string;
  /** Where a moved file is now. */
  readonly from: string | null;
  /** Line of the change before the step, from 1. */
  readonly line: number;
  /** The whole lines that it changes, as they are and as it makes them; of the contents of a file the beginning. */
  readonly before: string;
  readonly after: string;
  /** Why it is left out; null where it is made. */
  readonly leftOut: LeftOutKind | null;
}

/** Some of the edits of a step. */
export interface PlannedEditList {
  readonly totalCount: number;
  /** Keys of all that a person left out of the step, wherever in the list. */
  readonly byHand: readonly string[];
  readonly edits: readonly PlannedEdit[];
}

/** Characters that are shown of either side. */
const SHOWN = 2_000;
const KINDS = { create: 'CREATED', delete: 'DELETED', move: 'MOVED', modify: 'CHANGED' } as const;

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** The lines that a text edit lies in, before and after it; without the end of the last one. */
function linesOf(text: string, { start, end, text: insert }: TextEdit): { before: string; after: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // What ends with a line is shown without the line after it.
  const isWholeLines = insert.endsWith('\n') && start === from && (end === start || text[end - 1] === '\n');
  const next = text.indexOf('\n', end);
  const to = isWholeLines ? end : next === -1 ? text.length : next;
  return { before: cut(text.slice(from, to)), after: cut(text.slice(from, start) + insert + text.slice(end, to)) };
}

/** Paths that several edits of a step are about: each starts from what the one before it leaves. */
function repeatedPaths(edits: readonly FileEdit[]): ReadonlySet<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const path of edits.flatMap((edit) => (edit.kind === 'move' ? [edit.from, edit.path] : [edit.path]))) (seen.has(path) ? repeated : seen).add(path);
  return repeated;
}

/** The edits of one step; `base` is what the steps before it leave. Texts are made when they are read, for those that are shown. */
export function* listPlannedEdits(base: ReadableTree, edits: readonly FileEdit[], leftOut: ReadonlyMap<string, LeftOutKind>): Generator<PlannedEdit> {
  let tree = new VirtualTree(base);
  const repeated = repeatedPaths(edits);
  for (const [file, edit] of edits.entries()) {
    const from = edit.kind === 'move' ? edit.from : null;
    const text = edit.kind === 'create' ? '' : (tree.text(from ?? edit.path) ?? '');
    const shared = { kind: KINDS[edit.kind], file: edit.path, from };
    const key = keyOf({ file, text: null });
    if (edit.kind === 'create') yield { ...shared, key, line: 1, before: '', after: cut(edit.text), leftOut: leftOut.get(key) ?? null };
    if (edit.kind === 'delete') yield { ...shared, key, line: 1, before: cut(text), after: '', leftOut: leftOut.get(key) ?? null };
    if (edit.kind === 'move') yield { ...shared, key, line: 1, before: '', after: '', leftOut: leftOut.get(key) ?? null };
    const lines = new LineIndex(text);
    for (const [index, each] of ('edits' in edit ? edit.edits : []).entries()) {
      const own = keyOf({ file, text: index });
      yield { ...shared, kind: 'CHANGED', from: null, key: own, line: lines.at(each.start).line, ...linesOf(text, each), leftOut: leftOut.get(own) ?? null };
    }
    if (repeated.has(edit.path) || (from !== null && repeated.has(from))) tree = tree.apply([edit]);
  }
}
