// How sure a median is. Owns the interval; the verdict that is drawn from it is performance.ts.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The median of numbers in any order; NaN for none. */
export function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs from which on two of them enclose the median with 95 %: 1 - 2 / 2^6 = 96.9 %. */
export const LEAST_RUNS = 6;

/**
 * The narrowest pair of runs, equally far from both ends, between which the median lies with at least 95 %; null for fewer than six runs.
 * Exact and without any assumption on the distribution: how many runs fall below the median is binomial with one half.
 * Source: W. R. Thompson 1936; the order-statistic interval of textbooks.
 */
export function findMedianInterval(values: readonly number[]): Interval | null {
  const n = values.length;
  if (n < LEAST_RUNS) return null;
  const sorted = values.toSorted((a, b) => a - b);
  // The greatest rank whose tail P(fewer than rank runs below the median) is at most 2.5 %. In logarithms: 2^-n may be no number any more.
  let [rank, tail, term] = [0, 0, -n * Math.LN2];
  while (tail + Math.exp(term) <= 0.025) {
    tail += Math.exp(term);
    term += Math.log((n - rank) / (rank + 1));
    rank += 1;
  }
  return { low: sorted[rank - 1]!, high: sorted[n - rank]! };
}
