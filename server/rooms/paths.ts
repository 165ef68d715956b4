// The only way from a path given by someone to a path on disk: inside of the room, or refused.

import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { DomainError } from '../errors.ts';

export class PathOutsideRoomError extends DomainError {
  readonly code = 'PATH_OUTSIDE_ROOM';

  constructor(path: string, reason: string) {
    super(
      `The path ${JSON.stringify(path)} ${reason}.`,
      'Give a path relative to the root of the project, with forward slashes, that stays inside of it.',
    );
  }
}

/** True for the root itself and everything below it. Both paths are absolute and real. */
export function isInside(root: string, absolutePath: string): boolean {
  const way = relative(root, absolutePath);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/**
 * The absolute path of a room path. The file need not exist; what exists of the way to it must really lie inside of
 * the root, which is a real path. Throws PathOutsideRoomError.
 */
export async function resolveInside(root: string, relativePath: string): Promise<string> {
  if (relativePath.includes('\0')) throw new PathOutsideRoomError(relativePath, 'holds a NUL character');
  if (isAbsolute(relativePath)) throw new PathOutsideRoomError(relativePath, 'is absolute');
  const parts = relativePath.split(/[/\\]/);
  if (parts.includes('..')) throw new PathOutsideRoomError(relativePath, 'goes up by ".."');
  const path = join(root, normalize(relativePath));
  if (path === root || relativePath.endsWith('/')) throw new PathOutsideRoomError(relativePath, 'names no file');
  if (!isInside(root, await realAncestor(path))) {
    throw new PathOutsideRoomError(relativePath, 'leads out of the project by a symbolic link');
  }
  return path;
}

async function realAncestor(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    if (!isMissing && !isTooLong(error)) throw error;
    return realAncestor(dirname(path));
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG';
}
