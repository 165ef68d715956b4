// Reads and saves single files of a room for a person who edits them. Owns what may be edited and the order of a save; what a save breaks is told by the watch.
import { createHash } from 'node:crypto';
import { RunStateError } from '../engine/commands.ts';
import { ACTIVE_RUNS } from '../engine/states.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { PrismaClient, WatchEvent } from '../generated/prisma/client.ts';
import type { Codebase } from '../impact/codebase.ts';
import type { Codebases } from '../impact/codebases.ts';
import { isEditablePath } from '../intents/resolve/edit.ts';
import { resolveInside } from '../rooms/paths.ts';
import { withGuestPen } from '../rooms/pen.ts';
import { MOST_TEXT_BYTES, readTextFile, type TextFile, type TextReading } from '../rooms/text-file.ts';
import { findWriteRefusal, writeFileChange } from '../rooms/write-files.ts';
import type { Watch } from '../watch/service.ts';
import { FileRefusedError, SaveConflictError } from './errors.ts';

export interface EditorOptions {
  readonly prisma: PrismaClient;
  readonly codebases: Codebases;
  readonly watch: Pick<Watch, 'lookAtSave'>;
}

export interface FileContents extends TextFile {
  readonly path: string;
  /** What a change of it breaks can be predicted. */
  readonly isPredicted: boolean;
}

export interface SaveRequest {
  readonly roomId: string;
  readonly path: string;
  readonly text: string;
  /** Hash of the content that the text was made from; null: there was no such file. */
  readonly baseHash: string | null;
}

export interface SavedContents {
  readonly contents: FileContents;
  /** What was said about the save; null where there was nothing to look at, or the watch of the room does it. */
  readonly event: WatchEvent | null;
}

export interface Editor {
  /** Every file of the room that is not ignored, as it is on disk now, by path. */
  listFiles(roomId: string): Promise<readonly string[]>;
  /** Throws NotFoundError, PathOutsideRoomError, FileRefusedError. */
  readContents(roomId: string, path: string): Promise<FileContents>;
  /**
   * Writes the text whole or not at all, only over what it was made from; then looks at what the save breaks, unless the room is watched: its
   * watch sees the save. Throws what `readContents` throws, SaveConflictError, InvalidInputError, and RunStateError while a run changes files.
   */
  saveFile(request: SaveRequest): Promise<SavedContents>;
}

const noFile = (path: string) => new NotFoundError(`There is no file ${path} in the project.`, 'It may have been moved or deleted; open it from the list of files.');
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function refuseReading(path: string, reading: Exclude<TextReading, { kind: 'text' }>): never {
  switch (reading.kind) {
    case 'missing': throw noFile(path);
    case 'too-large': throw new FileRefusedError(path, 'TOO_LARGE', megabytes(reading.bytes));
    case 'binary': throw new FileRefusedError(path, 'BINARY');
    case 'not-a-file': throw new FileRefusedError(path, 'NOT_A_FILE');
    case 'error': throw new FileRefusedError(path, 'UNREADABLE', reading.code);
  }
}

async function readListed(codebase: Codebase, path: string): Promise<FileContents> {
  const reading = await readTextFile(codebase.tree.root, path);
  if (reading.kind !== 'text') refuseReading(path, reading);
  if (!codebase.tree.has(path)) await codebase.refresh();
  if (!codebase.tree.has(path)) throw new FileRefusedError(path, 'NOT_LISTED');
  return { path, ...reading.file, isPredicted: isEditablePath(path) };
}

function assertText(path: string, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length > MOST_TEXT_BYTES) throw new FileRefusedError(path, 'TOO_LARGE', megabytes(bytes.length));
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) throw new InvalidInputError(`The text of ${path} holds characters that are no text, so it was not saved.`, 'Take NUL characters and broken pairs out of it.');
  return bytes;
}

const busy = (path: string, status: RunStateError['status']) => new RunStateError(`A run is changing the files of the project, so ${path} was not saved.`, 'Save again when the run has ended; your text is still here.', status);

/** What the file holds now, which must be what the text was made from. */
async function assertBase(codebase: Codebase, { path, baseHash }: SaveRequest): Promise<FileContents | null> {
  const reading = await readTextFile(codebase.tree.root, path);
  if (reading.kind === 'missing') {
    if (baseHash !== null) throw new SaveConflictError(path, null);
    if (!isEditablePath(path)) throw new FileRefusedError(path, 'NOT_LISTED');
    return null;
  }
  const found = await readListed(codebase, path);
  if (found.hash !== baseHash) throw new SaveConflictError(path, found.hash);
  return found;
}

export function createEditor({ prisma, codebases, watch }: EditorOptions): Editor {
  async function write(codebase: Codebase, { roomId, path }: SaveRequest, change: { readonly bytes: Uint8Array; readonly found: FileContents | null }): Promise<string> {
    const { bytes, found } = change;
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (found?.hash === hash) return hash;
    const running = await prisma.healingRun.findFirst({ where: { roomId, status: { in: [...ACTIVE_RUNS] } }, select: { status: true } });
    if (running) throw busy(path, running.status);
    if (found?.isReadOnly || (await findWriteRefusal(codebase.tree.root, path))) throw new FileRefusedError(path, 'READ_ONLY');
    const outcome = await withGuestPen(codebase.tree.root, (pen) => writeFileChange(pen, { path, before: found && { hash: found.hash }, after: { bytes, hash, mode: null } }));
    switch (outcome.kind) {
      case 'written':
      case 'already': return hash;
      case 'conflict': throw new SaveConflictError(path, outcome.found);
      case 'fenced': throw busy(path, 'RUNNING');
      case 'error': throw new FileRefusedError(path, 'UNREADABLE', outcome.code);
    }
  }

  return {
    async listFiles(roomId) {
      const { tree } = await refreshed(codebases, roomId);
      return tree.paths();
    },
    async readContents(roomId, path) {
      return readListed(await codebases.get(roomId), path);
    },
    async saveFile(request) {
      const { roomId, path, text } = request;
      const codebase = await codebases.get(roomId);
      await resolveInside(codebase.tree.root, path);
      const bytes = assertText(path, text);
      const found = await assertBase(codebase, request);
      const hash = await write(codebase, request, { bytes, found });
      const contents = { path, text, hash, bytes: bytes.length, isReadOnly: false, isPredicted: isEditablePath(path) };
      if (found?.hash === hash || !contents.isPredicted) return { contents, event: null };
      await codebase.refresh();
      const event = await watch.lookAtSave(roomId, { path, before: found?.text ?? null, after: text }, (other) => codebase.tree.text(other));
      return { contents, event };
    },
  };
}

async function refreshed(codebases: Codebases, roomId: string): Promise<Codebase> {
  const codebase = await codebases.get(roomId);
  await codebase.refresh();
  return codebase;
}
