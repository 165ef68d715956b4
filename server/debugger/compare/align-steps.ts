// Which call of a view stands for which expected step. Owns the choice between the ways to align; groups are settled in match-groups.ts.
import { alignSequences } from './align-sequences.ts';
import { alignGreedily, alignWithGaps, countCells } from './align-wildcards.ts';
import type { CallTree } from './call-tree.ts';
import type { Step } from './expected-steps.ts';
import type { View } from './find-level.ts';
import { groupBy } from '../../graph/group-by.ts';
import { settleGroups } from './match-groups.ts';

/** Indexes of calls are those of `view.nodes`. */
export interface StepAlignment {
  /** For each step the call that stands for it; -1 for none. */
  readonly callOf: Int32Array;
  /** For each call the gap that takes it; -1 for none. */
  readonly gapOf: Int32Array;
  /** The steps in the order in which they are shown: members of a group in the order of their calls. */
  readonly order: readonly number[];
  readonly isApproximate: boolean;
}

/** What it costs to let a call stand for a step: less is better. Names that are not in `byName` cost `others`; null: they do not fit. */
export interface PairCosts {
  readonly byName: ReadonlyMap<number, number>;
  readonly others: number | null;
}

/** What the ways to align need to know of a pair. */
export interface Pairing {
  readonly steps: readonly Step[];
  readonly callCount: number;
  /** The same object for steps that fit the same names. */
  readonly costsOf: readonly PairCosts[];
  /** The name of each call, from 0. */
  readonly nameOf: Int32Array;
  /** The patterns that fit a name, without `*`. */
  readonly patternsOf: (name: number) => readonly number[];
  readonly patternOf: Int32Array;
  readonly isOptional: (call: number) => boolean;
}

/** Cells of the table for gaps, groups and overlapping names; more than that is aligned greedily. */
const TABLE_LIMIT = 40_000_000;
/** `*` is the last to be chosen for a call, a name with `*` in it the last but one. */
const COST = { exact: 0, pattern: 2, any: 3 } as const;

function numberNames(tree: CallTree, nodes: readonly number[]): { nameOf: Int32Array; ids: readonly number[] } {
  const local = new Map<number, number>();
  const nameOf = Int32Array.from(nodes, (node) => {
    const id = local.get(tree.nameIds[node]!) ?? local.size;
    local.set(tree.nameIds[node]!, id);
    return id;
  });
  return { nameOf, ids: [...local.keys()] };
}

/** For each step its costs by name. A member of a group may stand at any place of it, so it has the lowest costs of all members. */
function listCosts(steps: readonly Step[], view: View, ids: readonly number[]): PairCosts[] {
  const { patterns, patternOf } = view.named;
  const namesOf: readonly number[][] = patterns.map(() => []);
  for (const [at, id] of ids.entries()) for (const pattern of view.meaning.patternsOf.get(id) ?? []) namesOf[pattern]!.push(at);
  const known = new Map<string, PairCosts>();
  const costsOf = (key: string, members: readonly number[]): PairCosts => {
    const before = known.get(key);
    if (before) return before;
    const byName = new Map<number, number>();
    for (const pattern of new Set(members.map((step) => patternOf[step]!))) {
      const cost = patterns[pattern]?.includes('*') ? COST.pattern : COST.exact;
      for (const name of namesOf[pattern] ?? []) byName.set(name, Math.min(cost, byName.get(name) ?? cost));
    }
    const costs = { byName, others: members.some((step) => steps[step]!.pattern === '*') ? COST.any : null };
    known.set(key, costs);
    return costs;
  };
  const groups = groupBy([...steps.keys()].filter((at) => !steps[at]!.isGap), (at) => steps[at]!.group);
  return steps.map(({ group, isGap }, at) => (isGap ? costsOf('gap', []) : group >= 0 ? costsOf(`group ${group}`, groups.get(group)!) : costsOf(`pattern ${patternOf[at]!}`, [at])));
}

/** Steps and calls as numbers that are equal where they fit; null where a name fits several patterns or a step is more than a name. */
function findPlain(tree: CallTree, steps: readonly Step[], view: View): { a: Int32Array; b: Int32Array } | null {
  if (steps.some(({ isGap, group, pattern }) => isGap || group >= 0 || pattern === '*')) return null;
  for (const patterns of view.meaning.patternsOf.values()) if (patterns.length > 1) return null;
  return { a: view.named.patternOf, b: Int32Array.from(view.nodes, (node) => view.meaning.patternsOf.get(tree.nameIds[node]!)?.[0] ?? -1) };
}

/**
 * Aligns the steps with the calls of their view so that as many as possible belong together. Plain names are aligned as sequences
 * (align-sequences.ts). Gaps, `*`, groups and names that fit several steps fill a table, in which every step or call without a partner costs
 * the same and names go before wildcards; beyond 40 million cells each step takes the next call that fits, and the result is approximate.
 * Members of a group are then matched within the calls around it, as many as there can be.
 */
export function alignSteps(tree: CallTree, steps: readonly Step[], view: View): StepAlignment {
  const plain = findPlain(tree, steps, view);
  const none = (length: number): Int32Array => new Int32Array(length).fill(-1);
  if (plain) {
    const { matches, isApproximate } = alignSequences(plain.a, plain.b);
    return { callOf: matches, gapOf: none(view.nodes.length), order: [...steps.keys()], isApproximate };
  }
  const { nameOf, ids } = numberNames(tree, view.nodes);
  const pairing: Pairing = { steps, callCount: view.nodes.length, costsOf: listCosts(steps, view, ids), nameOf, patternsOf: (name) => view.meaning.patternsOf.get(ids[name]!) ?? [], patternOf: view.named.patternOf, isOptional: (call) => view.isOptional(view.nodes[call]!) };
  const isApproximate = countCells(pairing) > TABLE_LIMIT;
  const aligned = isApproximate ? alignGreedily(pairing) : alignWithGaps(pairing);
  return { callOf: aligned.callOf, gapOf: aligned.gapOf, order: settleGroups(tree, view, { ...pairing, ...aligned }), isApproximate };
}
