// How alike two texts are. Owns the measure: Dice's coefficient over pairs of neighbouring tokens or over lines, 0 to 1.
const TOKEN = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|\S/gu;

/** How often each pair of neighbours occurs; the ends count as neighbours. */
function pairsOf(tokens: readonly string[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let i = 0; i <= tokens.length; i += 1) {
    const pair = `${tokens[i - 1] ?? ''}\n${tokens[i] ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** How often each of some parts occurs. */
export type Parts = ReadonlyMap<string, number>;

/** By the tokens of code; white space does not count. Source: L. R. Dice, Ecology 26 (1945). */
const tokenParts = (text: string): Parts => pairsOf(text.match(TOKEN) ?? []);

/** By whole lines, for files; blank ones and indentation do not count. */
export function lineParts(text: string): Parts {
  const lines = new Map<string, number>();
  for (const line of text.split(/\r\n|\r|\n/)) if (line.trim() !== '') lines.set(line.trim(), (lines.get(line.trim()) ?? 0) + 1);
  return lines;
}

/** Dice's coefficient, 0 to 1; 0 for two texts without parts. */
export function likeness(a: Parts, b: Parts): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [part, count] of small) shared += Math.min(count, large.get(part) ?? 0);
  const size = (parts: Parts) => [...parts.values()].reduce((sum, count) => sum + count, 0);
  const all = size(a) + size(b);
  return all === 0 ? 0 : (2 * shared) / all;
}

export const tokenLikeness = (a: string, b: string): number => (a === b ? 1 : likeness(tokenParts(a), tokenParts(b)));
