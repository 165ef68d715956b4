// Runs the same work over many items, a few at a time.

const AT_ONCE = 32;

/** Results in the order of the items. The first error or the abort of the signal ends it. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  { signal, atOnce = AT_ONCE }: { readonly signal?: AbortSignal | undefined; readonly atOnce?: number } = {},
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) {
      signal?.throwIfAborted();
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
