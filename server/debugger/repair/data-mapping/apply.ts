// Applies a mapping to a live value, exactly as the code that `source.ts` writes for it does.
import { CONVERSIONS } from './conversions.ts';
import type { Mapping, PathStep } from './mapping.ts';

type Of<K extends Mapping['kind']> = Extract<Mapping, { kind: K }>;

function readPath(value: unknown, { path, optional }: Of<'path'>): unknown {
  let at: unknown = value;
  for (const [index, step] of path.entries()) {
    if ((at === undefined || at === null) && optional[index]) return undefined;
    at = (at as Readonly<Record<PathStep, unknown>>)[step];
  }
  return at;
}

function scale(value: unknown, { before, multiply, divide, add, digits }: Of<'scale'>): number {
  const moved = before === 0 ? (value as number) : (value as number) + before;
  const ratio = (moved * multiply) / divide;
  const scaled = add === 0 ? ratio : ratio + add;
  if (digits === null) return scaled;
  return digits === 0 ? Math.round(scaled) : Number(scaled.toFixed(digits));
}

function split(value: unknown, { separator, index }: Of<'split'>): unknown {
  const parts = (value as string).split(separator);
  return index === 'all' ? parts : index === 'last' ? parts.at(-1) : parts[index];
}

function isMissing(value: unknown, when: Of<'fallback'>['when']): boolean {
  if (when === 'falsy') return !value;
  return (value === undefined && when !== 'null') || (value === null && when !== 'undefined');
}

function build(value: unknown, { fields, keepsRest, drops }: Of<'object'>): unknown {
  const built: Record<string, unknown> = {};
  if (keepsRest) for (const [key, kept] of Object.entries(value as object)) if (!drops.includes(key)) built[key] = kept;
  for (const field of fields) {
    const made = applyMapping(field.value, value);
    if (!field.isOptional || made !== undefined) built[field.key] = made;
  }
  return built;
}

function mapValues(value: unknown, { of, value: mapping }: Of<'values'>): unknown {
  if (of === 'map') return new Map([...(value as Map<unknown, unknown>)].map(([key, item]) => [key, applyMapping(mapping, item)]));
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, applyMapping(mapping, item)]));
}

function index(value: unknown, { key, to, item }: Of<'index'>): unknown {
  const entries = (value as readonly Record<string, PropertyKey>[]).map((row) => [row[key], applyMapping(item, row)] as const);
  return to === 'map' ? new Map(entries) : Object.fromEntries(entries as [PropertyKey, unknown][]);
}

/** Throws what the written code would throw, such as a TypeError for a member of undefined. Makes new values, never changes `value`. */
export function applyMapping(mapping: Mapping, value: unknown): unknown {
  switch (mapping.kind) {
    case 'same': return value;
    case 'constant': return structuredClone(mapping.value);
    case 'path': return readPath(value, mapping);
    case 'sequence': return applyMapping(mapping.second, applyMapping(mapping.first, value));
    case 'convert': return CONVERSIONS[mapping.name].apply(value);
    case 'scale': return scale(value, mapping);
    case 'template': return mapping.parts.map((part) => (typeof part === 'string' ? part : String(applyMapping(part, value)))).join('');
    case 'split': return split(value, mapping);
    case 'joinItems': return (value as readonly unknown[]).join(mapping.separator);
    case 'cut': return (value as string).slice(mapping.prefix, mapping.suffix === 0 ? undefined : -mapping.suffix);
    case 'lookup': return mapping.entries.find(([from]) => from === value)?.[1];
    case 'fallback': return isMissing(value, mapping.when) ? structuredClone(mapping.value) : applyMapping(mapping.then, value);
    case 'object': return build(value, mapping);
    case 'tuple': return mapping.items.map((item) => applyMapping(item, value));
    case 'each': return (value as readonly unknown[]).map((item) => applyMapping(mapping.item, item));
    case 'values': return mapValues(value, mapping);
    case 'index': return index(value, mapping);
  }
}
