// What the terminal asks of a run that exists: roll back, retry, adopt, leave a step out. Owns the way from numbers of steps to their keys.
import { userInfo } from 'node:os';
import { styleText } from 'node:util';
import { decodeGlobalID } from '@pothos/plugin-relay';
import type { App } from '../app.ts';
import { InvalidInputError } from '../errors.ts';

export type RunRequest = { readonly runId: string } & (
  | { readonly kind: 'ROLLBACK'; readonly isMerging: boolean }
  /** `fromStep` counts from 1, as the steps are printed; `skipFailed` says why the failed step is left out. */
  | { readonly kind: 'RETRY'; readonly fromStep: number | null; readonly skipFailed: string | null }
  | { readonly kind: 'ADOPT'; readonly reason: string }
  | { readonly kind: 'SKIP'; readonly step: number; readonly reason: string }
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MARKS: Readonly<Record<string, string>> = { COMPLETED: '✔', FAILED: '✘', SKIPPED: '↷', CANCELLED: '■' };

/** The key of a run, from what the terminal prints or from the id that the API and the page give. Throws InvalidInputError. */
export function keyOfRun(given: string): string {
  if (UUID.test(given)) return given;
  try {
    const { typename, id } = decodeGlobalID(given);
    if (typename === 'HealingRun' && UUID.test(id)) return id;
  } catch {
    // told below
  }
  throw new InvalidInputError(`'${given}' is no run.`, 'Give the id that the healing printed at its end, or the id of a HealingRun of the API.');
}

async function stepsOf(app: App, runId: string) {
  const run = await app.prisma.healingRun.findUnique({ where: { id: runId }, select: { attempt: true } });
  return app.prisma.healingExecution.findMany({
    where: { attempt: run?.attempt ?? 1, stepType: { not: 'RESTORE' }, healingAction: { runId } },
    orderBy: [{ healingAction: { position: 'asc' } }, { stepNumber: 'asc' }],
    select: { id: true, stepDescription: true, status: true },
  });
}

async function keyOfStep(app: App, runId: string, number: number): Promise<string> {
  const steps = await stepsOf(app, runId);
  const step = steps[number - 1];
  if (!step) throw new InvalidInputError(`The run has no step ${number}.`, `Give a number from 1 to ${steps.length}.`);
  return step.id;
}

/** The steps of the newest attempt with the numbers by which they are named here. */
export async function describeSteps(app: App, runId: string): Promise<string> {
  return (await stepsOf(app, runId)).map(({ stepDescription, status }, i) => `  ${i + 1}. ${MARKS[status] ?? '·'} ${stepDescription}\n`).join('');
}

/** What a rollback would do with each file that was changed since. */
export async function describeRollback(app: App, runId: string): Promise<string> {
  const files = await app.healing.previewRollback(runId);
  const lines = files.map(({ path, kind, reason, diff, conflicts }) => {
    const head = `${styleText(kind === 'CONFLICTS' ? 'red' : kind === 'MERGES' ? 'green' : 'gray', kind.toLowerCase())} ${path}${reason === null ? '' : `: ${reason}`}\n`;
    const hunks = conflicts.map(({ line, base, ours, theirs }) => `  line ${line}\n<<<<<<< now\n${ours}||||||| after the run\n${base}=======\n${theirs}>>>>>>> before the run\n`);
    return head + diff + hunks.join('');
  });
  return lines.join('');
}

/** Asks the services. Throws their errors. */
export async function askOfRun(app: App, request: RunRequest): Promise<void> {
  const { runId } = request;
  const by = userInfo().username;
  switch (request.kind) {
    case 'ROLLBACK':
      await app.healing.rollbackRun(runId, { isMerging: request.isMerging });
      return;
    case 'RETRY':
      await app.healing.retryRun(runId, {
        fromStep: request.fromStep === null ? null : await keyOfStep(app, runId, request.fromStep),
        skipFailed: request.skipFailed === null ? null : { reason: request.skipFailed, by },
      });
      return;
    case 'ADOPT':
      await app.healing.adoptRun(runId, { reason: request.reason, by });
      return;
    case 'SKIP':
      await app.healing.skipStep(await keyOfStep(app, runId, request.step), { reason: request.reason, by });
  }
}
