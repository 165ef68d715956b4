// Says how many samples are taken before the evidence is looked at again. Owns the numbers; takes no sample and gives no verdict.

export interface Evidence {
  /** Samples that were taken. */
  readonly taken: number;
  /** How many more the verdict is thought to need; 0: it is decided. */
  readonly missing: number;
  /** Samples that are allowed in all. */
  readonly most: number;
}

/**
 * The number of samples to take in all before the next look; `taken` where no more are needed or allowed. At least half as many again and at
 * most twice as many as before: the estimate is rough, and each look at an interval of 95 % is one more chance to be wrong, so from 12 to
 * 200 samples there are at most seven further ones.
 */
export function planSamples({ taken, missing, most }: Evidence): number {
  if (missing <= 0 || taken <= 0) return taken;
  const further = Math.min(Math.max(missing, Math.ceil(taken / 2)), taken);
  return Math.max(taken, Math.min(most, taken + further));
}

/** How far the measuring is, in words. `looked`: the newest look at the evidence, null before the first. */
export function describeSampling(taken: number, first: number, looked: Evidence | null): string {
  if (!looked) return `Measuring: ${taken} of ${first} samples.`;
  const total = Math.min(looked.most, looked.taken + looked.missing);
  const more = Math.max(1, total - taken);
  return `Measuring: ${taken} of ${Math.max(total, taken + more)} samples, ${more} more needed.`;
}
