import { realpathSync } from 'node:fs';

/** Where a folder is once links are followed; the path as it is where nothing is there. */
export function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
