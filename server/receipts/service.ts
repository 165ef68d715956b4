// Gives out the receipts of runs: read in one go, so that no receipt mixes two moments. Writes nothing.
import { NotFoundError } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { PromisedStructure, StructureOutcome } from '../impact/promised-structure.ts';
import { makeReceipt, RECEIPT_ROWS } from './make-receipt.ts';
import { receiptJson, receiptMarkdown } from './print-receipt.ts';
import type { Receipt } from './receipt.ts';
import { structureOutcome } from './structure-outcome.ts';

export interface Receipts {
  /** What a run was asked for, predicted, did and proved. Throws NotFoundError. */
  receiptOf(runId: string): Promise<Receipt>;
  /** The receipt as a document to keep: the same text for page, API and terminal. Throws NotFoundError. */
  printReceipt(runId: string, format: 'JSON' | 'MARKDOWN'): Promise<string>;
  /** What the plan of a run promised of the structure, and what the run left; null where nothing was promised, or there is no such run. */
  structureOf(runId: string): Promise<StructureOutcome | null>;
}

export function createReceipts({ prisma }: { readonly prisma: PrismaClient }): Receipts {
  async function receiptOf(runId: string): Promise<Receipt> {
    const [rows] = await prisma.$transaction([prisma.healingRun.findUnique({ where: { id: runId }, include: RECEIPT_ROWS })], { isolationLevel: 'RepeatableRead' });
    if (!rows) throw new NotFoundError(`There is no run ${runId}.`, 'Take the id from the list of receipts; the run may have been deleted with its room.');
    return makeReceipt(rows);
  }
  return {
    receiptOf,
    async structureOf(runId) {
      const verified = { where: { stepType: 'VERIFY' as const }, orderBy: { stepNumber: 'asc' as const }, select: { stepType: true, status: true, attempt: true, result: true } };
      const run = await prisma.healingRun.findUnique({ where: { id: runId }, select: { plan: true, attempt: true, actions: { orderBy: { position: 'asc' }, select: { executions: verified } } } });
      return run && structureOutcome(run.plan as { structure?: PromisedStructure }, run.actions.flatMap(({ executions }) => executions), run.attempt);
    },
    async printReceipt(runId, format) {
      const receipt = await receiptOf(runId);
      return format === 'JSON' ? receiptJson(receipt) : receiptMarkdown(receipt);
    },
  };
}
