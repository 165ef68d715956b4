// Says in plain words what a mapping does. Owns the sentences.
import { CONVERSIONS } from './conversions.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { findValueSource } from './value-source.ts';

const MOST_LENGTH = 60;
const WHOLE = 'the value';
const ITEM = 'the item';

function shown(value: unknown): string {
  const text = findValueSource(value) ?? 'a value';
  return text.length > MOST_LENGTH ? `${text.slice(0, MOST_LENGTH - 1)}…` : text;
}

const WHEN = { nullish: 'is missing', undefined: 'is undefined', null: 'is null', falsy: 'is empty' } as const;

function scaleWords({ before, multiply, divide, add, digits }: Extract<Mapping, { kind: 'scale' }>): string {
  const words: string[] = [];
  if (before !== 0) words.push(`${before > 0 ? 'plus' : 'minus'} ${Math.abs(before)}`);
  if (multiply !== 1) words.push(`times ${multiply}`);
  if (divide !== 1) words.push(`divided by ${divide}`);
  if (add !== 0) words.push(`${add > 0 ? 'plus' : 'minus'} ${Math.abs(add)}`);
  return `${words.join(', ')}${digits === null ? '' : digits === 0 ? ', rounded' : `, rounded to ${digits} digits`}`;
}

/** What is read and what is done to it, outermost last. */
function phrase(mapping: Mapping, of: string): string {
  switch (mapping.kind) {
    case 'same': return of;
    case 'constant': return `always ${shown(mapping.value)}`;
    case 'path': return `${mapping.path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.')}${of === WHOLE || of === ITEM ? '' : ` of ${of}`}`;
    case 'sequence': return phrase(mapping.second, phrase(mapping.first, of));
    case 'convert': return `${of} ${CONVERSIONS[mapping.name].says}`;
    case 'scale': return `${of} ${scaleWords(mapping)}`;
    case 'template': return `the text ${mapping.parts.map((part) => (typeof part === 'string' ? shown(part) : phrase(part, of))).join(' + ')}`;
    case 'split': return mapping.index === 'all' ? `${of} split at ${shown(mapping.separator)}` : `part ${mapping.index === 'last' ? 'last' : mapping.index + 1} of ${of} split at ${shown(mapping.separator)}`;
    case 'joinItems': return `${of} joined by ${shown(mapping.separator)}`;
    case 'cut': return `${of} without its ${[mapping.prefix > 0 ? `first ${mapping.prefix}` : '', mapping.suffix > 0 ? `last ${mapping.suffix}` : ''].filter((part) => part !== '').join(' and ')} characters`;
    case 'lookup': return `${of} by the table ${mapping.entries.map(([from, to]) => `${shown(from)}: ${shown(to)}`).join(', ')}`;
    case 'fallback': return `${phrase(mapping.then, of)}, or ${shown(mapping.value)} where it ${WHEN[mapping.when]}`;
    case 'object': return `an object of ${mapping.fields.map((field) => fieldWords(field, of)).join('; ')}`;
    case 'tuple': return `a list of ${mapping.items.map((item) => phrase(item, of)).join(' and ')}`;
    case 'each': return `each item of ${of}: ${phrase(mapping.item, ITEM)}`;
    case 'values': return `each value of ${of}: ${phrase(mapping.value, WHOLE)}`;
    case 'index': return `${of} as ${mapping.to === 'map' ? 'a Map' : 'an object'} by ${mapping.key}: ${phrase(mapping.item, ITEM)}`;
  }
}

const fieldWords = ({ key, value, isOptional }: FieldMapping, of: string): string => `${key} = ${phrase(value, of)}${isOptional ? ' where it is set' : ''}`;

function lines(mapping: Mapping, of: string): readonly string[] {
  if (mapping.kind === 'sequence' && mapping.second.kind === 'object') return lines(mapping.second, phrase(mapping.first, of));
  if (mapping.kind === 'sequence' && mapping.second.kind === 'each') return [`for each item of ${phrase(mapping.first, of)}:`, ...lines(mapping.second.item, ITEM)];
  if (mapping.kind === 'each') return ['for each item:', ...lines(mapping.item, ITEM)];
  if (mapping.kind !== 'object') return [phrase(mapping, of)];
  const rest = mapping.keepsRest ? [mapping.drops.length === 0 ? 'all other members stay' : `all other members stay but ${mapping.drops.join(', ')}`] : [];
  return [...mapping.fields.map((field) => fieldWords(field, of)), ...rest];
}

/** Lines of at most one change each: `userId = user_id`, `price = cents divided by 100`. */
export function describeMapping(mapping: Mapping): readonly string[] {
  return lines(mapping, WHOLE);
}
