// Rolling a run back: rollbackRun, previewRollback and what it shows.
import type { MergeConflict } from '../edits/merge-texts.ts';
import type { RollbackPreview, RollbackPreviewFile } from '../healing/roll-back.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { whole } from './rooms.ts';

const MOST_FILES = 500;

const RollbackKindEnum = builder.enumType('RollbackKind', {
  description: 'What a rollback does with a file.',
  values: {
    UNCHANGED: { description: 'Nobody touched it since the run: it is put back as it was.' },
    MERGES: { description: 'It was changed since, and can be put back without losing that.' },
    CONFLICTS: { description: 'It was changed since in a way that a person has to decide.' },
  } as const,
});

const MergeConflictType = builder.objectRef<MergeConflict>('MergeConflict').implement({
  description: 'Lines that the run and somebody since both changed.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'First line in the file as it is now, from 1.' }),
    afterRun: t.string({ description: 'As the run left them.', resolve: ({ base }) => base }),
    now: t.string({ description: 'As they are now.', resolve: ({ ours }) => ours }),
    beforeRun: t.string({ description: 'As they were before the run.', resolve: ({ theirs }) => theirs }),
  }),
});

const RollbackFileType = builder.objectRef<RollbackPreviewFile>('RollbackFile').implement({
  description: 'What a rollback does with one file.',
  fields: (t) => ({
    path: t.exposeString('path'),
    kind: t.field({ type: RollbackKindEnum, resolve: ({ kind }) => kind }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it conflicts, or where it goes; null where its lines say it.' }),
    diff: t.exposeString('diff', { description: 'Unified diff from what is there now to what a merge writes; empty unless it merges.' }),
    conflicts: t.field({ type: [MergeConflictType], resolve: ({ conflicts }) => [...conflicts] }),
  }),
});

const RollbackPreviewType = builder.objectRef<RollbackPreview>('RollbackPreview').implement({
  description: 'What a rollback would do; nothing is written.',
  fields: (t) => ({
    unchanged: t.int({ resolve: (files) => files.filter(({ kind }) => kind === 'UNCHANGED').length }),
    merges: t.int({ resolve: (files) => files.filter(({ kind }) => kind === 'MERGES').length }),
    conflicts: t.int({ resolve: (files) => files.filter(({ kind }) => kind === 'CONFLICTS').length }),
    files: t.field({
      type: [RollbackFileType],
      description: 'Conflicts first, then merges, then what nobody touched; at most 500.',
      args: { first: t.arg.int({ defaultValue: 100 }) },
      resolve: (files, { first }) => files.slice(0, Math.min(MOST_FILES, Math.max(0, first ?? 0))),
    }),
  }),
});

builder.queryField('previewRollback', (t) =>
  t.field({
    type: RollbackPreviewType,
    description: 'What a rollback of a completed or adopted run would do with each of its files now.',
    args: { runId: t.arg.id({ required: true }) },
    resolve: (_root, { runId }, { healing }) => healing.previewRollback(keyOf('HealingRun', runId)),
  }),
);

builder.mutationField('rollbackRun', (t) =>
  t.prismaField({
    type: 'HealingRun',
    description: 'Puts every file of a completed or adopted run back, byte for byte. When one of them was changed since it is refused, or with merge: true what was changed is kept, unless it conflicts. Of a run on a branch it deletes the branch; refused when that was moved, merged or is checked out.',
    errors: { types: errorTypes.onRun },
    args: { runId: t.arg.id({ required: true }), merge: t.arg.boolean({ defaultValue: false }) },
    resolve: async (query, _root, { runId, merge }, { healing, prisma, caller }) => {
      const { id } = await healing.rollbackRun(keyOf('HealingRun', runId), { isMerging: merge === true, by: caller?.name });
      return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
);
