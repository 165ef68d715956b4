import type { ResultOf } from '../graphql.ts';
import type { Failure } from '../shared/failure.ts';
import type { FileContentsDocument } from './editor-documents.ts';
import { withLineEnds, withoutLineEnds, type LineEnd } from './line-ends.ts';

export type FileContents = Extract<ResultOf<typeof FileContentsDocument>['fileContents'], { data: unknown }>['data'];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the disk holds, in the way the editor shows it. */
interface OnDisk {
  readonly text: string;
  readonly hash: string;
  readonly lineEnd: LineEnd;
}

export interface OpenFile {
  readonly path: string;
  readonly phase: 'reading' | 'ready' | 'saving' | 'refused';
  /** What the text was made from; null before it was read, and for a file that is gone and is to be written anew. */
  readonly base: OnDisk | null;
  readonly text: string;
  readonly isPredicted: boolean;
  readonly isReadOnly: boolean;
  /** What somebody else made of the file while it was edited here; `theirs` null: deleted. */
  readonly conflict: { readonly theirs: OnDisk | null } | null;
  /** Why it cannot be shown, or why the last save was refused. */
  readonly failure: Failure | null;
  /** Where to go to, once. */
  readonly place: Place | null;
}

export interface OpenFiles {
  readonly files: readonly OpenFile[];
  readonly chosen: string | null;
}

export type OpenFilesEvent =
  | { readonly kind: 'opened'; readonly path: string; readonly place: Place | null }
  | { readonly kind: 'placed'; readonly path: string }
  | { readonly kind: 'read'; readonly path: string; readonly contents: FileContents }
  /** Reading failed. `isGone`: there is no such file. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly failure: Failure; readonly isGone: boolean }
  | { readonly kind: 'typed'; readonly path: string; readonly text: string }
  | { readonly kind: 'saving'; readonly path: string }
  | { readonly kind: 'saved'; readonly path: string; readonly contents: FileContents }
  | { readonly kind: 'save-refused'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'theirs-taken'; readonly path: string }
  /** The text here is to replace theirs: the next save is made against it. */
  | { readonly kind: 'mine-kept'; readonly path: string }
  | { readonly kind: 'closed'; readonly path: string };

export const noFiles: OpenFiles = { files: [], chosen: null };

const onDisk = ({ text, hash }: FileContents): OnDisk => ({ hash, ...withoutLineEnds(text) });

/** True where closing would lose something. */
export const isUnsaved = (file: OpenFile): boolean => (file.phase === 'ready' || file.phase === 'saving') && file.text !== (file.base?.text ?? null);

/** The text with the line ends it is to be written with. */
export const textToSave = ({ text, base }: OpenFile): string => withLineEnds(text, base?.lineEnd ?? '\n');

const fresh = (path: string, place: Place | null): OpenFile => ({ path, phase: 'reading', base: null, text: '', isPredicted: false, isReadOnly: false, conflict: null, failure: null, place });

function take(file: OpenFile, contents: FileContents): OpenFile {
  const base = onDisk(contents);
  const { isPredicted, isReadOnly } = contents;
  return { ...file, phase: 'ready', base, text: base.text, isPredicted, isReadOnly, conflict: null, failure: null };
}

function reread(file: OpenFile, contents: FileContents): OpenFile {
  if (file.phase === 'saving') return file;
  const { hash } = contents;
  if (file.base?.hash === hash) return file.conflict ? { ...file, conflict: null } : file;
  if (!isUnsaved(file)) return take(file, contents);
  // The same was written elsewhere.
  if (textToSave(file) === contents.text) return take(file, contents);
  return file.conflict?.theirs?.hash === hash ? file : { ...file, conflict: { theirs: onDisk(contents) } };
}

function miss(file: OpenFile, failure: Failure, isGone: boolean): OpenFile {
  if (file.phase === 'saving') return file;
  if (isGone && file.base !== null) return isUnsaved(file) ? { ...file, conflict: { theirs: null } } : { ...file, phase: 'refused', failure };
  // What is edited or was read is not taken away because the server did not answer.
  return isUnsaved(file) || (file.base !== null && failure.code === 'NO_ANSWER') ? file : { ...file, phase: 'refused', failure };
}

function foldFile(file: OpenFile, event: OpenFilesEvent): OpenFile {
  switch (event.kind) {
    case 'opened': return event.place ? { ...file, place: event.place } : file;
    case 'placed': return { ...file, place: null };
    case 'read': return reread(file, event.contents);
    case 'unreadable': return miss(file, event.failure, event.isGone);
    case 'typed': return { ...file, text: event.text };
    case 'saving': return { ...file, phase: 'saving', failure: null };
    // What was typed while it was saved is still unsaved.
    case 'saved': return { ...take(file, event.contents), text: file.text };
    case 'save-refused': return { ...file, phase: 'ready', failure: event.failure };
    case 'theirs-taken': return file.conflict?.theirs ? { ...file, base: file.conflict.theirs, text: file.conflict.theirs.text, conflict: null, failure: null } : file;
    case 'mine-kept': return file.conflict ? { ...file, base: file.conflict.theirs, conflict: null, failure: null } : file;
    case 'closed': return file;
  }
}

/** The files that are open in the editor of one room. */
export function foldOpenFiles(state: OpenFiles, event: OpenFilesEvent): OpenFiles {
  const at = state.files.findIndex(({ path }) => path === event.path);
  if (event.kind === 'opened' && at < 0) return { files: [...state.files, fresh(event.path, event.place)], chosen: event.path };
  if (at < 0) return state;
  if (event.kind === 'closed') {
    const files = state.files.filter((_, index) => index !== at);
    return { files, chosen: state.chosen === event.path ? (files[Math.min(at, files.length - 1)]?.path ?? null) : state.chosen };
  }
  return { files: state.files.map((file, index) => (index === at ? foldFile(file, event) : file)), chosen: event.kind === 'opened' ? event.path : state.chosen };
}
