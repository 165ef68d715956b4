// Pages of a list that grows at its front. Owns the merging.

/** All entries once: a new entry pushes older ones onto the next page, where they are met again. */
export function mergePages<T extends { id: string }>(pages: readonly (readonly T[])[]): T[] {
  return [...new Map(pages.flat().map((entry) => [entry.id, entry])).values()];
}
