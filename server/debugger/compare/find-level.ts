// Where in the recorded calls a list of expected calls belongs. Owns the choice of the level; the alignment there is align-steps.ts.
import { type CallTree, listChildren } from './call-tree.ts';
import { compileSteps, type Step } from './expected-steps.ts';
import { findMeaning, type Meaning, type NamedPatterns, relateNames } from './name-relation.ts';

/** The calls that a list of steps is compared with. */
export interface View {
  /** Ascending. */
  readonly nodes: readonly number[];
  /** The call whose own calls they are; for a view by order of entry the call they are all below. -1 for the scenario. */
  readonly parent: number;
  readonly isByEntry: boolean;
  readonly named: NamedPatterns;
  readonly meaning: Meaning;
  /** Calls that may stand there although nobody named them. */
  readonly isOptional: (node: number) => boolean;
}

interface Level {
  readonly parent: number;
  readonly nodes: readonly number[];
  readonly meaning: Meaning;
}

/** Levels whose calls below are looked at where several fit equally well. */
const TIE_LIMIT = 8;

/** The best levels below `within`: most steps in whatever order, then fewest other calls; the outermost first. */
function findBestLevels(tree: CallTree, named: NamedPatterns, options: { readonly within: number; readonly hasGap: boolean }): Level[] {
  const end = options.within < 0 ? tree.calls.length : tree.ends[options.within]!;
  const wanted = named.wanted.reduce((sum, count) => sum + count, 0);
  let best: Level[] = [];
  const cost = (level: Level): number => (options.hasGap ? 0 : level.nodes.length - level.meaning.overlap);
  for (let parent = options.within; parent < end; parent += 1) {
    if (parent >= 0 && tree.ends[parent] === parent + 1) continue;
    const nodes = listChildren(tree, parent);
    if (!nodes.some((node) => named.byName.has(tree.nameIds[node]!))) continue;
    const level = { parent, nodes, meaning: findMeaning(tree, named, nodes) };
    const difference = best[0] ? level.meaning.overlap - best[0].meaning.overlap || cost(best[0]) - cost(level) : 1;
    if (difference > 0) best = [level];
    // Its own calls are all that was expected: nothing below can fit better, and a deep recursion is not searched again on each level.
    if (parent === options.within && cost(level) === 0 && level.meaning.overlap === wanted) break;
    else if (difference === 0 && best.length < TIE_LIMIT) best.push(level);
  }
  return best;
}

/** How many nested steps could be found below the calls of a level: what tells two levels apart that look the same. */
function countNested(tree: CallTree, steps: readonly Step[], level: Level): number {
  let count = 0;
  for (const { calls, pattern } of steps) {
    if (!calls) continue;
    const named = relateNames(tree, compileSteps(calls));
    const names = new Set(tree.fits(pattern).map(({ nameId }) => nameId));
    const counts = level.nodes.filter((node) => names.has(tree.nameIds[node]!)).map((node) => findBestLevels(tree, named, { within: node, hasGap: true })[0]?.meaning.overlap ?? 0);
    count += Math.max(0, ...counts.slice(0, TIE_LIMIT));
  }
  return count;
}

/** Without any name in common: the outermost level where calls can part, behind the calls that only wrap it. */
function findWrappedLevel(tree: CallTree, within: number): Level {
  let [parent, nodes] = [within, listChildren(tree, within)];
  while (nodes.length === 1 && tree.ends[nodes[0]!]! > nodes[0]! + 1) {
    parent = nodes[0]!;
    nodes = listChildren(tree, parent);
  }
  return { parent, nodes, meaning: { patternsOf: new Map(), overlap: 0 } };
}

/** Every named call below `within`, and the unnamed ones that stand beside an outermost named call and hold no named one. */
function listByEntry(tree: CallTree, named: NamedPatterns, within: number): { nodes: number[]; all: number[]; isNamed: (node: number) => boolean } {
  const end = within < 0 ? tree.calls.length : tree.ends[within]!;
  const isNamed = (node: number): boolean => named.byName.has(tree.nameIds[node]!);
  const before = new Int32Array(end + 1);
  const parents = new Set<number>();
  const covered = new Uint8Array(end);
  let cover = 0;
  for (let node = within + 1; node < end; node += 1) {
    before[node + 1] = before[node]! + (isNamed(node) ? 1 : 0);
    if (node < cover) covered[node] = 1;
    else if (isNamed(node)) {
      parents.add(tree.parents[node]!);
      cover = tree.ends[node]!;
    }
  }
  const all: number[] = [];
  for (let node = within + 1; node < end; node += 1) all.push(node);
  const stands = (node: number): boolean => covered[node] === 0 && parents.has(tree.parents[node]!) && before[tree.ends[node]!] === before[node + 1];
  return { nodes: all.filter((node) => isNamed(node) || stands(node)), all, isNamed };
}

/**
 * Places a list of steps among the calls below `within` (-1: all calls).
 * 1. The level (the calls of one parent) that has most of the named calls is compared, call by call. Ties go to the level with fewest other
 *    calls, then to the one below whose calls more of the nested steps are found, then to the outermost and first.
 * 2. What lies below the calls of that level is detail: it is no difference, and it is compared only where the expectation nests.
 * 3. Where the list is flat (no step has `calls`) and no level has as many named calls as there are below `within` in all, the order of
 *    entry counts: the named calls at any depth. Unnamed calls are detail there, but for those that stand beside an outermost named call.
 *    Where the scenario itself is the one call that is named, the others are taken to be expected below it.
 * 4. Where no name is found at all, the outermost level with more than one call is compared.
 */
export function findView(tree: CallTree, steps: readonly Step[], within: number): View {
  const named = relateNames(tree, steps);
  const best = findBestLevels(tree, named, { within, hasGap: steps.some(({ isGap }) => isGap) });
  const isFlat = steps.every(({ calls }) => calls === null);
  const never = (): boolean => false;
  if (isFlat && best[0] && best[0].meaning.overlap < steps.length) {
    if (best[0].nodes.length === tree.calls.length) return { ...best[0], isByEntry: best[0].nodes.length === 1, named, isOptional: never };
    const { nodes, all, isNamed } = listByEntry(tree, named, within);
    const meaning = findMeaning(tree, named, nodes);
    if (meaning.overlap > best[0].meaning.overlap) {
      // A `*` may stand for any call, also for one that nobody named.
      const hasAny = steps.some(({ pattern }) => pattern === '*');
      return { nodes: hasAny ? all : nodes, parent: within, isByEntry: true, named, meaning, isOptional: hasAny ? (node) => !isNamed(node) : never };
    }
    if (best[0].parent < 0 && best[0].nodes.length === 1) return { ...best[0], isByEntry: true, named, isOptional: never };
  }
  const ranked = best.length > 1 && !isFlat ? best.map((level) => ({ level, nested: countNested(tree, steps, level) })).sort((a, b) => b.nested - a.nested).map(({ level }) => level) : best;
  return { ...(ranked[0] ?? (steps.length === 0 ? { parent: within, nodes: listChildren(tree, within), meaning: findMeaning(tree, named, []) } : findWrappedLevel(tree, within))), isByEntry: false, named, isOptional: never };
}

