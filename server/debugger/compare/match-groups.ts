// Members of "any order" groups and the calls that stand for them. Owns the matching within a group; where the group is, is decided before.
import type { Pairing } from './align-steps.ts';
import { type CallTree, listChildren } from './call-tree.ts';
import { compileSteps, type Step } from './expected-steps.ts';
import type { View } from './find-level.ts';
import { groupBy } from '../../graph/group-by.ts';
import { findMeaning, relateNames } from './name-relation.ts';

interface Placed extends Pairing {
  readonly callOf: Int32Array;
  readonly gapOf: Int32Array;
  readonly windows: ReadonlyMap<number, readonly [number, number]>;
}

/**
 * The size of a maximum matching of a group while calls are added one by one: whether the call that is added makes it larger. Members with
 * the same pattern are one node with a capacity.
 */
export function growMatching({ patternOf, patternsOf, nameOf }: Pairing, { from, to }: { readonly from: number; readonly to: number }): (call: number) => boolean {
  // Patterns are from 0 on, `*` is -1.
  const free = new Map<number, number>();
  for (let step = from; step < to; step += 1) free.set(patternOf[step]!, (free.get(patternOf[step]!) ?? 0) + 1);
  const nodesOf = (name: number): number[] => [...patternsOf(name), -1].filter((pattern) => free.has(pattern));
  const holders = new Map<number, Set<number>>([...free.keys()].map((pattern) => [pattern, new Set()]));
  return (call) => {
    const cameFrom = new Map<number, number>();
    const queue = [call];
    for (const taker of queue) {
      for (const pattern of nodesOf(nameOf[taker]!)) {
        if (cameFrom.has(pattern)) continue;
        cameFrom.set(pattern, taker);
        if (free.get(pattern)! > 0) {
          free.set(pattern, free.get(pattern)! - 1);
          for (let [next, mover] = [pattern, taker]; ; ) {
            holders.get(next)!.add(mover);
            if (mover === call) return true;
            next = [...holders].find(([held, calls]) => held !== next && calls.has(mover))![0];
            holders.get(next)!.delete(mover);
            mover = cameFrom.get(next)!;
          }
        }
        queue.push(...holders.get(pattern)!);
      }
    }
    return false;
  };
}

/** Calls around a group that no other step has: from the last call before it to the first one after it. */
function findWindow(group: readonly number[], { callOf, gapOf, callCount, steps }: Placed): number[] {
  const own = new Set(group);
  const taken = new Map<number, number>();
  for (const [step, call] of callOf.entries()) if (call >= 0) taken.set(call, step);
  const isFree = (call: number): boolean => {
    const step = taken.get(call);
    if (step !== undefined) return own.has(step);
    return gapOf[call]! < 0 || steps[gapOf[call]!]!.group === steps[group[0]!]!.group;
  };
  // Without any call of its own the group stands behind what stands before it.
  let before = -1;
  for (let step = group[0]! - 1; step >= 0 && before < 0; step -= 1) before = callOf[step]!;
  const placed = group.map((step) => callOf[step]!).filter((call) => call >= 0);
  let [from, to] = placed.length > 0 ? [Math.min(...placed), Math.max(...placed) + 1] : [before + 1, before + 1];
  while (from > 0 && isFree(from - 1)) from -= 1;
  while (to < callCount && isFree(to)) to += 1;
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/**
 * A maximum matching: first each member takes its best call, then augmenting paths are searched breadth first for those that got none.
 * Source: C. Berge 1957, in the form of Kuhn's algorithm without recursion.
 */
export function matchMaximum(members: number, candidatesOf: (member: number) => readonly number[]): Map<number, number> {
  const [callOf, memberOf] = [new Map<number, number>(), new Map<number, number>()];
  const augment = (start: number): void => {
    const cameFrom = new Map<number, number>();
    const queue = [start];
    for (const member of queue) {
      for (const call of candidatesOf(member)) {
        if (cameFrom.has(call)) continue;
        cameFrom.set(call, member);
        const holder = memberOf.get(call);
        if (holder !== undefined) {
          queue.push(holder);
          continue;
        }
        for (let [free, taker] = [call, member]; ; taker = cameFrom.get(free)!) {
          const given = callOf.get(taker);
          callOf.set(taker, free);
          memberOf.set(free, taker);
          if (given === undefined) return;
          free = given;
        }
      }
    }
  };
  const waiting: number[] = [];
  for (let member = 0; member < members; member += 1) {
    const call = candidatesOf(member).find((candidate) => !memberOf.has(candidate));
    if (call === undefined) waiting.push(member);
    else {
      callOf.set(member, call);
      memberOf.set(call, member);
    }
  }
  for (const member of waiting) augment(member);
  return callOf;
}

/** Calls in the window that fit a step, those first whose own calls agree most with the nested steps. */
function rankCandidates(tree: CallTree, { nodes }: View, { calls, fitting }: { calls: Step['calls']; fitting: readonly number[] }): readonly number[] {
  if (!calls || fitting.length < 2) return fitting;
  const named = relateNames(tree, compileSteps(calls));
  const agreement = (call: number): number => findMeaning(tree, named, listChildren(tree, nodes[call]!)).overlap;
  return fitting.map((call) => ({ call, score: agreement(call) })).sort((a, b) => b.score - a.score).map(({ call }) => call);
}

/** Matches the members of every group anew, changing `callOf` and `gapOf`; returns the steps in the order of their calls. */
export function settleGroups(tree: CallTree, view: View, placed: Placed): number[] {
  const groups = groupBy([...placed.steps.keys()].filter((at) => placed.steps[at]!.group >= 0), (at) => placed.steps[at]!.group);
  const order = [...placed.steps.keys()];
  for (const all of groups.values()) {
    const gap = all.find((step) => placed.steps[step]!.isGap) ?? -1;
    const group = all.filter((step) => !placed.steps[step]!.isGap);
    const given = placed.windows.get(placed.steps[group[0]!]!.group);
    const window = given ? Array.from({ length: given[1] - given[0] }, (_, n) => given[0] + n) : findWindow(group, placed);
    const { patternOf } = view.named;
    // Names go before wildcards, which fit whatever is left.
    const members = [...group].sort((a, b) => rank(placed.steps[a]!) - rank(placed.steps[b]!));
    const candidates = members.map((step) => {
      const isAny = placed.steps[step]!.pattern === '*';
      const fitting = window.filter((call) => isAny || view.meaning.patternsOf.get(tree.nameIds[view.nodes[call]!]!)?.includes(patternOf[step]!));
      return rankCandidates(tree, view, { calls: placed.steps[step]!.calls, fitting });
    });
    const matched = matchMaximum(members.length, (member) => candidates[member]!);
    for (const call of window) placed.gapOf[call] = gap;
    for (const [member, step] of members.entries()) {
      const call = matched.get(member) ?? -1;
      placed.callOf[step] = call;
      if (call >= 0) placed.gapOf[call] = -1;
    }
    const callAt = (step: number): number => (placed.steps[step]!.isGap ? -1 : placed.callOf[step]! < 0 ? Infinity : placed.callOf[step]!);
    order.splice(all[0]!, all.length, ...all.toSorted((a, b) => callAt(a) - callAt(b) || a - b));
  }
  return order;
}

const rank = ({ pattern }: Step): number => (pattern === '*' ? 2 : pattern.includes('*') ? 1 : 0);
