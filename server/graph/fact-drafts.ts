// Facts on their way: found, but without line and column, and not yet in order.

import type { ImportFact } from './facts.ts';

/** An import whose line and column are not yet known. */
export type ImportDraft = Omit<ImportFact, 'line' | 'column'>;

/** An export whose re-exported import is still named by the offset of its specifier. */
export interface ExportDraft {
  readonly name: string;
  readonly local: string | null;
  readonly from: number | null;
  readonly isType: boolean;
  readonly start: number;
  readonly end: number;
}
