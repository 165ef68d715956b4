// Analyses the impact of captured intents and stores what it predicts. Owns impact_predictions and the analysis of an intent.
import { NotFoundError } from '../errors.ts';
import type { IntentCapture, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Change } from '../intents/change.ts';
import { assertStillPossible } from '../intents/resolve-intent.ts';
import type { Codebases } from './codebases.ts';
import { predictBreaks } from './predict-breaks.ts';

export interface ImpactOptions {
  readonly prisma: PrismaClient;
  readonly codebases: Codebases;
  /** Limit of one analysis. */
  readonly timeoutMs?: number;
}

export interface Impact {
  /** Tries the change and stores what breaks, in place of an earlier analysis. Throws NotFoundError and what resolving an intent throws. */
  analyzeImpact(intentId: string): Promise<IntentCapture>;
}

const TIMEOUT_MS = 5 * 60_000;

export async function getIntent(prisma: PrismaClient, intentId: string): Promise<IntentCapture & { change: Prisma.JsonValue }> {
  const intent = await prisma.intentCapture.findUnique({ where: { id: intentId } });
  if (!intent) throw new NotFoundError(`There is no intent ${intentId}.`, 'Capture the intent again.');
  return intent;
}

export function createImpact({ prisma, codebases, timeoutMs = TIMEOUT_MS }: ImpactOptions): Impact {
  return {
    async analyzeImpact(intentId) {
      const intent = await getIntent(prisma, intentId);
      const change = intent.change as unknown as Change;
      const signal = AbortSignal.timeout(timeoutMs);
      const codebase = await codebases.get(intent.roomId);
      await codebase.refresh(signal);
      assertStillPossible(codebase, change);
      const { predictions, analysis } = await predictBreaks(codebase, change, signal);
      const rows = predictions.map((prediction) => ({ ...prediction, roomId: intent.roomId, intentCaptureId: intentId }) as unknown as Prisma.ImpactPredictionCreateManyInput);
      const [, , updated] = await prisma.$transaction([
        prisma.impactPrediction.deleteMany({ where: { intentCaptureId: intentId } }),
        prisma.impactPrediction.createMany({ data: rows }),
        prisma.intentCapture.update({ where: { id: intentId }, data: { analysis: analysis as unknown as Prisma.InputJsonObject, overallRisk: analysis.overallRisk, analyzedAt: new Date() } }),
      ]);
      return updated;
    },
  };
}
