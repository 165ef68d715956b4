// IntentCapture: type, captureIntent.
import { ChangeKind } from '../generated/prisma/enums.ts';
import type { ImpactAnalysis } from '../impact/analysis.ts';
import { INTENT_LIMIT } from '../intents/resolve-intent.ts';
import { builder } from './builder.ts';
import { ChangeInput, readChangeInput } from './change-inputs.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { ImpactAnalysisType } from './impact.ts';
import { whole } from './rooms.ts';

export const ChangeKindEnum = builder.enumType(ChangeKind, { name: 'ChangeKind' });

builder.prismaNode('IntentCapture', {
  id: { field: 'id' },
  description: 'What a person is about to change, in words, and the change it was resolved to.',
  fields: (t) => ({
    userAction: t.exposeString('userAction', { description: 'The words as they were typed.' }),
    changeKind: t.expose('changeKind', { type: ChangeKindEnum }),
    understood: t.exposeString('understood', { description: 'One sentence that says what was understood.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    analysis: t.field({ type: ImpactAnalysisType, nullable: true, description: 'Null until analyzeImpact ran.', select: { analysis: true }, resolve: (intent) => intent.analysis as unknown as ImpactAnalysis | null }),
    room: t.relation('room'),
    newestRun: t.prismaField({
      type: 'HealingRun',
      nullable: true,
      description: 'The run that was planned of it last; null before the first.',
      select: { id: true },
      resolve: (query, { id }, _args, { prisma }) => prisma.healingRun.findFirst({ ...query, where: { intentCaptureId: id }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
    }),
    predictions: t.relatedConnection('predictions', { cursor: 'id', totalCount: true, defaultSize: 50, maxSize: 500, query: { orderBy: [{ severity: 'desc' }, { file: 'asc' }, { id: 'asc' }] } }),
  }),
});

const CaptureIntentInput = builder.inputType('CaptureIntentInput', {
  fields: (t) => ({
    roomId: t.id({ required: true }),
    userAction: t.string({ description: `What is about to change, in words; at most ${INTENT_LIMIT} characters. With a change as data: how the intent is called.` }),
    change: t.field({ type: ChangeInput, description: 'The change as data, instead of words.' }),
  }),
});

builder.mutationField('captureIntent', (t) =>
  t.prismaField({
    type: 'IntentCapture',
    description: 'Understands the words against the project as it is on disk now. Errors carry "did you mean" suggestions.',
    errors: { types: errorTypes.captureIntent },
    args: { input: t.arg({ type: CaptureIntentInput, required: true }) },
    resolve: async (query, _root, { input }, { intents, prisma, caller }) => {
      const { id } = await intents.captureIntent({ roomId: keyOf('Room', input.roomId), userAction: input.userAction ?? null, wish: input.change ? readChangeInput(input.change) : undefined, by: caller?.name });
      return prisma.intentCapture.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
);
