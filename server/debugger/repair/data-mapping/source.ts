// Writes a mapping as the TypeScript a person would write. Owns expressions and their brackets; where the code goes is `write.ts`'s.
import { CONVERSIONS } from './conversions.ts';
import type { ConversionName, FieldMapping, Mapping } from './mapping.ts';
import { DEFAULT_STYLE, type SourceStyle } from './source-style.ts';
import { bracketed, findValueSource, keySource, memberSource, stringSource } from './value-source.ts';

type Of<K extends Mapping['kind']> = Extract<Mapping, { kind: K }>;

/** `tight` may be followed by a member access; `loose` needs brackets nearly everywhere, `sum` beside `*`, `product` before a member. */
interface Code {
  readonly text: string;
  readonly bond: 'tight' | 'product' | 'sum' | 'loose';
}

interface Place {
  readonly style: SourceStyle;
  /** Names that may not be declared again. */
  readonly taken: Set<string>;
  /** Where constants may be declared before the expression; null where only an expression can stand. */
  readonly statements: string[] | null;
}

const BONDS = new Map<ConversionName, Code['bond']>([['negate', 'product'], ['parseBoolean', 'loose'], ['oneIsTrue', 'loose'], ['parseOne', 'loose'], ['capitalize', 'sum']]);
/** Their source stands between brackets of its own. */
const HOLDS = /[([]§[)\],]/;
const SINGULAR: readonly (readonly [RegExp, string])[] = [[/ies$/, 'y'], [/(s|x|ch|sh)es$/, '$1'], [/([^s])s$/, '$1']];
const BOUND_NAMES = new Map<ConversionName, string>([['parseJson', 'data'], ['toDate', 'date'], ['secondsToDate', 'date'], ['first', 'first'], ['fromMap', 'fields'], ['trim', 'text']]);

const tight = (text: string): Code => ({ text, bond: 'tight' });
const loose = (text: string): Code => ({ text, bond: 'loose' });
const asTight = ({ text, bond }: Code): string => (bond === 'tight' ? text : `(${text})`);
const isCheap = ({ text }: Code): boolean => /^[\w$?.]+$/.test(text) || /^[\w$?.[\]']+$/.test(text);

function freshName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

function itemName({ text }: Code, place: Place): string {
  const last = /([A-Za-z]+)[^A-Za-z]*$/.exec(text)?.[1] ?? '';
  const rule = SINGULAR.find(([pattern]) => pattern.test(last));
  return freshName(rule && last.length > 3 ? last.replace(rule[0], rule[1]) : 'item', new Set(place.taken));
}

/** How often the code of a mapping says its input. */
function usesOf(mapping: Mapping): number {
  switch (mapping.kind) {
    case 'constant': return 0;
    case 'convert': return mapping.name === 'capitalize' ? 2 : 1;
    case 'sequence': return usesOf(mapping.first);
    case 'template': return mapping.parts.reduce((sum, part) => sum + (typeof part === 'string' ? 0 : usesOf(part)), 0);
    case 'tuple': return mapping.items.reduce((sum, item) => sum + usesOf(item), 0);
    case 'object': return mapping.fields.reduce((sum, { value, isOptional }) => sum + usesOf(value) * (isOptional ? 2 : 1), mapping.keepsRest ? 1 : 0);
    case 'fallback': return mapping.then.kind === 'same' && (mapping.when === 'nullish' || mapping.when === 'falsy') ? 1 : (mapping.when === 'nullish' ? 2 : 1) + usesOf(mapping.then);
    default: return 1;
  }
}

/** The code itself, or a constant that holds it where it would be said more than once. */
function held(code: Code, uses: number, options: { readonly place: Place; readonly name: string }): Code {
  const { place, name } = options;
  if (uses < 2 || isCheap(code) || place.statements === null) return code;
  const constant = freshName(name, place.taken);
  place.statements.push(`const ${constant} = ${code.text}${place.style.hasSemicolons ? ';' : ''}`);
  return tight(constant);
}

function convertSource(name: ConversionName, input: Code, { style }: Place): Code {
  const conversion = CONVERSIONS[name];
  const template = style.quote === '"' ? conversion.source('§').replaceAll("'", '"') : conversion.source('§');
  const inner = HOLDS.test(template) ? input.text : asTight(input);
  return { text: template.replaceAll('§', () => inner), bond: BONDS.get(name) ?? 'tight' };
}

function scaleSource({ before, multiply, divide, add, digits }: Of<'scale'>, input: Code): Code {
  const signed = (text: string, number: number) => `${text} ${number < 0 ? '-' : '+'} ${Math.abs(number)}`;
  let code: Code = before === 0 ? input : { text: signed(input.bond === 'loose' ? asTight(input) : input.text, before), bond: 'sum' };
  const factor = (operator: string, number: number, isMixed = false) => {
    // `(x * 9) / 5`: the brackets say what the reader would have to know.
    const left = code.bond === 'tight' || (code.bond === 'product' && !isMixed) ? code.text : `(${code.text})`;
    code = { text: `${left} ${operator} ${number < 0 ? `(${number})` : number}`, bond: 'product' };
  };
  if (multiply === -1) code = { text: `-${asTight(code)}`, bond: 'product' };
  else if (multiply !== 1) factor('*', multiply);
  if (divide !== 1) factor('/', divide, multiply !== 1);
  if (add !== 0) code = { text: signed(code.bond === 'loose' ? asTight(code) : code.text, add), bond: 'sum' };
  if (digits === null) return code;
  return tight(digits === 0 ? `Math.round(${code.text})` : `Number(${asTight(code)}.toFixed(${digits}))`);
}

function templateSource(parts: readonly (string | Mapping)[], input: Code, place: Place): Code {
  const quoted = (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return tight(`\`${parts.map((part) => (typeof part === 'string' ? quoted(part) : `\${${write(part, input, place).text}}`)).join('')}\``);
}

function fallbackSource({ when, value, then }: Of<'fallback'>, input: Code, place: Place): Code {
  const constant = findValueSource(value, place.style) ?? 'undefined';
  if (then.kind === 'same' && when === 'nullish') return loose(`${asTight(input)} ?? ${constant}`);
  if (then.kind === 'same' && when === 'falsy') return loose(`${asTight(input)} || ${constant}`);
  const inner = write(then, input, { ...place, statements: null });
  const branch = inner.bond === 'loose' ? `(${inner.text})` : inner.text;
  const x = asTight(input);
  if (when === 'falsy') return loose(`${x} ? ${branch} : ${constant}`);
  const test = when === 'nullish' ? `${x} === undefined || ${x} === null` : `${x} === ${when}`;
  return loose(`${test} ? ${constant} : ${branch}`);
}

function restSource(drops: readonly string[], input: Code, place: Place): string {
  if (drops.length === 0) return `...${input.bond === 'loose' ? asTight(input) : input.text}`;
  const { quote, hasSemicolons } = place.style;
  if (place.statements === null) return `...Object.fromEntries(Object.entries(${input.text}).filter(([key]) => ![${drops.map((key) => stringSource(key, quote)).join(', ')}].includes(key)))`;
  const rest = freshName('rest', place.taken);
  const named = drops.map((key) => `${keySource(key, quote)}: ${freshName('_unused', place.taken)}`);
  place.statements.push(`const { ${named.join(', ')}, ...${rest} } = ${input.text}${hasSemicolons ? ';' : ''}`);
  return `...${rest}`;
}

function fieldSource({ key, value, isOptional }: FieldMapping, input: Code, place: Place): string {
  const { quote } = place.style;
  const code = write(value, input, place);
  if (!isOptional) return code.text === key ? key : `${keySource(key, quote)}: ${code.text}`;
  const kept = held(code, 2, { place, name: /^\w+$/.test(key) ? key : 'value' });
  return `...(${kept.bond === 'loose' ? asTight(kept) : kept.text} === undefined ? {} : { ${keySource(key, quote)}: ${kept.text} })`;
}

function objectSource({ fields, keepsRest, drops }: Of<'object'>, input: Code, place: Place): Code {
  const rest = keepsRest ? [restSource(drops, input, place)] : [];
  return tight(bracketed('{', [...rest, ...fields.map((field) => fieldSource(field, input, place))], { close: '}', style: place.style, isSpaced: true }));
}

/** What follows the arrow of a function of one expression, with constants before it where they are needed. */
function arrowBody(mapping: Mapping, input: Code, place: Place, finish: (text: string) => string = (text) => text): string {
  const inner: Place = { ...place, taken: new Set([...place.taken, input.text]), statements: [] };
  const body = write(mapping, input, inner);
  const text = finish(body.text);
  const { indent, hasSemicolons } = place.style;
  if (inner.statements?.length === 0) return text.startsWith('{') ? `(${text})` : text;
  const lines = [...(inner.statements ?? []), `return ${text}${hasSemicolons ? ';' : ''}`];
  return `{\n${lines.map((line) => indent + line.replaceAll('\n', `\n${indent}`)).join('\n')}\n}`;
}

function eachSource(item: Mapping, input: Code, place: Place): Code {
  const name = itemName(input, place);
  const body = arrowBody(item, tight(name), place);
  const called = /^(Number|String|Boolean)\((\w+)\)$/.exec(body);
  return tight(`${asTight(input)}.map(${called?.[2] === name ? called[1] : `(${name}) => ${body}`})`);
}

function entriesSource(mapping: Of<'values'> | Of<'index'>, input: Code, place: Place): Code {
  if (mapping.kind === 'values') {
    const value = freshName('value', new Set(place.taken));
    const key = freshName('key', new Set(place.taken));
    const body = arrowBody(mapping.value, tight(value), place, (text) => `[${key}, ${text}]`);
    const list = mapping.of === 'map' ? `[...${asTight(input)}]` : `Object.entries(${input.text})`;
    return tight(`${mapping.of === 'map' ? 'new Map' : 'Object.fromEntries'}(${list}.map(([${key}, ${value}]) => ${body}))`);
  }
  const row = itemName(input, place);
  const body = arrowBody(mapping.item, tight(row), place, (text) => `[${memberSource(row, mapping.key, place.style.quote)}, ${text}]`);
  return tight(`${mapping.to === 'map' ? 'new Map' : 'Object.fromEntries'}(${asTight(input)}.map((${row}) => ${body}))`);
}

function sequenceSource({ first, second }: Of<'sequence'>, input: Code, place: Place): Code {
  const name = first.kind === 'convert' ? (BOUND_NAMES.get(first.name) ?? 'value') : first.kind === 'split' ? 'parts' : 'value';
  return write(second, held(write(first, input, place), usesOf(second), { place, name }), place);
}

function pathSource({ path, optional }: Of<'path'>, input: Code, { style }: Place): Code {
  const link = (text: string, step: string | number, index: number): string => {
    const plain = memberSource(text, step, style.quote);
    if (!optional[index]) return plain;
    const tail = plain.slice(text.length);
    return `${text}?.${tail.startsWith('.') ? tail.slice(1) : tail}`;
  };
  return tight(path.reduce<string>(link, asTight(input)));
}

function write(mapping: Mapping, input: Code, place: Place): Code {
  const { quote } = place.style;
  switch (mapping.kind) {
    case 'same': return input;
    case 'constant': return { text: findValueSource(mapping.value, place.style) ?? 'undefined', bond: typeof mapping.value === 'number' && mapping.value < 0 ? 'product' : 'tight' };
    case 'path': return pathSource(mapping, input, place);
    case 'sequence': return sequenceSource(mapping, input, place);
    case 'convert': return convertSource(mapping.name, usesOf(mapping) > 1 ? held(input, 2, { place, name: 'text' }) : input, place);
    case 'scale': return scaleSource(mapping, input);
    case 'template': return templateSource(mapping.parts, input, place);
    case 'split': {
      const parts = `${asTight(input)}.split(${stringSource(mapping.separator, quote)})`;
      return tight(mapping.index === 'all' ? parts : mapping.index === 'last' ? `${parts}.at(-1)` : `${parts}[${mapping.index}]`);
    }
    case 'joinItems': return tight(`${asTight(input)}.join(${stringSource(mapping.separator, quote)})`);
    case 'cut': return tight(`${asTight(input)}.slice(${mapping.prefix}${mapping.suffix === 0 ? '' : `, -${mapping.suffix}`})`);
    case 'lookup': {
      const rows = mapping.entries.map(([from, to]) => `[${findValueSource(from, place.style)}, ${findValueSource(to, place.style)}]`);
      return tight(`${bracketed('new Map([', rows, { close: '])', style: place.style })}.get(${input.text})`);
    }
    case 'fallback': return fallbackSource(mapping, usesOf(mapping) > 1 ? held(input, 2, { place, name: 'value' }) : input, place);
    case 'object': return objectSource(mapping, input, place);
    case 'tuple': return tight(`[${mapping.items.map((item) => write(item, input, place).text).join(', ')}]`);
    case 'each': return eachSource(mapping.item, input, place);
    case 'values': case 'index': return entriesSource(mapping, input, place);
  }
}

/** One expression over `inputName`, which must be an identifier or a member of one. */
export function mappingSource(mapping: Mapping, inputName: string, style: SourceStyle = DEFAULT_STYLE): string {
  return write(mapping, tight(inputName), { style, taken: new Set([inputName]), statements: null }).text;
}

/** The lines of a function body that returns the mapped `inputName`. Lines are not indented. */
export function mappingBody(mapping: Mapping, inputName: string, style: SourceStyle = DEFAULT_STYLE): readonly string[] {
  const statements: string[] = [];
  const code = write(mapping, tight(inputName), { style, taken: new Set([inputName]), statements });
  return [...statements, `return ${code.text}${style.hasSemicolons ? ';' : ''}`];
}

/** True where the mapping is so short that a function of its own would hide it. `isName`: the input is a plain name. */
export function isInline(mapping: Mapping, isName: boolean): boolean {
  const text = mappingSource(mapping, 'input');
  return !text.includes('\n') && text.length <= 60 && (usesOf(mapping) <= 1 || isName);
}
