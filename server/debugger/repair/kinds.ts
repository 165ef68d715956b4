// The kinds of run-time values as bits, so that sets of kinds are numbers. Owns the bits; imports nothing because the sandbox uses it too.

/** Bits of a set of kinds; 0 is the empty set: nothing is known. */
export const NUMBER = 1;
export const STRING = 2;
export const BOOLEAN = 4;
export const ARRAY = 8;
export const OBJECT = 16;
export const FUNCTION = 32;
export const NULLISH = 64;
export const PROMISE = 128;
export const SET = 256;
export const MAP = 512;
export const OTHER = 1024;

/** The kind of a value. Runs no code of the value but `then` of a thenable, which is read. */
export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'number': return NUMBER;
    case 'string': return STRING;
    case 'boolean': return BOOLEAN;
    case 'function': return FUNCTION;
    case 'undefined': return NULLISH;
    case 'object': return kindOfObject(value);
    default: return OTHER;
  }
}

function kindOfObject(value: object | null): number {
  if (value === null) return NULLISH;
  if (Array.isArray(value)) return ARRAY;
  if (value instanceof Set) return SET;
  if (value instanceof Map) return MAP;
  return value instanceof Promise ? PROMISE : OBJECT;
}
