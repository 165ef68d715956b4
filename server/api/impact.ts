// ImpactAnalysis and ImpactPrediction: types, analyzeImpact.
import { Certainty, PredictionType } from '../generated/prisma/enums.ts';
import type { WhyHop } from '../graph/routes.ts';
import type { AffectedComponent, Dependent, ImpactAnalysis, RiskFactor } from '../impact/analysis.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { RiskFactorType, WhyHopType } from './impact-parts.ts';
import { whole } from './rooms.ts';

export const PredictionTypeEnum = builder.enumType(PredictionType, { name: 'PredictionType' });
export const CertaintyEnum = builder.enumType(Certainty, { name: 'Certainty', description: 'CERTAIN: seen by trying it. POSSIBLE: reached through the graph only. UNKNOWN: cannot be resolved.' });
export const DecisionEnum = builder.enumType('Decision', {
  description: 'HEAL: breaks are to be healed before the change is applied. LOW_RISK: the risk is below that; what may break unseen by the compiler, or is left to edit by hand, is to be looked at before it is applied.',
  values: ['HEAL', 'LOW_RISK'] as const,
});

const DependentType = builder.objectRef<Dependent>('Dependent').implement({
  description: 'A file that depends on the target.',
  fields: (t) => ({
    file: t.exposeString('file'),
    distance: t.exposeInt('distance', { description: 'Imports on the shortest way; 1 is a direct dependent.' }),
    strength: t.exposeFloat('strength', { description: "Share of the target's exported names that it takes itself, 0 to 1." }),
  }),
});
export const AffectedComponentType = builder.objectRef<AffectedComponent>('AffectedComponent').implement({
  description: 'A place that is affected; line and column count from 1.',
  fields: (t) => ({
    file: t.exposeString('file'),
    line: t.exposeInt('line'),
    column: t.exposeInt('column'),
    symbol: t.exposeString('symbol', { nullable: true, description: 'The text at the place.' }),
    code: t.exposeString('code', { description: "The compiler's code, that of a finding such as EVAL or IMPORT_CYCLE, or GRAPH for what only the import graph shows." }),
    message: t.exposeString('message'),
  }),
});
export const ImpactAnalysisType = builder.objectRef<ImpactAnalysis>('ImpactAnalysis').implement({
  description: 'What trying the change showed.',
  fields: (t) => ({
    overallRisk: t.exposeFloat('overallRisk', { description: '0 to 10.' }),
    riskFactors: t.field({ type: [RiskFactorType], resolve: (analysis) => [...analysis.riskFactors] }),
    decision: t.field({ type: DecisionEnum, resolve: (analysis) => analysis.decision }),
    directDependents: t.field({ type: [DependentType], resolve: (analysis) => [...analysis.directDependents] }),
    transitiveDependents: t.field({ type: [DependentType], resolve: (analysis) => [...analysis.transitiveDependents] }),
    filesChecked: t.exposeInt('filesChecked', { description: 'Files that the change was tried on: they were type-checked, or cannot look different by it.' }),
    durationMs: t.exposeFloat('durationMs'),
  }),
});

builder.prismaNode('ImpactPrediction', {
  id: { field: 'id' },
  description: 'One thing the change will do to one file.',
  fields: (t) => ({
    predictionType: t.expose('predictionType', { type: PredictionTypeEnum }),
    certainty: t.expose('certainty', { type: CertaintyEnum }),
    severity: t.exposeFloat('severity', { description: '0 to 10; a certain break is 7 or more.' }),
    summary: t.exposeString('summary'),
    file: t.exposeString('file'),
    affectedComponents: t.field({ type: [AffectedComponentType], select: { affectedComponents: true }, resolve: (row) => row.affectedComponents as unknown as AffectedComponent[] }),
    evidence: t.field({ type: [RiskFactorType], select: { evidence: true }, resolve: (row) => row.evidence as unknown as RiskFactor[] }),
    intentCapture: t.relation('intentCapture', { description: 'The change that it is about.' }),
    whyPath: t.field({ type: [WhyHopType], select: { whyPath: true }, resolve: (row) => row.whyPath as unknown as WhyHop[] }),
  }),
});

builder.queryField('prediction', (t) =>
  t.prismaField({
    type: 'ImpactPrediction',
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { prisma }) => prisma.impactPrediction.findUnique({ ...query, where: { id: keyOf('ImpactPrediction', id) } }),
  }),
);

builder.mutationField('analyzeImpact', (t) =>
  t.prismaField({
    type: 'IntentCapture',
    description: 'Tries the change in an overlay, without a write to disk, and stores what breaks.',
    errors: { types: errorTypes.onIntent },
    args: { intentId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { intentId }, { impact, prisma }) => {
      const { id } = await impact.analyzeImpact(keyOf('IntentCapture', intentId));
      return prisma.intentCapture.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
);
