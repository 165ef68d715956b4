// Call trees written as text for tests: `handle{validate submit{fetch}} success`.
import type { PathCall } from '../../../server/debugger/behavior.ts';
import type { PathMismatch } from '../../../server/debugger/compare/paths.ts';

/** Calls numbered in the order of entry, as a recording has them. */
export function readCalls(text: string): PathCall[] {
  const tokens = text.match(/[{}]|[^\s{}]+/g) ?? [];
  const levels: PathCall[][] = [[]];
  let id = 0;
  for (const token of tokens) {
    const level = levels.at(-1)!;
    if (token === '{') levels.push(level.at(-1)!.calls as PathCall[]);
    else if (token === '}') levels.pop();
    else level.push({ name: token, id: id++, calls: [] });
  }
  return levels[0]!;
}

/** `replaced success@3 by failure@3`, one for each difference. */
export function listKinds(mismatch: PathMismatch | null): string[] {
  return (mismatch?.differences ?? []).map(({ kind, expected, expectedPosition, actual, actualPosition }) => [kind, expected === null ? null : `${expected}@${expectedPosition}`, actual === null ? null : `${actual}@${actualPosition}`].filter((part) => part !== null).join(' '));
}
