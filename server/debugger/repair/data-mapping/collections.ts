// Mappings of lists, dictionaries, Maps and Sets: item by item, value by value, and from one kind to another. Owns these searches.
import { candidate, isSame, type Candidate, type Question, type Solve } from './candidates.ts';
import { chain, isRecord, type ConversionName, type Mapping, type ValuePair } from './mapping.ts';
import { after } from './scalars.ts';

/** Enough to tell a mapping from another; the whole is checked at the end. */
const MOST_ITEMS = 120;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function spread<T>(items: readonly T[]): readonly T[] {
  if (items.length <= MOST_ITEMS) return items;
  return Array.from({ length: MOST_ITEMS }, (_, index) => items[Math.floor((index * items.length) / MOST_ITEMS)] as T);
}

/** Item by item, where the lists are as long as each other. */
export function eachCandidates(question: Question, solve: Solve): Candidate[] {
  const items: ValuePair[] = [];
  for (const { expected, actual } of question.pairs) {
    if (!isList(expected) || !isList(actual) || expected.length !== actual.length) return [];
    items.push(...expected.map((item, index) => ({ expected: item, actual: actual[index] })));
  }
  if (items.length === 0) return [];
  const inner = solve({ pairs: spread(items), depth: question.depth - 1, names: [...question.names, 'each'] });
  return inner.map(({ mapping, cost, doubts }) => candidate({ kind: 'each', item: mapping }, cost + 0.3, doubts));
}

const entriesOf = (value: unknown): readonly (readonly [unknown, unknown])[] | null => (value instanceof Map ? [...value] : isRecord(value) ? Object.entries(value) : null);

/** Value by value, where both sides have the same keys. The keys of a record are usually names, so this is unusual unless they change from pair to pair. */
export function valuesCandidates(question: Question, solve: Solve): Candidate[] {
  const items: ValuePair[] = [];
  const shapes = new Set<string>();
  for (const { expected, actual } of question.pairs) {
    const [wanted, found] = [entriesOf(expected), entriesOf(actual)];
    if (!wanted || !found || wanted.length !== found.length || expected instanceof Map !== actual instanceof Map) return [];
    const values = new Map(found);
    if (!wanted.every(([key]) => values.has(key))) return [];
    items.push(...wanted.map(([key, value]) => ({ expected: value, actual: values.get(key) })));
    shapes.add(found.map(([key]) => String(key)).sort().join('\n'));
  }
  if (items.length < 2) return [];
  const isDictionary = shapes.size > 1 || question.pairs.every(({ actual }) => actual instanceof Map);
  const inner = solve({ pairs: spread(items), depth: question.depth - 1, names: [...question.names, 'value'] });
  const of = question.pairs.every(({ actual }) => actual instanceof Map) ? 'map' : 'object';
  return inner.map(({ mapping, cost, doubts }) => candidate({ kind: 'values', of, value: mapping }, cost + (isDictionary ? 0.3 : 2), doubts));
}

/** A list of objects as a dictionary or a Map by one of their fields. */
export function indexCandidates(question: Question, solve: Solve): Candidate[] {
  const isMap = question.pairs.every(({ expected }) => expected instanceof Map);
  if (!isMap && !question.pairs.every(({ expected }) => isRecord(expected))) return [];
  const rows = question.pairs.flatMap(({ actual }) => (isList(actual) ? actual : [null]));
  const [first] = rows;
  if (!isRecord(first) || !rows.every(isRecord)) return [];
  return Object.keys(first).flatMap((key) => {
    const items: ValuePair[] = [];
    for (const { expected, actual } of question.pairs) {
      const wanted = expected instanceof Map ? expected : new Map<unknown, unknown>(Object.entries(expected as object));
      const list = actual as readonly Readonly<Record<string, unknown>>[];
      const keys = list.map((row) => (isMap ? row[key] : String(row[key])));
      if (wanted.size !== list.length || !keys.every((value) => wanted.has(value))) return [];
      items.push(...list.map((row, index) => ({ expected: wanted.get(keys[index]), actual: row })));
    }
    const inner = solve({ pairs: spread(items), depth: question.depth - 1, names: [...question.names, key] });
    return inner.map(({ mapping, cost, doubts }) => candidate({ kind: 'index', key, to: isMap ? 'map' : 'object', item: mapping }, cost + 0.8, doubts));
  });
}

const OPENINGS: readonly { name: ConversionName; cost: number; leadsTo: (expected: unknown) => boolean }[] = [
  { name: 'parseJson', cost: 0.6, leadsTo: (expected) => typeof expected !== 'string' },
  { name: 'fromMap', cost: 0.6, leadsTo: isRecord },
  { name: 'toMap', cost: 0.6, leadsTo: (expected) => expected instanceof Map },
  { name: 'toNumberMap', cost: 0.9, leadsTo: (expected) => expected instanceof Map },
  { name: 'fromEntries', cost: 0.7, leadsTo: isRecord },
  { name: 'toArray', cost: 0.6, leadsTo: isList },
  { name: 'toEntries', cost: 0.7, leadsTo: isList },
  { name: 'values', cost: 0.8, leadsTo: isList },
  { name: 'keys', cost: 1, leadsTo: isList },
  { name: 'orEmpty', cost: 0.8, leadsTo: isList },
  { name: 'reverse', cost: 1.2, leadsTo: isList },
];

/** What is expected, taken apart: it is made from this by the conversion. */
const ENDINGS: readonly { name: ConversionName; cost: number; opens: (expected: unknown) => unknown }[] = [
  { name: 'toJson', cost: 0.8, opens: (expected) => (typeof expected === 'string' && /^[[{]/.test(expected) ? parsed(expected) : undefined) },
  { name: 'toSet', cost: 0.6, opens: (expected) => (expected instanceof Set ? [...expected] : undefined) },
  { name: 'toMap', cost: 0.7, opens: (expected) => (expected instanceof Map && [...expected.keys()].every((key) => typeof key === 'string') ? Object.fromEntries(expected) : undefined) },
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One conversion of the whole, before or after everything else. */
export function wholeCandidates(question: Question, solve: Solve): Candidate[] {
  if (question.depth <= 0) return [];
  const found: Candidate[] = [];
  for (const { name, cost, leadsTo } of OPENINGS) {
    if (!question.pairs.every(({ expected }) => leadsTo(expected))) continue;
    const step: Mapping = { kind: 'convert', name };
    const pairs = after(step, question.pairs);
    // What changes nothing would be asked for ever.
    if (!pairs || pairs.every(({ actual }, index) => isSame(actual, question.pairs[index]?.actual))) continue;
    for (const inner of solve({ ...question, pairs, depth: question.depth - 1 })) found.push(candidate(chain(step, inner.mapping), inner.cost + cost, inner.doubts));
  }
  for (const { name, cost, opens } of ENDINGS) {
    const pairs = question.pairs.map(({ expected, actual }) => ({ expected: opens(expected), actual }));
    if (pairs.some(({ expected }) => expected === undefined)) continue;
    for (const inner of solve({ ...question, pairs, depth: question.depth - 1 })) found.push(candidate(chain(inner.mapping, { kind: 'convert', name }), inner.cost + cost, inner.doubts));
  }
  return found;
}
