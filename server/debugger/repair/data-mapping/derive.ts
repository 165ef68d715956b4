// Derives the mapping that turns what a boundary gives into what it must give. Owns the order of the search and what is accepted.
import { accept, candidate, isSame, reproduces, thin, type Candidate, type Doubt, type Question, type Solve } from './candidates.ts';
import { eachCandidates, indexCandidates, valuesCandidates, wholeCandidates } from './collections.ts';
import type { Mapping, ValuePair } from './mapping.ts';
import { objectCandidates, openCandidates, pickCandidates, tupleCandidates } from './objects.ts';
import { constantCandidates, scalarCandidates } from './scalars.ts';
import { mappingSource } from './source.ts';
import { templateCandidates } from './texts.ts';
import { findValueSource } from './value-source.ts';

const DEPTH = 4;
const MOST_PAIRS = 60;
const MOST_FOLDS = 5;
const MOST_COMPARED = 20;
const MOST_ALTERNATIVES = 4;
/** Bounds the search where nothing fits; what is found is found in far fewer. */
const MOST_QUESTIONS = 600;

export interface Derivation {
  readonly mapping: Mapping;
  /** Places where the examples leave a choice, and those decided by one example only. */
  readonly doubts: readonly Doubt[];
  /** Other mappings that reproduce every pair, the most natural first. */
  readonly alternatives: readonly Mapping[];
  /** Pairs that the mapping was not derived from and that it reproduces; 0 of 0 where there were too few to hold any back. */
  readonly heldBack: { readonly passed: number; readonly total: number };
}

/** Two equal inputs with different results: no function does that. Of many objects the first are compared; candidates are checked on all. */
function contradicts(pairs: readonly ValuePair[]): boolean {
  const scalars = new Map<unknown, unknown>();
  const others: ValuePair[] = [];
  for (const pair of pairs) {
    if (typeof pair.actual === 'object' && pair.actual !== null) others.push(pair);
    else if (scalars.has(pair.actual) && !isSame(scalars.get(pair.actual), pair.expected)) return true;
    else scalars.set(pair.actual, pair.expected);
  }
  const compared = others.slice(0, MOST_COMPARED);
  return compared.some((pair, index) => compared.slice(index + 1).some((other) => isSame(pair.actual, other.actual) && !isSame(pair.expected, other.expected)));
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** A constant where the input is missing, and a mapping of the others. */
function fallbackCandidates(question: Question, solve: Solve): Candidate[] {
  const missing = question.pairs.filter(({ actual }) => isMissing(actual));
  const [first] = missing;
  if (!first || !missing.every(({ expected }) => isSame(expected, first.expected))) return [];
  const present = question.pairs.filter(({ actual }) => !isMissing(actual));
  const kinds = new Set(missing.map(({ actual }) => actual));
  const value = first.expected;
  const when = kinds.size === 2 || value !== kinds.values().next().value ? 'nullish' : kinds.has(null) ? 'null' : 'undefined';
  const isKept = kinds.size === 1 && kinds.has(value as undefined);
  const inner = present.length === 0 ? [candidate({ kind: 'same' }, 1.2)] : solve({ ...question, pairs: present });
  return inner.flatMap(({ mapping, cost, doubts }) => {
    // Missing stays missing: that is no fallback.
    if (isKept && mapping.kind === 'same') return [];
    const whole: Mapping = { kind: 'fallback', when, value, then: mapping };
    return [candidate(whole, cost + 0.5, present.length === 0 ? [...doubts, thin(question, whole, 'no example shows what becomes of a value that is there')] : doubts)];
  });
}

/** The same for values that are there and empty: `''`, 0, NaN. */
function emptyCandidates(question: Question, solve: Solve): Candidate[] {
  const isEmpty = ({ actual }: ValuePair) => !actual;
  const empty = question.pairs.filter(isEmpty);
  const [first] = empty;
  if (!first || empty.every(({ actual }) => isMissing(actual)) || !empty.every(({ expected }) => isSame(expected, first.expected))) return [];
  const full = question.pairs.filter((pair) => !isEmpty(pair));
  if (full.length === 0) return [];
  return solve({ ...question, pairs: full }).map(({ mapping, cost, doubts }) => candidate({ kind: 'fallback', when: 'falsy', value: first.expected, then: mapping }, cost + 0.9, doubts));
}

/** Every family that applies, each candidate checked on all pairs. After `MOST_QUESTIONS` it answers no more. */
function createSolve(): Solve {
  let asked = 0;
  const solve: Solve = (question) => {
    asked += 1;
    if (asked > MOST_QUESTIONS || question.pairs.length === 0 || question.depth < 0 || contradicts(question.pairs)) return [];
    return answer(question, solve);
  };
  return solve;
}

function answer(question: Question, solve: Solve): Candidate[] {
  const near = [...fallbackCandidates(question, solve), ...scalarCandidates(question)];
  if (near.some(({ cost }) => cost <= 0.5)) return accept(near, question);
  const found = [
    ...near, ...emptyCandidates(question, solve), ...eachCandidates(question, solve), ...valuesCandidates(question, solve), ...indexCandidates(question, solve),
    ...objectCandidates(question, solve), ...tupleCandidates(question, solve), ...templateCandidates(question), ...pickCandidates(question),
  ];
  const kept = accept(found, question);
  // What has no doubts and is natural needs no rivals of a stranger shape.
  if (kept[0] && kept[0].cost <= (kept[0].doubts.length === 0 ? 2.5 : 1)) return kept;
  return accept([...kept, ...openCandidates(question, solve), ...wholeCandidates(question, solve), ...constantCandidates(question)], question);
}

const isWritable = (mapping: Mapping): boolean => {
  if (mapping.kind === 'constant' || (mapping.kind === 'fallback' && findValueSource(mapping.value) === null)) return findValueSource(mapping.value) !== null;
  const inner = Object.values(mapping).flatMap((part: unknown) => (Array.isArray(part) ? part : [part])) as unknown[];
  return inner.every((part) => typeof part !== 'object' || part === null || !('kind' in part || 'key' in part) || isWritable(('key' in part && 'value' in part && !('kind' in part) ? part.value : part) as Mapping));
};

function ranked(pairs: readonly ValuePair[]): Candidate[] {
  const found = createSolve()({ pairs: pairs.slice(0, MOST_PAIRS), depth: DEPTH, names: [] });
  return found.filter(({ mapping }) => isWritable(mapping) && reproduces(mapping, pairs));
}

/** Derives from all but some, and asks those: what only repeats the examples fails. Every pair is held back once, in at most five folds. */
function crossCheck(pairs: readonly ValuePair[]): { passed: number; total: number } {
  if (pairs.length < 3) return { passed: 0, total: 0 };
  const folds = Math.min(MOST_FOLDS, pairs.length);
  let passed = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = pairs.filter((_, index) => index % folds !== fold);
    const unseen = pairs.filter((_, index) => index % folds === fold);
    const [best] = ranked(seen);
    for (const pair of unseen) if (best && reproduces(best.mapping, [pair])) passed += 1;
  }
  return { passed, total: pairs.length };
}

/** Rivals that read as the chosen one are none; a doubt that had only such is none either. */
function withoutRepeats(doubt: Doubt): Doubt[] {
  const texts = new Set([mappingSource(doubt.chosen, 'input')]);
  const others = doubt.others.filter((other) => texts.size < texts.add(mappingSource(other, 'input')).size);
  return doubt.others.length > 0 && others.length === 0 ? [] : [{ ...doubt, others }];
}

/** Those that are nearly as natural and read otherwise. */
function alternativesTo(best: Candidate, others: readonly Candidate[]): Mapping[] {
  const texts = new Set([mappingSource(best.mapping, 'input')]);
  const near = others.filter(({ cost }) => cost <= best.cost * 1.5 + 0.5);
  return near.map(({ mapping }) => mapping).filter((mapping) => texts.size < texts.add(mappingSource(mapping, 'input')).size).slice(0, MOST_ALTERNATIVES);
}

/**
 * The most natural mapping that gives `expected` from `actual` exactly, on every pair. With three pairs or more each is held back once,
 * and what fails on more than half of those is rejected; `heldBack` adds pairs that are never derived from. Null where there is none, or
 * nothing is to be done. Method: enumeration directed by kinds of values, cheapest first, in the manner of FlashFill's programs by example.
 */
export function deriveMappings(pairs: readonly ValuePair[], heldBack: readonly ValuePair[] = []): Derivation | null {
  if (pairs.length === 0 || contradicts([...pairs, ...heldBack])) return null;
  const found = ranked(pairs).filter(({ mapping }) => reproduces(mapping, heldBack));
  const [best, ...others] = found;
  if (!best || best.mapping.kind === 'same') return null;
  const checked = crossCheck(pairs);
  if (checked.total > 0 && checked.passed * 2 < checked.total) return null;
  return {
    mapping: best.mapping, doubts: best.doubts.flatMap(withoutRepeats), alternatives: alternativesTo(best, others),
    heldBack: { passed: checked.passed + heldBack.length, total: checked.total + heldBack.length },
  };
}

/** The mapping of `deriveMappings` alone. */
export function deriveMapping(pairs: readonly ValuePair[]): Mapping | null {
  return deriveMappings(pairs)?.mapping ?? null;
}

/** True where the mapping gives what is expected for the pair. */
export function holdsFor(mapping: Mapping, pair: ValuePair): boolean {
  return reproduces(mapping, [pair]);
}

