// How alike two member names are: words of camelCase, snake_case and kebab-case, abbreviations, spelling. Pure.
import { distance } from 'fastest-levenshtein';
import type { PathStep } from './mapping.ts';

/** The words of a name in lower case: `userID`, `user_id` and `user-id` are `user`, `id`. */
export function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const COUNTS = /count|total|size|length|number|amount|num/i;

const isWithin = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && a.every((word) => b.includes(word));

/** `qty` of `quantity`: the same first letter, the others in order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/**
 * Cost of taking the member at `path` for the member called by the last of `names` (the outer ones are its surroundings): 0 for the same
 * name, 2.5 for one with no likeness.
 */
export function nameCost(names: readonly string[], path: readonly PathStep[]): number {
  const target = names.at(-1) ?? '';
  const keys = path.filter((step) => typeof step === 'string');
  const source = keys.at(-1) ?? '';
  const deep = 0.15 * Math.max(0, path.length - 1);
  if (target === '') return 0.6 + deep;
  if (source === '') return 1.5 + deep;
  if (target === source) return deep;
  if (source === 'length') return COUNTS.test(target) ? 0.5 + deep : 2 + deep;
  const [wanted, found] = [wordsOf(target), wordsOf(source)];
  if (wanted.join('') === found.join('')) return 0.2 + deep;
  const whole = names.flatMap(wordsOf).join(' ');
  const all = keys.flatMap(wordsOf).join(' ');
  if (all === wanted.join(' ') || whole === found.join(' ') || whole === all) return 0.3 + deep;
  if (isWithin(wanted, found) || isWithin(found, wanted)) return 0.8 + deep;
  const [a, b] = [wanted.join(''), found.join('')];
  if (abbreviates(a, b) || abbreviates(b, a)) return 1 + deep;
  const likeness = 1 - distance(a, b) / Math.max(a.length, b.length, 1);
  if (likeness >= 0.7) return 1 + deep;
  return (likeness >= 0.5 || wanted.some((word) => found.includes(word)) ? 1.5 : 2.5) + deep;
}
