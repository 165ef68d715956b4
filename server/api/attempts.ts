// What is asked of runs that did not end well, and of steps that should not run: retryRun, adoptRun, skipStep.
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { whole } from './rooms.ts';

const Reason = '3 to 500 characters, kept with the run.';
const By = 'Who asks, as they name themselves; where an access token was sent, its name is told instead.';

builder.mutationFields((t) => ({
  retryRun: t.prismaField({
    type: 'HealingRun',
    description: 'Queues a failed or cancelled run as its next attempt. Earlier attempts are kept.',
    errors: { types: errorTypes.onRun },
    args: {
      runId: t.arg.id({ required: true }),
      fromStep: t.arg.id({ description: 'A step of the newest attempt: those before it that only looked keep what they found, those that write write the same bytes again.' }),
      skipFailedStep: t.arg.string({ description: `Leaves the step that failed out, for this reason: ${Reason}` }),
      by: t.arg.string({ description: By }),
    },
    resolve: async (query, _root, { runId, fromStep, skipFailedStep, by: given }, { healing, prisma, caller }) => {
      const by = caller?.name ?? given;
      const { id } = await healing.retryRun(keyOf('HealingRun', runId), { fromStep: fromStep && keyOf('HealingExecution', fromStep), skipFailed: skipFailedStep == null ? null : { reason: skipFailedStep, by }, by });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
  adoptRun: t.prismaField({
    type: 'HealingRun',
    description: 'Keeps what a failed or cancelled run had completed: those steps write again, nothing is verified, and the run ends ADOPTED.',
    errors: { types: errorTypes.onRun },
    args: { runId: t.arg.id({ required: true }), reason: t.arg.string({ required: true, description: Reason }), by: t.arg.string({ description: By }) },
    resolve: async (query, _root, { runId, reason, by }, { healing, prisma, caller }) => {
      const { id } = await healing.adoptRun(keyOf('HealingRun', runId), { reason, by: caller?.name ?? by });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
  skipStep: t.prismaField({
    type: 'HealingRun',
    description: 'Leaves out a step that has not started, of a run that has not ended. A run without its VERIFY step is not verified.',
    errors: { types: errorTypes.onRun },
    args: { executionId: t.arg.id({ required: true }), reason: t.arg.string({ required: true, description: Reason }), by: t.arg.string({ description: By }) },
    resolve: async (query, _root, { executionId, reason, by }, { healing, prisma, caller }) => {
      const { id } = await healing.skipStep(keyOf('HealingExecution', executionId), { reason, by: caller?.name ?? by });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
}));
