import { expect, test } from 'vitest';
import { readRefactorings } from '../../../web/runs/read-refactorings.ts';

const metrics = { cycles: 1, cyclicFiles: 2, modularity: 0.4, reach: 1200 };
const row = { title: 't', why: 'w', intent: 'move a to b', keepsOldForm: true };

test.each([
  ['the result of a step', { metrics, place: { ca: 3, instability: 0.5 } }, { metrics: { ...metrics, cycles: 0, modularity: 0.4001, reach: 1100 }, place: { ca: 2, instability: 0.5 } }],
  ['a query', { ca: 3, instability: 0.5, metrics }, { ca: 2, instability: 0.5, metrics: { ...metrics, cycles: 0, modularity: 0.4001, reach: 1100 } }],
])('what %s says changes is told in words, what stays the same is not', (_, before, after) => {
  expect(readRefactorings([{ ...row, before, after }])).toEqual([
    { ...row, measures: [{ name: 'Cycles', before: '1', after: '0' }, { name: 'Reach of changes', before: '1,200', after: '1,100' }, { name: 'Importers of the file', before: '3', after: '2' }] },
  ]);
});

test('a file that is new has no measure to compare', () => {
  expect(readRefactorings([{ ...row, before: { ca: null, metrics }, after: { ca: 2, metrics } }])[0]?.measures).toEqual([]);
});

test.each([[null], ['text'], [[]], [['a sentence of an older run']], [[{ title: 't', why: 'w' }]]])('%j offers nothing to start', (list) => {
  expect(readRefactorings(list)).toEqual([]);
});
