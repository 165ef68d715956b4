// How long steps take, from how long the same steps took. Owns the estimate; reads no row.
import type { StepType } from '../generated/prisma/enums.ts';

/** How much a step has to do, and where. */
export interface StepScale {
  /** Files that the step writes, or looks at where it writes none. */
  readonly size: number;
  /** Source files of the whole room: a verification compiles all of them, however few were written. */
  readonly roomFiles: number;
}

/** One recorded execution that completed. */
export interface RecordedDuration {
  readonly size: number;
  /** Null where it was planned before this was kept. */
  readonly roomFiles: number | null;
  readonly durationMs: number;
  /** It ran in the same room: other projects are compiled in other times. */
  readonly isSameRoom: boolean;
}

export interface DurationEstimate {
  readonly expectedMs: number;
  /** Nine of ten took longer; of fewer than ten records the fastest, of fewer than three half of it. */
  readonly fromMs: number;
  /** Nine of ten were faster; of fewer than ten records the slowest, of fewer than three twice as long. */
  readonly toMs: number;
  /** How many recorded executions this is read from. */
  readonly records: number;
}

/** Of a whole plan. */
export interface PlanEstimate extends DurationEstimate {
  /** Steps of which there is no record on a similar size; their time comes on top. */
  readonly stepsWithoutRecord: number;
  /** Steps of which there are fewer than three: their range is widened. Absent in plans that were stored before. */
  readonly stepsWithFewRecords?: number;
  /** A verification is among those without a record: what takes most of the time is not in the range. Absent in plans that were stored before. */
  readonly isWithoutVerification?: boolean;
}

/** Sizes of steps are similar within this factor. */
const SIMILAR = 4;
/** Rooms are, within this one. */
const SIMILAR_ROOM = 2;
const NEAREST = 15;
/** With fewer records of its own a room borrows those of others of its size; with fewer of both a range is widened. */
const ENOUGH = 3;
/** From here on a tenth of the records is one. */
const FOR_TENTHS = 10;
/** What one or two records may be off. */
const WIDENED = 2;

const distanceOf = (a: number, b: number): number => Math.abs(Math.log((a + 1) / (b + 1)));
const at = (sorted: readonly number[], share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
const isWithin = (factor: number, a: number, b: number): boolean => Math.max(a, b) <= Math.min(a, b) * factor;

function rangeOf(sorted: readonly number[]): Pick<DurationEstimate, 'fromMs' | 'toMs'> {
  if (sorted.length >= FOR_TENTHS) return { fromMs: at(sorted, 0.1), toMs: at(sorted, 0.9) };
  const widened = sorted.length < ENOUGH ? WIDENED : 1;
  return { fromMs: at(sorted, 0) / widened, toMs: at(sorted, 1) * widened };
}

/**
 * Method: median and range of the nearest sizes, at most 15 within a factor of 4; those of the same room where there are three, else also those of rooms
 * within a factor of 2. The range is the 10th to the 90th percentile, of fewer than ten records all of them, of fewer than three half to twice of them.
 * Null without any.
 */
export function estimateDuration({ size, roomFiles }: StepScale, records: readonly RecordedDuration[]): DurationEstimate | null {
  const similar = records.filter((record) => distanceOf(record.size, size) <= Math.log(SIMILAR) && (record.isSameRoom || (record.roomFiles !== null && isWithin(SIMILAR_ROOM, record.roomFiles, roomFiles))));
  const own = similar.filter(({ isSameRoom }) => isSameRoom);
  const nearest = [...(own.length >= ENOUGH ? own : similar)].sort((a, b) => distanceOf(a.size, size) - distanceOf(b.size, size)).slice(0, NEAREST);
  if (nearest.length === 0) return null;
  const sorted = nearest.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return { expectedMs: at(sorted, 0.5), ...rangeOf(sorted), records: nearest.length };
}

/** The sum over the steps of a plan; null where no step has a record. The range is that of all steps being fast, or slow, at once. */
export function sumEstimates(steps: readonly { readonly stepType: StepType; readonly estimate: DurationEstimate | null }[]): PlanEstimate | null {
  const known = steps.flatMap(({ estimate }) => estimate ?? []);
  if (known.length === 0) return null;
  const sum = (read: (estimate: DurationEstimate) => number) => known.reduce((total, estimate) => total + read(estimate), 0);
  return {
    expectedMs: sum((e) => e.expectedMs), fromMs: sum((e) => e.fromMs), toMs: sum((e) => e.toMs), records: sum((e) => e.records),
    stepsWithoutRecord: steps.length - known.length,
    stepsWithFewRecords: known.filter(({ records }) => records < ENOUGH).length,
    isWithoutVerification: steps.some(({ stepType, estimate }) => stepType === 'VERIFY' && estimate === null),
  };
}
