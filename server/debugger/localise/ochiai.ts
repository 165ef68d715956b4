// Ochiai's coefficient: how well "was executed" goes with "failed". Owns the formula; coverage comes from others.

/**
 * `hits[example]` is how often a place ran in each example. 0 where no failing example ran it, 1 where exactly the failing ones did.
 * Source: Abreu, Zoeteweij, van Gemund, "On the accuracy of spectrum-based fault localization" (2007).
 */
export function ochiai(hits: readonly number[], passed: readonly boolean[]): number {
  let failedHere = 0;
  let passedHere = 0;
  let failed = 0;
  for (const [example, isPassed] of passed.entries()) {
    const ran = (hits[example] ?? 0) > 0;
    if (!isPassed) failed += 1;
    if (ran && isPassed) passedHere += 1;
    if (ran && !isPassed) failedHere += 1;
  }
  if (failedHere === 0) return 0;
  return failedHere / Math.sqrt(failed * (failedHere + passedHere));
}
