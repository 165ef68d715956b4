// The one question that tells rival patches apart: an input for which they give different results. Owns the choice of the input and the
// new order after the answer.
import type { Distinction, Patch } from '../fix.ts';
import { describeValue } from '../describe-value.ts';
import type { EncodedValue } from '../values.ts';
import type { ProbeResult } from './child/messages.ts';
import type { Ranked, Ranking } from './rank.ts';

const RESULT_LENGTH = 300;

/**
 * The input that splits the patches best, weighed by their scores; null where none does. Patches are counted in the order of `shown`.
 * Inputs for which a patch does not end or throws are asked about only where no other splits.
 */
export function findDistinction(ranking: Ranking, shown: readonly Ranked[]): Distinction | null {
  let best: { input: number; worth: number } | null = null;
  for (const [input, source] of ranking.inputs.entries()) {
    const worth = worthOf(shown, input) - source.length / 2000;
    if (worth > (best?.worth ?? 0)) best = { input, worth };
  }
  if (!best) return null;
  const { input } = best;
  const answers = [...groupsAt(shown, input).values()].map((patches) => {
    const result = shown[patches[0]!]!.results[input]!;
    return { result: textOf(result), value: result.value as EncodedValue, patches };
  });
  return { input: ranking.inputs[input]!, answers };
}

/** Patches by their result, in the order of the first patch of each. */
function groupsAt(shown: readonly Ranked[], input: number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, { results }] of shown.entries()) {
    const result = results[input];
    if (!result) continue;
    const key = `${result.end} ${result.text}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return groups;
}

/** Entropy of the answer in bits, as likely as the patches are; less where someone would have to judge a crash. */
function worthOf(shown: readonly Ranked[], input: number): number {
  const groups = [...groupsAt(shown, input).values()];
  if (groups.length < 2) return 0;
  const weights = shown.map(({ score }) => Math.exp(score - shown[0]!.score));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const entropy = groups.reduce((sum, patches) => {
    const share = patches.reduce((total, at) => total + weights[at]!, 0) / all;
    return sum - share * Math.log2(share);
  }, 0);
  const failing = shown.filter(({ results }) => results[input]?.end !== 'returned').length / shown.length;
  return entropy * (1 - 0.7 * failing);
}

function textOf({ end, text, value }: ProbeResult): string {
  return end === 'returned' ? describeValue(value as EncodedValue, RESULT_LENGTH) : text;
}

/**
 * The patches in their new order after the person chose `answer`: those that give it come first, in their order; null: none of the
 * answers is right, and no patch is left.
 */
export function rankByAnswer(patches: readonly Patch[], distinction: Distinction, answer: number | null): Patch[] {
  const right = new Set(answer === null ? [] : (distinction.answers[answer]?.patches ?? []));
  return patches.filter((_, at) => right.has(at));
}
