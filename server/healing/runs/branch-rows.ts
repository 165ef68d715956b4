// What is stored of runs that work on a branch. Owns those columns, and reads what their commits say.
import { inHold, type Hold } from '../../engine/hold.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { RunMode } from '../../generated/prisma/enums.ts';
import type { CommitAccount } from '../branch/commit-message.ts';
import type { StepInput } from '../planned.ts';

export interface BranchRun {
  readonly runId: string;
  readonly roomId: string;
  readonly mode: RunMode;
  /** Null unless the mode is BRANCH. */
  readonly branch: string | null;
  /** The commit that the branch began at; null until the run has begun. */
  readonly base: string | null;
  /** The commit of what the run did; null until it is made. */
  readonly commit: string | null;
}

export interface BranchRows {
  load(runId: string): Promise<BranchRun>;
  /** Throws FencedError where somebody else has picked the run up since. */
  store(hold: Hold, branch: { readonly base?: string | null; readonly commit?: string | null }): Promise<void>;
  /** The inputs of all steps of the plan. */
  loadInputs(runId: string): Promise<readonly StepInput[]>;
  loadAccount(runId: string): Promise<CommitAccount>;
}

export function createBranchRows(prisma: PrismaClient): BranchRows {
  return {
    async load(runId) {
      const run = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, select: { roomId: true, mode: true, branch: true, branchBase: true, commit: true } });
      return { runId, roomId: run.roomId, mode: run.mode, branch: run.branch, base: run.branchBase, commit: run.commit };
    },
    async store(hold, { base, commit }) {
      await inHold(prisma, hold, (tx) => tx.healingRun.update({ where: { id: hold.runId }, data: { ...(base === undefined ? {} : { branchBase: base }), ...(commit === undefined ? {} : { commit }) } }));
    },
    async loadInputs(runId) {
      const rows = await prisma.healingExecution.findMany({ where: { healingAction: { runId, actionType: { not: 'ROLLBACK' } } }, select: { input: true } });
      return rows.map(({ input }) => input as unknown as StepInput);
    },
    async loadAccount(runId) {
      const run = await prisma.healingRun.findUniqueOrThrow({
        where: { id: runId },
        include: {
          intentCapture: { include: { predictions: { orderBy: [{ severity: 'desc' }, { file: 'asc' }] } } },
          actions: { orderBy: { position: 'asc' }, include: { executions: { where: { stepType: 'VERIFY' }, orderBy: [{ stepNumber: 'asc' }, { attempt: 'asc' }] } } },
        },
      });
      const { reasons, notEdited } = run.plan as unknown as Pick<CommitAccount, 'reasons' | 'notEdited'>;
      const { userAction, understood, predictions } = run.intentCapture;
      const verifications = run.actions.flatMap(({ executions }) => executions.slice(-1)).map(({ status, result }) => ({ status, result: result as Record<string, unknown> | null }));
      return { runId, userAction, understood, predictions, reasons, notEdited, verifications };
    },
  };
}
