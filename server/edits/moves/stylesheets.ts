// Relative paths in stylesheets: `@import`, `@use`, `@forward` and `url()`. Owns which of them a move changes.
import { posix } from 'node:path';
import { relativeTo } from '../specifier.ts';
import type { MoveWork } from './move-work.ts';

const STYLESHEET = /\.(?:css|scss|sass|less)$/;
const REFERENCE = /(?:@(?:import|use|forward)\s+(?:url\(\s*)?|url\(\s*)(["']?)([^"')\s;]+)\1/g;

/** The files that a path of a stylesheet can mean; Sass leaves out the extension and the underscore. */
function candidates(path: string): string[] {
  const partial = posix.join(posix.dirname(path), `_${posix.basename(path)}`);
  return [path, ...['.scss', '.sass', '.css', '.less'].flatMap((extension) => [path + extension, partial + extension])];
}

function moveReference(work: MoveWork, file: string, found: { written: string; start: number }): void {
  const query = /[?#].*$/.exec(found.written)?.[0] ?? '';
  const written = found.written.slice(0, found.written.length - query.length);
  if (written === '' || /^(?:[a-z][\w+.-]*:|\/|~|@|\$)/i.test(written)) return;
  const path = posix.join(posix.dirname(file), written);
  const target = candidates(path).find((candidate) => work.tree.has(candidate));
  if (target === undefined) return;
  const [after, newFile] = [work.fileAfter(target), work.fileAfter(file)];
  const [isTogether, isDirect] = [posix.relative(posix.dirname(file), target) === posix.relative(posix.dirname(newFile), after), posix.normalize(written) === posix.relative(posix.dirname(file), path)];
  if (isTogether && isDirect) return;
  // What the path leaves out of the file's name stays left out.
  const isPartial = posix.basename(target).startsWith('_') && !posix.basename(written).startsWith('_');
  const left = target.slice(posix.join(posix.dirname(path), (isPartial ? '_' : '') + posix.basename(path)).length);
  const name = posix.basename(after).slice(isPartial && posix.basename(after).startsWith('_') ? 1 : 0);
  const full = posix.join(posix.dirname(after), left !== '' && name.endsWith(left) ? name.slice(0, name.length - left.length) : name);
  const relative = relativeTo(newFile, full);
  const text = written.startsWith('.') ? relative : relative.replace(/^\.\//, '');
  if (text !== written) work.edit(file, { start: found.start, end: found.start + written.length, text });
}

/** Edits the stylesheets that move, and those that take in a stylesheet or an asset that moves. */
export function moveStylesheets(work: MoveWork): void {
  const movesAssets = [...work.moves.files.keys()].some((path) => !work.graph.facts(path));
  for (const file of work.paths) {
    if (!STYLESHEET.test(file) || (!movesAssets && !work.moves.files.has(file))) continue;
    const text = work.tree.text(file) ?? '';
    for (const match of text.matchAll(REFERENCE)) {
      const written = match[2] ?? '';
      const start = match.index + match[0].length - (match[1] ?? '').length - written.length;
      moveReference(work, file, { written, start });
    }
  }
}
