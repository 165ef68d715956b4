import { useSyncExternalStore } from 'react';

export interface Address {
  room: string | null;
  run: string | null;
}

const MOVED = 'supernova:address';

/** Reads `?room=` and `?run=`. */
export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  return { room: parameters.get('room') || null, run: parameters.get('run') || null };
}

/** The query string of an address; empty when nothing is chosen. */
export function writeAddress({ room, run }: Address): string {
  const parameters = new URLSearchParams();
  if (room) parameters.set('room', room);
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

/** Goes to another room or run; the browser's back button returns. */
export function goTo(address: Address): void {
  const target = `${location.pathname}${writeAddress(address)}`;
  if (target === `${location.pathname}${location.search}`) return;
  history.pushState(null, '', target);
  window.dispatchEvent(new Event(MOVED));
}

export function useAddress(): Address {
  return readAddress(useSyncExternalStore(subscribe, () => location.search));
}
