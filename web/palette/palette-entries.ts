import { TABS, type Address, type Tab } from '../shared/useAddress.ts';

export interface PaletteEntry {
  id: string;
  label: string;
  detail: string | null;
  target: Partial<Address>;
}

export interface PaletteGroup {
  label: string;
  entries: PaletteEntry[];
}

export interface PaletteSources {
  room: string;
  /** The run that is open, which a tab goes on with. */
  run: string | null;
  rooms: readonly { id: string; name: string }[];
  runs: readonly { id: string; status: string; userAction: string }[];
  files: readonly { path: string }[];
  symbols: readonly { name: string; file: string }[];
}

const RUNS_SHOWN = 6;

/** What the palette offers for what is typed, in groups; files and symbols were chosen by the server. */
export function offerEntries(typed: string, { room, run, rooms, runs, files, symbols }: PaletteSources): PaletteGroup[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const tabs = (Object.entries(TABS) as [Tab, string][]).filter(([, label]) => fits(label));
  const intent = typed.trim();
  const groups: PaletteGroup[] = [
    { label: 'Go to', entries: tabs.map(([tab, label]) => ({ id: `tab ${tab}`, label, detail: null, target: { room, tab, run: tab === 'debugger' ? null : run } })) },
    { label: 'Symbols', entries: intent === '' ? [] : symbols.map(({ name, file }) => ({ id: `symbol ${file}#${name}`, label: name, detail: file, target: { room, tab: 'graph', file } })) },
    { label: 'Files', entries: intent === '' ? [] : files.map(({ path }) => ({ id: `file ${path}`, label: path, detail: null, target: { room, tab: 'graph', file: path } })) },
    { label: 'Runs', entries: runs.filter(({ userAction }) => fits(userAction)).slice(0, RUNS_SHOWN).map(({ id, status, userAction }) => ({ id: `run ${id}`, label: userAction, detail: status, target: { room, run: id } })) },
    { label: 'Rooms', entries: rooms.filter(({ id, name }) => id !== room && fits(name)).map(({ id, name }) => ({ id: `room ${id}`, label: name, detail: null, target: { room: id } })) },
    { label: 'Plan an intent', entries: intent === '' ? [] : [{ id: 'plan', label: intent, detail: 'Say it in Self-Healing', target: { room, words: intent } }] },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
