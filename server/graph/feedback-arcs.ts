// A small set of arcs whose removal leaves a graph without cycles.

export interface Arc {
  readonly from: string;
  readonly to: string;
}

/**
 * Greedy ordering of Eades, Lin and Smyth (1993): the arcs that point backwards in it, less those that turn out not to
 * be needed. Finding the smallest set is NP-hard; this one is minimal (no arc of it can be spared), not minimum.
 */
export function feedbackArcs(nodes: readonly string[], arcs: readonly Arc[]): Arc[] {
  const place = new Map(greedyOrder(nodes, arcs).map((node, index) => [node, index]));
  const at = (node: string) => place.get(node) ?? 0;
  const kept = new Map<string, string[]>(nodes.map((node) => [node, []]));
  const backward: Arc[] = [];
  for (const arc of arcs) {
    if (at(arc.from) < at(arc.to)) kept.get(arc.from)?.push(arc.to);
    else backward.push(arc);
  }
  return backward.filter((arc) => {
    if (reaches(kept, arc.to, arc.from)) return true;
    kept.get(arc.from)?.push(arc.to);
    return false;
  });
}

function greedyOrder(nodes: readonly string[], arcs: readonly Arc[]): string[] {
  const links = arcs.filter((arc) => arc.from !== arc.to);
  const out = groupBy(nodes, links, (arc) => [arc.from, arc.to]);
  const into = groupBy(nodes, links, (arc) => [arc.to, arc.from]);
  const left = new Set(nodes);
  const head: string[] = [];
  const tail: string[] = [];
  const degree = (map: ReadonlyMap<string, Set<string>>, node: string) => map.get(node)?.size ?? 0;
  while (left.size > 0) {
    let best: string | null = null;
    let bestScore = -Infinity;
    for (const node of left) {
      // Sinks go to the end and sources to the front; both cost no arc.
      const score = degree(out, node) === 0 || degree(into, node) === 0 ? Infinity : degree(out, node) - degree(into, node);
      if (score > bestScore) [best, bestScore] = [node, score];
      if (score === Infinity) break;
    }
    if (best === null) break;
    if (degree(out, best) === 0) tail.push(best);
    else head.push(best);
    left.delete(best);
    for (const target of out.get(best) ?? []) into.get(target)?.delete(best);
    for (const source of into.get(best) ?? []) out.get(source)?.delete(best);
  }
  return [...head, ...tail.reverse()];
}

function groupBy(nodes: readonly string[], arcs: readonly Arc[], pair: (arc: Arc) => [string, string]): Map<string, Set<string>> {
  const groups = new Map(nodes.map((node) => [node, new Set<string>()]));
  for (const arc of arcs) {
    const [key, value] = pair(arc);
    groups.get(key)?.add(value);
  }
  return groups;
}

function reaches(targets: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (const target of targets.get(node) ?? []) seen.add(target);
  }
  return false;
}
