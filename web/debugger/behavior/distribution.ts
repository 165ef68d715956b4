// Samples of time or memory as a distribution to read and to plot. Owns the arithmetic; draws nothing.

export interface Distribution {
  count: number;
  min: number;
  /** First quartile. */
  q1: number;
  median: number;
  q3: number;
  max: number;
}

/** The quantile `share` (0 to 1) of sorted values, linear between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN];
  return below + (above - below) * (position - Math.floor(position));
}

/** Null where there is no sample. */
export function describeSamples(values: readonly number[]): Distribution | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { count: sorted.length, min: quantile(sorted, 0), q1: quantile(sorted, 0.25), median: quantile(sorted, 0.5), q3: quantile(sorted, 0.75), max: quantile(sorted, 1) };
}

export interface Dot {
  value: number;
  /** Where the dot stands on its lane, -0.5 to 0.5: equal values stand beside each other instead of on each other. */
  offset: number;
  /** The run, from 1. */
  run: number;
}

/** One dot for each sample. Dots that would touch (closer than a fortieth of the range) are spread over the lane. */
export function spreadDots(values: readonly number[]): Dot[] {
  const described = describeSamples(values);
  if (!described) return [];
  const reach = (described.max - described.min || Math.abs(described.max) || 1) / 40;
  const cells = new Map<number, number>();
  return values.map((value, index) => {
    const cell = Math.floor(value / reach);
    const place = cells.get(cell) ?? 0;
    cells.set(cell, place + 1);
    // 0, up, down, further up, further down …
    const step = Math.ceil(place / 2) * (place % 2 === 1 ? 1 : -1);
    return { value, offset: Math.max(-0.45, Math.min(0.45, step * 0.14)) || 0, run: index + 1 };
  });
}

const TICK_STEPS = [1, 2, 2.5, 5, 10];
const TICKS_WANTED = 5;

/** The ticks of an axis that holds every value: round numbers at equal distance, the first and last of them its ends. Starts at 0 where that costs little. */
export function ticksOf(values: readonly number[]): number[] {
  const known = values.filter(Number.isFinite);
  const max = Math.max(0, ...known);
  const least = Math.min(max, ...known);
  const min = least < max / 2 ? 0 : least;
  // Values that are equal but for rounding get an axis as wide as they are large.
  const span = max - min > max * 1e-6 ? max - min : max;
  const rough = (span > 1e-12 ? span : 1) / TICKS_WANTED;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (TICK_STEPS.find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(min / step);
  const last = Math.max(first + 1, Math.ceil(max / step));
  // Multiplied instead of added up, so that 0.3 is not 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

const FIGURE = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A time or a size with its unit: `12.4 ms`, `1.2 MB`. */
export function formatMetric(value: number, unit: 'ms' | 'MB'): string {
  return `${FIGURE.format(value)} ${unit}`;
}
