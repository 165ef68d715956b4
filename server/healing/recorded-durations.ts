// Reads how long completed steps took, and on how large a project. Owns where the size of the project is kept: in the execution plan of the action.
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import type { RecordedDuration } from './estimate-durations.ts';
import type { PlannedStep } from './planned.ts';

/** Enough for a range on similar sizes. */
const RECORDS = 200;

/** What an action keeps of each of its steps, in their order. */
export interface PlannedScale {
  readonly stepType: StepType;
  readonly description: string;
  /** Edits of the step. */
  readonly files: number;
  /** Source files of the room when it was planned; absent in what was planned before this was kept. */
  readonly roomFiles?: number;
}

export const scaleOf = ({ stepType, description, input }: PlannedStep, roomFiles: number): PlannedScale & Prisma.InputJsonObject => ({ stepType, description, files: input.edits.length, roomFiles });

function roomFilesOf(executionPlan: unknown, stepNumber: number): number | null {
  const scales = Array.isArray(executionPlan) ? (executionPlan as PlannedScale[]) : [];
  return scales[stepNumber - 1]?.roomFiles ?? null;
}

/** The newest completed executions of each type of step: at most 200 of the room and 200 of others, so that busy rooms do not push those of a quiet one out. */
export async function loadDurations(prisma: PrismaClient, roomId: string, stepTypes: readonly StepType[]): Promise<ReadonlyMap<StepType, readonly RecordedDuration[]>> {
  const newest = async (stepType: StepType, isSameRoom: boolean): Promise<RecordedDuration[]> => {
    const rows = await prisma.healingExecution.findMany({
      where: { stepType, status: 'COMPLETED', size: { not: null }, healingAction: { roomId: isSameRoom ? roomId : { not: roomId } } },
      orderBy: { completedAt: 'desc' }, take: RECORDS,
      select: { size: true, stepNumber: true, startedAt: true, completedAt: true, healingAction: { select: { executionPlan: true } } },
    });
    return rows.flatMap(({ size, stepNumber, startedAt, completedAt, healingAction }) => (size === null || !startedAt || !completedAt ? [] : [{
      size, durationMs: completedAt.getTime() - startedAt.getTime(), isSameRoom, roomFiles: roomFilesOf(healingAction.executionPlan, stepNumber),
    }]));
  };
  const found = await Promise.all([...new Set(stepTypes)].map(async (stepType) => [stepType, (await Promise.all([newest(stepType, true), newest(stepType, false)])).flat()] as const));
  return new Map(found);
}
