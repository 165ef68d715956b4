// File edits to byte changes and back: checks what is on disk, stores pre-images, writes. Owns the order of these; the door to the disk is rooms/.
import { createHash } from 'node:crypto';
import type { FileEdit, Hash } from '../edits/file-edit.ts';
import { applyEdits } from '../edits/text-edits.ts';
import type { StepContext, StepOutcome } from '../engine/contract.ts';
import { readBytes, writeFileChange, type FileChange, type FileContent } from '../rooms/write-files.ts';

type Failure = Extract<StepOutcome, { kind: 'failed' }>;

/** What a path must become, and from what. */
interface Transition {
  readonly path: string;
  readonly before: Hash | null;
  readonly after: Hash | null;
  /** The new bytes, made from the old ones; null for a delete. */
  make(current: FileContent | null): Uint8Array | null;
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });
const hashOf = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest('hex');

function transitionsOf(edit: FileEdit, sourceOf: (path: string) => Promise<Uint8Array>): { transition: Transition; source: () => Promise<Uint8Array> }[] {
  const nothing = () => Promise.resolve(new Uint8Array());
  if (edit.kind === 'create') return [{ transition: { path: edit.path, before: null, after: edit.after, make: () => Buffer.from(edit.text, 'utf8') }, source: nothing }];
  if (edit.kind === 'delete') return [{ transition: { path: edit.path, before: edit.before, after: null, make: () => null }, source: nothing }];
  const rewrite = (bytes: Uint8Array) => Buffer.from(applyEdits(text.decode(bytes), edit.edits), 'utf8');
  if (edit.kind === 'modify') return [{ transition: { path: edit.path, before: edit.before, after: edit.after, make: (current) => rewrite(current?.bytes ?? new Uint8Array()) }, source: nothing }];
  return [
    { transition: { path: edit.path, before: null, after: edit.after, make: (current) => current?.bytes ?? null }, source: async () => rewrite(await sourceOf(edit.from)) },
    { transition: { path: edit.from, before: edit.before, after: null, make: () => null }, source: nothing },
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

function refused(path: string, outcome: { code: string; message: string }): Failure {
  return { kind: 'failed', code: 'WRITE_FAILED', message: `Could not write ${path}: ${outcome.message}`, hint: 'Check permissions and free space, then start the run again.', files: [path], result: { errno: outcome.code } };
}

interface Prepared {
  readonly change: FileChange;
  readonly current: FileContent | null;
}

/** Reads every file that the edits touch and works out its new bytes. A file that already is what it should become counts as done. */
async function prepare(root: string, edits: readonly FileEdit[], preImages: ReadonlyMap<string, Uint8Array>): Promise<{ prepared: Prepared[]; conflicts: string[] }> {
  const prepared: Prepared[] = [];
  const conflicts: string[] = [];
  // After a crash between the two halves of a move the source is gone; its bytes are among the pre-images.
  const sourceOf = async (path: string) => (await readBytes(root, path))?.bytes ?? preImages.get(path) ?? new Uint8Array();
  for (const edit of edits) {
    for (const { transition, source } of transitionsOf(edit, sourceOf)) {
      const { path, before, after } = transition;
      const current = await readBytes(root, path);
      const hash = current?.hash ?? null;
      if (hash !== before && hash !== after) {
        conflicts.push(path);
        continue;
      }
      if (hash === after) continue;
      const bytes = edit.kind === 'move' && path === edit.path ? await source() : transition.make(current);
      if (bytes !== null && hashOf(bytes) !== after) throw new Error(`the edits of ${path} do not lead to the planned content`);
      const mode = edit.kind === 'move' && path === edit.path ? ((await readBytes(root, edit.from))?.mode ?? null) : null;
      prepared.push({ current, change: { path, before: current && { hash: current.hash }, after: bytes === null || after === null ? null : { bytes, hash: after, mode } } });
    }
  }
  return { prepared, conflicts };
}

/**
 * Applies edits on disk. All files are checked before the first is written, and pre-images are durable before that.
 * Idempotent by content. `written` counts what this call wrote.
 */
export async function applyFileEdits(root: string, edits: readonly FileEdit[], context: StepContext): Promise<{ kind: 'applied'; written: string[] } | Failure | { kind: 'cancelled' }> {
  const stored = new Map((await context.loadPreImages()).flatMap((image) => (image.contentBefore ? [[image.path, image.contentBefore] as const] : [])));
  const { prepared, conflicts } = await prepare(root, edits, stored);
  if (conflicts.length > 0) return conflict(conflicts, 'The step was not started');
  if (context.signal.aborted) return { kind: 'cancelled' };
  await context.savePreImages(prepared.map(({ change, current }) => ({ path: change.path, hashBefore: current?.hash ?? null, hashAfter: change.after?.hash ?? null, contentBefore: current?.bytes ?? null, modeBefore: current?.mode ?? null })));
  const written: string[] = [];
  for (const { change } of prepared) {
    if (context.signal.aborted) return { kind: 'cancelled' };
    const outcome = await writeFileChange(root, change);
    if (outcome.kind === 'conflict') return conflict([change.path], 'The step was stopped');
    if (outcome.kind === 'error') return refused(change.path, outcome);
    written.push(change.path);
    await context.progress({ path: change.path, done: written.length, total: prepared.length });
  }
  return { kind: 'applied', written };
}

interface Original {
  readonly path: string;
  readonly before: { readonly hash: Hash; readonly bytes: Uint8Array; readonly mode: number | null } | null;
  /** Every content that the run gave the file. */
  readonly made: ReadonlySet<Hash | null>;
}

async function originalsOf(context: StepContext): Promise<Original[]> {
  const originals = new Map<string, { original: Original; made: Set<Hash | null> }>();
  for (const image of await context.loadPreImages()) {
    const known = originals.get(image.path);
    if (known) {
      known.made.add(image.hashAfter);
      continue;
    }
    const made = new Set([image.hashAfter]);
    const before = image.hashBefore !== null && image.contentBefore ? { hash: image.hashBefore, bytes: image.contentBefore, mode: image.modeBefore } : null;
    originals.set(image.path, { made, original: { path: image.path, before, made } });
  }
  return [...originals.values()].map(({ original }) => original);
}

/**
 * Puts every file of the run back to what it was before the run. A file that holds neither its original nor a content of this run
 * was changed by someone else and is left alone; with `isAllOrNothing` then nothing is written at all.
 */
export async function restoreFiles(root: string, context: StepContext, isAllOrNothing: boolean): Promise<{ kind: 'restored'; written: string[] } | Failure> {
  const originals = await originalsOf(context);
  const found = await Promise.all(originals.map(async (original) => ({ original, hash: (await readBytes(root, original.path))?.hash ?? null })));
  const conflicts = found.filter(({ original, hash }) => hash !== (original.before?.hash ?? null) && !original.made.has(hash)).map(({ original }) => original.path);
  if (conflicts.length > 0 && isAllOrNothing) return conflict(conflicts, 'The files were not rolled back');
  const written: string[] = [];
  // Files that the run created go last: until then nothing that imports them is left dangling.
  const due = found.filter(({ original, hash }) => hash !== (original.before?.hash ?? null) && !conflicts.includes(original.path)).sort((a, b) => Number(a.original.before === null) - Number(b.original.before === null));
  for (const { original, hash } of due) {
    const outcome = await writeFileChange(root, { path: original.path, before: hash === null ? null : { hash }, after: original.before });
    if (outcome.kind === 'conflict') conflicts.push(original.path);
    else if (outcome.kind === 'error') return refused(original.path, outcome);
    else written.push(original.path);
    await context.progress({ path: original.path, done: written.length, total: due.length });
  }
  return conflicts.length > 0 ? conflict(conflicts, 'Not every file could be put back') : { kind: 'restored', written };
}
