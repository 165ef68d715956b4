/** A duration as a person reads it: 840 ms, 3.2 s, 2 min 5 s. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.max(0, Math.round(durationMs))} ms`;
  if (durationMs < 59_950) return `${(durationMs / 1_000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Milliseconds between two instants; null where one of them is not known yet. */
export function durationBetween(from: string | null, to: string | null): number | null {
  return from && to ? Date.parse(to) - Date.parse(from) : null;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long ago an instant was, in the largest unit that fits. */
export function formatAgo(instant: string, nowMs: number): string {
  const agoMs = nowMs - Date.parse(instant);
  const step = STEPS.find(([, sizeMs]) => agoMs >= sizeMs);
  return step ? relative.format(-Math.floor(agoMs / step[1]), step[0]) : 'just now';
}

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** The time of a day: 18:04:09. */
export const formatClock = (atMs: number): string => clock.format(atMs);

/** `1 file`, `2 files`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

/** An enum value in words: UPDATE_IMPORTS is `Update imports`. */
export function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const moments = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

/** Day and time: November 27, 2026 at 6:04 PM. */
export const formatMoment = (instant: string): string => moments.format(Date.parse(instant));
