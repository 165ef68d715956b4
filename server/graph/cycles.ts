// Import cycles, and a small set of imports whose removal breaks each. Reads a graph; builds nothing.

import { isMention, type Edge } from './facts.ts';
import { isImport } from './dependents.ts';
import { feedbackArcs, type Arc } from './feedback-arcs.ts';
import type { ReadableGraph } from './project-graph.ts';
import { IS_DECLARATION } from './run-file.ts';

export interface Cycle {
  /** The files that reach each other, sorted. */
  readonly files: readonly string[];
  /** All imports between these pairs must go, and then the cycle is gone. Small, not proven to be the smallest. */
  readonly breaks: readonly { readonly from: string; readonly to: string; readonly specifier: string; readonly line: number }[];
}

/** False for what loads nothing as far as the syntax says: type imports, re-exports of types only, imports of declaration files, which never run, mocks, and comments. */
export function isRuntimeEdge(edge: Edge): boolean {
  if (IS_DECLARATION.test(edge.from)) return false;
  const isReexport = edge.kind === 'REEXPORT' || edge.kind === 'STAR';
  return edge.kind !== 'TYPE' && edge.kind !== 'REFERENCE' && !isMention(edge.kind) && !(isReexport && edge.names.length > 0 && edge.names.every((name) => name.isType));
}

/** The cycles of the imports that are not marked as types; with `includeTypes` of those as well. Largest first, then by name. */
export function findCycles(graph: ReadableGraph, options: { includeTypes?: boolean } = {}): Cycle[] {
  const files = graph.files();
  const targets = new Map(files.map((file) => [file, targetsOf(graph, file, options.includeTypes ?? false)]));
  return stronglyConnected(files, (file) => targets.get(file) ?? [])
    .filter((part) => part.length > 1 || (targets.get(part[0] ?? '') ?? []).includes(part[0] ?? ''))
    .map((part) => cycleOf(graph, part.sort(), targets))
    .sort((a, b) => b.files.length - a.files.length || ((a.files[0] ?? '') < (b.files[0] ?? '') ? -1 : 1));
}

function targetsOf(graph: ReadableGraph, file: string, includeTypes: boolean): string[] {
  const edges = graph.edgesFrom(file).filter((edge) => isRuntimeEdge(edge) || (includeTypes && isImport(edge)));
  return [...new Set(edges.flatMap((edge) => (edge.to !== null && graph.facts(edge.to) ? [edge.to] : [])))];
}

function cycleOf(graph: ReadableGraph, files: string[], targets: ReadonlyMap<string, readonly string[]>): Cycle {
  const inside = new Set(files);
  const arcs = files.flatMap((from) => (targets.get(from) ?? []).filter((to) => inside.has(to)).map((to): Arc => ({ from, to })));
  const breaks = feedbackArcs(files, arcs).flatMap(({ from, to }) => {
    const edges = graph.edgesFrom(from).filter((edge) => edge.to === to && isImport(edge));
    const first = edges.find(isRuntimeEdge) ?? edges[0];
    return first ? [{ from, to, specifier: first.specifier, line: first.line }] : [];
  });
  return { files, breaks };
}

/** Tarjan's strongly connected components (1972), with a stack of its own so that a long chain cannot overflow ours. */
export function stronglyConnected(nodes: readonly string[], targetsOf: (node: string) => readonly string[]): string[][] {
  const parts: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const lower = (node: string, value: number) => low.set(node, Math.min(low.get(node) ?? value, value));
  for (const root of nodes) {
    const calls: { node: string; targets: Iterator<string> }[] = [];
    const enter = (node: string): void => {
      index.set(node, index.size);
      low.set(node, index.get(node) ?? 0);
      open.push(node);
      isOpen.add(node);
      calls.push({ node, targets: targetsOf(node)[Symbol.iterator]() });
    };
    if (!index.has(root)) enter(root);
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const { node, targets } = call;
      const next = targets.next();
      if (!next.done) {
        if (!index.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) lower(node, index.get(next.value) ?? 0);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller) lower(caller.node, low.get(node) ?? 0);
      if (low.get(node) !== index.get(node)) continue;
      const part = open.splice(open.lastIndexOf(node));
      for (const member of part) isOpen.delete(member);
      parts.push(part);
    }
  }
  return parts;
}
