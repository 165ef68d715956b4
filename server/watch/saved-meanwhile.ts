// What was saved while nothing watched a room: the files on the disk beside what an earlier watcher left. Decides nothing.
import { isEditablePath } from '../intents/resolve/edit.ts';
import type { SourceTree } from '../rooms/source-tree.ts';
import type { Baseline, LeftBehind } from './baseline.ts';

export interface Meanwhile {
  /** What every file held when it was looked at last. */
  readonly texts: Map<string, string>;
  /** Those that hold something else now, came or went. */
  readonly differing: readonly string[];
  /** How many of them are taken as they are: what they held is not stored. */
  readonly unknown: number;
}

/** Reads the stored texts of those files only that are not as they were. */
export async function findSavedMeanwhile(tree: SourceTree, baseline: Pick<Baseline, 'readTexts'>, { hashes }: Pick<LeftBehind, 'hashes'>): Promise<Meanwhile> {
  const texts = new Map<string, string>();
  const differing: string[] = [];
  for (const path of new Set([...tree.paths().filter(isEditablePath), ...hashes.keys()])) {
    const text = tree.text(path);
    if ((hashes.get(path) ?? null) !== (tree.hash(path) ?? null)) differing.push(path);
    else if (text !== undefined) texts.set(path, text);
  }
  const stored = await baseline.readTexts(differing);
  let unknown = 0;
  for (const path of differing) {
    const isKnown = stored.has(path) || (hashes.get(path) ?? null) === null;
    if (!isKnown) unknown += 1;
    const text = isKnown ? stored.get(path) : tree.text(path);
    if (text !== undefined) texts.set(path, text);
  }
  return { texts, differing, unknown };
}
