// Analyses the impact of captured intents and stores what it predicts. Owns impact_predictions and the analysis of an intent.
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { Problem } from '../checker/checker.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import type { IntentCapture, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Change } from '../intents/change.ts';
import { assertCompilerAgrees } from '../intents/compiler-preconditions.ts';
import { assertStillPossible, resolveWish } from '../intents/resolve-intent.ts';
import type { Prediction } from './analysis.ts';
import type { Codebases } from './codebases.ts';
import { findBreaks, NO_RENAMES, predictBreaks } from './predict-breaks.ts';
import { predictEffects, withEffects } from './predict-effects.ts';

export interface ImpactOptions {
  readonly prisma: PrismaClient;
  readonly codebases: Codebases;
  /** Limit of one analysis. */
  readonly timeoutMs?: number;
}

export interface Impact {
  /** Tries the change and stores what breaks, in place of an earlier analysis. Throws NotFoundError and what resolving an intent throws. */
  analyzeImpact(intentId: string): Promise<IntentCapture>;
  /**
   * What the contents would break if the file had them, most severe first; stores nothing. Waits at most 30 s. Throws UnparsableFileError, and
   * InvalidInputError for what is no source of the room.
   */
  tryContents(roomId: string, file: { readonly path: string; readonly text: string }, signal: AbortSignal): Promise<ContentsTrial>;
  /** Problems of the compiler that new contents of files bring to them and to what depends on them; null where it checks none of these. */
  findNewProblems(roomId: string, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<readonly Problem[] | null>;
}

export interface ContentsTrial {
  readonly predictions: readonly Prediction[];
  readonly filesChecked: number;
}

const TIMEOUT_MS = 5 * 60_000;
/** Somebody waits while typing. */
const TRIAL_MS = 30_000;

export async function getIntent(prisma: PrismaClient, intentId: string): Promise<IntentCapture & { change: Prisma.JsonValue }> {
  const intent = await prisma.intentCapture.findUnique({ where: { id: intentId } });
  if (!intent) throw new NotFoundError(`There is no intent ${intentId}.`, 'Capture the intent again.');
  return intent;
}

/** True for the edits of an accepted fix: they are stored with their run, not with the intent. */
const isDecided = (change: Prisma.JsonValue): boolean => typeof change === 'object' && change !== null && 'decided' in change;

/** The change of an intent that a person announced. Throws InvalidInputError for the edits of an accepted fix, whose run is planned already. */
export function changeOf(intent: IntentCapture): Change {
  if (isDecided(intent.change)) throw new InvalidInputError('This intent is an accepted fix; its run was planned with it.', 'Start, follow or roll back that run.');
  return intent.change as unknown as Change;
}

export function createImpact({ prisma, codebases, timeoutMs = TIMEOUT_MS }: ImpactOptions): Impact {
  return {
    async analyzeImpact(intentId) {
      const intent = await getIntent(prisma, intentId);
      const change = changeOf(intent);
      const signal = AbortSignal.timeout(timeoutMs);
      const codebase = await codebases.get(intent.roomId);
      await codebase.refresh(signal);
      assertStillPossible(codebase, change);
      await assertCompilerAgrees(codebase, change, signal);
      const [breaks, effects] = await Promise.all([predictBreaks(codebase, change, signal), predictEffects(codebase, change, signal)]);
      const { predictions, analysis } = withEffects(breaks, effects, codebase.thresholds);
      const rows = predictions.map((prediction) => ({ ...prediction, roomId: intent.roomId, intentCaptureId: intentId }) as unknown as Prisma.ImpactPredictionCreateManyInput);
      const [, , updated] = await prisma.$transaction([
        prisma.impactPrediction.deleteMany({ where: { intentCaptureId: intentId } }),
        prisma.impactPrediction.createMany({ data: rows }),
        prisma.intentCapture.update({ where: { id: intentId }, data: { analysis: analysis as unknown as Prisma.InputJsonObject, overallRisk: analysis.overallRisk, analyzedAt: new Date() } }),
      ]);
      return updated;
    },
    async tryContents(roomId, { path, text }, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(TRIAL_MS)]);
      const codebase = await codebases.get(roomId);
      await codebase.refresh(limit);
      if (codebase.tree.text(path) === text) return { predictions: [], filesChecked: 0 };
      const change = resolveWish(codebase, { kind: 'EDIT', files: [{ path, text }] });
      const { predictions, analysis } = await predictBreaks(codebase, change, limit);
      return { predictions, filesChecked: analysis.filesChecked };
    },
    async findNewProblems(roomId, overlay, signal) {
      const { graph, checker, tree } = await codebases.get(roomId);
      const files = [...new Set([...overlay.keys(), ...transitiveDependents(graph, [...overlay.keys()].filter((path) => graph.facts(path))).keys()])];
      const { problems, checked } = await findBreaks(checker, { after: overlay, files, renames: NO_RENAMES, tree, signal });
      return checked.length === 0 ? null : problems;
    },
  };
}
