// A share of sorted numbers, as the benchmarks tell medians and p95.

/** The number at a share (0 to 1) of the sorted numbers; 0 for none. */
export const at = (numbers: readonly number[], share: number): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;
