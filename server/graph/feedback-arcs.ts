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

/** Nodes that are not placed yet, by how many more arcs leave them than enter them. Sinks and sources cost no arc and come first. */
class Unplaced {
  readonly #out: ReadonlyMap<string, Set<string>>;
  readonly #into: ReadonlyMap<string, Set<string>>;
  readonly #ends = new Set<string>();
  readonly #byScore = new Map<number, Set<string>>();
  readonly #scores = new Map<string, number>();
  #highest = -Infinity;

  constructor(nodes: readonly string[], arcs: readonly Arc[]) {
    this.#out = groupBy(nodes, arcs, (arc) => [arc.from, arc.to]);
    this.#into = groupBy(nodes, arcs, (arc) => [arc.to, arc.from]);
    for (const node of nodes) this.#place(node);
  }

  /** The next one, with its arcs taken out; null when all are placed. */
  take(): { readonly node: string; readonly isSink: boolean } | null {
    let [best] = this.#ends;
    while (best === undefined && this.#scores.size > 0) {
      [best] = this.#byScore.get(this.#highest) ?? [];
      if (best === undefined) this.#highest -= 1;
    }
    if (best === undefined) return null;
    this.#forget(best);
    const isSink = this.#out.get(best)?.size === 0;
    for (const target of this.#out.get(best) ?? []) this.#cut(this.#into, target, best);
    for (const source of this.#into.get(best) ?? []) this.#cut(this.#out, source, best);
    return { node: best, isSink };
  }

  #cut(side: ReadonlyMap<string, Set<string>>, node: string, other: string): void {
    side.get(node)?.delete(other);
    if (!this.#scores.has(node)) return;
    this.#forget(node);
    this.#place(node);
  }

  #place(node: string): void {
    const [out, into] = [this.#out.get(node)?.size ?? 0, this.#into.get(node)?.size ?? 0];
    const score = out - into;
    this.#scores.set(node, score);
    if (out === 0 || into === 0) this.#ends.add(node);
    else {
      this.#byScore.set(score, (this.#byScore.get(score) ?? new Set()).add(node));
      this.#highest = Math.max(this.#highest, score);
    }
  }

  #forget(node: string): void {
    this.#ends.delete(node);
    this.#byScore.get(this.#scores.get(node) ?? 0)?.delete(node);
    this.#scores.delete(node);
  }
}

function greedyOrder(nodes: readonly string[], arcs: readonly Arc[]): string[] {
  const unplaced = new Unplaced(nodes, arcs.filter((arc) => arc.from !== arc.to));
  const head: string[] = [];
  const tail: string[] = [];
  for (let taken = unplaced.take(); taken; taken = unplaced.take()) (taken.isSink ? tail : head).push(taken.node);
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
