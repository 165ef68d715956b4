// One place that an analyser found in one text. Owns the shape, and which of two sides' findings are new.
import { beyond } from '../../checker/beyond.ts';

export interface Finding {
  /** Code of a FindingRule. */
  readonly code: string;
  readonly file: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** 1-based position of `start`. */
  readonly line: number;
  readonly column: number;
  /** The source at the place, cut and masked for showing. */
  readonly symbol: string;
  /** The whole source of it without needless space; the same wherever it stands. */
  readonly normalText: string;
  /** Analyser, its version and its rule. */
  readonly analyser: string;
  readonly message: string;
}

const keyOf = ({ code, normalText }: Finding): string => `${code}\n${normalText}`;

/** What `after` has and `before` has not, by rule and text, whatever file or line it stands in. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return beyond(after, before, keyOf, keyOf);
}
