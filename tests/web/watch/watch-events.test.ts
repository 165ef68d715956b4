import { describe, expect, test } from 'vitest';
import { addWatchEvents, openSuggestion, type WatchEvent } from '../../../web/watch/watch-events.ts';

const event = (number: number, type: WatchEvent['type'] = 'CHECKED'): WatchEvent => ({ number, type, message: `event ${number}`, isBurst: false, createdAt: '2026-01-01T00:00:00.000Z', error: null, run: null });

describe('watch events', () => {
  test('are kept once each, the newest first', () => {
    const known = addWatchEvents([], [event(2), event(1)]);
    expect(addWatchEvents(known, [event(3), event(2)]).map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  test('are at most twenty', () => {
    const all = Array.from({ length: 30 }, (_, i) => event(i + 1));
    expect(addWatchEvents([], all).map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 30 - i));
  });
});

describe('the suggestion that holds', () => {
  test.each<[string, WatchEvent['type'][], number | null]>([
    ['is none without an event', [], null],
    ['is the newest event', ['SUGGESTED'], 1],
    ['stays over a formatter and a new start of the watch', ['SUGGESTED', 'FORMATTED', 'WATCHING'], 1],
    ['is replaced by the next', ['SUGGESTED', 'SUGGESTED'], 2],
    ['ends with a look that finds nothing', ['SUGGESTED', 'CHECKED'], null],
    ['ends with a checkout', ['SUGGESTED', 'CHECKOUT'], null],
    ['ends when it is withdrawn', ['SUGGESTED', 'WITHDRAWN'], null],
  ])('%s', (_, types, number) => {
    const events = addWatchEvents([], types.map((type, i) => event(i + 1, type)));
    expect(openSuggestion(events)?.number ?? null).toBe(number);
  });
});
