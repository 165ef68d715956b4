import { expect, it } from 'vitest';
import { mergeReports, newErrors, type Reported } from '../bench/full-compile.ts';
import { judgeChanges } from '../bench/judge-predictions.ts';

it('seeded changes of a real package break where they are predicted to, and nowhere else', { timeout: 600_000 }, async () => {
  const judged = await judgeChanges({ name: 'rxjs', kinds: ['rename', 'move', 'delete-export', 'rename-member'], count: 1, seed: 3, only: null, tell: () => undefined });
  expect(judged.map(({ kind, falsePositives, misses }) => [kind, falsePositives, misses])).toEqual([['rename', [], []], ['move', [], []], ['delete-export', [], []], ['rename-member', [], []]]);
  expect(judged.reduce((sum, { right }) => sum + right, 0)).toBeGreaterThan(0);
});

const at = (file: string, line: number, code = 'TS1'): Reported => ({ file, line, column: 1, code, message: '' });
const OLD = 'a\nb\nc\nd\n';

it.each([
  { what: 'the same place is no new error', before: [at('x.ts', 2)], after: [at('x.ts', 2)], now: OLD, expected: [] },
  { what: 'a line that moved down is no new error', before: [at('x.ts', 2)], after: [at('x.ts', 4)], now: `new\nlines\n${OLD}`, expected: [] },
  { what: 'a line that was rewritten is still that line', before: [at('x.ts', 2)], after: [at('x.ts', 2)], now: 'a\nB\nc\nd\n', expected: [] },
  { what: 'a new line has new errors', before: [at('x.ts', 2)], after: [at('x.ts', 1), at('x.ts', 3)], now: `new\n${OLD}`, expected: [at('x.ts', 1)] },
  { what: 'another code is a new error', before: [at('x.ts', 2)], after: [at('x.ts', 2, 'TS2')], now: OLD, expected: [at('x.ts', 2, 'TS2')] },
  { what: 'a second error in a line is a new one', before: [at('x.ts', 2)], after: [at('x.ts', 2), at('x.ts', 2)], now: OLD, expected: [at('x.ts', 2)] },
  { what: 'another file is looked at as it is', before: [at('y.ts', 2)], after: [at('y.ts', 2), at('y.ts', 3)], now: OLD, expected: [at('y.ts', 3)] },
])('$what', ({ before, after, now, expected }) => {
  expect(newErrors(before, after, { overlay: new Map([['x.ts', now]]), textBefore: () => OLD, moved: new Map() })).toEqual(expected);
});

it('a moved file takes its old errors along', () => {
  const written = { overlay: new Map([['x.ts', null], ['to/x.ts', OLD]]), textBefore: (path: string) => (path === 'x.ts' ? OLD : undefined), moved: new Map([['to/x.ts', 'x.ts']]) };
  expect(newErrors([at('x.ts', 2)], [at('to/x.ts', 2), at('to/x.ts', 3)], written)).toEqual([at('to/x.ts', 3)]);
});

it('two errors of one code at one place are two, and what several configs say of a place is said once', () => {
  const [first, second, other] = ['a', 'b', 'c'].map((message) => ({ ...at('x.ts', 2), message })) as [Reported, Reported, Reported];
  expect(mergeReports([[first], [first, second], [other]])).toEqual([first, second]);
});
