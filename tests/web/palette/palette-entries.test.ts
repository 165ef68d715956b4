import { expect, test } from 'vitest';
import { offerEntries, type PaletteSources } from '../../../web/palette/palette-entries.ts';
import { TABS } from '../../../web/shared/useAddress.ts';

const SOURCES: PaletteSources = {
  room: 'r1',
  run: 'open',
  rooms: [{ id: 'r1', name: 'shop' }, { id: 'r2', name: 'healer' }],
  runs: Array.from({ length: 9 }, (_, index) => ({ id: `h${index}`, status: 'Healed', userAction: `rename a${index} to b` })),
  files: [{ path: 'src/heal.ts' }],
  symbols: [{ name: 'heal', file: 'src/heal.ts' }],
};
const offered = (typed: string) => Object.fromEntries(offerEntries(typed, SOURCES).map(({ label, entries }) => [label, entries.map((entry) => entry.label)]));

test('before anything is typed every tab is offered, the latest runs, and the other rooms', () => {
  expect(offered(' ')).toEqual({ 'Go to': Object.values(TABS), Runs: [0, 1, 2, 3, 4, 5].map((index) => `rename a${index} to b`), Rooms: ['healer'] });
});

test('what is typed is looked for in every group, and can be said as an intent', () => {
  expect(offered('heal')).toEqual({ 'Go to': ['Self-Healing'], Symbols: ['heal'], Files: ['src/heal.ts'], Rooms: ['healer'], 'Plan an intent': ['heal'] });
  expect(offered('TO a7')).toMatchObject({ Runs: ['rename a7 to b'] });
});

test('every entry leads to an address of its own', () => {
  const entries = offerEntries('heal', SOURCES).flatMap((group) => group.entries);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(Object.fromEntries(entries.map(({ id, target }) => [id, target]))).toEqual({
    'tab healing': { room: 'r1', tab: 'healing', run: 'open' },
    'symbol src/heal.ts#heal': { room: 'r1', tab: 'graph', file: 'src/heal.ts' },
    'file src/heal.ts': { room: 'r1', tab: 'graph', file: 'src/heal.ts' },
    'room r2': { room: 'r2' },
    plan: { room: 'r1', words: 'heal' },
  });
});
