// Which exports of a file are offered while a name is typed. Owns their order.

const OFFERED = 50;

/** Those that hold what is typed, in any case; what begins with it first. */
export function offerExports(names: readonly string[], typed: string): string[] {
  const word = typed.trim().toLowerCase();
  const fitting = names.filter((name) => name.toLowerCase().includes(word));
  const begins = (name: string): boolean => name.toLowerCase().startsWith(word);
  return [...fitting.filter(begins), ...fitting.filter((name) => !begins(name))].slice(0, OFFERED);
}
