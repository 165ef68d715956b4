import { expect, test } from 'vitest';
import { malformedLink, readLink, readPredictionLink, type LinkedPrediction } from '../../../web/rooms/link-target.ts';
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

const PREDICTION: LinkedPrediction = { words: 'a.ts: breaks', room: SHOP, intent: { id: 'intent', userAction: 'rename a to b' }, newestRun: 'newest' };

test.each<[string, { found: LinkedPrediction | null; run: string | null; intentOfRun: string | null }, object]>([
  ['of the run that the link names is here', { found: PREDICTION, run: 'x', intentOfRun: 'intent' }, { kind: 'here', subject: 'a.ts: breaks' }],
  ['without a run moves to the run that was planned last', { found: PREDICTION, run: null, intentOfRun: null }, { kind: 'move', room: 'shop', run: 'newest' }],
  ['of another run says so and leads to its own', { found: PREDICTION, run: 'x', intentOfRun: 'other' }, { kind: 'dead', failure: { code: 'OTHER_RUN' }, wayOut: { target: { room: 'shop', run: 'newest', prediction: 'p' } } }],
  ['of a change that was never planned says so', { found: { ...PREDICTION, newestRun: null }, run: null, intentOfRun: null }, { kind: 'dead', failure: { code: 'NOT_PLANNED' }, wayOut: { target: { room: 'shop', words: 'rename a to b' } } }],
  ['that is gone says so and leads to the run', { found: null, run: 'x', intentOfRun: null }, { kind: 'dead', failure: { code: 'NOT_FOUND', message: 'This prediction does not exist.' }, wayOut: { target: { room: 'shop', run: 'x' } } }],
  ['that is gone without a run leads to the room', { found: null, run: null, intentOfRun: null }, { kind: 'dead', failure: { code: 'NOT_FOUND' }, wayOut: { target: { room: 'shop', tab: 'healing' } } }],
])('a prediction %s', (_, { found, run: runId, intentOfRun }, target) => {
  expect(readPredictionLink(found, { chosenRoom: 'shop', shownRoom: 'shop', address: { room: 'shop', run: runId, prediction: 'p' }, intentOfRun })).toMatchObject(target);
});

test.each([
  [{ subject: null, tab: 'healing', room: null }, 'Self-Healing · Supernova'],
  [{ subject: null, tab: 'diffs', room: 'Shop' }, 'Diffs · Shop · Supernova'],
  [{ subject: 'rename a to b', tab: 'healing', room: 'Shop' }, 'rename a to b · Self-Healing · Shop · Supernova'],
  [{ subject: 'x'.repeat(80), tab: 'healing', room: 'Shop' }, `${'x'.repeat(59)}… · Self-Healing · Shop · Supernova`],
] as const)('the title of %j is %s', (parts, title) => {
  expect(titleOf(parts)).toBe(title);
});
