// What a rollback would do, and asking for it. Owns what is checked before the engine is asked; the deciding is in `roll-back.ts`.
import { overlayDiff } from '../../edits/unified-diff.ts';
import { getRun, RunStateError, type AskedBy } from '../../engine/commands.ts';
import { loadPreImages } from '../../engine/pre-images.ts';
import type { Engine } from '../../engine/service.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Codebases } from '../../impact/codebases.ts';
import { assertBranchStands } from '../branch/check-branch.ts';
import { BranchRefusedError, FileConflictError } from '../errors.ts';
import { planRollback, readerOf, type RollbackFile, type RollbackKind, type RollbackPreview, type RollbackPreviewFile } from '../roll-back.ts';
import { loadSteps } from './attempts.ts';
import { createBranchRows } from './branch-rows.ts';

export interface Rollbacks {
  /** Reads and compares; writes nothing. Throws NotFoundError, RunStateError, BranchRefusedError. */
  previewRollback(runId: string): Promise<RollbackPreview>;
  /** Queues the rollback; with `isMerging` what was changed since is merged. Throws NotFoundError, RunStateError, FileConflictError, BranchRefusedError. */
  rollbackRun(runId: string, options: AskedBy & { readonly isMerging: boolean }): Promise<void>;
}

const ORDER: readonly RollbackKind[] = ['CONFLICTS', 'MERGES', 'UNCHANGED'];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function show({ path, kind, reason, conflicts, now, after }: RollbackFile): RollbackPreviewFile {
  const text = now ? decoder.decode(now.bytes) : undefined;
  const tree = { has: () => now !== null, text: () => text, hash: () => now?.hash };
  return { path, kind, reason, conflicts, diff: kind === 'MERGES' ? overlayDiff(tree, new Map([[path, after && decoder.decode(after.bytes)]])) : '' };
}

export function createRollbacks({ prisma, codebases, engine }: { readonly prisma: PrismaClient; readonly codebases: Codebases; readonly engine: Pick<Engine, 'enqueueRollback'> }): Rollbacks {
  const branchRows = createBranchRows(prisma);

  function refuseOnBranch(): never {
    throw new BranchRefusedError('The run worked on a branch of its own, where nothing is merged when it is rolled back: the branch is deleted.', 'Roll it back without a merge.');
  }

  async function plan(runId: string): Promise<RollbackFile[]> {
    const { roomId, steps } = await loadSteps(prisma, runId);
    const { root } = (await codebases.get(roomId)).tree;
    return planRollback(await loadPreImages(prisma, runId), steps.flatMap(({ edits }) => edits), readerOf(root));
  }

  async function assertPossible(runId: string, isMerging: boolean): Promise<void> {
    const files = await plan(runId);
    const pathsOf = (kind: RollbackKind) => files.flatMap((file) => (file.kind === kind ? [file.path] : []));
    const conflicts = pathsOf('CONFLICTS');
    const inTheWay = isMerging ? conflicts : [...conflicts, ...pathsOf('MERGES')];
    if (inTheWay.length === 0) return;
    const which = inTheWay.length === 1 ? `${inTheWay[0]} was` : `${inTheWay.length} files were`;
    const hint = conflicts.length > 0 ? 'Take those changes back, or undo the rest by hand; nothing was overwritten.' : 'Those changes can be kept: look at the preview of the rollback, then roll back with a merge. Nothing was overwritten.';
    throw new FileConflictError(`${which} changed after the run, ${isMerging ? 'in a way that does not merge' : 'so it cannot be rolled back as it is'}.`, hint, inTheWay);
  }

  return {
    async previewRollback(runId) {
      const { status } = await getRun(prisma, runId);
      if (status !== 'COMPLETED' && status !== 'ADOPTED') throw new RunStateError(`Run ${runId} cannot be rolled back: it is ${status}.`, 'Only a completed or adopted run can be rolled back, and only once.', status);
      if ((await branchRows.load(runId)).mode === 'BRANCH') refuseOnBranch();
      const files = await plan(runId);
      return files.map(show).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    },
    async rollbackRun(runId, { isMerging, by }) {
      const { status, roomId } = await getRun(prisma, runId);
      const run = await branchRows.load(runId);
      if (run.mode === 'BRANCH' && isMerging) refuseOnBranch();
      if (status === 'COMPLETED' || status === 'ADOPTED') await (run.mode === 'BRANCH' ? assertBranchStands((await codebases.get(roomId)).tree.root, run) : assertPossible(runId, isMerging));
      await engine.enqueueRollback(runId, { isMerging, by });
    },
  };
}
