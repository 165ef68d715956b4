// How long steps take, from how long the same steps took. Owns the estimate; reads no row.

/** One recorded execution that completed. */
export interface RecordedDuration {
  /** Files that the step wrote, or looked at where it writes none. */
  readonly size: number;
  readonly durationMs: number;
  /** It ran in the same room: other projects are compiled in other times. */
  readonly isSameRoom: boolean;
}

export interface DurationEstimate {
  readonly expectedMs: number;
  /** Nine of ten took longer. */
  readonly fromMs: number;
  /** Nine of ten were faster. */
  readonly toMs: number;
  /** How many recorded executions this is read from. */
  readonly records: number;
}

/** Of a whole plan. */
export interface PlanEstimate extends DurationEstimate {
  /** Steps of which there is no record on a similar size; their time comes on top. */
  readonly stepsWithoutRecord: number;
}

/** Sizes are similar within this factor. */
const SIMILAR = 4;
const NEAREST = 15;
/** With fewer records of its own a room borrows those of others. */
const ENOUGH = 3;

const distanceOf = (a: number, b: number): number => Math.abs(Math.log((a + 1) / (b + 1)));
const at = (sorted: readonly number[], share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0;

/** Method: median and 10th to 90th percentile of the nearest sizes, at most 15 within a factor of 4; those of the same room where there are three. Null without any. */
export function estimateDuration(size: number, records: readonly RecordedDuration[]): DurationEstimate | null {
  const similar = records.filter((record) => distanceOf(record.size, size) <= Math.log(SIMILAR));
  const own = similar.filter(({ isSameRoom }) => isSameRoom);
  const nearest = [...(own.length >= ENOUGH ? own : similar)].sort((a, b) => distanceOf(a.size, size) - distanceOf(b.size, size)).slice(0, NEAREST);
  if (nearest.length === 0) return null;
  const sorted = nearest.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return { expectedMs: at(sorted, 0.5), fromMs: at(sorted, 0.1), toMs: at(sorted, 0.9), records: nearest.length };
}

/** The sum over the steps of a plan; null where no step has a record. The range is that of all steps being fast, or slow, at once. */
export function sumEstimates(steps: readonly (DurationEstimate | null)[]): PlanEstimate | null {
  const known = steps.filter((estimate) => estimate !== null);
  if (known.length === 0) return null;
  const sum = (read: (estimate: DurationEstimate) => number) => known.reduce((total, estimate) => total + read(estimate), 0);
  return { expectedMs: sum((e) => e.expectedMs), fromMs: sum((e) => e.fromMs), toMs: sum((e) => e.toMs), records: sum((e) => e.records), stepsWithoutRecord: steps.length - known.length };
}
