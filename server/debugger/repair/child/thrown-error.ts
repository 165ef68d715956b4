// What a candidate threw, as far as it is an error. Owns the reading that cannot throw itself: a proxy answers `instanceof` with its own code.
import { types } from 'node:util';

/** Name and message of an error of any realm; the text itself for a string; null for anything else. */
export function readThrown(thrown: unknown): { name: string; message: string } | null {
  if (typeof thrown === 'string') return { name: 'string', message: thrown };
  try {
    if (types.isProxy(thrown) || !(types.isNativeError(thrown) || thrown instanceof Error)) return null;
    return { name: String(thrown.name), message: String(thrown.message) };
  } catch {
    return null;
  }
}
