// What the comparison of outcomes leaves out. Owns the names that the server knows and how places are written beside them.

/** Kinds of values by name; a place in the data is one of `PLACES` and its path. */
export const SCRUBBERS = [
  { name: 'ids', label: 'Ids' },
  { name: 'dates', label: 'Dates and times' },
  { name: 'order', label: 'Order of lists' },
] as const;

const PLACES = {
  ignored: 'ignore:',
  unordered: 'order:',
} as const;

type Place = keyof typeof PLACES;

export function toggleScrubber(scrubbers: readonly string[], name: string, isOn: boolean): string[] {
  const others = scrubbers.filter((scrubber) => scrubber !== name);
  return isOn ? [name, ...others] : others;
}

/** The places of one sort, without the mark. */
export function listPlaces(scrubbers: readonly string[], place: Place): string[] {
  const mark = PLACES[place];
  return scrubbers.filter((scrubber) => scrubber.startsWith(mark)).map((scrubber) => scrubber.slice(mark.length));
}

/** The same with other places of that sort. */
export function setPlaces(scrubbers: readonly string[], place: Place, paths: readonly string[]): string[] {
  const mark = PLACES[place];
  const places = paths.map((path) => path.trim()).filter((path) => path !== '');
  return [...scrubbers.filter((scrubber) => !scrubber.startsWith(mark)), ...places.map((path) => mark + path)];
}
