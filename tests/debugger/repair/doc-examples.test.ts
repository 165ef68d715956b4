import { expect, test } from 'vitest';
import { readDocExamples } from '../../../server/debugger/repair/doc-examples.ts';

test.each([
  ['a prompt with the result below', '>>> total([1, 2])\n3\n', [{ call: 'total([1, 2])', result: '3' }]],
  ['a comment behind the call', '/**\n * @example\n * total([4]) // 4\n */', [{ call: 'total([4])', result: '4' }]],
  ['arrows and words', "total([]) => 0\ntotal(['a)']) returns null\ntotal([9]) -> [9, 'x']", [{ call: 'total([])', result: '0' }, { call: "total(['a)'])", result: 'null' }, { call: 'total([9])', result: "[9, 'x']" }]],
  ['the value ends before the prose', 'total([2]) === 2, as there is one.', [{ call: 'total([2])', result: '2' }]],
  ['constants of another language', 'total([1]) == True\ntotal([2]) == (1, None)', [{ call: 'total([1])', result: 'true' }, { call: 'total([2])', result: '[1, null]' }]],
  ['a call without a result is none', 'call total([1]) to add up', []],
  ['prose is no value', 'total([1]) is wrong', []],
  ['another function is none', 'subtotal([1]) // 1', []],
] as const)('%s', (_, text, expected) => {
  expect(readDocExamples(text, 'total')).toEqual(expected);
});
