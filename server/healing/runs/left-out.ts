// Leaves single edits of a planned run out, and lists them. Owns these rows and when they may change; the arithmetic is in `../left-out-plan.ts`.
import { isDeepStrictEqual } from 'node:util';
import type { NotEdited } from '../../edits/edit-plan.ts';
import type { FileEdit } from '../../edits/file-edit.ts';
import { VirtualTree } from '../../edits/virtual-tree.ts';
import { namedIn, refusal, type AskedBy } from '../../engine/commands.ts';
import { appendEvents } from '../../engine/events.ts';
import { databaseTime, inTransaction, type Tx } from '../../engine/transaction.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';
import type { Codebase } from '../../impact/codebase.ts';
import type { Codebases } from '../../impact/codebases.ts';
import { FileConflictError } from '../errors.ts';
import { findConflicts } from '../find-conflicts.ts';
import { planWithout, type LeftOutPlan, type PlannedLeftOut, type PlannedStepEdits } from '../left-out-plan.ts';
import { listPlannedEdits, type PlannedEditList } from '../planned-edits.ts';
import { keysOf, sizeOf, type StepInput } from '../planned.ts';

export interface LeftOut {
  /**
   * Leaves out of a step exactly the edits with these keys, and all that build on them; an empty list takes everything in again. Who asked
   * for it, and when, is kept with each edit and with the event that tells it. Returns the id of the run. Throws NotFoundError, RunStateError unless the run is PLANNED, InvalidInputError, FileConflictError.
   */
  leaveOutEdits(executionId: string, keys: readonly string[], asked: AskedBy): Promise<string>;
  /** The edits of a step of a planned run, with those that are left out. Throws NotFoundError, RunStateError, FileConflictError. */
  listPlannedEdits(executionId: string, page: { readonly offset: number; readonly first: number }): Promise<PlannedEditList>;
}

interface StoredLeftOut extends PlannedLeftOut {
  /** Whose access token it was left out with; null where none was sent. */
  readonly by?: string | null;
  /** When it was first left out, as ISO 8601. */
  readonly at?: string;
}

interface StoredPlan {
  readonly notEdited: readonly NotEdited[];
  readonly diff: string;
  /** What a person left out; its places are the first of `notEdited`. */
  readonly leftOut?: readonly StoredLeftOut[];
}

interface Row extends PlannedStepEdits {
  readonly input: StepInput;
  readonly isChanged: boolean;
}

interface Planned {
  readonly runId: string;
  readonly plan: StoredPlan;
  /** Every step that writes or verifies, in the order of execution; those that a person skipped are none. */
  readonly rows: readonly Row[];
}

const json = <T>(value: T): Prisma.InputJsonObject => value as unknown as Prisma.InputJsonObject;

/** The plan of the run that a step belongs to, as it was made first. */
async function loadPlanned(tx: Tx, executionId: string, runId: string): Promise<Planned> {
  const run = await tx.healingRun.findUniqueOrThrow({
    where: { id: runId },
    select: { status: true, plan: true, actions: { orderBy: { position: 'asc' }, select: { executions: { where: { status: 'PENDING' }, orderBy: { stepNumber: 'asc' } } } } },
  });
  if (run.status !== 'PLANNED') throw refusal({ verb: 'choose edits of', runId, status: run.status, hint: 'Edits are left out before a run is started. What this one left out is in its receipt.' });
  const rows = run.actions.flatMap(({ executions }) => executions).map(({ id, stepType, input: stored, plannedEdits }): Row => {
    const input = stored as unknown as StepInput;
    return { executionId: id, stepType, input, isChanged: plannedEdits !== null, edits: (plannedEdits as unknown as readonly FileEdit[] | null) ?? input.edits };
  });
  if (!rows.some((row) => row.executionId === executionId)) throw new InvalidInputError('The step is left out as a whole, so none of its edits can be chosen.', 'Plan the change again to choose among its edits.');
  return { runId, plan: run.plan as unknown as StoredPlan, rows };
}

function assertFits({ tree }: Codebase, rows: readonly Row[]): void {
  const files = findConflicts(rows.flatMap(({ edits }) => [...edits]), (path) => tree.hash(path) ?? (tree.has(path) ? 'unreadable' : null));
  if (files.length > 0) throw new FileConflictError(`The plan was made for another content of ${files.length === 1 ? files[0] : `${files.length} files`}.`, 'Analyse the change again; nothing was written.', files);
}

/** What a person left out of every step, with these keys for one of them. */
function byHandWith(plan: StoredPlan, executionId: string, keys: readonly string[]): Map<string, ReadonlySet<string>> {
  const byHand = new Map<string, Set<string>>([[executionId, new Set(keys)]]);
  for (const { executionId: step, key, kind } of plan.leftOut ?? []) {
    if (kind === 'BY_HAND' && step !== executionId) byHand.set(step, (byHand.get(step) ?? new Set()).add(key));
  }
  return byHand;
}

/** What was left out before keeps who did it and when. */
function signLeftOut(leftOut: readonly PlannedLeftOut[], known: readonly StoredLeftOut[], signature: { readonly by: string | null; readonly at: string }): StoredLeftOut[] {
  const nameOf = ({ executionId, key, kind }: PlannedLeftOut) => `${executionId} ${key} ${kind}`;
  const signed = new Map(known.map((each) => [nameOf(each), each]));
  return leftOut.map((each) => signed.get(nameOf(each)) ?? { ...each, ...signature });
}

async function storePlan(tx: Tx, { runId, plan, rows }: Planned, { made, asked }: { readonly made: LeftOutPlan; readonly asked: AskedBy }): Promise<void> {
  const notEdited = [...made.places, ...plan.notEdited.slice(plan.leftOut?.length ?? 0)];
  const leftOut = signLeftOut(made.leftOut, plan.leftOut ?? [], { by: asked.by ?? null, at: (await databaseTime(tx)).toISOString() });
  const { count } = await tx.healingRun.updateMany({ where: { id: runId, status: 'PLANNED' }, data: { plan: json({ ...plan, notEdited, diff: made.diff, leftOut }) } });
  if (count === 0) throw new Error(`run ${runId} was locked as PLANNED and is not`);
  const everywhere = [...new Set(made.steps.flatMap(({ leftOut }) => leftOut))];
  for (const [index, row] of rows.entries()) {
    const step = made.steps[index];
    const told = row.stepType === 'VERIFY' ? everywhere : (step?.leftOut ?? []);
    // An edit that is made may still begin elsewhere than it was planned to.
    const isAsPlanned = step !== undefined && isDeepStrictEqual(step.edits, row.edits);
    if (!step || (isAsPlanned && told.length === 0 && !row.isChanged && row.input.leftOut === undefined)) continue;
    const { leftOut: _, ...rest } = row.input;
    const input: StepInput = { ...rest, edits: step.edits, ...(told.length > 0 ? { leftOut: told } : {}) };
    await tx.healingExecution.update({ where: { id: row.executionId }, data: { input: json(input), diff: step.diff, size: sizeOf(input), plannedEdits: isAsPlanned ? Prisma.DbNull : json(row.edits) } });
  }
  const left = made.leftOut.length;
  await appendEvents(tx, runId, [{ type: 'PLAN_CHANGED', payload: { status: 'PLANNED', message: left === 0 ? 'No edit is left out by hand.' : `${left} ${left === 1 ? 'edit is' : 'edits are'} left out by hand.`, ...namedIn(asked) } }]);
}

export function createLeftOut({ prisma, codebases }: { readonly prisma: PrismaClient; readonly codebases: Codebases }): LeftOut {
  async function findRun(executionId: string): Promise<{ runId: string; codebase: Codebase }> {
    const step = await prisma.healingExecution.findUnique({ where: { id: executionId }, select: { healingAction: { select: { runId: true, roomId: true } } } });
    if (!step) throw new NotFoundError(`There is no step ${executionId}.`, 'Read the run again for the ids of its steps.');
    const codebase = await codebases.get(step.healingAction.roomId);
    await codebase.refresh();
    return { runId: step.healingAction.runId, codebase };
  }

  return {
    async leaveOutEdits(executionId, keys, asked) {
      const { runId, codebase } = await findRun(executionId);
      await inTransaction(prisma, async (tx) => {
        // Whoever starts the run, or chooses in another tab, comes before this or after it.
        await tx.$executeRaw`SELECT 1 FROM healing_runs WHERE id = ${runId}::uuid FOR NO KEY UPDATE`;
        const planned = await loadPlanned(tx, executionId, runId);
        const known = new Set(planned.rows.flatMap((row) => (row.executionId === executionId ? keysOf(row.edits) : [])));
        const unknown = keys.find((key) => !known.has(key));
        if (unknown !== undefined) throw new InvalidInputError(`The step has no edit '${unknown.slice(0, 100)}'.`, 'Read the edits of the step again for their keys.');
        assertFits(codebase, planned.rows);
        const made = planWithout(codebase.tree, planned.rows, byHandWith(planned.plan, executionId, keys));
        if (made.steps.every(({ edits }) => edits.length === 0)) throw new InvalidInputError('Every edit of the plan would be left out, so there would be nothing to do.', 'Leave at least one edit in, or do not start the run.');
        await storePlan(tx, planned, { made, asked });
      });
      return runId;
    },
    async listPlannedEdits(executionId, { offset, first }) {
      const { runId, codebase } = await findRun(executionId);
      const { rows, plan } = await loadPlanned(prisma, executionId, runId);
      assertFits(codebase, rows);
      const index = rows.findIndex((row) => row.executionId === executionId);
      const base = new VirtualTree(codebase.tree).apply(rows.slice(0, index).flatMap(({ edits }) => [...edits]));
      const leftOut = new Map((plan.leftOut ?? []).flatMap((each) => (each.executionId === executionId ? [[each.key, each.kind] as const] : [])));
      const own = rows[index]?.edits ?? [];
      return { totalCount: keysOf(own).length, byHand: [...leftOut].flatMap(([key, kind]) => (kind === 'BY_HAND' ? [key] : [])), edits: [...listPlannedEdits(base, own, leftOut)].slice(offset, offset + first) };
    },
  };
}
