// What the code of a step gets and gives. Owns the shape only.
import type { StepContext, StepOutcome } from '../../engine/contract.ts';
import type { Codebase } from '../../impact/codebase.ts';
import type { StepInput } from '../planned.ts';

export interface StepRequest {
  readonly input: StepInput;
  readonly context: StepContext;
  readonly codebase: Codebase;
}

export type Step = (request: StepRequest) => Promise<StepOutcome>;
