// The recorded calls as flat arrays in the order of entry, with their names interned. Owns the form; decides nothing about differences.
import type { PathCall } from '../behavior.ts';
import { findFit, lastSegment, normalizeCallName } from './call-names.ts';
import { groupBy } from '../../graph/group-by.ts';

/** Nodes are numbered from 0 in the order of entry; -1 stands for what surrounds the outermost calls. */
export interface CallTree {
  readonly calls: readonly PathCall[];
  readonly parents: Int32Array;
  /** The node after the last descendant. */
  readonly ends: Int32Array;
  /** Counted from 1 among the calls of the same parent. */
  readonly positions: Int32Array;
  readonly depths: Int32Array;
  readonly nameIds: Int32Array;
  readonly names: readonly string[];
  /** The names that fit a normalized pattern, the best fit first. */
  readonly fits: (pattern: string) => readonly NameFit[];
}

export interface NameFit {
  readonly nameId: number;
  readonly fit: number;
}

function indexFits(names: readonly string[]): CallTree['fits'] {
  const bySegment = groupBy(names.keys(), (id) => lastSegment(names[id]!));
  const known = new Map<string, readonly NameFit[]>();
  return (pattern) => {
    const before = known.get(pattern);
    if (before) return before;
    const found: NameFit[] = [];
    for (const nameId of pattern.includes('*') ? names.keys() : (bySegment.get(lastSegment(pattern)) ?? [])) {
      const fit = findFit(pattern, names[nameId]!);
      if (fit !== null) found.push({ nameId, fit });
    }
    if (found.length > 1) found.sort((a, b) => a.fit - b.fit);
    known.set(pattern, found);
    return found;
  };
}

interface Listed {
  readonly calls: PathCall[];
  readonly parents: number[];
  readonly positions: number[];
}

/** Calls in the order of entry. Without recursion: a recorded recursion may be deeper than our own stack. */
function listCalls(roots: readonly PathCall[]): Listed {
  const listed: Listed = { calls: [], parents: [], positions: [] };
  const levels = [{ calls: roots, parent: -1, at: 0 }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const call = level.calls[level.at++];
    if (!call) {
      levels.pop();
      continue;
    }
    listed.calls.push(call);
    listed.parents.push(level.parent);
    listed.positions.push(level.at);
    if (call.calls.length > 0) levels.push({ calls: call.calls, parent: listed.calls.length - 1, at: 0 });
  }
  return listed;
}

function internNames(calls: readonly PathCall[]): { nameIds: Int32Array; names: string[] } {
  // By their text and by their normalized spelling, which mostly are the same.
  const ids = new Map<string, number>();
  const names: string[] = [];
  const nameIds = new Int32Array(calls.length);
  for (const [node, { name: text }] of calls.entries()) {
    let id = ids.get(text);
    if (id === undefined) {
      const name = normalizeCallName(text);
      id = ids.get(name) ?? names.push(name) - 1;
      ids.set(name, id);
      if (name !== text) ids.set(text, id);
    }
    nameIds[node] = id;
  }
  return { nameIds, names };
}

/** The flat form of a forest of calls. */
export function buildCallTree(roots: readonly PathCall[]): CallTree {
  const listed = listCalls(roots);
  const { calls } = listed;
  const { nameIds, names } = internNames(calls);
  const [parents, positions] = [Int32Array.from(listed.parents), Int32Array.from(listed.positions)];
  const [depths, ends] = [new Int32Array(calls.length), new Int32Array(calls.length)];
  for (let node = 0; node < calls.length; node += 1) depths[node] = parents[node]! < 0 ? 0 : depths[parents[node]!]! + 1;
  for (let node = calls.length - 1; node >= 0; node -= 1) {
    const [parent, end] = [parents[node]!, Math.max(ends[node]!, node + 1)];
    ends[node] = end;
    if (parent >= 0 && ends[parent]! < end) ends[parent] = end;
  }
  return { calls, parents, ends, positions, depths, nameIds, names, fits: indexFits(names) };
}

/** The calls that `parent` made itself, in order. */
export function listChildren(tree: CallTree, parent: number): number[] {
  const end = parent < 0 ? tree.calls.length : tree.ends[parent]!;
  const children: number[] = [];
  for (let node = parent + 1; node < end; node = tree.ends[node]!) children.push(node);
  return children;
}

export const nameOfNode = (tree: CallTree, node: number): string => tree.names[tree.nameIds[node]!]!;

/** Names of the calls around the level of `parent`, outermost first; at most `limit`, the nearest ones, with `…` for the others. */
export function namesAround(tree: CallTree, parent: number, limit: number): string[] {
  const names: string[] = [];
  for (let node = parent; node >= 0; node = tree.parents[node]!) {
    names.push(names.length < limit ? nameOfNode(tree, node) : '…');
    if (names.length > limit) break;
  }
  return names.reverse();
}
