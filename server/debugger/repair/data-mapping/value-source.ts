// A live value as source code that makes an equal one. Owns literals and constructors; knows no file.
import { DEFAULT_STYLE, type SourceStyle } from './source-style.ts';

const WIDTH = 100;
const MOST_DEPTH = 40;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError']);

/** Thrown inside for a value that no expression makes. */
const UNWRITABLE = new Error('no source');

interface Writing {
  readonly style: SourceStyle;
  readonly open: Set<object>;
}

/** A string literal in the given quotes; whatever does not print is escaped. */
export function stringSource(text: string, quote: "'" | '"' = "'"): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (quote === '"') return `"${body}"`;
  const single = body.replaceAll('\\"', '"').replaceAll("'", "\\'");
  return text.includes("'") && !text.includes('"') ? `"${body}"` : `'${single}'`;
}

/** A property name as it stands in an object literal. */
export function keySource(key: string, quote: "'" | '"' = "'"): string {
  // As a plain key it would set the prototype.
  if (key === '__proto__') return `[${stringSource(key, quote)}]`;
  return IDENTIFIER.test(key) || /^(?:0|[1-9]\d{0,14})$/.test(key) ? key : stringSource(key, quote);
}

/** `object.key` or `object['key']`. */
export function memberSource(object: string, key: string | number, quote: "'" | '"' = "'"): string {
  if (typeof key === 'number') return `${object}[${key}]`;
  return IDENTIFIER.test(key) ? `${object}.${key}` : `${object}[${stringSource(key, quote)}]`;
}

function numberSource(value: number): string {
  return Object.is(value, -0) ? '-0' : Number.isNaN(value) ? 'NaN' : String(value);
}

/** Parts between brackets: on one line where they fit, else one line each. */
export function bracketed(open: string, parts: readonly string[], options: { readonly close: string; readonly style: SourceStyle; readonly isSpaced?: boolean }): string {
  const { close, style, isSpaced = false } = options;
  if (parts.length === 0) return `${open}${close}`;
  const pad = isSpaced ? ' ' : '';
  const short = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (short.length <= WIDTH && !short.includes('\n')) return short;
  const lines = parts.map((part) => `${style.indent}${part.replaceAll('\n', `\n${style.indent}`)}`);
  return `${open}\n${lines.join(',\n')}${style.hasTrailingCommas && parts.at(-1) !== '' ? ',' : ''}\n${close}`;
}

function arraySource(value: readonly unknown[], writing: Writing): string {
  const parts = Array.from(value, (item, index) => (index in value ? write(item, writing) : ''));
  // A hole at the end needs a comma of its own.
  if (value.length > 0 && !(value.length - 1 in value)) return `[${parts.join(', ')},]`;
  return bracketed('[', parts, { close: ']', style: writing.style });
}

function objectSource(value: object, writing: Writing): string {
  if (Object.getOwnPropertySymbols(value).length > 0) throw UNWRITABLE;
  const parts = Object.entries(Object.getOwnPropertyDescriptors(value)).map(([key, property]) => {
    if (!('value' in property) || property.enumerable !== true) throw UNWRITABLE;
    return `${keySource(key, writing.style.quote)}: ${write(property.value, writing)}`;
  });
  const literal = bracketed('{', parts, { close: '}', style: writing.style, isSpaced: true });
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return literal;
  if (prototype === null) return `Object.assign(Object.create(null), ${literal})`;
  throw UNWRITABLE;
}

function errorSource(error: Error, { style }: Writing): string {
  if (!ERRORS.has(error.name) || Object.keys(error).length > 0 || error.cause !== undefined) throw UNWRITABLE;
  return `new ${error.name}(${stringSource(error.message, style.quote)})`;
}

function builtInSource(value: object, writing: Writing): string | null {
  const list = (items: Iterable<unknown>) => arraySource([...items], writing);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date(${stringSource(value.toISOString(), writing.style.quote)})`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof Map) return value.size === 0 ? 'new Map()' : `new Map(${list(value)})`;
  if (value instanceof Set) return value.size === 0 ? 'new Set()' : `new Set(${list(value)})`;
  if (value instanceof URL) return `new URL(${stringSource(value.href, writing.style.quote)})`;
  if (value instanceof Error) return errorSource(value, writing);
  if (Buffer.isBuffer(value)) return `Buffer.from(${list(value)})`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `new ${value.constructor.name}(${list(value as unknown as Iterable<unknown>)})`;
  return null;
}

function writeObject(value: object, writing: Writing): string {
  if (writing.open.has(value) || writing.open.size > MOST_DEPTH) throw UNWRITABLE;
  writing.open.add(value);
  try {
    return builtInSource(value, writing) ?? (Array.isArray(value) ? arraySource(value, writing) : objectSource(value, writing));
  } finally {
    writing.open.delete(value);
  }
}

function write(value: unknown, writing: Writing): string {
  switch (typeof value) {
    case 'string': return stringSource(value, writing.style.quote);
    case 'number': return numberSource(value);
    case 'bigint': return `${value}n`;
    case 'boolean': case 'undefined': return String(value);
    case 'object': return value === null ? 'null' : writeObject(value, writing);
    default: throw UNWRITABLE;
  }
}

/**
 * An expression that makes a deeply equal value: literals, Date, RegExp, Map, Set, URL, errors, typed arrays, objects without a prototype.
 * Null for what has none: functions, symbols, cycles, getters, instances of classes. Lines after the first start at column 0.
 */
export function findValueSource(value: unknown, style: SourceStyle = DEFAULT_STYLE): string | null {
  try {
    return write(value, { style, open: new Set() });
  } catch (error) {
    if (error === UNWRITABLE) return null;
    throw error;
  }
}
