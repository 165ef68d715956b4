/** Less than lies between what fits in another way: of what fits equally well, sources come before tests. */
const TEST_BEHIND = 100;

const nameStartOf = (path: string): number => path.lastIndexOf('/') + 1;

/** `money` and `money.ts` for `src/money.ts`. */
function isNameOf(path: string, query: string): boolean {
  const name = path.slice(nameStartOf(path));
  return query === name || query === name.replace(/(?:\.d)?\.[^.]+$/, '');
}

const isTest = (path: string): boolean => /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.[^/.]+$/.test(path);

/** How well a path fits what was typed, more is better; null where its letters do not stand in the path in this order. */
function fitOf(path: string, query: string): number | null {
  const nameStart = nameStartOf(path);
  const whole = path.lastIndexOf(query);
  if (whole >= 0) return 1_000 + (whole >= nameStart ? 500 : 0) + (whole === nameStart ? 200 : 0) + (isNameOf(path, query) ? 300 : 0) - path.length;
  // From the end, since the name of the file says most.
  let at = path.length;
  let fit = 0;
  for (let letter = query.length - 1; letter >= 0; letter -= 1) {
    const found = path.lastIndexOf(query.charAt(letter), at - 1);
    if (found < 0 || at === 0) return null;
    if (found === at - 1) fit += 8;
    if (found >= nameStart) fit += 4;
    if (found === 0 || /[/._-]/.test(path.charAt(found - 1))) fit += 4;
    at = found;
  }
  return fit - path.length / 10;
}

/** Every folder that a file is below, the root left out. */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0 && !folders.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end));
  }
  return [...folders].sort();
}

/** Paths that hold every word of the query, or at least its letters in order; the best first: files that are called so, of those and of the others sources before tests. */
export function searchFiles(paths: readonly string[], query: string, first: number): string[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const asksForTests = words.some((word) => /test|spec/.test(word));
  const found = paths.flatMap((path) => {
    const lower = path.toLowerCase();
    const behind = !asksForTests && isTest(lower) ? TEST_BEHIND : 0;
    const fits = words.map((word) => fitOf(lower, word));
    return fits.includes(null) ? [] : [{ path, fit: fits.reduce<number>((sum, fit) => sum + (fit ?? 0), 0) - behind }];
  });
  return found.sort((a, b) => b.fit - a.fit || (a.path < b.path ? -1 : 1)).slice(0, first).map(({ path }) => path);
}
