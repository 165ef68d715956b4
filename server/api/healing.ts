// HealingAction and HealingExecution: types; planHealing, triggerHealing, cancelRun.
import { ActionStatus, ActionType, Priority, StepStatus, StepType } from '../generated/prisma/enums.ts';
import type { DurationEstimate } from '../healing/estimate-durations.ts';
import { keysOf, pathsOf, type StepInput } from '../healing/planned.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { DurationEstimateType } from './prediction-accuracy.ts';
import { whole } from './rooms.ts';
import { RunModeEnum } from './runs.ts';

export const ActionTypeEnum = builder.enumType(ActionType, { name: 'ActionType' });
export const ActionStatusEnum = builder.enumType(ActionStatus, { name: 'ActionStatus' });
export const PriorityEnum = builder.enumType(Priority, { name: 'Priority' });
export const StepTypeEnum = builder.enumType(StepType, { name: 'StepType' });
export const StepStatusEnum = builder.enumType(StepStatus, { name: 'StepStatus' });

builder.prismaNode('HealingAction', {
  id: { field: 'id' },
  description: 'One part of a plan, made of numbered steps.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Place in the run, from 1.' }),
    actionType: t.expose('actionType', { type: ActionTypeEnum }),
    description: t.exposeString('description'),
    priority: t.expose('priority', { type: PriorityEnum }),
    status: t.expose('status', { type: ActionStatusEnum }),
    executedAt: t.expose('executedAt', { type: 'DateTime', nullable: true }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true }),
    prediction: t.relation('prediction', { nullable: true, description: 'The most severe prediction it answers.' }),
    executions: t.relation('executions', { query: { orderBy: [{ stepNumber: 'asc' }, { attempt: 'asc' }] } }),
  }),
});

builder.prismaNode('HealingExecution', {
  id: { field: 'id' },
  description: 'One attempt at one step.',
  fields: (t) => ({
    stepNumber: t.exposeInt('stepNumber', { description: 'Place in the action, from 1.' }),
    attempt: t.exposeInt('attempt', { description: 'The attempt of the run that this step belongs to, from 1. All are kept.' }),
    stepType: t.expose('stepType', { type: StepTypeEnum }),
    stepDescription: t.exposeString('stepDescription'),
    status: t.expose('status', { type: StepStatusEnum }),
    editsPlanned: t.int({ description: 'Edits that the step was planned with, those that a person left out among them: plannedEdits lists them while the run is PLANNED.', select: { input: true, plannedEdits: true }, resolve: ({ input, plannedEdits }) => keysOf((plannedEdits as unknown as StepInput['edits'] | null) ?? (input as unknown as Partial<StepInput>).edits ?? []).length }),
    files: t.stringList({ description: 'Files that this step changes.', select: { input: true }, resolve: ({ input }) => pathsOf((input as unknown as Partial<StepInput>).edits ?? []) }),
    estimate: t.field({ type: DurationEstimateType, nullable: true, description: 'How long it was expected to take; null where there was no record on a similar size.', select: { estimate: true }, resolve: ({ estimate }) => estimate as unknown as DurationEstimate | null }),
    diff: t.exposeString('diff', { description: 'Unified diff, empty where the step changes no file.' }),
    result: t.expose('result', { type: 'JSON', nullable: true, description: 'What the step found or did; its shape depends on the step type.' }),
    errorMessage: t.exposeString('errorMessage', { nullable: true }),
    skipReason: t.exposeString('skipReason', { nullable: true, description: 'Why a person left this step out; null where nobody did.' }),
    skippedBy: t.exposeString('skippedBy', { nullable: true, description: 'Who left it out, as they named themselves.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.mutationFields((t) => ({
  planHealing: t.prismaField({
    type: 'HealingRun',
    description: 'Makes a plan (a run in state PLANNED) with the diff of every step. Touches no file of the project.',
    errors: { types: errorTypes.onIntent },
    args: { intentId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { intentId }, { healing, prisma }) => {
      const { id } = await healing.planHealing(keyOf('IntentCapture', intentId));
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
  triggerHealing: t.prismaField({
    type: 'HealingRun',
    description: 'Starts a planned run, or puts it behind the other runs of its room. With mode BRANCH it works in a git worktree on a branch of its own and ends in a commit.',
    errors: { types: errorTypes.onRun },
    args: {
      runId: t.arg.id({ required: true }),
      mode: t.arg({ type: RunModeEnum, defaultValue: 'WORKING_TREE' }),
      branch: t.arg.string({ description: 'BRANCH: its name; one is made of the intent where none is given.' }),
    },
    resolve: async (query, _root, { runId, ...place }, { healing, prisma, caller }) => {
      const { id } = await healing.triggerHealing(keyOf('HealingRun', runId), { ...place, by: caller?.name });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
  cancelRun: t.prismaField({
    type: 'HealingRun',
    description: 'Cancels a run that waits, or asks a running one to stop at the next safe point and put its files back.',
    errors: { types: errorTypes.onRun },
    args: { runId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { runId }, { healing, prisma, caller }) => {
      const { id } = await healing.cancelRun(keyOf('HealingRun', runId), { by: caller?.name });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
}));
