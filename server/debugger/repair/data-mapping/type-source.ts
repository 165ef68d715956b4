// The TypeScript type that fits some values seen. Owns the merging of shapes; knows no declaration.
import { isRecord } from './mapping.ts';
import { keySource } from './value-source.ts';

const MOST_KEYS = 40;
const MOST_ITEMS = 50;
const MOST_DEPTH = 5;

function recordType(values: readonly Readonly<Record<string, unknown>>[], depth: number): string {
  const keys = [...new Set(values.flatMap((value) => Object.keys(value)))];
  if (keys.length === 0 || keys.length > MOST_KEYS) return 'Record<string, unknown>';
  const members = keys.map((key) => {
    const holders = values.filter((value) => Object.hasOwn(value, key));
    return `${keySource(key)}${holders.length < values.length ? '?' : ''}: ${typeOf(holders.map((value) => value[key]), depth + 1)}`;
  });
  return `{ ${members.join('; ')} }`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'array';
  for (const [name, type] of [['Date', Date], ['Map', Map], ['Set', Set], ['RegExp', RegExp], ['URL', URL]] as const) if (value instanceof type) return name;
  return isRecord(value) ? 'record' : 'unknown';
}

function typeOf(values: readonly unknown[], depth: number): string {
  if (depth > MOST_DEPTH || values.length === 0) return 'unknown';
  const groups = new Map<string, unknown[]>();
  for (const value of values) groups.set(kindOf(value), [...(groups.get(kindOf(value)) ?? []), value]);
  if (groups.has('unknown')) return 'unknown';
  const types = [...groups].map(([kind, members]) => {
    if (kind === 'record') return recordType(members.filter(isRecord), depth);
    if (kind === 'array') {
      const item = typeOf((members as unknown[][]).flatMap((member) => member.slice(0, MOST_ITEMS)), depth + 1);
      return /^[\w.]+$/.test(item) ? `${item}[]` : `(${item})[]`;
    }
    if (kind === 'Map') return `Map<${typeOf((members as Map<unknown, unknown>[]).flatMap((map) => [...map.keys()].slice(0, MOST_ITEMS)), depth + 1)}, ${typeOf((members as Map<unknown, unknown>[]).flatMap((map) => [...map.values()].slice(0, MOST_ITEMS)), depth + 1)}>`;
    if (kind === 'Set') return `Set<${typeOf((members as Set<unknown>[]).flatMap((set) => [...set].slice(0, MOST_ITEMS)), depth + 1)}>`;
    return kind === 'function' ? '(...args: unknown[]) => unknown' : kind;
  });
  return types.map((type) => (types.length > 1 && type.includes('=>') ? `(${type})` : type)).join(' | ');
}

/** A structural type of all values: members that some lack are optional, kinds that differ are a union. `unknown` for none. */
export function typeSource(values: readonly unknown[]): string {
  return typeOf(values, 0);
}
