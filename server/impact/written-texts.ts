// The texts that a change writes, before and after, whether the room has them already or not.
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';

export interface Tried {
  readonly edits: ChangeEdits;
  /** The tree with the change and without its healing. */
  readonly tried: VirtualTree;
}

/** What the change writes where it is tried; where it was made before it was announced, what that was. Null: no such file. */
export function writtenTexts({ tree }: Pick<EditSource, 'tree'>, { edits: { baseline }, tried }: Tried): TextPair[] {
  const paths = new Set([...(baseline?.keys() ?? []), ...tried.overlay.keys()]);
  return [...paths].map((path) => ({ path, before: (baseline?.has(path) === true ? baseline.get(path) : tree.text(path)) ?? null, after: tried.text(path) ?? null }));
}

export const createdPaths = (texts: readonly TextPair[]): string[] => texts.filter(({ before, after }) => before === null && after !== null).map(({ path }) => path);
