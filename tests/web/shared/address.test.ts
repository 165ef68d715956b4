import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../../web/shared/useAddress.ts';

test.each([
  ['', { room: null, run: null }],
  ['?room=a', { room: 'a', run: null }],
  ['?run=b', { room: null, run: 'b' }],
  ['?room=a&run=b%2F%3D', { room: 'a', run: 'b/=' }],
  ['?room=&run=', { room: null, run: null }],
])('the address %s is read and written back', (search, address) => {
  expect(readAddress(search)).toEqual(address);
  expect(readAddress(writeAddress(address))).toEqual(address);
});

test('an address without a choice has no query', () => {
  expect(writeAddress({ room: null, run: null })).toBe('');
});
