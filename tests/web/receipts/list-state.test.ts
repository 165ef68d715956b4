import { expect, it } from 'vitest';
import { firstPage, foldList, questionOf, type ListMove } from '../../../web/receipts/list-state.ts';

const after = (...moves: ListMove[]) => questionOf(moves.reduce(foldList, firstPage));

it.each([
  ['at first', [], { matching: null, statuses: null, after: null }],
  ['on an older page', [{ kind: 'older', after: 'a' }, { kind: 'older', after: 'b' }], { after: 'b' }],
  ['back on a newer page', [{ kind: 'older', after: 'a' }, { kind: 'older', after: 'b' }, { kind: 'newer' }], { after: 'a' }],
  ['newer than the first page', [{ kind: 'newer' }], { after: null }],
  ['after other words, on their first page', [{ kind: 'older', after: 'a' }, { kind: 'search', matching: ' move ' }], { matching: 'move', after: null }],
  ['after blank words', [{ kind: 'search', matching: '  ' }], { matching: null }],
  ['after another filter, on its first page', [{ kind: 'search', matching: 'move' }, { kind: 'older', after: 'a' }, { kind: 'filter', filter: 'FAILED' }], { matching: 'move', statuses: ['FAILED'], after: null }],
] as const)('the list asks for what was chosen %s', (_when, moves, question) => {
  expect(after(...moves)).toMatchObject(question);
});
