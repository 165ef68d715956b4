import { expect, test } from 'vitest';
import { inferMoves } from '../../server/edits/infer-moves.ts';
import { exportSurface } from '../../server/edits/export-surface.ts';
import { inferRenames } from '../../server/edits/infer-renames.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const isSameSource = () => false;

test('a folder of 250 files that moves is told file by file', { timeout: 20_000 }, () => {
  const text = (i: number) => numbers(60).map((line) => `export const a${i}_${line} = ${i * line};`).join('\n');
  const pairs = numbers(250).flatMap((i) => [{ path: `old/f${i}.ts`, before: text(i), after: null }, { path: `new/f${i}.ts`, before: null, after: i % 2 === 0 ? text(i) : `${text(i)}\n// moved` }]);
  expect(inferMoves(pairs).map(({ from, to }) => [from, to])).toEqual(expect.arrayContaining(numbers(250).map((i) => [`old/f${i}.ts`, `new/f${i}.ts`])));
});

test('a file whose 300 exports all get another name is told name by name', { timeout: 20_000 }, () => {
  const text = (prefix: string) => numbers(300).map((i) => `export function ${prefix}${i}(x: number) { return x * ${i}; }`).join('\n');
  const renames = inferRenames({ before: exportSurface('a.ts', text('a')), after: exportSurface('a.ts', text('b')), isSameSource });
  expect(renames.map(({ from, to, isCertain }) => [from, to, isCertain])).toEqual(numbers(300).map((i) => [`a${i}`, `b${i}`, true]));
});
