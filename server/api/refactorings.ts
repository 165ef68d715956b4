// Refactoring: a change that would make the structure better. Owns its shape in GraphQL.
import type { Refactoring, Standing } from '../coupling/refactoring.ts';
import { builder } from './builder.ts';
import { StructureMetricsType } from './coupling.ts';

export const MOST_REFACTORINGS = 20;

const RefactoringKindEnum = builder.enumType('RefactoringKind', { values: ['TYPE_ONLY_IMPORT', 'MOVE_EXPORT', 'MOVE_FILE', 'SPLIT_MODULE'] as const });

const StandingType = builder.objectRef<Standing>('RefactoringStanding').implement({
  description: 'The project, and the file that a refactoring is about.',
  fields: (t) => ({
    metrics: t.field({ type: StructureMetricsType, resolve: ({ metrics }) => metrics }),
    file: t.exposeString('file'),
    ca: t.int({ nullable: true, resolve: ({ place }) => place?.ca }),
    ce: t.int({ nullable: true, resolve: ({ place }) => place?.ce }),
    instability: t.float({ nullable: true, resolve: ({ place }) => place?.instability }),
  }),
});

export const RefactoringType = builder.objectRef<Refactoring>('Refactoring').implement({
  description: 'A change that makes the structure measurably better.',
  fields: (t) => ({
    kind: t.field({ type: RefactoringKindEnum, resolve: ({ kind }) => kind }),
    title: t.exposeString('title'),
    why: t.exposeString('why'),
    intent: t.exposeString('intent', { description: 'What to say to start it: words for userAction, or a unified diff for an edit.' }),
    isDiff: t.boolean({ description: 'The intent is a diff.', resolve: ({ kind }) => kind === 'TYPE_ONLY_IMPORT' || kind === 'SPLIT_MODULE' }),
    gain: t.exposeFloat('gain', { description: 'What the measures win together: files freed of cycles, modularity, ties within folders, reach of changes.' }),
    keepsOldForm: t.exposeBoolean('keepsOldForm', { description: 'The run keeps the old form for callers, deprecated; the measures after it count that.' }),
    before: t.field({ type: StandingType, resolve: ({ before }) => before }),
    after: t.field({ type: StandingType, description: 'As the run leaves it.', resolve: ({ after }) => after }),
  }),
});
