// What one list has beyond another, where equal items count each. Knows nothing of what the items are.

/** Items of the first list beyond those of the second, in their order: the n-th of one key is beyond when the second has fewer than n of it. */
export function beyond<T, U = T>(items: readonly T[], others: readonly U[], keyOf: (item: T) => string, keyOfOther: (item: U) => string): T[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOfOther(other), (left.get(keyOfOther(other)) ?? 0) + 1);
  return items.filter((item) => {
    const key = keyOf(item);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
