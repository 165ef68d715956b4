// Stores and loads what files were before a run touched them. Owns the rows; reads and writes no file.
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { PreImage } from './contract.ts';
import { inHold, type Hold } from './hold.ts';

const CHUNK = 200;

/** Stores the images of one step, all or none, durable when it resolves. A path that the step stored before keeps its first image. Throws FencedError. */
export async function savePreImages(prisma: PrismaClient, step: { readonly hold: Hold; readonly executionId: string }, images: readonly PreImage[]): Promise<void> {
  const rows = images.map((image) => ({
    runId: step.hold.runId,
    executionId: step.executionId,
    path: image.path,
    hashBefore: image.hashBefore,
    hashAfter: image.hashAfter,
    contentBefore: image.contentBefore && Uint8Array.from(image.contentBefore),
    contentAfter: image.contentAfter ? Uint8Array.from(image.contentAfter) : null,
    modeBefore: image.modeBefore,
    modeAfter: image.modeAfter ?? null,
  }));
  await inHold(prisma, step.hold, async (tx) => {
    for (let start = 0; start < rows.length; start += CHUNK) {
      await tx.fileSnapshot.createMany({ data: rows.slice(start, start + CHUNK), skipDuplicates: true });
    }
  });
}

const IMAGE = { path: true, hashBefore: true, hashAfter: true, contentBefore: true, contentAfter: true, modeBefore: true, modeAfter: true } as const;

/**
 * The images of the newest attempt of a run in the order in which its steps ran; within a step by path. Those of a restore are not among
 * them: what it puts back is what the steps found.
 */
export async function loadPreImages(prisma: PrismaClient, runId: string): Promise<readonly PreImage[]> {
  const { attempt } = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, select: { attempt: true } });
  return prisma.fileSnapshot.findMany({
    where: { runId, execution: { attempt, stepType: { not: 'RESTORE' } } },
    orderBy: [{ execution: { healingAction: { position: 'asc' } } }, { execution: { stepNumber: 'asc' } }, { path: 'asc' }],
    select: IMAGE,
  });
}

/** The images that one step stored, by path. */
export async function loadStepImages(prisma: PrismaClient, executionId: string): Promise<readonly PreImage[]> {
  return prisma.fileSnapshot.findMany({ where: { executionId }, orderBy: { path: 'asc' }, select: IMAGE });
}
