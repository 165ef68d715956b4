// What a rollback does with each file of a run, where files were changed since too. Owns that decision and the writing of all or nothing; the door to the disk is rooms/.
import { mergeTexts, type MergeConflict } from '../edits/merge-texts.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import type { PreImage, StepContext } from '../engine/contract.ts';
import { FencedError } from '../engine/hold.ts';
import { removeFolderIfEmpty } from '../rooms/folders.ts';
import type { Pen } from '../rooms/pen.ts';
import { clearBeside, tryReadBytes, writeFileChange, type FileChange, type FileContent } from '../rooms/write-files.ts';
import { assertStillOurs, conflict, hashOf, isFolderImage, originalsOf, refused, type Failure, type Original } from './file-changes.ts';

/** UNCHANGED: nobody touched it since the run. MERGES: what was changed since is kept. CONFLICTS: a person has to decide. */
export type RollbackKind = 'UNCHANGED' | 'MERGES' | 'CONFLICTS';

export interface RollbackFile {
  readonly path: string;
  readonly kind: RollbackKind;
  /** Why it conflicts, or where what was changed goes; null where that needs no words. */
  readonly reason: string | null;
  readonly conflicts: readonly MergeConflict[];
  readonly now: FileContent | null;
  /** What it becomes; with `mode` null it keeps the permission bits it has. Equals `now` where it conflicts. */
  readonly after: { readonly bytes: Uint8Array; readonly hash: string; readonly mode: number | null } | null;
  /** Somebody may have set its permission bits since: in merging they are a change of his like any other. */
  readonly hasOwnBits?: boolean;
}

/** The same as it is shown. */
export interface RollbackPreviewFile {
  readonly path: string;
  readonly kind: RollbackKind;
  readonly reason: string | null;
  /** Unified diff from what is on disk to what a merge writes; empty unless it merges. */
  readonly diff: string;
  readonly conflicts: readonly MergeConflict[];
}

/** Conflicts first, then merges, then what nobody touched. */
export type RollbackPreview = readonly RollbackPreviewFile[];

/** Files on disk now, and those that cannot be read. */
type ReadNow = (path: string) => Promise<FileContent | null | { readonly refusal: string }>;

const contentOf = (bytes: Uint8Array, mode: number | null) => ({ bytes, hash: hashOf(bytes), mode });

interface Found {
  readonly original: Original;
  readonly now: FileContent | null;
  readonly refusal: string | null;
}

function conflicting({ original: { path }, now }: Found, reason: string | null, conflicts: readonly MergeConflict[] = []): RollbackFile {
  return { path, kind: 'CONFLICTS', reason, conflicts, now, after: now };
}

const hasOwnBits = ({ original: { last }, now }: Found): boolean => now !== null && (last.mode === null || now.mode !== last.mode);

const isChanged = ({ original, now }: Found): boolean => (now?.hash ?? null) !== (original.before?.hash ?? null) && !original.made.has(now?.hash ?? null);

/** A file by itself. */
function decide(found: Found): RollbackFile {
  const { original, now, refusal } = found;
  const { path, before, last } = original;
  if (refusal !== null) return conflicting(found, refusal);
  if (!isChanged(found)) return { path, kind: 'UNCHANGED', reason: null, conflicts: [], now, after: before && { ...before }, hasOwnBits: hasOwnBits(found) };
  if (now === null) return conflicting(found, 'It was deleted after the run, which had changed it.');
  if (before === null) return conflicting(found, 'The run made it, and it was changed since: to take it away would lose that.');
  if (last.hash === null) return conflicting(found, 'The run had taken it away, and another file is there now.');
  if (last.bytes === null) return conflicting(found, 'What the run wrote was not kept, so there is nothing to compare with.');
  const merged = mergeTexts({ base: last.bytes, ours: now.bytes, theirs: before.bytes });
  if (merged.kind === 'conflict') return conflicting(found, merged.reason, merged.conflicts);
  return { path, kind: 'MERGES', reason: null, conflicts: [], now, after: contentOf(merged.bytes, hasOwnBits(found) ? null : before.mode) };
}

/** A file that the run moved and somebody changed since: it moves back with what was changed. Null where it is no such file. */
function decideMoved(from: Found, to: Found): { from: RollbackFile; to: RollbackFile } | null {
  const { before } = from.original;
  const { last } = to.original;
  if (!before || to.original.before !== null || !to.now || !isChanged(to) || isChanged(from) || last.bytes === null) return null;
  const merged = mergeTexts({ base: last.bytes, ours: to.now.bytes, theirs: before.bytes });
  if (merged.kind === 'conflict') return { from: { ...decide(from), kind: 'CONFLICTS', reason: `${to.original.path} does not merge.`, after: from.now }, to: conflicting(to, merged.reason, merged.conflicts) };
  return {
    from: { path: from.original.path, kind: 'MERGES', reason: `It comes back with what was changed in ${to.original.path}.`, conflicts: [], now: from.now, after: contentOf(merged.bytes, to.now.mode) },
    to: { path: to.original.path, kind: 'MERGES', reason: `It moves back to ${from.original.path} with what was changed in it.`, conflicts: [], now: to.now, after: null },
  };
}

/** What becomes of every file of a run, by path. `images` are those of the run, `edits` its plan, which says what moved. */
export async function planRollback(images: readonly PreImage[], edits: readonly FileEdit[], readNow: ReadNow): Promise<RollbackFile[]> {
  const found = new Map<string, Found>();
  for (const original of originalsOf(images)) {
    const now = await readNow(original.path);
    found.set(original.path, now && 'refusal' in now ? { original, now: null, refusal: now.refusal } : { original, now, refusal: null });
  }
  const files = new Map([...found].map(([path, each]) => [path, decide(each)]));
  for (const edit of edits) {
    const [from, to] = edit.kind === 'move' ? [found.get(edit.from), found.get(edit.path)] : [];
    const moved = from && to && decideMoved(from, to);
    if (moved) files.set(moved.from.path, moved.from).set(moved.to.path, moved.to);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads what is on disk for `planRollback`. */
export const readerOf = (root: string): ReadNow => async (path) => {
  const found = await tryReadBytes(root, path);
  return found.kind === 'read' ? found.content : { refusal: `It cannot be read: ${found.message}` };
};

function imageOf({ path, now, after }: RollbackFile): PreImage {
  return { path, hashBefore: now?.hash ?? null, contentBefore: now?.bytes ?? null, modeBefore: now?.mode ?? null, hashAfter: after?.hash ?? null, contentAfter: after?.bytes ?? null, modeAfter: after?.mode ?? null };
}

const sideOf = (hash: string | null, bytes: Uint8Array | null | undefined, mode: number | null | undefined) => (hash === null || !bytes ? null : { hash, bytes, mode: mode ?? null });
const forward = (image: PreImage): FileChange => ({ path: image.path, before: image.hashBefore === null ? null : { hash: image.hashBefore }, after: sideOf(image.hashAfter, image.contentAfter, image.modeAfter) });
const backward = (image: PreImage): FileChange => ({ path: image.path, before: image.hashAfter === null ? null : { hash: image.hashAfter }, after: sideOf(image.hashBefore, image.contentBefore, image.modeBefore) });

export interface RollBack {
  readonly pen: Pen;
  readonly context: StepContext;
  /** Without it a file that was changed since refuses the whole. */
  readonly isMerging: boolean;
  readonly edits: readonly FileEdit[];
}

/**
 * Puts every file of the run back, or none. What each becomes is stored before the first write, so that after a crash the same is
 * completed; when a file cannot be written, those that were are taken back. Throws FencedError when the pen was taken away.
 */
export async function rollBackFiles({ pen, context, isMerging, edits }: RollBack): Promise<{ kind: 'restored'; written: string[]; merged: number } | Failure> {
  await assertStillOurs(context);
  const images = await context.loadPreImages();
  let decided = await context.loadOwnPreImages();
  if (decided.length === 0) {
    const files = await planRollback(images, edits, readerOf(pen.root));
    const inTheWay = files.filter(({ kind }) => kind === 'CONFLICTS' || (kind === 'MERGES' && !isMerging)).map(({ path }) => path);
    if (inTheWay.length > 0) return conflict(inTheWay, isMerging ? 'The files were not merged and not rolled back' : 'The files were not rolled back');
    const due = files.filter(({ now, after }) => (now?.hash ?? null) !== (after?.hash ?? null));
    decided = due.map((file) => imageOf(isMerging && file.hasOwnBits && file.after ? { ...file, after: { ...file.after, mode: null } } : file));
    await context.savePreImages(decided);
  }
  // Files that the run created go last: until then nothing that imports them is left dangling.
  const ordered = [...decided].sort((a, b) => Number(a.hashAfter === null) - Number(b.hashAfter === null));
  const written: string[] = [];
  for (const image of ordered) {
    const outcome = await writeFileChange(pen, forward(image), { keepsFolders: true });
    if (outcome.kind === 'fenced') throw new FencedError(context);
    if (outcome.kind === 'conflict') return takeBack({ pen, context }, ordered, conflict([image.path], 'The rollback was taken back'));
    if (outcome.kind === 'error') return takeBack({ pen, context }, ordered, refused({ path: image.path, refusal: outcome, what: 'write' }));
    written.push(image.path);
    await context.progress({ path: image.path, done: written.length, total: ordered.length });
  }
  for (const { path } of ordered) if (!pen.refusal) await clearBeside(pen, path).catch(() => undefined);
  // The innermost first; one that holds something of somebody else stays.
  for (const { path } of images.filter(isFolderImage).sort((a, b) => b.path.length - a.path.length)) await removeFolderIfEmpty(pen, path.slice(0, -1));
  const restored = new Map(originalsOf(images).map(({ path, before }) => [path, before?.hash ?? null]));
  return { kind: 'restored', written, merged: decided.filter(({ path, hashAfter }) => restored.get(path) !== hashAfter).length };
}

/** Undoes what was written of a rollback; a file that somebody else has changed meanwhile is left as it is. */
async function takeBack({ pen, context }: Pick<RollBack, 'pen' | 'context'>, images: readonly PreImage[], failure: Failure): Promise<Failure> {
  const stuck: string[] = [];
  for (const image of images.toReversed()) {
    const outcome = await writeFileChange(pen, backward(image));
    if (outcome.kind === 'fenced') throw new FencedError(context);
    if (outcome.kind === 'error') stuck.push(image.path);
  }
  if (stuck.length === 0) return failure;
  return { ...failure, message: `${failure.message} Taking back what was written did not work for ${stuck.join(', ')}.`, files: [...new Set([...(failure.files ?? []), ...stuck])] };
}
