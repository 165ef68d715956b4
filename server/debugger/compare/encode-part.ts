// A part of a decoded value as it is stored in a difference. Owns the way back from the marks of decode-value.ts, within small limits.
import { CLASS_NAME, OpaqueMark, TRUNCATION, TruncationMark } from '../decode-value.ts';
import { type EncodedField, type EncodedValue, encodeValue } from '../values.ts';
import { HOLE } from './value-parts.ts';

/** Enough to read; the whole values are stored with the behaviour. */
const LIMITS = { depth: 6, entries: 100, stringLength: 2_000, size: 20_000 };

function encodeMark(value: object): EncodedValue | null {
  if (value instanceof TruncationMark) return { kind: 'truncated', why: value.why, left: value.left, ...(value.kept === undefined ? {} : { kept: encodeValue(value.kept, LIMITS) }) };
  if (!(value instanceof OpaqueMark)) return null;
  if (value.kind === 'function') return { kind: 'function', name: value.name };
  return value.kind === 'accessor' ? { kind: 'accessor' } : { kind: 'opaque', class: value.name };
}

/** Whether a value holds marks or classes that the encoder would take for ordinary objects. A Proxy that tells nothing does not. */
function isDecoded(value: object): boolean {
  try {
    return holdsMarks(value, 0);
  } catch {
    return false;
  }
}

function holdsMarks(value: object, depth: number): boolean {
  if (depth > LIMITS.depth) return false;
  if (value instanceof TruncationMark || value instanceof OpaqueMark || CLASS_NAME in value || TRUNCATION in value) return true;
  const parts = value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value as unknown);
  return parts.slice(0, LIMITS.entries).some((part) => typeof part === 'object' && part !== null && holdsMarks(part, depth + 1));
}

function encodeDecoded(value: unknown, depth: number): EncodedValue {
  if (typeof value !== 'object' || value === null) return encodeValue(value, LIMITS);
  const mark = encodeMark(value);
  if (mark !== null) return mark;
  if (depth >= LIMITS.depth) return { kind: 'truncated', why: 'depth', left: 1 };
  const encode = (part: unknown): EncodedValue => encodeDecoded(part, depth + 1);
  const own = (value as Record<symbol, unknown>)[CLASS_NAME];
  const cut = (value as Record<symbol, unknown>)[TRUNCATION];
  const marks = { ...(typeof own === 'string' ? { class: own } : {}), ...(cut instanceof TruncationMark ? { left: cut.left } : {}) };
  const take = <T>(items: readonly T[]): { items: readonly T[]; more: { left?: number } } => (items.length <= LIMITS.entries ? { items, more: {} } : { items: items.slice(0, LIMITS.entries), more: { left: items.length - LIMITS.entries } });
  if (Array.isArray(value)) {
    const { items, more } = take(Array.from({ length: Math.min(value.length, LIMITS.entries + 1) }, (_, at): EncodedValue => (at in value ? encode(value[at]) : { kind: 'hole' })));
    return { kind: 'array', items, ...marks, ...more };
  }
  if (value instanceof Set) return { kind: 'set', items: take([...value]).items.map(encode), ...marks, ...take([...value]).more };
  if (value instanceof Map) return { kind: 'map', entries: take([...value]).items.map(([key, item]) => [encode(key), encode(item)] as const), ...marks, ...take([...value]).more };
  const shell = encodeValue(value, { ...LIMITS, depth: 1 });
  if (shell === null || typeof shell !== 'object' || !('fields' in shell) || !shell.fields) return shell !== null && typeof shell === 'object' ? ({ ...shell, ...marks } as EncodedValue) : shell;
  const fields = shell.fields.map(([key]): EncodedField => [key, typeof key === 'string' ? encode(Object.getOwnPropertyDescriptor(value, key)?.value) : encodeValue(null)]);
  return { ...shell, fields, ...marks } as EncodedValue;
}

/** A value or a decoded value in the encoding of values.ts, cut to what can be read: 6 levels, 100 entries, 20,000 characters. */
export function encodePart(value: unknown): EncodedValue {
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && value !== 0 && Number.isFinite(value))) return value;
  if (value === HOLE) return { kind: 'hole' };
  return typeof value === 'object' && value !== null && isDecoded(value) ? encodeDecoded(value, 0) : encodeValue(value, LIMITS);
}
