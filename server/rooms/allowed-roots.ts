// Which folders may be opened as rooms.

import { realpath, stat } from 'node:fs/promises';
import { DomainError } from '../errors.ts';
import { isInside } from './paths.ts';

export class RoomRefusedError extends DomainError {
  readonly code = 'ROOM_REFUSED';
}

/** The real path of a folder that lies in one of the allowed roots. Throws RoomRefusedError for everything else. */
export async function assertAllowedRoot(folder: string, allowedRoots: readonly string[]): Promise<string> {
  const names = allowedRoots.join(', ') || 'no folder yet';
  const hint = `Allowed are folders inside of ${names}. Start the server with --project <folder> to allow another.`;
  if (folder.includes('\0')) throw new RoomRefusedError('The folder to open holds a NUL character.', hint);
  const real = await realOrNull(folder);
  if (real === null) throw new RoomRefusedError(`The folder ${folder} does not exist or cannot be read.`, hint);
  const roots = await Promise.all(allowedRoots.map(realOrNull));
  // Said before "is no folder", so that nobody outside of the roots learns what is a file.
  if (!roots.some((root) => root !== null && isInside(root, real))) {
    throw new RoomRefusedError(`The folder ${folder} is outside of the allowed folders.`, hint);
  }
  if (!(await stat(real)).isDirectory()) throw new RoomRefusedError(`${folder} is a file, not a folder.`, hint);
  return real;
}

async function realOrNull(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}
