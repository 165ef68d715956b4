// Compares what was predicted with what the change does to the whole project when nothing is healed. Owns that experiment after a run; the disk is not touched.
import { VirtualTree } from '../edits/virtual-tree.ts';
import { judgePredictions, uncompared, type PredictionAccuracy } from '../impact/accuracy.ts';
import { findBreaks, NO_RENAMES, renamesOf } from '../impact/predict-breaks.ts';
import type { StepRequest } from './steps/step.ts';

/** A verification of a few files says nothing of how long the whole project takes, on a busy machine least of all: as long as the tests may take. */
const [LEAST_MS, MOST_MS, FACTOR] = [30_000, 2 * 60_000, 2];

/** How long the whole project may be checked after a verification. It is told beside the run, which does not wait much longer for it than for its own verification. */
export const comparisonLimitMs = (verificationMs: number): number => Math.ceil(Math.min(MOST_MS, Math.max(LEAST_MS, FACTOR * verificationMs)));

export interface Before {
  /** The tree before the run, as an overlay over the tree after it. */
  readonly images: ReadonlyMap<string, string | null>;
  /** The same, or before a change that was made before the run. */
  readonly before: ReadonlyMap<string, string | null>;
  /** How long the verification of the run took. */
  readonly verificationMs: number;
}

/**
 * Null for a run that was planned without a prediction. Where the compiler takes longer than twice the verification (at least 30 s, at most 2 min),
 * that is the reason that is stored. Every file of the room is checked, whatever the graph says of it.
 */
export async function comparePrediction({ input, context, codebase }: StepRequest, { images, before, verificationMs }: Before): Promise<PredictionAccuracy | null> {
  const { predicted, withoutHealing } = input;
  if (!predicted || !withoutHealing) return null;
  const { tree, graph, checker } = codebase;
  const limitMs = comparisonLimitMs(verificationMs);
  const limit = AbortSignal.timeout(limitMs);
  try {
    const after = new VirtualTree(tree, images).apply(withoutHealing).overlay;
    const files = [...new Set([...graph.files(), ...after.keys()])].filter((path) => after.get(path) !== null);
    await context.progress({ path: 'the whole project without healing', done: 0, total: files.length });
    const { problems, checked } = await findBreaks(checker, { after, before, files, renames: input.renamed ? renamesOf(input.renamed) : NO_RENAMES, tree, signal: AbortSignal.any([context.signal, limit]) });
    await context.progress({ path: 'the whole project without healing', done: checked.length, total: checked.length });
    return judgePredictions(predicted, problems, checked.length);
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) return uncompared(`The compiler did not get through the whole project without healing in ${Math.round(limitMs / 1_000)} s.`);
    throw error;
  }
}
