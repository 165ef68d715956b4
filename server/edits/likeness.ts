// How alike two texts are. Owns the measure: Dice's coefficient over pairs of neighbouring tokens, 0 to 1.
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

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  const size = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const all = size(a) + size(b);
  return all === 0 ? 0 : (2 * shared) / all;
}

/** By the tokens of code; white space does not count. Source: L. R. Dice, Ecology 26 (1945). */
export const tokenLikeness = (a: string, b: string): number => dice(pairsOf(a.match(TOKEN) ?? []), pairsOf(b.match(TOKEN) ?? []));

/** By whole lines, for files; blank ones and indentation do not count. */
export function lineLikeness(a: string, b: string): number {
  const count = (text: string) => {
    const lines = new Map<string, number>();
    for (const line of text.split(/\r\n|\r|\n/)) if (line.trim() !== '') lines.set(line.trim(), (lines.get(line.trim()) ?? 0) + 1);
    return lines;
  };
  return dice(count(a), count(b));
}
