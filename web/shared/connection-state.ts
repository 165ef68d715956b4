/**
 * The connection to the server as a person sees it.
 * CONNECTING: the first attempt is under way. CONNECTED: live. RECONNECTING: it was lost, attempts follow by themselves.
 * OFFLINE: the browser has no network, or several attempts in a row failed; attempts go on.
 */
export type ConnectionStatus = 'CONNECTING' | 'CONNECTED' | 'RECONNECTING' | 'OFFLINE';

export interface ConnectionState {
  status: ConnectionStatus;
  /** How often the connection was made; a change tells readers to fetch again what they may have missed. */
  generation: number;
  failedAttempts: number;
}

export type ConnectionEvent = 'connected' | 'closed' | 'browser-offline' | 'browser-online';

export const initialConnection: ConnectionState = { status: 'CONNECTING', generation: 0, failedAttempts: 0 };

const ATTEMPTS_UNTIL_OFFLINE = 5;

export function foldConnection(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  switch (event) {
    case 'connected':
      return { status: 'CONNECTED', generation: state.generation + 1, failedAttempts: 0 };
    case 'closed': {
      const failedAttempts = state.failedAttempts + 1;
      const isLost = state.status === 'OFFLINE' || failedAttempts >= ATTEMPTS_UNTIL_OFFLINE;
      return { ...state, failedAttempts, status: isLost ? 'OFFLINE' : 'RECONNECTING' };
    }
    case 'browser-offline':
      return { ...state, status: 'OFFLINE' };
    case 'browser-online':
      return state.status === 'OFFLINE' ? { ...state, status: 'RECONNECTING', failedAttempts: 0 } : state;
  }
}
