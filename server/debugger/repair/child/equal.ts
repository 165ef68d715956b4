// Deep equality and closeness of values in the sandbox. Owns the meaning of "passed" during the search; the final check is the recorder's.

/** Same values: NaN equals NaN, 0 equals -0, prototypes must agree, cycles are followed once. */
export function isSame(a: unknown, b: unknown, seen?: Map<unknown, unknown>): boolean {
  if (a === b) return true;
  if (typeof a !== typeof b || a === null || b === null) return false;
  if (typeof a === 'number') return Number.isNaN(a) && Number.isNaN(b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const pairs = seen ?? new Map<unknown, unknown>();
  if (pairs.get(a) === b) return true;
  pairs.set(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  return isSameObject(a, b, pairs);
}

function isSameObject(a: object, b: object, seen: Map<unknown, unknown>): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime() || (Number.isNaN(a.getTime()) && Number.isNaN(b.getTime()));
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Map && b instanceof Map) return a.size === b.size && areSameItems([...a], [...b], seen);
  if (a instanceof Set && b instanceof Set) return a.size === b.size && areSameItems([...a], [...b], seen);
  if (a instanceof Error && b instanceof Error && (a.name !== b.name || a.message !== b.message)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(left[key], right[key], seen));
}

/** Order of entries does not matter. */
function areSameItems(a: readonly unknown[], b: unknown[], seen: Map<unknown, unknown>): boolean {
  return a.every((item, at) => {
    const found = isSame(item, b[at], new Map(seen)) ? at : b.findIndex((other) => isSame(item, other, new Map(seen)));
    if (found === -1) return false;
    // The place is kept, so that equal orders are found at once.
    b[found] = UNMATCHED;
    return true;
  });
}

const UNMATCHED = Symbol('taken');

/** How near `a` is to `b`, from 0 to 1; 1 only for equal ones. It guides the search and decides nothing. */
export function closeness(a: unknown, b: unknown, depth = 0): number {
  if (isSame(a, b)) return 1;
  if (typeof a !== typeof b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return 0.1 + 0.8 / (1 + Math.abs(a - b));
  if (typeof a === 'string' && typeof b === 'string') return closenessOfTexts(a, b);
  if (Array.isArray(a) && Array.isArray(b) && depth < 4) return closenessOfLists(a, b, depth);
  if (typeof a !== 'object' || a === null || b === null) return 0.05;
  const keys = Object.keys(b as object).slice(0, 50);
  if (keys.length === 0 || depth >= 4) return 0.1;
  const sum = keys.reduce((total, key) => total + closeness((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], depth + 1), 0);
  return 0.1 + (0.85 * sum) / keys.length;
}

function closenessOfTexts(a: string, b: string): number {
  if (/^[[{"]/.test(b) && /^[[{"]/.test(a)) {
    try {
      return Math.min(0.98, closeness(JSON.parse(a), JSON.parse(b), 1));
    } catch {
      // Not JSON after all.
    }
  }
  return closenessOfLists([...a.slice(0, 200)], [...b.slice(0, 200)], 4);
}

function closenessOfLists(a: readonly unknown[], b: readonly unknown[], depth: number): number {
  const longer = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length, 200);
  if (longer === 0) return 1;
  let front = 0;
  let back = 0;
  for (let at = 0; at < shorter; at += 1) {
    front += depth >= 4 ? Number(a[at] === b[at]) : closeness(a[at], b[at], depth + 1);
    back += depth >= 4 ? Number(a[a.length - 1 - at] === b[b.length - 1 - at]) : 0;
  }
  return 0.1 + 0.85 * (Math.max(front, back) / longer);
}
