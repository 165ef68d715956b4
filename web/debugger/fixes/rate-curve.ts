// The small curve of candidates per second. Owns its points; draws nothing.

/** Points of a polyline from left to right; 0 is the lower edge, the greatest rate the upper one. */
export function pointsOf(rates: readonly number[], { width, height }: { width: number; height: number }): string {
  const most = Math.max(1, ...rates);
  const step = rates.length > 1 ? width / (rates.length - 1) : 0;
  return rates.map((rate, at) => `${(at * step).toFixed(1)},${(height - 1 - (Math.max(0, rate) / most) * (height - 2)).toFixed(1)}`).join(' ');
}
