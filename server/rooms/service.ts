// Opens rooms: which folders, under which name, stored once each. Owns the rooms table; reads the files only to see that there are sources.
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DomainError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { PrismaClient, Room } from '../generated/prisma/client.ts';
import { assertAllowedRoot } from './allowed-roots.ts';
import { walkFiles } from './walk-files.ts';

/** No tsconfig and no source file was found. */
export class NoSourceError extends DomainError {
  readonly code = 'NO_SOURCE';
}

export interface RoomsOptions {
  readonly prisma: PrismaClient;
  /** Folders under which rooms may be opened. OPEN_ROOMS: none, but rooms that others have opened are used; for a worker, which nobody can ask for a room. */
  readonly allowedRoots: readonly string[] | 'OPEN_ROOMS';
}

export interface Rooms {
  /** Opens a folder as a room, or returns the room that it already is. Throws RoomRefusedError, NoSourceError, InvalidInputError, RoomTooLargeError. */
  createRoom(input: { readonly rootPath: string; readonly name?: string | null | undefined; readonly isSample?: boolean }): Promise<Room>;
  /** Real absolute path of a room's folder, checked again. Throws NotFoundError and RoomRefusedError. */
  rootOf(roomId: string): Promise<string>;
}

const NAME_LIMIT = 120;
const SOURCE_OR_CONFIG = /\.[cm]?[jt]sx?$|(^|\/)[tj]sconfig[^/]*\.json$/;

async function assertHasSource(root: string): Promise<void> {
  const files = await walkFiles(root);
  if (files.some(({ path }) => SOURCE_OR_CONFIG.test(path))) return;
  throw new NoSourceError(`${root} holds no tsconfig and no TypeScript or JavaScript file.`, 'Open the folder that holds the sources; node_modules, dist and ignored folders do not count.');
}

export function createRooms({ prisma, allowedRoots }: RoomsOptions): Rooms {
  const rootsFor = (openRooms: readonly string[]) => (allowedRoots === 'OPEN_ROOMS' ? openRooms : allowedRoots);
  return {
    async createRoom({ rootPath, name, isSample = false }) {
      if (rootPath.trim() === '' || rootPath.length > 4096) throw new InvalidInputError('The path of the folder is empty or too long.', 'Give the absolute path of a folder.');
      const root = await assertAllowedRoot(rootPath, rootsFor([]));
      await assertHasSource(root);
      const label = (name?.trim() || basename(root)).slice(0, NAME_LIMIT);
      return prisma.room.upsert({ where: { rootPath: root }, create: { name: label, rootPath: root, isSample }, update: name?.trim() ? { name: label } : {} });
    },
    async rootOf(roomId) {
      const room = await prisma.room.findUnique({ where: { id: roomId } });
      if (!room) throw new NotFoundError(`There is no room ${roomId}.`, 'List the rooms; it may have been deleted.');
      // The folder may have become a link to elsewhere, or the server may allow less than it did when the room was made.
      return assertAllowedRoot(room.rootPath, rootsFor([room.rootPath]));
    },
  };
}

/** Puts a copy of the sample project at `target` when nothing is there; whole or not at all. */
export async function copySample(source: string, target: string): Promise<void> {
  if (await stat(target).catch(() => null)) return;
  await mkdir(dirname(target), { recursive: true });
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}`);
  await cp(source, fresh, { recursive: true });
  try {
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process was first: its copy is as good.
    if (!(await stat(target).catch(() => null))) throw error;
  }
}
