/** The name of a file where it would be written, in pixels of the canvas. */
export interface LabelPlace {
  readonly text: string;
  readonly left: number;
  readonly base: number;
  readonly width: number;
  /** What is told first where two names would cover each other: the higher rank, then the larger disc. */
  readonly rank: number;
  readonly size: number;
}

/** Those names that can be written without covering one that matters more, the first first. */
export function chooseLabels(labels: readonly LabelPlace[], lineHeight: number): LabelPlace[] {
  const chosen: LabelPlace[] = [];
  const meets = (a: LabelPlace, b: LabelPlace) => a.left < b.left + b.width && b.left < a.left + a.width && Math.abs(a.base - b.base) < lineHeight;
  for (const label of [...labels].sort((a, b) => b.rank - a.rank || b.size - a.size)) {
    if (!chosen.some((other) => meets(label, other))) chosen.push(label);
  }
  return chosen;
}
