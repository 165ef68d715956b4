// What is known about a checked patch, as confidence is computed from it. Owns the reading of evidence into features.
import type { Distinction, Evidence, Patch } from '../fix.ts';
import type { FixStatus } from '../../generated/prisma/enums.ts';
import type { ConfidenceFeatures } from '../repair/confidence.ts';

export interface CheckedPatch {
  readonly patch: Patch;
  /** Its place among the patches that were found. */
  readonly index: number;
  readonly evidence: readonly Evidence[];
  readonly status: Exclude<FixStatus, 'REFUTED'>;
}

const totalOf = (evidence: readonly Evidence[], check: Evidence['check']): number => evidence.find((item) => item.check === check)?.total ?? 0;

/** Rivals are the other patches that pass; they behave differently where the distinction says so. */
export function featuresOf({ patch, index, evidence, status }: CheckedPatch, all: readonly CheckedPatch[], distinction: Distinction | null): ConfidenceFeatures {
  const own = distinction?.answers.find(({ patches }) => patches.includes(index));
  const rivals = all.length - 1;
  return {
    type: patch.type,
    status,
    operator: patch.operator,
    examples: totalOf(evidence, 'examples'),
    heldBack: totalOf(evidence, 'held-back-examples'),
    tests: totalOf(evidence, 'related-tests'),
    rivals,
    differingRivals: own ? Math.max(0, all.length - own.patches.length) : 0,
    rank: all.findIndex((each) => each.index === index) + 1,
  };
}
