// The right to write into a room, held as a folder in its root: whatever is written begins in there, so that taking the folder away stops its writer.
//
// A writer that was stopped (frozen, cut off, believed dead) may wake at any time, in front of any system call. Its next call names a
// path that leads through its pen, and the file system itself refuses it: there is no moment between asking for leave and writing.
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { refusal, type Refusal } from './refusal.ts';

export interface Pen {
  /** The real path of the room. */
  readonly root: string;
  readonly folder: string;
  /** Why the disk gave no pen; nothing can be written then. */
  readonly refusal: Refusal | null;
}

const OWN = '.supernova-';
const PREFIX = `${OWN}pen-`;

/** True for files and folders that Supernova makes beside those of a project; they belong to nobody's listing. */
export const isOwnName = (name: string): boolean => name.startsWith(OWN);

/**
 * Takes the pen of a room away from everybody else, and what they left of their work with it. When this resolves without a refusal, no
 * earlier writer can change the room any more. Throws only what is no answer of the disk.
 */
async function takePen(root: string): Promise<Pen> {
  try {
    for (const name of await readdir(root)) if (name.startsWith(PREFIX)) await takeAway(root, name);
  } catch (error) {
    return { root, folder: join(root, PREFIX), refusal: refusal(error) };
  }
  return makePen(root);
}

async function makePen(root: string): Promise<Pen> {
  const folder = join(root, PREFIX + randomUUID());
  try {
    await mkdir(folder);
    // Git lists nothing below it. On a full disk it does without: that must not keep anybody from putting files back.
    await writeFile(join(folder, '.gitignore'), '*\n').catch(() => undefined);
    return { root, folder, refusal: null };
  } catch (error) {
    return { root, folder, refusal: refusal(error) };
  }
}

/** Does `work` with the pen of a room, which is gone afterwards. */
export async function withPen<T>(root: string, work: (pen: Pen) => Promise<T>): Promise<T> {
  return workWith(await takePen(root), work);
}

/** The same for one save of a person, with a pen of its own: takes none away, and is taken away by whoever takes the room's. */
export async function withGuestPen<T>(root: string, work: (pen: Pen) => Promise<T>): Promise<T> {
  return workWith(await makePen(root), work);
}

async function workWith<T>(pen: Pen, work: (pen: Pen) => Promise<T>): Promise<T> {
  const { root } = pen;
  try {
    return await work(pen);
  } finally {
    // What cannot be removed now is removed by whoever writes next.
    if (!pen.refusal) await takeAway(root, relative(root, pen.folder)).catch(() => undefined);
  }
}

/** False when somebody took the pen away. */
export async function isHeld({ folder }: Pen): Promise<boolean> {
  return lstat(folder).then(() => true, () => false);
}

/** The same place by a way through the pen, for calls that cannot begin in it. */
export function throughPen(pen: Pen, absolutePath: string): string {
  // Not joined: that would take the pen out of the way again.
  return `${pen.folder}/../${relative(pen.root, absolutePath)}`;
}

/** Under another name first: its writer loses all of it in one instant. */
async function takeAway(root: string, name: string): Promise<void> {
  const taken = join(root, PREFIX + randomUUID());
  try {
    await rename(join(root, name), taken);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  await rm(taken, { recursive: true, force: true, maxRetries: 3 });
}
