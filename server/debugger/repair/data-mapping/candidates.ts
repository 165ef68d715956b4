// Candidate mappings while one is searched: their cost, their doubts, and the check that each must pass. Owns acceptance.
import { isDeepStrictEqual } from 'node:util';
import { applyMapping } from './apply.ts';
import type { Mapping, ValuePair } from './mapping.ts';

/** What the examples do not settle, at the place `at` of the expected value. */
export interface Doubt {
  readonly at: string;
  readonly chosen: Mapping;
  /** Mappings that fit as well; empty where the one is chosen on thin evidence, told in `why`. */
  readonly others: readonly Mapping[];
  readonly why: string;
}

export interface Candidate {
  readonly mapping: Mapping;
  /** Smaller is more natural; a plain copy is 0. */
  readonly cost: number;
  readonly doubts: readonly Doubt[];
}

/** A mapping that is wanted: of all pairs, for the member named by the last of `names`. */
export interface Question {
  readonly pairs: readonly ValuePair[];
  /** Levels of objects, arrays and readings that may still be entered. */
  readonly depth: number;
  readonly names: readonly string[];
}

export type Solve = (question: Question) => Candidate[];

/** As `isDeepStrictEqual`, but two objects of one content are equal whether or not they have a prototype. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** True when the mapping gives exactly what is expected for every pair. */
export function reproduces(mapping: Mapping, pairs: readonly ValuePair[]): boolean {
  return pairs.every(({ expected, actual }) => {
    try {
      return isSame(applyMapping(mapping, actual), expected);
    } catch {
      // A member of undefined, a Date that is none: it does not fit.
      return false;
    }
  });
}

/** The accepted ones, the cheapest first, each mapping once. */
export function accept(candidates: Iterable<Candidate>, question: Question, limit = 6): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => a.cost - b.cost)) {
    if (kept.length === limit) break;
    if (kept.some(({ mapping }) => isDeepStrictEqual(mapping, candidate.mapping))) continue;
    if (reproduces(candidate.mapping, question.pairs)) kept.push(candidate);
  }
  return kept;
}

export const candidate = (mapping: Mapping, cost: number, doubts: readonly Doubt[] = []): Candidate => ({ mapping, cost, doubts });

/** The doubt of a choice that one example or a special case made. */
export const thin = (question: Question, mapping: Mapping, why: string): Doubt => ({ at: question.names.join('.'), chosen: mapping, others: [], why });

/** 0 to 1: how much equal values tell. True and false tell little, long strings and large numbers much, several distinct ones most. */
export function strengthOf(values: readonly unknown[]): number {
  const distinct = new Set(values);
  let sum = 0;
  for (const value of distinct) {
    if (typeof value === 'boolean' || value === null || value === undefined || value === '') sum += 0.1;
    else if (typeof value === 'number') sum += Math.abs(value) >= 10 || !Number.isInteger(value) ? 0.5 : 0.25;
    else if (typeof value === 'string') sum += value.length >= 3 ? 0.5 : 0.2;
    else sum += 0.5;
  }
  return Math.min(1, sum);
}
