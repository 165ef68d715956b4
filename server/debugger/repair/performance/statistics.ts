// What paired times tell: the ratio of two versions and how sure it is. Owns the arithmetic.

export interface Ratio {
  readonly median: number;
  /** Bounds of the interval that holds the median of the ratio with at least 95 %. */
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  /** Rounds in which the second version took less time. */
  readonly faster: number;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export function medianOf(values: readonly number[]): number {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The largest number of order statistics that can be cut off on each side: P(fewer than that many of n fair coins) <= 2.5 %. */
function cutOff(n: number): number {
  let probability = 0.5 ** n;
  let sum = 0;
  for (let k = 0; k <= n; k += 1) {
    sum += probability;
    if (sum > 0.025) return k;
    probability *= (n - k) / (k + 1);
  }
  return 0;
}

/**
 * The ratio after over before, round by round. Source of the interval: the order statistics of the sign test, exact for any distribution.
 * With fewer than six rounds there is none at 95 %: `low` and `high` are 0 and infinity.
 */
export function ratioOf(rounds: readonly (readonly [before: number, after: number])[]): Ratio {
  const ratios = sorted(rounds.map(([before, after]) => after / Math.max(before, Number.MIN_VALUE)));
  const cut = cutOff(ratios.length);
  const isKnown = cut > 0;
  return { median: medianOf(ratios), low: isKnown ? (ratios[cut - 1] ?? 0) : 0, high: isKnown ? (ratios[ratios.length - cut] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY, rounds: ratios.length, faster: ratios.filter((ratio) => ratio < 1).length };
}
