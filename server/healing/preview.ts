// Shows the healed tree beside the current one before a run writes anything. Owns the pairs of files and what the compiler says of both; writes nothing.
import type { Checker, Problem } from '../checker/checker.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { pairDiff, type FilePair } from '../edits/unified-diff.ts';
import { VirtualTree, type ReadableTree } from '../edits/virtual-tree.ts';
import { groupBy } from '../graph/group-by.ts';

export type PreviewKind = 'CREATED' | 'DELETED' | 'MOVED' | 'CHANGED';

/** What the compiler says of one file: the first of its errors, and how many there are. */
export interface FileProblems {
  readonly count: number;
  readonly first: readonly Problem[];
}

export interface PreviewedFile {
  readonly kind: PreviewKind;
  /** Where it is in the healed tree; for a deleted file, where it was. */
  readonly path: string;
  /** Where a moved file is now. */
  readonly from: string | null;
  /** Null where the file is not there, or was not checked. */
  readonly before: FileProblems | null;
  readonly after: FileProblems | null;
}

export interface RunPreview {
  readonly files: readonly PreviewedFile[];
  /** Files of the plan that were not put to the compiler because there are more than 500. */
  readonly unchecked: number;
}

export interface FilePreview {
  /** Unified diff; the whole file is its context where `isWhole`. */
  readonly diff: string;
  readonly isWhole: boolean;
}

export const MOST_CHECKED = 500;
export const MOST_LISTED = 5_000;
const PROBLEMS_LISTED = 20;
/** Beyond that only the lines around a change are shown. */
const WHOLE_CHARACTERS = 500_000;

const pathOf = ({ from, to }: FilePair): string => to ?? from ?? '';

function kindOf({ from, to }: FilePair): PreviewKind {
  if (from === null) return 'CREATED';
  if (to === null) return 'DELETED';
  return from === to ? 'CHANGED' : 'MOVED';
}

/**
 * The files that differ once `edits` are made, by path. A file is paired with the one that it was moved from; a path that a move left
 * and that is written again is a new file. `edits` are in the order of execution and start from `base`.
 */
export function pairFiles(base: ReadableTree, edits: readonly FileEdit[]): FilePair[] {
  const healed = new VirtualTree(base).apply(edits);
  const origins = new Map<string, string>();
  for (const edit of edits) {
    if (edit.kind !== 'move') continue;
    origins.set(edit.path, origins.get(edit.from) ?? edit.from);
    origins.delete(edit.from);
  }
  const moved = new Set([...origins].filter(([path]) => healed.has(path)).map(([, from]) => from));
  const pairs = [...healed.overlay].flatMap(([path, after]): FilePair[] => {
    const origin = origins.get(path) ?? (base.has(path) && !moved.has(path) ? path : null);
    if (after === null) return base.has(path) && !moved.has(path) ? [{ from: path, to: null, before: base.text(path) ?? '', after: '' }] : [];
    const before = origin === null ? '' : (base.text(origin) ?? '');
    return origin === path && before === after ? [] : [{ from: origin, to: path, before, after }];
  });
  return pairs.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function problemsByFile(problems: readonly Problem[]): (path: string) => FileProblems {
  const byFile = groupBy(problems, ({ file }) => file);
  return (path) => ({ count: byFile.get(path)?.length ?? 0, first: byFile.get(path)?.slice(0, PROBLEMS_LISTED) ?? [] });
}

/** Checks the changed files of both trees: the first 500 of at most 5,000 that are listed. */
export async function previewEdits({ tree, checker }: { readonly tree: ReadableTree; readonly checker: Pick<Checker, 'check'> }, edits: readonly FileEdit[], signal: AbortSignal): Promise<RunPreview> {
  const pairs = pairFiles(tree, edits);
  const put = pairs.slice(0, MOST_CHECKED);
  const check = async (overlay: ReadonlyMap<string, string | null>, paths: readonly (string | null)[]) => {
    const { problems, checked } = await checker.check({ overlay, files: paths.filter((path) => path !== null), signal });
    return { of: problemsByFile(problems), checked: new Set(checked) };
  };
  const now = await check(new Map(), put.map(({ from }) => from));
  const healed = await check(new VirtualTree(tree).apply(edits).overlay, put.map(({ to }) => to));
  const files = pairs.slice(0, MOST_LISTED).map((pair): PreviewedFile => ({
    kind: kindOf(pair),
    path: pathOf(pair),
    from: pair.to !== null && pair.from !== pair.to ? pair.from : null,
    before: pair.from !== null && now.checked.has(pair.from) ? now.of(pair.from) : null,
    after: pair.to !== null && healed.checked.has(pair.to) ? healed.of(pair.to) : null,
  }));
  return { files, unchecked: pairs.length - put.length };
}

/** One file of the healed tree beside the current one; null where the edits do not change it. */
export function previewFile(tree: ReadableTree, edits: readonly FileEdit[], path: string): FilePreview | null {
  const pair = pairFiles(tree, edits).find((each) => pathOf(each) === path);
  if (!pair) return null;
  const isWhole = Math.max(pair.before.length, pair.after.length) <= WHOLE_CHARACTERS;
  return { isWhole, diff: pairDiff(pair, isWhole ? Infinity : 3) };
}
