// What a plan promised of the structure beside what its run was verified to have left. Owns where that is read; measures nothing.
import type { StepStatus, StepType } from '../generated/prisma/enums.ts';
import type { PromisedStructure, StructureOutcome } from '../impact/promised-structure.ts';

interface VerifiedStep {
  readonly stepType: StepType;
  readonly status: StepStatus;
  readonly attempt: number;
  readonly result: unknown;
}

const measuredBy = ({ result }: VerifiedStep): StructureOutcome['measured'] => (result as { structure?: PromisedStructure['promised'] } | null)?.structure ?? null;

/** Null where nothing was promised. What a failed verification measured was put back. */
export function structureOutcome({ structure }: { readonly structure?: PromisedStructure }, steps: readonly VerifiedStep[], attempt: number): StructureOutcome | null {
  if (!structure) return null;
  const ended = steps.filter((step) => step.stepType === 'VERIFY' && step.attempt === attempt && (step.status === 'COMPLETED' || step.status === 'SKIPPED'));
  return { ...structure, measured: ended.map(measuredBy).findLast((metrics) => metrics !== null) ?? null };
}
