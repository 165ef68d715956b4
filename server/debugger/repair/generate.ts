// All candidates of one edit for the suspicious declarations, the likeliest first. Owns the list of operators and how costs add up.
import type { SyntaxNode } from '../../edits/syntax.ts';
import { applyEdits } from '../../edits/text-edits.ts';
import type { Candidate, Draft, Operator } from './candidate.ts';
import type { Ground } from './ground.ts';
import { changeSign, dropSide, exchangeOperator, makeArrow, offByOne, regroupSides, swapSides } from './operators/binary.ts';
import { awaitCall, changeArguments, exchangeMethod, makeAsync, unwrapCall, wrapValue } from './operators/calls.ts';
import { addDefault, addFilter, addTerm, callFunction } from './operators/extend.ts';
import { changeLiteral } from './operators/literals.ts';
import { exchangeExpression, exchangeName, exchangeProperty, stepInside, useParameter } from './operators/names.ts';
import { changeBranches, changeElements, changeReturn, insertStatement, moveStatement, removeStatement } from './operators/statements.ts';

const OPERATORS: readonly Operator[] = [
  exchangeOperator, makeArrow, swapSides, dropSide, regroupSides, offByOne, changeSign, changeLiteral, exchangeName, exchangeExpression, exchangeProperty, stepInside, useParameter,
  exchangeMethod, changeArguments, unwrapCall, wrapValue, makeAsync, awaitCall, removeStatement, changeBranches, moveStatement, changeReturn, insertStatement, changeElements, addTerm, addDefault, callFunction, addFilter,
];

/** How suspicious a node is: 0 not at all, 1 most. */
export type Suspicion = (ground: Ground, node: SyntaxNode) => number;

/** What a place without suspicion costs more than the most suspicious one. */
const SUSPICION_WEIGHT = 2.2;

/** The cost of a draft at a place of the given suspicion (0 to 1). */
export const priceOf = (draft: Draft, suspicion: number): number => draft.cost + SUSPICION_WEIGHT * (1 - suspicion);

/** Sorted by cost; of candidates that give the same text the cheapest stays. Nodes with suspicion 0 give none. */
export function generateCandidates(grounds: readonly Ground[], suspicionOf: Suspicion): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const ground of grounds) {
    for (const node of ground.nodes) {
      const suspicion = suspicionOf(ground, node);
      if (suspicion <= 0) continue;
      for (const operator of OPERATORS) {
        for (const draft of operator(ground, node)) addCandidate(best, { ...draft, ground, node, cost: priceOf(draft, suspicion) });
      }
    }
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost);
}

/** Keeps the cheapest of the candidates with one text. */
export function addCandidate(best: Map<string, Candidate>, candidate: Candidate): void {
  const key = keyOf(candidate);
  if (key === null) return;
  const known = best.get(key);
  if (!known || known.cost > candidate.cost) best.set(key, candidate);
}

/** The text that a candidate gives, without blanks that do not matter much; null where it changes nothing or its edits overlap. */
export function keyOf({ ground, edits }: Pick<Candidate, 'ground' | 'edits'>): string | null {
  let end = -1;
  for (const edit of edits) {
    if (edit.start < end) return null;
    end = edit.end;
  }
  const first = edits[0]!.start;
  const last = edits.at(-1)!.end;
  // Equal edits at the two ends of a range are found by comparing what lies between them.
  const text = applyEdits(ground.file.text.slice(0, last), edits).slice(first);
  if (text === ground.file.text.slice(first, last)) return null;
  const { start, end: stop } = ground.unit.node;
  return `${ground.index}:${ground.file.text.slice(start, first)}${text}${ground.file.text.slice(last, stop)}`.replace(/\s+/g, ' ').replace(/ ?([{}();,]) ?/g, '$1');
}
