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

/** One trial for each behaviour, the cheapest first. */
export function cheapest(trials: readonly Trial[], most: number): Trial[] {
  const prints = new Map<string, Trial>();
  for (const trial of [...trials].sort((a, b) => a.candidate.cost - b.candidate.cost)) if (!prints.has(trial.result.print)) prints.set(trial.result.print, trial);
  return [...prints.values()].slice(0, most);
}

/**
 * Pairs of seeds and partners, the likeliest first, at most `most`. The first seeds go with many partners, the later ones with few.
 * `worthOf` is what a partner's own trial adds to its cost.
 */
export function* pairs(seeds: readonly Trial[], partners: readonly Candidate[], { most, worthOf }: { most: number; worthOf: (partner: Candidate) => number }): Generator<Candidate> {
  const worths = partners.map(worthOf);
  const made: { cost: number; seed: number; partner: number }[] = [];
  for (let seed = 0; seed < seeds.length; seed += 1) {
    for (let partner = 0; partner < partners.length; partner += 1) made.push({ seed, partner, cost: seed * 0.15 + seeds[seed]!.candidate.cost * 0.3 + partners[partner]!.cost + worths[partner]! });
  }
  made.sort((a, b) => a.cost - b.cost);
  let left = most;
  for (const { seed, partner } of made) {
    const both = combine(seeds[seed]!.candidate, partners[partner]!);
    if (!both) continue;
    yield both;
    left -= 1;
    if (left <= 0) return;
  }
}
