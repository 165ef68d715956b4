// RunPreview, PreviewedFile and FilePreview: what the files of a planned run are now and would be.
import { z } from 'zod';
import type { Problem } from '../checker/checker.ts';
import type { FilePreview, FileProblems, PreviewedFile, RunPreview } from '../healing/preview.ts';
import { builder } from './builder.ts';
import { keyOf } from './ids.ts';

export const PreviewKindEnum = builder.enumType('PreviewKind', { description: 'What a plan does to a file.', values: ['CREATED', 'DELETED', 'MOVED', 'CHANGED'] as const });

const FileProblemType = builder.objectRef<Problem>('FileProblem').implement({
  description: 'An error of the compiler.',
  fields: (t) => ({ line: t.exposeInt('line'), column: t.exposeInt('column'), code: t.exposeString('code'), message: t.exposeString('message') }),
});

const FileProblemsType = builder.objectRef<FileProblems>('FileProblems').implement({
  description: 'What the compiler says of one file.',
  fields: (t) => ({ count: t.exposeInt('count'), first: t.field({ type: [FileProblemType], description: 'The first 20.', resolve: ({ first }) => [...first] }) }),
});

const PreviewedFileType = builder.objectRef<PreviewedFile>('PreviewedFile').implement({
  description: 'A file that a planned run changes.',
  fields: (t) => ({
    kind: t.field({ type: PreviewKindEnum, resolve: ({ kind }) => kind }),
    path: t.exposeString('path', { description: 'Where it would be; of a deleted file, where it is.' }),
    from: t.exposeString('from', { nullable: true, description: 'Where a moved file is now.' }),
    before: t.field({ type: FileProblemsType, nullable: true, description: 'As it is now; null where it is not there, or was not checked.', resolve: ({ before }) => before }),
    after: t.field({ type: FileProblemsType, nullable: true, description: 'As it would be; null where it would not be there, or was not checked.', resolve: ({ after }) => after }),
  }),
});

const RunPreviewType = builder.objectRef<RunPreview>('RunPreview').implement({
  description: 'The files that a planned run changes, with the errors of both trees.',
  fields: (t) => ({
    files: t.field({ type: [PreviewedFileType], description: 'By path: the first 5000.', resolve: ({ files }) => [...files] }),
    unchecked: t.exposeInt('unchecked', { description: 'Files that were not put to the compiler because there are more than 500.' }),
  }),
});

const FilePreviewType = builder.objectRef<FilePreview>('FilePreview').implement({
  description: 'One file as it is and as it would be.',
  fields: (t) => ({
    diff: t.exposeString('diff', { description: 'Unified diff.' }),
    isWhole: t.exposeBoolean('isWhole', { description: 'The diff holds every line of the file, not only those around a change.' }),
  }),
});

builder.queryFields((t) => ({
  runPreview: t.field({
    type: RunPreviewType,
    description: 'Applies the edits of a planned run in memory and checks the changed files of both trees. A run that was started, or whose files changed since, is an error with a code and a hint. Ends when the request is given up.',
    complexity: 500,
    args: { runId: t.arg.id({ required: true }) },
    resolve: (_root, { runId }, { healing, request }) => healing.previewRun(keyOf('HealingRun', runId), request?.signal),
  }),
  runPreviewFile: t.field({
    type: FilePreviewType,
    nullable: true,
    description: 'One file of the same; null where the plan does not change it.',
    complexity: 100,
    args: { runId: t.arg.id({ required: true }), path: t.arg.string({ required: true, validate: z.string().max(4096) }) },
    resolve: (_root, { runId, path }, { healing }) => healing.previewFile(keyOf('HealingRun', runId), path),
  }),
}));
