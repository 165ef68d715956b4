import { expect, test } from 'vitest';
import { matchSymbols } from '../../server/graph/match-symbols.ts';
import { openGraph } from './build-graph.ts';

const FILES = {
  'a.ts': 'export const total = 1;\nexport function totalOf(): void {}\nexport type Subtotal = number;\nconst hidden = 2;\nexport default total;\n',
  'b.ts': "export { total } from './a';\nexport interface Total { sum: number }\nexport function totalOf(a: number): void;\nexport function totalOf(a: string): void;\nexport function totalOf(a: unknown): void {}\n",
};

test.each<[typed: string, first: number, wanted: readonly string[]]>([
  ['total', 10, ['b.ts#Total', 'a.ts#total', 'a.ts#totalOf', 'b.ts#totalOf', 'a.ts#Subtotal']],
  [' TOTALOF ', 10, ['a.ts#totalOf', 'b.ts#totalOf']],
  ['total', 2, ['b.ts#Total', 'a.ts#total']],
  ['hidden', 10, []],
  ['default', 10, []],
  ['  ', 10, []],
])('for %j at most %d symbols are offered where they are declared: %j', async (typed, first, wanted) => {
  const { graph } = await openGraph(FILES);
  expect(matchSymbols(graph, typed, first).map(({ name, file }) => `${file}#${name}`)).toEqual(wanted);
});
