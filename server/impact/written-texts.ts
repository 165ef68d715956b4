// The texts that a change writes, before and after, whether the room has them already or not.
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import { factsOf } from '../edits/export-surface.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';
import type { FileFacts } from '../graph/facts.ts';

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

/** The facts of a text that a path has, had or may have. The graph knows those of what is on disk. */
export const factsIn = ({ graph, tree }: EditSource, path: string, text: string): FileFacts => (text === tree.text(path) ? graph.facts(path) : undefined) ?? factsOf(path, text);

export const createdPaths = (texts: readonly TextPair[]): string[] => texts.filter(({ before, after }) => before === null && after !== null).map(({ path }) => path);
