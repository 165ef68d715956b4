import { expect, test } from 'vitest';
import { foldConnection, initialConnection, type ConnectionEvent, type ConnectionStatus } from '../../../web/shared/connection-state.ts';

const foldAll = (events: readonly ConnectionEvent[]) => events.reduce((state, event, heardAtMs) => foldConnection(state, event, heardAtMs), initialConnection);
const times = (count: number, event: ConnectionEvent) => Array.from({ length: count }, () => event);

test.each<[string, ConnectionEvent[], ConnectionStatus]>([
  ['at first', [], 'CONNECTING'],
  ['once connected', ['connected'], 'CONNECTED'],
  ['after a break', ['connected', 'closed'], 'RECONNECTING'],
  ['after four failed attempts', times(4, 'closed'), 'RECONNECTING'],
  ['after five failed attempts', times(5, 'closed'), 'OFFLINE'],
  ['when the server is back', [...times(9, 'closed'), 'connected'], 'CONNECTED'],
  ['without a network', ['connected', 'browser-offline'], 'OFFLINE'],
  ['when the socket closes without a network', ['connected', 'browser-offline', 'closed'], 'OFFLINE'],
  ['when the network is back', ['connected', 'browser-offline', 'browser-online'], 'RECONNECTING'],
  ['when the network is back and the socket never broke', ['connected', 'browser-online'], 'CONNECTED'],
  ['when the network is back and the socket answers', ['connected', 'browser-offline', 'browser-online', 'heard'], 'CONNECTED'],
])('%s', (_, events, status) => {
  expect(foldAll(events).status).toBe(status);
});

test('every connection is a new generation, a break alone is not', () => {
  const events: ConnectionEvent[] = ['connected', 'closed', 'closed', 'connected'];
  expect(foldAll(events).generation).toBe(2);
});

test.each<[string, ConnectionEvent[], number | null]>([
  ['before it was ever there', ['closed', 'closed'], null],
  ['while it is there', ['connected', 'heard'], null],
  ['since it broke, not since the last attempt', ['connected', 'closed', 'closed'], 1],
  ['since the network went', ['connected', 'browser-offline', 'closed'], 1],
  ['no longer once it is back', ['connected', 'closed', 'connected'], null],
])('what is shown is out of date %s', (_, events, at) => {
  expect(foldAll(events).lostAtMs).toBe(at);
});
