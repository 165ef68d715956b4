// Conversions of one value: what each accepts, what it makes, how it is written. Owns the table; choosing among them is `derive`'s.
import { isRecord, type ConversionName } from './mapping.ts';

export interface Conversion {
  /** How unusual it is beside a plain copy; 1 is usual. */
  readonly cost: number;
  readonly accepts: (value: unknown) => boolean;
  /** Called with accepted values only; undefined where it has no answer. */
  readonly apply: (value: unknown) => unknown;
  /** `x` is an expression that may be followed by a member access. */
  readonly source: (x: string) => string;
  readonly says: string;
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isDate = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime());
const isMap = (value: unknown): value is Map<unknown, unknown> => value instanceof Map;
const isNumeric = (value: unknown): value is string => isString(value) && value.trim() !== '' && !Number.isNaN(Number(value));
const isEntries = (value: unknown): value is [string, unknown][] => Array.isArray(value) && value.every((item) => Array.isArray(item) && item.length === 2 && (isString(item[0]) || isNumber(item[0])));
const isScalar = (value: unknown): boolean => isString(value) || isNumber(value) || typeof value === 'boolean' || typeof value === 'bigint';

const entry = <T>(conversion: { cost: number; accepts: (value: unknown) => boolean; apply: (value: T) => unknown; source: (x: string) => string; says: string }): Conversion => ({
  ...conversion,
  // `accepts` is the guard that makes the narrower parameter right.
  apply: conversion.apply as (value: unknown) => unknown,
});

const lowerIn = (words: readonly string[]) => (value: unknown) => isString(value) && words.includes(value.toLowerCase());
const parsesAsJson = (value: unknown): boolean => {
  if (!isString(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

const NUMBERS = {
  toNumber: entry<string>({ cost: 0.5, accepts: (v) => isNumeric(v) || typeof v === 'bigint' || typeof v === 'boolean' || isDate(v), apply: Number, source: (x) => `Number(${x})`, says: 'as a number' }),
  toString: entry<string>({ cost: 0.5, accepts: isScalar, apply: String, source: (x) => `String(${x})`, says: 'as a string' }),
  toBigInt: entry<string>({ cost: 0.7, accepts: (v) => (isNumber(v) && Number.isInteger(v)) || (isString(v) && /^-?\d+$/.test(v)), apply: BigInt, source: (x) => `BigInt(${x})`, says: 'as a bigint' }),
  toInteger: entry<string>({ cost: 0.8, accepts: (v) => isString(v) && /^\s*[-+]?\d/.test(v), apply: (v) => Number.parseInt(v, 10), source: (x) => `Number.parseInt(${x}, 10)`, says: 'as an integer, what follows the digits left out' }),
  stripToNumber: entry<string>({ cost: 1, accepts: (v) => isString(v) && isNumeric(v.replace(/[^\d.-]/g, '')), apply: (v) => Number(v.replace(/[^\d.-]/g, '')), source: (x) => `Number(${x}.replace(/[^\\d.-]/g, ''))`, says: 'as a number, currency signs and separators left out' }),
  toFixed2: entry<number>({ cost: 1, accepts: isNumber, apply: (v) => v.toFixed(2), source: (x) => `${x}.toFixed(2)`, says: 'with two decimals' }),
  round: entry<number>({ cost: 0.8, accepts: isNumber, apply: Math.round, source: (x) => `Math.round(${x})`, says: 'rounded' }),
  floor: entry<number>({ cost: 0.9, accepts: isNumber, apply: Math.floor, source: (x) => `Math.floor(${x})`, says: 'rounded down' }),
  ceil: entry<number>({ cost: 1, accepts: isNumber, apply: Math.ceil, source: (x) => `Math.ceil(${x})`, says: 'rounded up' }),
  abs: entry<number>({ cost: 1, accepts: isNumber, apply: Math.abs, source: (x) => `Math.abs(${x})`, says: 'without its sign' }),
};

const BOOLEANS = {
  truthy: entry<unknown>({ cost: 1, accepts: () => true, apply: Boolean, source: (x) => `Boolean(${x})`, says: 'as true where it is set' }),
  negate: entry<unknown>({ cost: 1.2, accepts: (v) => typeof v === 'boolean', apply: (v) => !v, source: (x) => `!${x}`, says: 'turned round' }),
  parseBoolean: entry<string>({ cost: 0.5, accepts: lowerIn(['true', 'false']), apply: (v) => v === 'true', source: (x) => `${x} === 'true'`, says: "as true where it is 'true'" }),
  parseYes: entry<string>({ cost: 0.6, accepts: lowerIn(['yes', 'no', 'y', 'n', 'on', 'off', 'true', 'false', '1', '0']), apply: (v) => ['yes', 'y', 'on', 'true', '1'].includes(v.toLowerCase()), source: (x) => `['yes', 'y', 'on', 'true', '1'].includes(${x}.toLowerCase())`, says: 'as true where it is yes, y, on, true or 1' }),
  parseOne: entry<string>({ cost: 0.5, accepts: (v) => v === '1' || v === '0', apply: (v) => v === '1', source: (x) => `${x} === '1'`, says: "as true where it is '1'" }),
  oneIsTrue: entry<number>({ cost: 0.5, accepts: (v) => v === 1 || v === 0, apply: (v) => v === 1, source: (x) => `${x} === 1`, says: 'as true where it is 1' }),
  toOne: entry<boolean>({ cost: 0.6, accepts: (v) => typeof v === 'boolean', apply: (v) => (v ? 1 : 0), source: (x) => `(${x} ? 1 : 0)`, says: 'as 1 or 0' }),
  toYesNo: entry<boolean>({ cost: 0.6, accepts: (v) => typeof v === 'boolean', apply: (v) => (v ? 'yes' : 'no'), source: (x) => `(${x} ? 'yes' : 'no')`, says: 'as yes or no' }),
};

const TEXTS = {
  trim: entry<string>({ cost: 0.5, accepts: isString, apply: (v) => v.trim(), source: (x) => `${x}.trim()`, says: 'trimmed' }),
  lowerCase: entry<string>({ cost: 0.5, accepts: isString, apply: (v) => v.toLowerCase(), source: (x) => `${x}.toLowerCase()`, says: 'in lower case' }),
  upperCase: entry<string>({ cost: 0.5, accepts: isString, apply: (v) => v.toUpperCase(), source: (x) => `${x}.toUpperCase()`, says: 'in upper case' }),
  capitalize: entry<string>({ cost: 0.9, accepts: isString, apply: (v) => v.charAt(0).toUpperCase() + v.slice(1).toLowerCase(), source: (x) => `${x}.charAt(0).toUpperCase() + ${x}.slice(1).toLowerCase()`, says: 'with a capital' }),
  camelCase: entry<string>({ cost: 0.9, accepts: isString, apply: (v) => v.replace(/[-_ ](\w)/g, (_, letter: string) => letter.toUpperCase()), source: (x) => `${x}.replace(/[-_ ](\\w)/g, (_, letter) => letter.toUpperCase())`, says: 'in camelCase' }),
  snakeCase: entry<string>({ cost: 0.9, accepts: isString, apply: (v) => v.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), source: (x) => `${x}.replace(/[A-Z]/g, (letter) => \`_\${letter.toLowerCase()}\`)`, says: 'in snake_case' }),
  kebabCase: entry<string>({ cost: 0.9, accepts: isString, apply: (v) => v.toLowerCase().replace(/[\s_]+/g, '-'), source: (x) => `${x}.toLowerCase().replace(/[\\s_]+/g, '-')`, says: 'in kebab-case' }),
};

const TIMES = {
  toDate: entry<string>({ cost: 0.5, accepts: (v) => isNumber(v) || (isString(v) && /\d{4}-\d{2}|\d{2}:\d{2}|\d{4}$/.test(v)), apply: (v) => new Date(v), source: (x) => `new Date(${x})`, says: 'as a Date' }),
  secondsToDate: entry<number>({ cost: 0.7, accepts: isNumber, apply: (v) => new Date(v * 1000), source: (x) => `new Date(${x} * 1000)`, says: 'as a Date, from seconds' }),
  toIso: entry<Date>({ cost: 0.5, accepts: isDate, apply: (v) => v.toISOString(), source: (x) => `${x}.toISOString()`, says: 'as an ISO string' }),
  toIsoDay: entry<Date>({ cost: 0.6, accepts: isDate, apply: (v) => v.toISOString().slice(0, 10), source: (x) => `${x}.toISOString().slice(0, 10)`, says: 'as an ISO day' }),
  toEpoch: entry<Date>({ cost: 0.5, accepts: isDate, apply: (v) => v.getTime(), source: (x) => `${x}.getTime()`, says: 'as milliseconds since 1970' }),
  toEpochSeconds: entry<Date>({ cost: 0.7, accepts: isDate, apply: (v) => Math.floor(v.getTime() / 1000), source: (x) => `Math.floor(${x}.getTime() / 1000)`, says: 'as seconds since 1970' }),
};

const SHAPES = {
  parseJson: entry<string>({ cost: 0.6, accepts: parsesAsJson, apply: (v) => JSON.parse(v), source: (x) => `JSON.parse(${x})`, says: 'read as JSON' }),
  toJson: entry<unknown>({ cost: 0.8, accepts: (v) => isRecord(v) || Array.isArray(v), apply: (v) => JSON.stringify(v), source: (x) => `JSON.stringify(${x})`, says: 'as JSON text' }),
  toMap: entry<Record<string, unknown>>({ cost: 0.6, accepts: isRecord, apply: (v) => new Map(Object.entries(v)), source: (x) => `new Map(Object.entries(${x}))`, says: 'as a Map' }),
  toNumberMap: entry<Record<string, unknown>>({ cost: 0.9, accepts: (v) => isRecord(v) && Object.keys(v).every(isNumeric), apply: (v) => new Map(Object.entries(v).map(([key, value]) => [Number(key), value])), source: (x) => `new Map(Object.entries(${x}).map(([key, value]) => [Number(key), value]))`, says: 'as a Map with numbers for keys' }),
  fromMap: entry<Map<string, unknown>>({ cost: 0.6, accepts: isMap, apply: (v) => Object.fromEntries(v), source: (x) => `Object.fromEntries(${x})`, says: 'as an object' }),
  toEntries: entry<Record<string, unknown>>({ cost: 0.7, accepts: isRecord, apply: Object.entries, source: (x) => `Object.entries(${x})`, says: 'as its entries' }),
  fromEntries: entry<[string, unknown][]>({ cost: 0.7, accepts: isEntries, apply: Object.fromEntries, source: (x) => `Object.fromEntries(${x})`, says: 'as an object of its entries' }),
  toSet: entry<unknown[]>({ cost: 0.6, accepts: Array.isArray, apply: (v) => new Set(v), source: (x) => `new Set(${x})`, says: 'as a Set' }),
  toArray: entry<Set<unknown>>({ cost: 0.6, accepts: (v) => v instanceof Set || isMap(v), apply: (v) => [...v], source: (x) => `[...${x}]`, says: 'as an array' }),
  keys: entry<object>({ cost: 1, accepts: isRecord, apply: Object.keys, source: (x) => `Object.keys(${x})`, says: 'its keys' }),
  values: entry<object>({ cost: 0.8, accepts: isRecord, apply: Object.values, source: (x) => `Object.values(${x})`, says: 'its values' }),
  first: entry<unknown[]>({ cost: 0.9, accepts: (v) => Array.isArray(v) && v.length > 0, apply: (v) => v[0], source: (x) => `${x}[0]`, says: 'the first of the list' }),
  orEmpty: entry<unknown>({ cost: 0.8, accepts: (v) => v === undefined || v === null || Array.isArray(v), apply: (v) => v ?? [], source: (x) => `(${x} ?? [])`, says: 'an empty list where it is missing' }),
  reverse: entry<unknown[]>({ cost: 1.2, accepts: Array.isArray, apply: (v) => [...v].reverse(), source: (x) => `[...${x}].reverse()`, says: 'in reverse order' }),
};

export const CONVERSIONS: Readonly<Record<ConversionName, Conversion>> = { ...NUMBERS, ...BOOLEANS, ...TEXTS, ...TIMES, ...SHAPES };
