// The first place where the recorded calls leave the expected path, and the condition that was evaluated there. Owns the finding of both.
import type { BranchSeen } from '../behavior.ts';
import type { FirstDivergence } from '../discrepancy.ts';
import type { Trace } from '../trace.ts';
import { type CallTree, nameOfNode } from './call-tree.ts';
import type { PathLine } from './classify-items.ts';
import type { PlacedDifference } from './path-differences.ts';

const AGREED_LIMIT = 5;

/** The last condition that one of `calls` evaluated before the call numbered `limit` was entered. */
function findLastBranch(trace: Trace, calls: ReadonlySet<number>, limit: number): BranchSeen | null {
  for (let at = trace.branches.length - 1; at >= 0; at -= 1) {
    const branch = trace.branches[at]!;
    if (branch.before > limit || !calls.has(branch.call)) continue;
    const site = trace.branchSites[branch.site];
    return site ? { site, taken: branch.taken, values: branch.values } : null;
  }
  return null;
}

/** Nodes whose conditions decide what is called at the line: the surrounding call. */
function listSurrounding(tree: CallTree, { lines, line, node }: Place): number[] {
  if (node >= 0) return [tree.parents[node]!];
  const { view } = (lines[line]!.expected ?? lines[line]!.actual)!.frame;
  if (!view.isByEntry) return [view.parent];
  // By order of entry a missing call may have been expected within the last one that agreed, beside it, or beside any call around it.
  let before = -1;
  for (let at = line - 1; at >= 0 && before < 0; at -= 1) before = lines[at]!.actual?.node ?? -1;
  const around: number[] = [];
  for (let at = before; at >= 0; at = tree.parents[at]!) around.push(at);
  return [...around, -1];
}

/** The lines and the one that is looked at. */
interface Place extends PlacedDifference {
  readonly lines: readonly PathLine[];
}

/** The number in the trace of the next call after the line that one of `parents` made; Infinity where there is none. */
function findLimit(tree: CallTree, { lines, line, node: own }: Place, parents: readonly number[]): number {
  if (own >= 0) return tree.calls[own]!.id ?? Infinity;
  for (let at = line + 1; at < lines.length; at += 1) {
    const node = lines[at]!.actual?.node ?? -1;
    if (node >= 0 && parents.includes(tree.parents[node]!)) return tree.calls[node]!.id ?? Infinity;
  }
  return Infinity;
}

function findBranch(tree: CallTree, place: Place, trace: Trace): BranchSeen | null {
  const parents = listSurrounding(tree, place);
  const ids = parents.map((parent) => (parent < 0 ? -1 : tree.calls[parent]!.id)).filter((id) => id !== null);
  return findLastBranch(trace, new Set(ids), findLimit(tree, place, parents));
}

/**
 * The difference that comes first in the order of the calls, the last calls that agreed before it, and the condition that the surrounding
 * call evaluated last before the call that differs was entered (for a missing call: before the next call that was made, or at the end).
 */
export function findFirstDivergence(tree: CallTree, first: Place, trace: Trace | null): FirstDivergence {
  const { lines } = first;
  const agreed: string[] = [];
  for (let at = first.line - 1; at >= 0 && agreed.length < AGREED_LIMIT; at -= 1) {
    const { kind, actual } = lines[at]!;
    if (kind === null && actual?.kind === 'agreed') agreed.push(nameOfNode(tree, actual.node));
  }
  return { difference: first.difference, agreed: agreed.reverse(), branch: trace ? findBranch(tree, first, trace) : null };
}
