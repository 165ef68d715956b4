import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readThrown } from '../../../server/debugger/repair/child/thrown-error.ts';

const trap = (): never => {
  throw new Error('trap');
};

test.each<[what: string, thrown: unknown, wanted: ReturnType<typeof readThrown>]>([
  ['an error', new TypeError('no'), { name: 'TypeError', message: 'no' }],
  ['one of another realm', runInNewContext('new RangeError("far")'), { name: 'RangeError', message: 'far' }],
  ['a text', 'words', { name: 'string', message: 'words' }],
  ['nothing', null, null],
  ['an object', { message: 'like an error' }, null],
  ['a proxy whose traps throw', new Proxy({}, { get: trap, getPrototypeOf: trap, has: trap }), null],
  ['an error whose message throws', Object.defineProperty(new Error(), 'message', { get: trap }), null],
])('%s that is thrown is read without running its code', (_, thrown, wanted) => {
  expect(readThrown(thrown)).toEqual(wanted);
});
