// The parts of two containers of one kind, paired. Owns the pairing of fields, entries and members; that of elements is pair-elements.ts.
import type { DiffContext } from './diff-values.ts';
import { type ElementPair, pairElements } from './pair-elements.ts';
import type { PathState } from './path-patterns.ts';
import type { Note } from './value-differences.ts';
import type { PathSegment } from './value-paths.ts';
import { measureLikeness } from './value-likeness.ts';
import { isPlainArray, listItems, listPlainKeys, type Parts, readField, readParts } from './value-parts.ts';

export interface ContainerPart {
  readonly kind: 'pair' | 'missing' | 'unexpected';
  readonly segment: PathSegment;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly state: PathState;
  /** That the part has moved. */
  readonly note: Note | null;
}

interface Containers {
  readonly expected: object;
  readonly actual: object;
  readonly state: PathState;
}

/** Symbols of two recordings are never the same; their descriptions are. */
const keyText = (key: PropertyKey): string => (typeof key === 'symbol' ? `@@${String(key)}` : `.${String(key)}`);

/** Keys that stand on one side only but are the same once ids and dates are scrubbed: those with equal values first, then in order. */
function pairScrubbedKeys({ ids, scrubbing }: DiffContext, { expected, actual, state }: Containers, keys: { readonly missing: readonly PropertyKey[]; readonly unexpected: readonly PropertyKey[] }): Map<PropertyKey, PropertyKey> {
  const scrub = (key: PropertyKey): string | null => (typeof key === 'string' && scrubbing.text(key) !== key ? scrubbing.text(key) : null);
  const pairs = new Map<PropertyKey, PropertyKey>();
  const open = new Set(keys.unexpected.filter((key) => scrub(key) !== null));
  if (open.size === 0) return pairs;
  const idOf = (value: object, key: PropertyKey): number => ids.idOf(readField(value, key), state.isSettled ? state : scrubbing.settled);
  for (const isEqual of [true, false]) {
    for (const key of keys.missing) {
      const text = pairs.has(key) ? null : scrub(key);
      if (text === null) continue;
      const partner = [...open].find((other) => scrub(other) === text && (!isEqual || idOf(expected, key) === idOf(actual, other)));
      if (partner === undefined) continue;
      pairs.set(key, partner);
      open.delete(partner);
    }
  }
  return pairs;
}

/** Parts that are known to be the same have nothing to tell. */
const areSame = ({ ids }: DiffContext, [expected, actual]: readonly [unknown, unknown], state: PathState): boolean => (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null) && ids.areEqual(expected, actual, state);

/** Fields of objects without class that have the same keys, the parts that differ only; null where their keys are not the same. */
function pairPlainFields(context: DiffContext, { expected, actual, state }: Containers): ContainerPart[] | null {
  const [left, right] = [listPlainKeys(expected), listPlainKeys(actual)];
  if (!left || !right || left.length !== right.length || !state.isSettled || !context.hasUndefined) return null;
  const parts: ContainerPart[] = [];
  for (const [at, key] of left.entries()) {
    if (right[at] !== key && !Object.hasOwn(actual, key)) return null;
    const [value, other] = [readField(expected, key), readField(actual, key)];
    if (!areSame(context, [value, other], state)) parts.push({ kind: 'pair', segment: { kind: 'key', key }, expected: value, actual: other, state, note: null });
  }
  return parts;
}

function pairFields(context: DiffContext, containers: Containers, [left, right]: readonly [Parts, Parts]): ContainerPart[] {
  const { expected, actual, state } = containers;
  const listKeys = (value: object, fields: readonly PropertyKey[]): readonly PropertyKey[] => (context.hasUndefined ? fields : fields.filter((key) => readField(value, key) !== undefined));
  const [leftKeys, rightKeys] = [listKeys(expected, left.fields), listKeys(actual, right.fields)];
  const keyOf = new Map(rightKeys.map((key) => [keyText(key), key]));
  const known = new Set(leftKeys.map(keyText));
  const missing = leftKeys.filter((key) => !keyOf.has(keyText(key)));
  const unexpected = rightKeys.filter((key) => !known.has(keyText(key)));
  const scrubbed = missing.length > 0 && unexpected.length > 0 ? pairScrubbedKeys(context, containers, { missing, unexpected }) : new Map<PropertyKey, PropertyKey>();
  const taken = new Set(scrubbed.values());
  const parts: ContainerPart[] = [];
  for (const key of leftKeys) {
    const partner = keyOf.get(keyText(key)) ?? scrubbed.get(key);
    const value = readField(expected, key);
    const segment: PathSegment = { kind: 'key', key };
    const next = state.step(segment, value);
    if (partner !== undefined) parts.push({ kind: 'pair', segment, expected: value, actual: readField(actual, partner), state: next, note: null });
    else if (!next.isIgnored && right.left === 0) parts.push({ kind: 'missing', segment, expected: value, actual: undefined, state: next, note: null });
  }
  for (const key of unexpected) {
    const value = readField(actual, key);
    const segment: PathSegment = { kind: 'key', key };
    if (!taken.has(key) && left.left === 0 && !state.step(segment, value).isIgnored) parts.push({ kind: 'unexpected', segment, expected: undefined, actual: value, state, note: null });
  }
  return parts;
}

/** Entries of Maps by keys that are deeply equal. */
function pairEntries({ ids, scrubbing }: DiffContext, { expected, actual, state }: { expected: Map<unknown, unknown>; actual: Map<unknown, unknown>; state: PathState }, [left, right]: readonly [Parts, Parts]): ContainerPart[] {
  const waiting = new Map<number, [unknown, unknown][]>();
  for (const entry of [...actual].reverse()) {
    const id = ids.idOf(entry[0], scrubbing.settled);
    const same = waiting.get(id);
    if (same) same.push(entry);
    else waiting.set(id, [entry]);
  }
  const parts: ContainerPart[] = [];
  for (const [key, value] of expected) {
    const partner = waiting.get(ids.idOf(key, scrubbing.settled))?.pop();
    const segment: PathSegment = { kind: 'map', key };
    const next = state.step(segment, value);
    if (partner) parts.push({ kind: 'pair', segment, expected: value, actual: partner[1], state: next, note: null });
    else if (right.left === 0) parts.push({ kind: 'missing', segment, expected: value, actual: undefined, state: next, note: null });
  }
  const rest = new Set([...waiting.values()].flatMap((entries) => entries.map(([key]) => key)));
  for (const [key, value] of left.left === 0 && rest.size > 0 ? actual : []) {
    const segment: PathSegment = { kind: 'map', key };
    if (rest.has(key)) parts.push({ kind: 'unexpected', segment, expected: undefined, actual: value, state: state.step(segment, value), note: null });
  }
  return parts.filter((part) => !part.state.isIgnored);
}

/** Elements one by one, where both sides have them: bytes, and arrays of which a part was cut. */
function pairByIndex(items: readonly [readonly unknown[], readonly unknown[]], isCut: boolean): ElementPair[] {
  const length = isCut ? Math.min(items[0].length, items[1].length) : Math.max(items[0].length, items[1].length);
  return Array.from({ length }, (_, at) => ({ expected: at < items[0].length ? at : -1, actual: at < items[1].length ? at : -1, isMoved: false }));
}

/** Elements of arrays and members of Sets. */
function pairItems(context: DiffContext, { expected, actual, state }: { expected: readonly unknown[]; actual: readonly unknown[]; state: PathState }, { kind, isCut }: { kind: 'array' | 'set' | 'typed array'; isCut: boolean }): ContainerPart[] {
  const segmentOf = (index: number, value: unknown): PathSegment => (kind === 'set' ? { kind: 'member', value } : { kind: 'index', index });
  const listIds = (items: readonly unknown[]): number[] => items.map((item, at) => context.ids.idOf(item, state.step(segmentOf(at, item), item)));
  // Of one element each, the one stands for the other.
  const byIndex = kind === 'typed array' || (kind === 'array' && expected.length === 1 && actual.length === 1) || (isCut && kind === 'array' && !state.isUnordered);
  const { pairs, identity } = byIndex ? { pairs: pairByIndex([expected, actual], isCut), identity: null } : pairElements({ items: expected, listIds: () => listIds(expected) }, { items: actual, listIds: () => listIds(actual) }, {
    identityKeys: context.identityKeys, isUnordered: kind === 'set' || state.isUnordered, likeness: (a, b) => measureLikeness(context, a, b), printOf: (id) => context.ids.printOf(id),
  });
  const parts: ContainerPart[] = [];
  for (const { expected: left, actual: right, isMoved } of pairs) {
    const [index, value] = left >= 0 ? [left, expected[left]] : [right, actual[right]];
    const next = state.step(segmentOf(index, value), value);
    const segment = identity === null ? segmentOf(index, value) : ({ kind: 'identity', name: identity, value: readField(value as object, identity) } as const);
    if (next.isIgnored) continue;
    if (left >= 0 && right >= 0 && !isMoved && areSame(context, [value, actual[right]], next)) continue;
    if (left >= 0 && right >= 0) parts.push({ kind: 'pair', segment, expected: value, actual: actual[right], state: next, note: isMoved ? { kind: 'moved', from: left, to: right } : null });
    else if (!isCut) parts.push({ kind: left >= 0 ? 'missing' : 'unexpected', segment, expected: left >= 0 ? value : undefined, actual: right >= 0 ? value : undefined, state: next, note: null });
  }
  return parts;
}

/** All parts of two containers of the same kind, in the order of the expected one: its fields, then its elements, entries or members. */
export function pairParts(context: DiffContext, containers: Containers): ContainerPart[] {
  const { expected, actual, state } = containers;
  if (isPlainArray(expected) && isPlainArray(actual)) return pairItems(context, { expected, actual, state }, { kind: 'array', isCut: false });
  const plain = pairPlainFields(context, containers);
  if (plain) return plain;
  const both = [readParts(expected), readParts(actual)] as const;
  const [left, right] = both;
  const parts = pairFields(context, containers, both);
  const isCut = left.left + right.left > 0;
  const add = (more: readonly ContainerPart[]): void => {
    for (const part of more) parts.push(part);
  };
  if (left.kind === 'map') add(pairEntries(context, { expected: expected as Map<unknown, unknown>, actual: actual as Map<unknown, unknown>, state }, both));
  else if (left.kind === 'set') add(pairItems(context, { expected: [...(expected as Set<unknown>)], actual: [...(actual as Set<unknown>)], state }, { kind: 'set', isCut }));
  else if (left.hasItems && right.hasItems) add(pairItems(context, { expected: listItems(expected), actual: listItems(actual), state }, { kind: left.kind === 'array' ? 'array' : 'typed array', isCut }));
  return parts;
}
