// The configs that a tsconfig extends, as far as they lead back to itself. Owns that one question: the native compiler never ends on such a circle.
import { posix } from 'node:path';
import { asObject, type Json } from './modern-config.ts';

function basesOf(config: unknown): string[] {
  const named = asObject(config)['extends'];
  return (Array.isArray(named) ? named : [named]).filter((base): base is string => typeof base === 'string');
}

/** Packages do not extend what uses them, so only paths are followed. */
function pathOf(from: string, base: string): string | null {
  if (!/^(?:\.{1,2}(?:\/|$)|\/)/.test(base)) return null;
  const path = posix.resolve(posix.dirname(from), base);
  return path.endsWith('.json') ? path : `${path}.json`;
}

/**
 * The config without those of its bases that lead back to it.
 * @param path absolute; @param read the parsed config at an absolute path, null where there is none.
 */
export function withoutCircularBases(path: string, config: unknown, read: (path: string) => unknown): Json {
  const leadsBack = (base: string): boolean => {
    const first = pathOf(path, base);
    const found = new Set(first === null ? [] : [first]);
    for (const at of found) for (const next of basesOf(read(at))) found.add(pathOf(at, next) ?? at);
    return found.has(path);
  };
  const bases = basesOf(config);
  const kept = bases.filter((base) => !leadsBack(base));
  if (kept.length === bases.length) return asObject(config);
  const { extends: _, ...rest } = asObject(config);
  return kept.length === 0 ? rest : { ...rest, extends: kept };
}
