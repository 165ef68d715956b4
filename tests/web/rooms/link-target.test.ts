import { expect, test } from 'vitest';
import { malformedLink, readLink } from '../../../web/rooms/link-target.ts';
import { titleOf } from '../../../web/rooms/page-title.ts';

const SHOP = { id: 'shop', name: 'Shop' };
const run = (found: { words: string; room: { id: string; name: string } } | null) => ({ kind: 'run', id: 'x', found }) as const;
const address = { tab: 'diffs', run: 'x' } as const;

test('a thing of the room that is shown is here', () => {
  expect(readLink(run({ words: 'rename a', room: SHOP }), { chosenRoom: 'shop', shownRoom: 'shop', address })).toEqual({ kind: 'here', subject: 'rename a' });
});

test('a link that names no room moves to the room of what it names', () => {
  expect(readLink(run({ words: 'rename a', room: SHOP }), { chosenRoom: null, shownRoom: 'other', address })).toEqual({ kind: 'move', room: 'shop' });
});

test('a thing of another room says where it belongs, and the way there keeps the tab', () => {
  const target = readLink(run({ words: 'rename a', room: SHOP }), { chosenRoom: 'other', shownRoom: 'other', address });
  expect(target).toMatchObject({ kind: 'dead', failure: { code: 'OTHER_ROOM', message: 'This run belongs to the room Shop.' }, wayOut: { label: 'Open it in Shop', target: { ...address, room: 'shop' } } });
});

test('a thing that is gone, and an id that is none, say so with a way on', () => {
  expect(readLink(run(null), { chosenRoom: 'shop', shownRoom: 'shop', address })).toMatchObject({ kind: 'dead', failure: { code: 'NOT_FOUND' }, wayOut: { target: { room: 'shop', tab: 'healing' } } });
  expect(malformedLink('session', 'shop')).toMatchObject({ kind: 'dead', failure: { code: 'INVALID_INPUT', message: 'The link names no debugger session.' }, wayOut: { target: { room: 'shop', tab: 'debugger' } } });
});

test.each([
  [{ subject: null, tab: 'healing', room: null }, 'Self-Healing · Supernova'],
  [{ subject: null, tab: 'diffs', room: 'Shop' }, 'Diffs · Shop · Supernova'],
  [{ subject: 'rename a to b', tab: 'healing', room: 'Shop' }, 'rename a to b · Self-Healing · Shop · Supernova'],
  [{ subject: 'x'.repeat(80), tab: 'healing', room: 'Shop' }, `${'x'.repeat(59)}… · Self-Healing · Shop · Supernova`],
] as const)('the title of %j is %s', (parts, title) => {
  expect(titleOf(parts)).toBe(title);
});
