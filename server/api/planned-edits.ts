// PlannedEdit: plannedEdits and leaveOutEdits, with which a person chooses what a run will not do.
import { z } from 'zod';
import type { PlannedEdit, PlannedEditList } from '../healing/planned-edits.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { PreviewKindEnum } from './preview.ts';
import { whole } from './rooms.ts';

const MOST_SHOWN = 200;
const MOST_CHOSEN = 50_000;

const LeftOutKindEnum = builder.enumType('LeftOutKind', {
  description: 'Why an edit is not made.',
  values: { BY_HAND: { description: 'A person left it out.' }, BUILDS_ON: { description: 'It changes what another edit that is left out would have made.' } } as const,
});

const PlannedEditType = builder.objectRef<PlannedEdit>('PlannedEdit').implement({
  description: 'One edit of a step: a file that is created, deleted or moved, or one change in a file.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names it within its step.' }),
    kind: t.field({ type: PreviewKindEnum, resolve: ({ kind }) => kind }),
    file: t.exposeString('file'),
    from: t.exposeString('from', { nullable: true, description: 'Where a moved file is now.' }),
    line: t.exposeInt('line', { description: 'In the file as the steps before this one leave it.' }),
    before: t.exposeString('before', { description: 'The lines that it changes, or the beginning of the file; at most 2000 characters.' }),
    after: t.exposeString('after', { description: 'The same as it makes them.' }),
    leftOut: t.field({ type: LeftOutKindEnum, nullable: true, description: 'Null where it is made.', resolve: ({ leftOut }) => leftOut }),
  }),
});

const PlannedEditListType = builder.objectRef<PlannedEditList>('PlannedEditList').implement({
  description: 'Edits of a step in their order.',
  fields: (t) => ({
    totalCount: t.exposeInt('totalCount'),
    byHand: t.stringList({ description: 'Keys of all that a person left out of the step, wherever in the list.', resolve: ({ byHand }) => [...byHand] }),
    edits: t.field({ type: [PlannedEditType], resolve: ({ edits }) => [...edits] }),
  }),
});

builder.queryField('plannedEdits', (t) =>
  t.field({
    type: PlannedEditListType,
    description: 'The edits of a step of a planned run, those that are left out among them. A run that was started, or whose files changed since, is an error with a code and a hint.',
    complexity: 100,
    args: {
      executionId: t.arg.id({ required: true }),
      first: t.arg.int({ required: true, defaultValue: 50, description: `At most ${MOST_SHOWN}.`, validate: z.int().min(1).max(MOST_SHOWN) }),
      offset: t.arg.int({ required: true, defaultValue: 0, validate: z.int().min(0) }),
    },
    resolve: (_root, { executionId, first, offset }, { healing }) => healing.listPlannedEdits(keyOf('HealingExecution', executionId), { first, offset }),
  }),
);

builder.mutationField('leaveOutEdits', (t) =>
  t.prismaField({
    type: 'HealingRun',
    description: 'Leaves exactly these edits out of a step of a planned run, and whatever builds on them; an empty list takes all in again. What is left out is not written, and is listed as not edited.',
    errors: { types: errorTypes.onRun },
    args: { executionId: t.arg.id({ required: true }), keys: t.arg.stringList({ required: true, description: 'Keys of `plannedEdits`.', validate: z.array(z.string().max(50)).max(MOST_CHOSEN) }) },
    resolve: async (query, _root, { executionId, keys }, { healing, prisma, caller }) => {
      const id = await healing.leaveOutEdits(keyOf('HealingExecution', executionId), keys, { by: caller?.name });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
);
