import { expect, test } from 'vitest';
import { capPath } from '../../../server/debugger/activities/record-session.ts';
import type { PathCall } from '../../../server/debugger/behavior.ts';

const leaf = (name: string, calls: readonly PathCall[] = []): PathCall => ({ name, id: 0, calls });
const countCalls = (calls: readonly PathCall[]): number => calls.reduce((sum, call) => sum + 1 + countCalls(call.calls), 0);

test('a path that is shown has a limit of calls in the order of calling, and one of depth', () => {
  const wide = [leaf('a', [leaf('b'), leaf('c')]), leaf('d')];
  expect(capPath(wide, { left: 3 })).toEqual([leaf('a', [leaf('b'), leaf('c')])]);
  expect(capPath(wide, { left: 10 })).toEqual(wide);
  let deep = leaf('end');
  for (let depth = 0; depth < 5_000; depth += 1) deep = leaf('again', [deep]);
  expect(countCalls(capPath([deep], { left: 10_000 }))).toBe(100);
});
