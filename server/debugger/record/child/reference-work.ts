// A fixed amount of work that tells how fast the machine is right now. It has nothing to do with the project.

/** Sorting, hashing of strings, objects and arithmetic: some milliseconds of the kinds of work that programs do. */
export function referenceWork(): number {
  let seed = 42;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  const rows = Array.from({ length: 5_000 }, (_, index) => ({ id: index, key: `k${next() % 500}`, value: next() % 1_000 }));
  const groups = new Map<string, number>();
  for (const { key, value } of rows) groups.set(key, (groups.get(key) ?? 0) + value);
  rows.sort((a, b) => a.value - b.value || a.id - b.id);
  return JSON.stringify([...groups]).length + (rows[0]?.id ?? 0);
}
