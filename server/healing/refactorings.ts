// Refactorings of open code, with what a run of each would leave behind. Owns the question whether the run keeps the old form; they are found in coupling/.
import { suggestRefactorings } from '../coupling/refactor/suggest.ts';
import type { Refactoring } from '../coupling/refactoring.ts';
import type { Codebase } from '../impact/codebase.ts';
import { predictBreaks } from '../impact/predict-breaks.ts';
import { predictEffects, withEffects } from '../impact/predict-effects.ts';
import { judge } from './policy.ts';

export interface RefactoringRequest {
  /** Only refactorings of these files; without it of any. */
  readonly files?: ReadonlySet<string>;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The best first. The codebase must be in step with the disk; nothing of it is written. */
export function findRefactorings(codebase: Codebase, request: RefactoringRequest): Promise<Refactoring[]> {
  return suggestRefactorings(codebase, {
    ...request,
    keepsOldForm: async (change) => {
      const breaks = await predictBreaks(codebase, change, request.signal);
      const { analysis, predictions } = withEffects(breaks, await predictEffects(codebase, change, request.signal), codebase.thresholds);
      return judge(analysis, predictions, { ...codebase.thresholds, ...codebase.policies }).needsCompatibilityLayer;
    },
  });
}
