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
  /** When the server was heard last before the connection was lost; null while it is there, and before it ever was. */
  lostAtMs: number | null;
  /** The server did not know what it was asked for: it was updated since the page was loaded. Until another connection is made. */
  isOtherVersion: boolean;
}

/** `heard`: the server answered on the socket that the browser thought lost. `other-version`: it refused a subscription as one that its schema does not have. */
export type ConnectionEvent = 'connected' | 'heard' | 'other-version' | 'closed' | 'browser-offline' | 'browser-online';

export const initialConnection: ConnectionState = { status: 'CONNECTING', generation: 0, failedAttempts: 0, lostAtMs: null, isOtherVersion: false };

const ATTEMPTS_UNTIL_OFFLINE = 5;

/** `heardAtMs`: when the server was heard last. */
export function foldConnection(state: ConnectionState, event: ConnectionEvent, heardAtMs: number): ConnectionState {
  const lostAtMs = state.status === 'CONNECTED' ? heardAtMs : state.lostAtMs;
  switch (event) {
    case 'connected':
      return { status: 'CONNECTED', generation: state.generation + 1, failedAttempts: 0, lostAtMs: null, isOtherVersion: false };
    case 'heard':
      return state.status === 'CONNECTED' ? state : foldConnection(state, 'connected', heardAtMs);
    case 'other-version':
      return state.isOtherVersion ? state : { ...state, isOtherVersion: true };
    case 'closed': {
      const failedAttempts = state.failedAttempts + 1;
      const isLost = state.status === 'OFFLINE' || failedAttempts >= ATTEMPTS_UNTIL_OFFLINE;
      return { ...state, failedAttempts, lostAtMs, status: isLost ? 'OFFLINE' : 'RECONNECTING' };
    }
    case 'browser-offline':
      return { ...state, lostAtMs, status: 'OFFLINE' };
    case 'browser-online':
      return state.status === 'OFFLINE' ? { ...state, status: 'RECONNECTING', failedAttempts: 0 } : state;
  }
}
