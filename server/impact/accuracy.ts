// How right a prediction was: what was said to break certainly beside what did break. Owns the comparison; runs nothing.
import { beyond } from '../checker/beyond.ts';
import type { AffectedComponent } from './analysis.ts';

/** A place of an error, as predicted or as it came. */
export type BrokenPlace = Pick<AffectedComponent, 'file' | 'line' | 'column' | 'code' | 'message'>;

export interface PredictionAccuracy {
  /** Why nothing was compared, the numbers being 0 then; null where it was. Rows of older runs have none. */
  readonly notCompared?: string | null;
  /** Errors that were predicted as certain. */
  readonly predicted: number;
  /** Errors that came when the change was tried without healing on everything. */
  readonly happened: number;
  /** Predicted at the very place, with the very code. */
  readonly right: number;
  /** right / predicted, 0 to 1; null where nothing was predicted. */
  readonly precision: number | null;
  /** right / happened, 0 to 1; null where nothing happened. */
  readonly recall: number | null;
  /** Predicted, and did not come; at most 50 of them. */
  readonly falsePositives: readonly BrokenPlace[];
  /** Came, and were not predicted; at most 50 of them. */
  readonly misses: readonly BrokenPlace[];
  /** Files that were compiled to see what happens: all that a tsconfig includes. */
  readonly filesChecked: number;
}

const SHOWN = 50;
const keyOf = ({ file, line, column, code }: BrokenPlace): string => `${file}:${line}:${column}:${code}`;

const only = ({ file, line, column, code, message }: BrokenPlace): BrokenPlace => ({ file, line, column, code, message });

export const uncompared = (reason: string): PredictionAccuracy => ({ ...judgePredictions([], [], 0), notCompared: reason });

/** Two errors are the same when they are at the same place with the same code; what they say may differ in a name. */
export function judgePredictions(predicted: readonly BrokenPlace[], happened: readonly BrokenPlace[], filesChecked: number): PredictionAccuracy {
  const falsePositives = beyond(predicted, happened, keyOf, keyOf);
  const misses = beyond(happened, predicted, keyOf, keyOf);
  const right = predicted.length - falsePositives.length;
  return {
    notCompared: null,
    predicted: predicted.length, happened: happened.length, right,
    precision: predicted.length === 0 ? null : right / predicted.length,
    recall: happened.length === 0 ? null : right / happened.length,
    falsePositives: falsePositives.slice(0, SHOWN).map(only), misses: misses.slice(0, SHOWN).map(only), filesChecked,
  };
}
