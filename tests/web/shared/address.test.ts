import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../../web/shared/useAddress.ts';

const NOTHING = { step: null, prediction: null, file: null, line: null, words: null };

test.each([
  ['', { room: null, tab: 'healing', run: null, session: null, ...NOTHING }],
  ['?room=a', { room: 'a', tab: 'healing', run: null, session: null, ...NOTHING }],
  ['?run=b', { room: null, tab: 'healing', run: 'b', session: null, ...NOTHING }],
  ['?room=a&run=b%2F%3D', { room: 'a', tab: 'healing', run: 'b/=', session: null, ...NOTHING }],
  ['?room=&run=', { room: null, tab: 'healing', run: null, session: null, ...NOTHING }],
  ['?tab=debugger', { room: null, tab: 'debugger', run: null, session: null, ...NOTHING }],
  ['?tab=strange', { room: null, tab: 'healing', run: null, session: null, ...NOTHING }],
  ['?room=a&session=s%3D', { room: 'a', tab: 'debugger', run: null, session: 's=', ...NOTHING }],
  ['?tab=graph&run=b&file=src%2Fa+b.ts', { room: null, tab: 'graph', run: 'b', session: null, ...NOTHING, file: 'src/a b.ts' }],
  ['?tab=diffs&run=b&step=e%3D', { room: null, tab: 'diffs', run: 'b', session: null, ...NOTHING, step: 'e=' }],
  ['?run=b&prediction=p%3D', { room: null, tab: 'healing', run: 'b', session: null, ...NOTHING, prediction: 'p=' }],
  ['?tab=dev&file=src%2Fa.ts&line=12', { room: null, tab: 'dev', run: null, session: null, ...NOTHING, file: 'src/a.ts', line: '12' }],
  ['?words=move+a.ts+to+', { room: null, tab: 'healing', run: null, session: null, ...NOTHING, words: 'move a.ts to ' }],
])('the address %s is read and written back', (search, address) => {
  expect(readAddress(search)).toEqual(address);
  expect(readAddress(writeAddress(address as ReturnType<typeof readAddress>))).toEqual(address);
});

test('an address without a choice has no query', () => {
  expect(writeAddress({ room: null, run: null })).toBe('');
  expect(writeAddress({ tab: 'healing' })).toBe('');
});
