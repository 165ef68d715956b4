import { useSyncExternalStore } from 'react';

export type Tab = 'healing' | 'debugger';

export interface Address {
  room: string | null;
  tab: Tab;
  /** The run that is open in the Self-Healing tab. */
  run: string | null;
  /** The session that is open in the Intent debugger tab. */
  session: string | null;
}

const MOVED = 'supernova:address';

/** Reads `?room=`, `?tab=`, `?run=` and `?session=`. A session opens its tab. */
export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const session = parameters.get('session') || null;
  return { room: parameters.get('room') || null, tab: session || parameters.get('tab') === 'debugger' ? 'debugger' : 'healing', run: parameters.get('run') || null, session };
}

/** The query string of an address; empty when nothing is chosen. */
export function writeAddress({ room, tab, run, session }: Partial<Address>): string {
  const parameters = new URLSearchParams();
  if (room) parameters.set('room', room);
  if (session) parameters.set('session', session);
  else if (tab === 'debugger') parameters.set('tab', tab);
  if (run) parameters.set('run', run);
  const query = parameters.toString();
  return query ? `?${query}` : '';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}

/** Goes to another room, tab, run or session, where what is not named is not chosen; the browser's back button returns. */
export function goTo(address: Partial<Address>): void {
  const target = `${location.pathname}${writeAddress(address)}`;
  if (target === `${location.pathname}${location.search}`) return;
  history.pushState(null, '', target);
  window.dispatchEvent(new Event(MOVED));
}

export function useAddress(): Address {
  return readAddress(useSyncExternalStore(subscribe, () => location.search));
}
