import { useMemo, useSyncExternalStore } from 'react';

/** The tabs of a room in the order they are shown. What each one draws is in rooms/panels.ts. */
export const TABS = { dev: 'Dev', diffs: 'Diffs', receipts: 'Receipts', graph: 'Architecture', healing: 'Self-Healing', debugger: 'Intent debugger', preview: 'Preview', usage: 'Usage', settings: 'Settings' } as const;

export type Tab = keyof typeof TABS;

export interface Address {
  room: string | null;
  tab: Tab;
  /** The run that is open, or whose intent is lit up in the Architecture tab. */
  run: string | null;
  /** The step of the run that is chosen in the Diffs tab. */
  step: string | null;
  /** The prediction that is open in the Self-Healing tab, of the run that is. */
  prediction: string | null;
  /** The session that is open in the Intent debugger tab. */
  session: string | null;
  /** The file that is open in the Dev tab, or chosen in the Architecture or the Preview tab. */
  file: string | null;
  /** The line of the file to go to in the Dev tab. */
  line: string | null;
  /** Words that wait in the intent box to be finished by a person. */
  words: string | null;
}

const MOVED = 'supernova:address';

const isTab = (value: string | null): value is Tab => value !== null && Object.hasOwn(TABS, value);

/** Reads `?room=`, `?tab=`, `?run=`, `?step=`, `?prediction=`, `?session=`, `?file=`, `?line=` and `?words=`. A session opens its tab. */
export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const read = (name: string) => parameters.get(name) || null;
  const [session, tab] = [read('session'), read('tab')];
  return { room: read('room'), tab: session ? 'debugger' : isTab(tab) ? tab : 'healing', run: read('run'), step: read('step'), prediction: read('prediction'), session, file: read('file'), line: read('line'), words: read('words') };
}

/** The query string of an address; empty when nothing is chosen. */
export function writeAddress({ tab, ...chosen }: Partial<Address>): string {
  const parameters = new URLSearchParams();
  const write = (name: string, value: string | null | undefined) => value && parameters.set(name, value);
  write('room', chosen.room);
  write('session', chosen.session);
  if (tab !== 'healing' && !chosen.session) write('tab', tab);
  for (const name of ['run', 'step', 'prediction', 'file', 'line', 'words'] as const) write(name, chosen[name]);
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

/** Goes to another room, tab, run, session or file, where what is not named is not chosen; the browser's back button returns. */
export function goTo(address: Partial<Address>): void {
  const target = `${location.pathname}${writeAddress(address)}`;
  if (target === `${location.pathname}${location.search}`) return;
  history.pushState(null, '', target);
  window.dispatchEvent(new Event(MOVED));
}

/** The same in place of where the page is, which the back button does not return to. */
export function replaceAddress(address: Partial<Address>): void {
  history.replaceState(null, '', `${location.pathname}${writeAddress(address)}`);
  window.dispatchEvent(new Event(MOVED));
}

export function useAddress(): Address {
  const search = useSyncExternalStore(subscribe, () => location.search);
  return useMemo(() => readAddress(search), [search]);
}
