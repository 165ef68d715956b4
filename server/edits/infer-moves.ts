// Files that an edit deletes and creates and that are one file at a new path. Owns the method: git's, a share of common lines of at least one half,
// with the one difference that relative specifiers do not count: they are what a move changes.
import type { EditFiles, InferredMove } from '../intents/change.ts';
import { likeness, lineParts } from './likeness.ts';
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

interface Candidate extends InferredMove {
  readonly rank: number;
}

/** Pairs that may be one file. A file that comes with the very text of one that goes is compared with no other. */
function candidatesOf(pairs: readonly TextPair[]): Candidate[] {
  const gone = pairs.filter((pair) => pair.before !== null && pair.after === null);
  const come = pairs.filter((pair) => pair.before === null && pair.after !== null);
  const isSame = (from: TextPair, to: TextPair) => from.before === to.after && from.before?.trim() !== '' && kindOf(from.path) === kindOf(to.path);
  const whole = gone.flatMap((from) => come.filter((to) => isSame(from, to)).map((to) => ({ from, to, likeness: 1 })));
  const settled = new Set(whole.flatMap(({ from, to }) => [from, to]));
  const open = come.filter((to) => !settled.has(to)).map((to) => ({ to, parts: lineParts(withoutSpecifiers(to.after)) }));
  const partial = gone.filter((from) => !settled.has(from)).flatMap((from) => {
    const parts = lineParts(withoutSpecifiers(from.before));
    return open.filter(({ to }) => kindOf(from.path) === kindOf(to.path)).map((other) => ({ from, to: other.to, likeness: likeness(parts, other.parts) }));
  });
  return [...whole, ...partial].map((found) => {
    const [from, to] = [found.from.path, found.to.path];
    return { from, to, likeness: found.likeness, rank: found.likeness + (nameOf(from) === nameOf(to) ? LEAST_LEAD * 2 : 0) };
  });
}

/** One to one, the most alike first; what is as much like another file is left as a deletion and a creation. */
export function inferMoves(pairs: readonly TextPair[]): InferredMove[] {
  const candidates = candidatesOf(pairs);
  const open = candidates.filter((found) => found.likeness >= LEAST_LIKENESS).sort((a, b) => b.rank - a.rank || (a.from + a.to < b.from + b.to ? -1 : 1));
  const moves: InferredMove[] = [];
  const used = new Set<string>();
  for (const { from, to, likeness: alike, rank } of open) {
    if (used.has(`<${from}`) || used.has(`>${to}`)) continue;
    const isRivalled = open.some((other) => (other.from === from) !== (other.to === to) && !used.has(`<${other.from}`) && !used.has(`>${other.to}`) && rank - other.rank < LEAST_LEAD);
    if (isRivalled) continue;
    used.add(`<${from}`).add(`>${to}`);
    moves.push({ from, to, likeness: alike });
  }
  return moves.sort((a, b) => (a.from < b.from ? -1 : 1));
}
