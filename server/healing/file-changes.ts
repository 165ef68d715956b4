// File edits to byte changes and back: checks what is on disk, stores pre-images, writes. Owns the order of these; the door to the disk is rooms/.
import { createHash } from 'node:crypto';
import type { FileEdit, Hash } from '../edits/file-edit.ts';
import { applyEdits } from '../edits/text-edits.ts';
import type { PreImage, StepContext, StepOutcome } from '../engine/contract.ts';
import { FencedError } from '../engine/hold.ts';
import { findMissingFolders, removeFolderIfEmpty } from '../rooms/folders.ts';
import type { Pen } from '../rooms/pen.ts';
import type { Refusal } from '../rooms/refusal.ts';
import { clearBeside, findWriteRefusal, tryReadBytes, writeFileChange, type FileChange, type FileContent } from '../rooms/write-files.ts';

export type Failure = Extract<StepOutcome, { kind: 'failed' }>;

/** What a path must become, and from what. */
interface Transition {
  readonly path: string;
  readonly before: Hash | null;
  readonly after: Hash | null;
  /** The file whose content and mode the new one starts from, where it is another one. */
  readonly source?: string;
  /** The new bytes, made from the old ones; null for a delete. */
  make(current: FileContent | null): Uint8Array | null;
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });
const DEFAULT_MODE = 0o644;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);
export const hashOf = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest('hex');

interface RefusedFile {
  readonly path: string;
  readonly refusal: Refusal;
  readonly what: 'read' | 'write';
}

function transitionsOf(edit: FileEdit): Transition[] {
  if (edit.kind === 'create') return [{ path: edit.path, before: null, after: edit.after, make: () => Buffer.from(edit.text, 'utf8') }];
  if (edit.kind === 'delete') return [{ path: edit.path, before: edit.before, after: null, make: () => null }];
  const rewrite = (content: FileContent | null) => Buffer.from(applyEdits(text.decode(content?.bytes), edit.edits), 'utf8');
  if (edit.kind === 'modify') return [{ path: edit.path, before: edit.before, after: edit.after, make: rewrite }];
  return [
    { path: edit.path, source: edit.from, before: null, after: edit.after, make: rewrite },
    { path: edit.from, before: edit.before, after: null, make: () => null },
  ];
}

export function conflict(files: readonly string[], what: string): Failure {
  return {
    kind: 'failed',
    code: 'FILE_CONFLICT',
    message: `${what}: ${files.length === 1 ? `${files[0]} was` : `${files.length} files were`} changed by someone else meanwhile; nothing of theirs was overwritten.`,
    hint: 'Look at the files, then analyse the change again.',
    files,
  };
}

export function refused({ path, refusal, what }: RefusedFile, files: readonly string[] = [path]): Failure {
  return { kind: 'failed', code: 'WRITE_FAILED', message: `Could not ${what} ${path}: ${refusal.message}`, hint: 'Check permissions and free space, then start the run again.', files, result: { errno: refusal.code } };
}

interface Prepared {
  readonly change: FileChange;
  readonly current: FileContent | null;
}

interface Due {
  readonly transition: Transition;
  readonly current: FileContent | null;
}

/** Each file of a step is one of these, by its content: not applied yet, applied already, changed by someone else, or refused by the disk. */
interface Sorted {
  readonly due: Due[];
  readonly applied: Due[];
  readonly conflicts: string[];
  readonly refused: RefusedFile | null;
}

/** Reads every file that the edits touch, and says where it stands. */
async function sortByContent(root: string, edits: readonly FileEdit[]): Promise<Sorted> {
  const due: Due[] = [];
  const applied: Due[] = [];
  const conflicts: string[] = [];
  const sorted = { due, applied, conflicts };
  for (const transition of edits.flatMap(transitionsOf)) {
    const { path, before, after } = transition;
    const found = await tryReadBytes(root, path);
    if (found.kind === 'error') return { ...sorted, refused: { path, refusal: found, what: 'read' } };
    const hash = found.content?.hash ?? null;
    if (hash === after) applied.push({ transition, current: found.content });
    else if (hash !== before) conflicts.push(path);
    else {
      const refusal = await findWriteRefusal(root, path);
      if (refusal) return { ...sorted, refused: { path, refusal, what: 'write' } };
      due.push({ transition, current: found.content });
    }
  }
  return { ...sorted, refused: null };
}

/** What an interrupted try of this run left half done around files that it had written: a folder that is empty now, a file beside the target. */
async function tidyApplied(pen: Pen, applied: readonly Due[], images: readonly PreImage[]): Promise<void> {
  const own = new Set(images.map(({ path }) => path));
  for (const { transition, current } of applied) {
    if (own.has(transition.path)) await writeFileChange(pen, { path: transition.path, before: current, after: current });
  }
}

/** The new bytes of the files that are due; none of them, and no source of a move, has a content of somebody else. */
async function prepare(root: string, due: readonly Due[], stored: ReadonlyMap<string, FileContent>): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const { transition, current } of due) {
    const { path, source, after } = transition;
    let origin = current;
    if (source !== undefined) {
      const found = await tryReadBytes(root, source);
      // After a crash between the two halves of a move the source is gone; its bytes are among the pre-images.
      origin = (found.kind === 'read' ? found.content : null) ?? stored.get(source) ?? null;
    }
    const bytes = transition.make(origin);
    if (bytes !== null && hashOf(bytes) !== after) throw new Error(`the edits of ${path} do not lead to the planned content`);
    const mode = source === undefined ? null : (origin?.mode ?? null);
    prepared.push({ current, change: { path, before: current && { hash: current.hash }, after: bytes === null || after === null ? null : { bytes, hash: after, mode } } });
  }
  return prepared;
}

/** Stores nothing. A worker that wakes late may have taken the pen from the one that has the run now: whoever has the pen asks before it writes. */
export const assertStillOurs = (context: StepContext): Promise<void> => context.savePreImages([]);

export interface Applied {
  readonly kind: 'applied';
  /** What this call wrote. */
  readonly written: string[];
  /** What was there before it: the work of an earlier try, or of somebody with the same idea. */
  readonly already: string[];
}

/**
 * Applies edits on disk. All files are checked before the first is written; the pre-image of each is durable before it is.
 * Idempotent by content. Throws FencedError when the pen was taken away.
 */
export async function applyFileEdits(pen: Pen, edits: readonly FileEdit[], context: StepContext): Promise<Applied | Failure | { kind: 'cancelled' }> {
  const { root } = pen;
  await assertStillOurs(context);
  const { due, applied, conflicts, refused: refusedFile } = await sortByContent(root, edits);
  if (refusedFile) return refused(refusedFile);
  if (conflicts.length > 0) return conflict(conflicts, 'The step was not started');
  const images = await context.loadPreImages();
  const stored = new Map(images.flatMap(({ path, contentBefore: bytes, hashBefore: hash, modeBefore: mode }) => (bytes && hash !== null ? [[path, { bytes, hash, mode: mode ?? DEFAULT_MODE }] as const] : [])));
  const prepared = await prepare(root, due, stored);
  if (context.signal.aborted) return { kind: 'cancelled' };
  await tidyApplied(pen, applied, images);
  const written: string[] = [];
  for (const one of prepared) {
    if (context.signal.aborted) return { kind: 'cancelled' };
    const failure = await writeOne(pen, one, context);
    if (failure) return failure;
    written.push(one.change.path);
    await context.progress({ path: one.change.path, done: written.length, total: prepared.length });
  }
  return { kind: 'applied', written, already: applied.map(({ transition }) => transition.path) };
}

async function writeOne(pen: Pen, { change, current }: Prepared, context: StepContext): Promise<Failure | null> {
  const { path } = change;
  // A pre-image says that this run may have written the file, so none is stored for a file that somebody else has just changed.
  const now = await tryReadBytes(pen.root, path);
  if (now.kind === 'error') return refused({ path, refusal: now, what: 'read' });
  if ((now.content?.hash ?? null) !== (current?.hash ?? null)) return conflict([path], 'The step was stopped');
  await context.savePreImages([...(await folderImages(pen.root, change)), { path, hashBefore: current?.hash ?? null, hashAfter: change.after?.hash ?? null, contentBefore: current?.bytes ?? null, contentAfter: change.after?.bytes ?? null, modeBefore: current?.mode ?? null, modeAfter: change.after && (change.after.mode ?? current?.mode ?? DEFAULT_MODE) }]);
  const outcome = await writeFileChange(pen, change);
  if (outcome.kind === 'fenced') throw new FencedError(context);
  if (outcome.kind === 'conflict') return conflict([path], 'The step was stopped');
  return outcome.kind === 'error' ? refused({ path, refusal: outcome, what: 'write' }) : null;
}

/** Folders that the write will make are kept in mind as paths that end in '/': a restore removes these and no others. */
async function folderImages(root: string, change: FileChange): Promise<PreImage[]> {
  if (change.after === null || change.before !== null) return [];
  const folders = await findMissingFolders(root, change.path);
  return folders.map((folder) => ({ path: `${folder}/`, hashBefore: null, hashAfter: null, contentBefore: null, modeBefore: null }));
}

/** True for a pre-image that stands for a folder. */
export const isFolderImage = ({ path }: { readonly path: string }): boolean => path.endsWith('/');

/** A file before the run, and what the run made of it. */
export interface Original {
  readonly path: string;
  readonly before: { readonly hash: Hash; readonly bytes: Uint8Array; readonly mode: number | null } | null;
  /** Every content that the run gave the file. */
  readonly made: ReadonlySet<Hash | null>;
  /** The last of them; bytes and mode are null where they were not kept, or where the run took the file away. */
  readonly last: { readonly hash: Hash | null; readonly bytes: Uint8Array | null; readonly mode: number | null };
}

/** The files of a run by its images, in the order of the first write. */
export function originalsOf(images: readonly PreImage[]): Original[] {
  const originals = new Map<string, Original & { readonly made: Set<Hash | null> }>();
  for (const image of images) {
    if (isFolderImage(image)) continue;
    const last = { hash: image.hashAfter, bytes: image.contentAfter ?? null, mode: image.modeAfter ?? null };
    const known = originals.get(image.path);
    const before = image.hashBefore !== null && image.contentBefore ? { hash: image.hashBefore, bytes: image.contentBefore, mode: image.modeBefore } : null;
    originals.set(image.path, { path: image.path, before: known ? known.before : before, made: (known?.made ?? new Set()).add(image.hashAfter), last });
  }
  return [...originals.values()];
}

/** A path that the disk does not give as a file has no content of ours: it is left alone like any foreign change. */
async function hashOnDisk(root: string, path: string): Promise<Hash | null> {
  const found = await tryReadBytes(root, path);
  return found.kind === 'read' ? (found.content?.hash ?? null) : `unreadable: ${found.code}`;
}

/**
 * Puts every file of the run back to what it was before the run. A file that holds neither its original nor a content of this run
 * was changed by someone else and is left alone; with `isAllOrNothing` then nothing is written at all. What the disk refuses keeps the
 * others from nothing. Throws FencedError when the pen was taken away.
 */
export async function restoreFiles(pen: Pen, context: StepContext, isAllOrNothing: boolean): Promise<{ kind: 'restored'; written: string[] } | Failure> {
  await assertStillOurs(context);
  const images = await context.loadPreImages();
  const found = await Promise.all(originalsOf(images).map(async (original) => ({ original, hash: await hashOnDisk(pen.root, original.path) })));
  const conflicts = found.filter(({ original, hash }) => hash !== (original.before?.hash ?? null) && !original.made.has(hash)).map(({ original }) => original.path);
  if (conflicts.length > 0 && isAllOrNothing) return conflict(conflicts, 'The files were not rolled back');
  const written: string[] = [];
  const refusedFiles: RefusedFile[] = [];
  // Files that the run created go last: until then nothing that imports them is left dangling.
  const due = found.filter(({ original, hash }) => hash !== (original.before?.hash ?? null) && !conflicts.includes(original.path)).sort((a, b) => Number(a.original.before === null) - Number(b.original.before === null));
  const waiting = [...due];
  for (let one = waiting.shift(), left = due.length; one; one = waiting.shift(), left -= 1) {
    const { original: { path, before }, hash } = one;
    const outcome = await writeFileChange(pen, { path, before: hash === null ? null : { hash }, after: before }, { keepsFolders: true });
    if (outcome.kind === 'fenced') throw new FencedError(context);
    if (outcome.kind === 'conflict') conflicts.push(path);
    // On a full disk there is room again when the files that the run created are gone.
    else if (outcome.kind === 'error' && NO_ROOM.has(outcome.code) && left > 0) waiting.push(one);
    else if (outcome.kind === 'error') refusedFiles.push({ path, refusal: outcome, what: 'write' });
    else written.push(path);
    await context.progress({ path, done: written.length, total: due.length });
  }
  for (const { original } of found) if (!pen.refusal) await clearBeside(pen, original.path).catch(() => undefined);
  // The innermost first; one that holds something of somebody else stays.
  for (const { path } of images.filter(isFolderImage).sort((a, b) => b.path.length - a.path.length)) await removeFolderIfEmpty(pen, path.slice(0, -1));
  const [first] = refusedFiles;
  if (first) return refused(first, [...refusedFiles.map(({ path }) => path), ...conflicts]);
  return conflicts.length > 0 ? conflict(conflicts, 'Not every file could be put back') : { kind: 'restored', written };
}
