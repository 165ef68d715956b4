// Patterns with one `*`, as in `paths` of a tsconfig and `exports` of a package.json. Owns which of them a specifier fits.

/** The exact or longest pattern wins, as in TypeScript and Node.js; null where none fits. */
export function bestPattern(patterns: readonly string[], specifier: string): { pattern: string; rest: string } | null {
  let best: { pattern: string; rest: string; prefix: number } | null = null;
  for (const pattern of patterns) {
    if (pattern === specifier) return { pattern, rest: '' };
    const star = pattern.indexOf('*');
    if (star === -1) continue;
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    const fits = specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
    if (fits && (!best || star > best.prefix)) {
      best = { pattern, rest: specifier.slice(star, specifier.length - after.length), prefix: star };
    }
  }
  return best;
}
