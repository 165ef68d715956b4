// Files that an edit deletes and creates and that are one file at a new path. Owns the method: git's, a share of common lines of at least one half,
// with the one difference that relative specifiers do not count: they are what a move changes.
import type { EditFiles, InferredMove } from '../intents/change.ts';
import { lineLikeness } from './likeness.ts';
import type { ReadableTree } from './virtual-tree.ts';

/** As `git diff -M` has it by default. */
const LEAST_LIKENESS = 0.5;
/** A pair is taken only when nothing else comes as near; of equal ones, the one that keeps the file's name. */
const LEAST_LEAD = 0.05;

/** Before and after of a path that an edit touches; null: no file. */
export interface TextPair {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an edit starts from is the tree, unless it says it itself; a path that is the same before and after is left out. */
export function textPairs(tree: Pick<ReadableTree, 'text'>, files: EditFiles['files']): TextPair[] {
  return files.map(({ path, text, base }) => ({ path, before: base === undefined ? (tree.text(path) ?? null) : base, after: text })).filter(({ before, after }) => before !== after);
}

const withoutSpecifiers = (text: string | null): string => (text ?? '').replace(/(["'`])\.\.?(?:\/[^"'`\n]*)?\1/g, "'.'");

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const kindOf = (path: string): string => (/\.d\.[cm]?ts$/.test(path) ? 'declarations' : (/\.[cm]?([jt])sx?$/.exec(path)?.[1] ?? nameOf(path).replace(/^[^.]*/, '')));

/** One to one, the most alike first; what is as much like another file is left as a deletion and a creation. */
export function inferMoves(pairs: readonly TextPair[]): InferredMove[] {
  const gone = pairs.filter((pair) => pair.before !== null && pair.after === null);
  const come = pairs.filter((pair) => pair.before === null && pair.after !== null);
  const candidates = gone.flatMap((from) => come.filter((to) => kindOf(from.path) === kindOf(to.path)).map((to) => {
    const likeness = from.before === to.after && from.before?.trim() !== '' ? 1 : lineLikeness(withoutSpecifiers(from.before), withoutSpecifiers(to.after));
    return { from: from.path, to: to.path, likeness, rank: likeness + (nameOf(from.path) === nameOf(to.path) ? LEAST_LEAD * 2 : 0) };
  }));
  const open = candidates.filter(({ likeness }) => likeness >= LEAST_LIKENESS).sort((a, b) => b.rank - a.rank || (a.from + a.to < b.from + b.to ? -1 : 1));
  const moves: InferredMove[] = [];
  const used = new Set<string>();
  for (const { from, to, likeness, rank } of open) {
    if (used.has(`<${from}`) || used.has(`>${to}`)) continue;
    const isRivalled = open.some((other) => (other.from === from) !== (other.to === to) && !used.has(`<${other.from}`) && !used.has(`>${other.to}`) && rank - other.rank < LEAST_LEAD);
    if (isRivalled) continue;
    used.add(`<${from}`).add(`>${to}`);
    moves.push({ from, to, likeness });
  }
  return moves.sort((a, b) => (a.from < b.from ? -1 : 1));
}
