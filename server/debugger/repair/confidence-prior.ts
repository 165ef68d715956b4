// Outcomes of fixes that ship with the product, written by `npm run bench:calibrate`. Data only.
import type { RecordedOutcome } from './confidence.ts';

export const PRIOR_OUTCOMES: readonly RecordedOutcome[] = [];
