import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../../web/shared/useAddress.ts';

test.each([
  ['', { room: null, tab: 'healing', run: null, session: null }],
  ['?room=a', { room: 'a', tab: 'healing', run: null, session: null }],
  ['?run=b', { room: null, tab: 'healing', run: 'b', session: null }],
  ['?room=a&run=b%2F%3D', { room: 'a', tab: 'healing', run: 'b/=', session: null }],
  ['?room=&run=', { room: null, tab: 'healing', run: null, session: null }],
  ['?tab=debugger', { room: null, tab: 'debugger', run: null, session: null }],
  ['?tab=strange', { room: null, tab: 'healing', run: null, session: null }],
  ['?room=a&session=s%3D', { room: 'a', tab: 'debugger', run: null, session: 's=' }],
])('the address %s is read and written back', (search, address) => {
  expect(readAddress(search)).toEqual(address);
  expect(readAddress(writeAddress(address as ReturnType<typeof readAddress>))).toEqual(address);
});

test('an address without a choice has no query', () => {
  expect(writeAddress({ room: null, run: null })).toBe('');
  expect(writeAddress({ tab: 'healing' })).toBe('');
});
