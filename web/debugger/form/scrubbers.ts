// What the comparison of outcomes leaves out. Owns the names that the server knows and how places are written beside them.

/** Kinds of values by name; a place in the data is `ignore:` and its path. */
export const SCRUBBERS = [
  { name: 'ids', label: 'Ids' },
  { name: 'dates', label: 'Dates and times' },
  { name: 'order', label: 'Order of lists' },
] as const;

const PLACE = 'ignore:';

export function toggleScrubber(scrubbers: readonly string[], name: string, isOn: boolean): string[] {
  const others = scrubbers.filter((scrubber) => scrubber !== name);
  return isOn ? [name, ...others] : others;
}

/** The places in the data, without the mark. */
export function listIgnored(scrubbers: readonly string[]): string[] {
  return scrubbers.filter((scrubber) => scrubber.startsWith(PLACE)).map((scrubber) => scrubber.slice(PLACE.length));
}

/** The same kinds with other places. */
export function setIgnored(scrubbers: readonly string[], paths: readonly string[]): string[] {
  const places = paths.map((path) => path.trim()).filter((path) => path !== '');
  return [...scrubbers.filter((scrubber) => !scrubber.startsWith(PLACE)), ...places.map((path) => PLACE + path)];
}
