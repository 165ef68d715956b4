// The specifiers by which the files of a package import the package itself. Owns what package.json says of them.
import { posix } from 'node:path';
import { readConfigText } from '../rooms/read-text.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * Matches, with the quote before it, what a package.json around a folder maps to its own files: what it leads to is then found by the folders for
 * outputs. Null where none maps anything.
 */
export function ownSpecifiers(folder: string): RegExp | null {
  const starts: string[] = [];
  for (let at = folder, above = posix.dirname(at); ; at = above, above = posix.dirname(at)) {
    try {
      const { name, exports, imports } = JSON.parse(readConfigText(posix.join(at, 'package.json')) ?? '{}') as Record<string, unknown>;
      if (imports !== undefined) starts.push('#');
      if (exports !== undefined && typeof name === 'string') starts.push(`${escaped(name)}['"\`/]`);
    } catch {
      starts.push(''); // anything may be
    }
    if (at === above) return starts.length === 0 ? null : new RegExp(`['"\`](?:${starts.join('|')})|@jsxImportSource`);
  }
}
