// The edits that turn one tree into another, one for each path. Owns only how several edits of a path become one.
import type { FileEdit } from './file-edit.ts';
import { lineEdits } from './line-edits.ts';
import type { VirtualTree } from './virtual-tree.ts';

/** In the order of the paths. No path may be gone in `after`. */
export function editsBetween(before: VirtualTree, after: VirtualTree, paths: Iterable<string>): FileEdit[] {
  return [...new Set(paths)].sort().flatMap((path) => {
    const text = after.text(path) ?? '';
    if (!before.has(path)) return [before.create(path, text)];
    return before.modify(path, lineEdits(before.text(path) ?? '', text)) ?? [];
  });
}
