// Reads one configuration file wherever it lies, for what a project refers to outside of its own files (a tsconfig in a package).

import { readFileSync } from 'node:fs';

/** The text, or null when there is no readable file at the absolute path. */
export function readConfigText(absolutePath: string): string | null {
  try {
    return readFileSync(absolutePath, 'utf8');
  } catch {
    return null;
  }
}
