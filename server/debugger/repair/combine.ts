// Two edits and more: pairs of candidates that came nearer with all likely others, and twins of one edit. Owns the combination.
import type { Candidate } from './candidate.ts';
import { keyOf } from './generate.ts';
import { count, type Trial } from './trials.ts';

/** What a second edit costs beside its own cost: corrections in one place are more usual. */
const SECOND_EDIT = 1;

/** One candidate that does both; null where they touch the same characters or units. */
export function combine(a: Candidate, b: Candidate): Candidate | null {
  if (a.ground !== b.ground || a === b) return null;
  const edits = [...a.edits, ...b.edits].sort((x, y) => x.start - y.start || x.end - y.end);
  for (let at = 1; at < edits.length; at += 1) {
    const [before, after] = [edits[at - 1]!, edits[at]!];
    if (after.start < before.end || (after.start === before.start && before.end === after.end)) return null;
  }
  const operator = [...new Set([...a.operator.split('+'), ...b.operator.split('+')])].sort().join('+');
  const candidate = { ...a, edits, operator, cost: a.cost + b.cost + SECOND_EDIT, what: `${a.what}, and ${b.what}` };
  return keyOf(candidate) === null ? null : candidate;
}

/** Trials worth building on, the most promising first: more examples, then nearer, then cheaper; one for each behaviour. */
export function promising(trials: readonly Trial[], most: number): Trial[] {
  const sorted = [...trials].sort((a, b) => count(b.result.passed) - count(a.result.passed) || b.result.near - a.result.near || a.candidate.cost - b.candidate.cost);
  const seen = new Map<string, number>();
  const kept: Trial[] = [];
  for (const trial of sorted) {
    const same = seen.get(trial.result.print) ?? 0;
    if (same >= 2) continue;
    seen.set(trial.result.print, same + 1);
    kept.push(trial);
    if (kept.length >= most) break;
  }
  return kept;
}

/** Pairs in rounds: the first few of both sides before the many of one. */
export function* pairs(seeds: readonly Trial[], partners: readonly Candidate[]): Generator<Candidate> {
  const made: { cost: number; seed: number; partner: number }[] = [];
  for (let seed = 0; seed < seeds.length; seed += 1) {
    for (let partner = 0; partner < partners.length; partner += 1) made.push({ seed, partner, cost: seed * 0.12 + seeds[seed]!.candidate.cost * 0.5 + partners[partner]!.cost });
  }
  made.sort((a, b) => a.cost - b.cost);
  for (const { seed, partner } of made) {
    const both = combine(seeds[seed]!.candidate, partners[partner]!);
    if (both) yield both;
  }
}
