// Says what kind of saving a batch of changed files is. Owns the thresholds; pure.
import { isSameProgram } from '../edits/same-program.ts';
import type { SavedFile } from './unhealed.ts';

/** More files at once than a person saves: looked at together, and never healed without being asked. */
export const BURST_ABOVE = 20;
/** Saves that follow each other for longer than this are a stream. */
export const BURST_AFTER_MS = 2_000;

export interface SaveBatch {
  readonly files: readonly SavedFile[];
  /** Git moved HEAD since the last batch. */
  readonly headMoved: boolean;
  /** From the first sign to the last. */
  readonly lastedMs: number;
}

export type Recognised =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'checkout' }
  | { readonly kind: 'formatted' }
  /** `files` are those whose program changed. */
  | { readonly kind: 'saved'; readonly files: readonly SavedFile[]; readonly isBurst: boolean };

const isLayout = ({ path, before, after }: SavedFile): boolean => before !== null && after !== null && isSameProgram(path, before, after);

/** A checkout before all else; then a formatter, which changes no program; what is left is a save or a burst of saves. */
export function recogniseSaves({ files, headMoved, lastedMs }: SaveBatch): Recognised {
  if (files.length === 0) return { kind: 'nothing' };
  if (headMoved) return { kind: 'checkout' };
  const meant = files.filter((file) => !isLayout(file));
  if (meant.length === 0) return { kind: 'formatted' };
  return { kind: 'saved', files: meant, isBurst: meant.length > BURST_ABOVE || lastedMs > BURST_AFTER_MS };
}
