// Mappings of one value by conversions: none, one, two in a row, units, tables. Owns the search over the table of conversions.
import { accept, candidate, isSame, strengthOf, thin, type Candidate, type Question } from './candidates.ts';
import { applyMapping } from './apply.ts';
import { CONVERSIONS } from './conversions.ts';
import { chain, SAME, type ConversionName, type Mapping, type ValuePair } from './mapping.ts';
import { scaleCandidates } from './scale.ts';
import { joinCandidates, partsOfText } from './texts.ts';

const NAMES = Object.keys(CONVERSIONS) as ConversionName[];
const STEP = 0.25;
const MOST_ROWS = 12;

const convert = (name: ConversionName): Mapping => ({ kind: 'convert', name });

/** The pairs after a first step, or null where it does not apply to all of them or makes nothing new. */
export function after(step: Mapping, pairs: readonly ValuePair[]): ValuePair[] | null {
  if (step.kind === 'convert' && !pairs.every(({ actual }) => CONVERSIONS[step.name].accepts(actual))) return null;
  try {
    const made = pairs.map(({ expected, actual }) => ({ expected, actual: applyMapping(step, actual) }));
    return made.every(({ actual }) => actual !== undefined) ? made : null;
  } catch {
    return null;
  }
}

const isExact = (pairs: readonly ValuePair[]): boolean => pairs.every(({ expected, actual }) => isSame(actual, expected));

/** Every conversion gives true or false for anything: with one side only, it says nothing. */
function isChance(name: ConversionName, pairs: readonly ValuePair[]): boolean {
  if (name !== 'truthy' && name !== 'negate' && name !== 'oneIsTrue' && name !== 'parseYes' && name !== 'parseOne' && name !== 'parseBoolean') return false;
  return new Set(pairs.map(({ expected }) => expected)).size < 2;
}

/** The value as it is, or after one conversion or change of unit. */
export function singleSteps(question: Question): Candidate[] {
  if (isExact(question.pairs)) return [candidate(SAME, 0)];
  const found: Candidate[] = [];
  for (const name of NAMES) {
    const made = after(convert(name), question.pairs);
    if (!made || !isExact(made)) continue;
    const doubts = isChance(name, question.pairs) ? [thin(question, convert(name), 'the examples show only one of true and false')] : [];
    found.push(candidate(convert(name), CONVERSIONS[name].cost + doubts.length, doubts));
  }
  return [...found, ...scaleCandidates(question)];
}

/** Steps that may come first: conversions, and parts of a text. */
function openings(question: Question): { step: Mapping; cost: number }[] {
  const parts = partsOfText(question).map((step, rank) => ({ step, cost: 1 + rank * 0.01 }));
  return [...NAMES.map((name) => ({ step: convert(name), cost: CONVERSIONS[name].cost })), ...parts];
}

/** From one kind of value to another and back: a number through a Date. */
function isDetour(from: readonly ValuePair[], through: readonly ValuePair[]): boolean {
  return from.every(({ expected, actual }, index) => typeof expected === typeof actual && typeof through[index]?.actual !== typeof actual);
}

function doubleSteps(question: Question): Candidate[] {
  const found: Candidate[] = [];
  for (const { step, cost } of openings(question)) {
    const pairs = after(step, question.pairs);
    if (!pairs) continue;
    const isPart = step.kind !== 'convert';
    for (const { mapping, cost: more, doubts } of singleSteps({ ...question, pairs })) {
      if (mapping.kind === 'same' && !isPart) continue;
      const whole = chain(step, mapping);
      const thinly = isPart && question.pairs.length === 1 ? [thin(question, whole, 'one example does not settle which part of the text is meant')] : [];
      const price = cost + more + (mapping.kind === 'same' ? 0 : STEP) + thinly.length * 0.5 + (isDetour(question.pairs, pairs) ? 1 : 0);
      found.push(candidate(whole, price, [...doubts, ...thinly]));
    }
  }
  return found;
}

/** The result as text of a number that is converted first: `String(Math.round(x * 100))`. */
function numbersAsText(question: Question): Candidate[] {
  const numbers = question.pairs.map(({ expected, actual }) => ({ actual, expected: typeof expected === 'string' && expected !== '' && String(Number(expected)) === expected ? Number(expected) : null }));
  if (numbers.length === 0 || numbers.some(({ expected }) => expected === null)) return [];
  return scaleCandidates({ ...question, pairs: numbers }).map(({ mapping, cost, doubts }) => candidate(chain(mapping, convert('toString')), cost + 0.7, doubts));
}

const isKey = (value: unknown): value is string | number | boolean | null => value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A table of values. Only where one of its rows was seen twice: otherwise it repeats the examples and says nothing. */
function lookup(question: Question): Candidate[] {
  const rows = new Map<string | number | boolean | null, unknown>();
  for (const { expected, actual } of question.pairs) {
    if (!isKey(actual) || !(isKey(expected) || expected === undefined)) return [];
    if (rows.has(actual) && !isSame(rows.get(actual), expected)) return [];
    rows.set(actual, expected);
  }
  if (rows.size < 2 || rows.size > MOST_ROWS || rows.size === question.pairs.length || new Set(rows.values()).size < 2) return [];
  const mapping: Mapping = { kind: 'lookup', entries: [...rows] };
  return [candidate(mapping, 2.2, [thin(question, mapping, 'values that are not in the examples are not in the table')])];
}

/** Every mapping of one value by at most two steps; no member of it is read. */
export function scalarCandidates(question: Question): Candidate[] {
  const single = [...singleSteps(question), ...joinCandidates(question)];
  const kept = accept(single, question);
  if (kept.some(({ cost }) => cost <= 0.7)) return kept;
  return accept([...kept, ...doubleSteps(question), ...numbersAsText(question), ...lookup(question)], question);
}

/** One value whatever comes in. */
export function constantCandidates(question: Question): Candidate[] {
  const [first] = question.pairs;
  if (!first || !question.pairs.every(({ expected }) => isSame(expected, first.expected))) return [];
  // The whole result of one call is no constant of the program.
  const isCompound = typeof first.expected === 'object' && first.expected !== null && !isSame(first.expected, []) && !isSame(first.expected, {});
  if (isCompound && question.pairs.length < 3) return [];
  const mapping: Mapping = { kind: 'constant', value: first.expected };
  const inputs = question.pairs.length;
  const doubts = inputs < 3 ? [thin(question, mapping, `${inputs === 1 ? 'one example shows' : 'two examples show'} this value: it may depend on the input`)] : [];
  return [candidate(mapping, (inputs === 1 ? 2.3 : 1.6 + 0.3 * strengthOf([first.expected])) + (isCompound ? 1.5 : 0), doubts)];
}
