import { expect, test } from 'vitest';
import { foldConnection, initialConnection, type ConnectionEvent, type ConnectionStatus } from '../../../web/shared/connection-state.ts';

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
])('%s', (_, events, status) => {
  expect(events.reduce(foldConnection, initialConnection).status).toBe(status);
});

test('every connection is a new generation, a break alone is not', () => {
  const events: ConnectionEvent[] = ['connected', 'closed', 'closed', 'connected'];
  expect(events.reduce(foldConnection, initialConnection).generation).toBe(2);
});
