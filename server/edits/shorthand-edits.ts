// One shorthand `{ a }` whose key and whose value are both renamed. Owns turning the two edits into one.
import type { TextEdit } from './file-edit.ts';

/** `{ a }` to `{ b: a }` and to `{ a: b }` at once is `{ b }`. */
export function settleShorthands(edits: readonly TextEdit[], { from, to }: { from: string; to: string }): TextEdit[] {
  const key = `${to}: ${from}`;
  const value = `${from}: ${to}`;
  const texts = new Map<number, Set<string>>();
  for (const { start, text } of edits) texts.set(start, (texts.get(start) ?? new Set()).add(text));
  return edits.map((edit) => {
    const found = texts.get(edit.start);
    return found?.has(key) && found.has(value) ? { ...edit, text: to } : edit;
  });
}
