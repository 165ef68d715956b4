// How suspicious each node of the searched units is, from what was observed. Owns the mixture; the formula is localise/ochiai.ts.
import type { SyntaxNode } from '../../edits/syntax.ts';
import { ochiai } from '../localise/ochiai.ts';
import type { Suspicion } from './generate.ts';
import type { Ground } from './ground.ts';

/** Places that no failing example reached may matter once another place is changed; they come late. */
const UNREACHED = 0.12;

/**
 * 1 for the places with the highest coefficient. Places of `boosted` (handed-in suspects, the first divergence) count more. Units that
 * no failing example entered count 0.
 */
export function suspicionFrom(grounds: readonly Ground[], passed: readonly boolean[], boostOf: (ground: Ground, node: SyntaxNode) => number): Suspicion {
  const scores = new Map<Ground, Map<SyntaxNode, number>>();
  let most = 0;
  for (const ground of grounds) {
    const own = new Map<SyntaxNode, number>();
    const isUnitReached = ground.nodes.some((node) => failedHits(ground, node, passed));
    for (const node of ground.nodes) {
      if (!isUnitReached) continue;
      const hits = hitsOf(ground, node);
      const score = hits ? ochiai(hits, passed) : 0;
      own.set(node, score);
      most = Math.max(most, score);
    }
    scores.set(ground, own);
  }
  return (ground, node) => {
    const score = scores.get(ground)?.get(node);
    if (score === undefined) return ground.unit.isFunction || grounds.length > 3 ? 0 : UNREACHED;
    return Math.max(UNREACHED, most === 0 ? 0.5 : (score / most) * boostOf(ground, node));
  };
}

const failedHits = (ground: Ground, node: SyntaxNode, passed: readonly boolean[]): boolean => ground.seen(node)?.hits.some((hits, example) => hits > 0 && passed[example] === false) ?? false;

/** Of the node itself, or of the nearest thing around it that was observed; for a block of its first statement. */
function hitsOf(ground: Ground, node: SyntaxNode): readonly number[] | undefined {
  const own = ground.seen(node)?.hits;
  if (own) return own;
  const inside = firstSeenInside(ground, node);
  if (inside) return inside;
  for (const ancestor of ground.ancestorsOf(node)) {
    const hits = ground.seen(ancestor)?.hits;
    if (hits) return hits;
  }
  return undefined;
}

/** The nodes of a subtree follow their root in the list. */
function firstSeenInside(ground: Ground, node: SyntaxNode): readonly number[] | undefined {
  for (let at = ground.idOf(node) + 1; at < ground.nodes.length; at += 1) {
    const inner = ground.nodes[at]!;
    if (inner.start >= node.end) return undefined;
    const hits = ground.seen(inner)?.hits;
    if (hits) return hits;
  }
  return undefined;
}
