// The parts of a debugger session that are stored as JSON: suspects, evidence, layers, reports. Types only; `debugger.ts` has the session.
import type { AppliedFix, DataMapping, ExampleResult, QuestionAnswer, SearchReport, ShownSuspect } from '../debugger/stored.ts';
import type { SandboxLayer } from '../debugger/scenario.ts';
import type { Evidence, FixStep } from '../debugger/fix.ts';
import type { RecordingReport, Thresholds } from '../debugger/behavior.ts';
import { builder } from './builder.ts';

export const ThresholdsType = builder.objectRef<Thresholds>('Thresholds').implement({
  description: 'Actual over expected from where it is a discrepancy.',
  fields: (t) => ({ responseTime: t.exposeFloat('responseTime'), memoryUsage: t.exposeFloat('memoryUsage') }),
});

const SandboxLayerType = builder.objectRef<SandboxLayer>('SandboxLayer').implement({
  description: 'One layer of the sandbox.',
  fields: (t) => ({
    name: t.string({ resolve: (layer) => layer.name }),
    active: t.exposeBoolean('active'),
    why: t.exposeString('why', { nullable: true, description: 'Why it was not active.' }),
  }),
});

const ExampleResultType = builder.objectRef<ExampleResult>('ExampleResult').implement({
  description: 'What one example gave.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Place in the table, from 1.' }),
    passed: t.exposeBoolean('passed'),
    expected: t.exposeString('expected', { nullable: true }),
    actual: t.exposeString('actual'),
  }),
});

const reportOf = (row: { report: unknown }) => row.report as RecordingReport;

builder.prismaNode('DebuggerRecording', {
  id: { field: 'id' },
  description: 'One recording of the scenario, ended in whatever way.',
  fields: (t) => ({
    end: t.string({ description: '`completed`, or what ended it.', select: { report: true }, resolve: (row) => reportOf(row).end }),
    message: t.string({ select: { report: true }, resolve: (row) => reportOf(row).message }),
    hint: t.string({ nullable: true, select: { report: true }, resolve: (row) => reportOf(row).hint }),
    isDeterministic: t.boolean({ nullable: true, description: 'False where two runs differed; null where it could not be seen.', select: { report: true }, resolve: (row) => reportOf(row).isDeterministic }),
    differences: t.stringList({ select: { report: true }, resolve: (row) => [...reportOf(row).differences] }),
    layers: t.field({ type: [SandboxLayerType], select: { report: true }, resolve: (row) => [...reportOf(row).layers] }),
    stdout: t.string({ select: { report: true }, resolve: (row) => reportOf(row).stdout }),
    stderr: t.string({ select: { report: true }, resolve: (row) => reportOf(row).stderr }),
    outputBytes: t.float({ description: 'Bytes that were printed in all; what is shown is capped.', select: { report: true }, resolve: (row) => reportOf(row).outputBytes }),
    isTruncated: t.boolean({ description: 'True where calls were more than are recorded.', select: { trace: true }, resolve: (row) => (row.trace as { isTruncated?: boolean } | null)?.isTruncated ?? false }),
    calls: t.exposeInt('calls', { description: 'Calls that were recorded.' }),
    examples: t.field({ type: [ExampleResultType], select: { examples: true }, resolve: (row) => row.examples as unknown as ExampleResult[] }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

export const SuspectType = builder.objectRef<ShownSuspect>('Suspect').implement({
  description: 'A place that may be the cause.',
  fields: (t) => ({
    file: t.exposeString('file'),
    line: t.exposeInt('line'),
    column: t.exposeInt('column'),
    text: t.exposeString('text'),
    score: t.exposeFloat('score', { description: '0 to 1.' }),
    ochiai: t.exposeFloat('ochiai', { nullable: true, description: "Ochiai's coefficient over the examples; null where there were none to tell." }),
    reasons: t.stringList({ resolve: (suspect) => [...suspect.reasons] }),
    source: t.exposeString('source', { description: 'The lines around it.' }),
    sourceLine: t.exposeInt('sourceLine', { description: 'Number of the first line of source.' }),
  }),
});

export const DataMappingType = builder.objectRef<DataMapping>('DataMapping').implement({
  description: 'What turns the actual data into the expected.',
  fields: (t) => ({ description: t.stringList({ resolve: (mapping) => [...mapping.description] }), source: t.exposeString('source', { description: 'The mapping as code.' }) }),
});

export const SearchReportType = builder.objectRef<SearchReport>('SearchReport').implement({
  description: 'How a search for fixes ended.',
  fields: (t) => ({
    kind: t.string({ description: '`found`, `none`, `not-repairable`, `cancelled` or `failed`.', resolve: (report) => report.kind }),
    message: t.exposeString('message'),
    tried: t.exposeInt('tried', { description: 'Candidates that were run.' }),
  }),
});

export const FixStepType = builder.objectRef<FixStep>('FixStep').implement({
  description: 'What a fix does, one step of it.',
  fields: (t) => ({ action: t.string({ resolve: (step) => step.action }), description: t.exposeString('description'), file: t.exposeString('file', { nullable: true }), line: t.exposeInt('line', { nullable: true }) }),
});

export const FixEvidenceType = builder.objectRef<Evidence>('FixEvidence').implement({
  description: 'What a check of a fix said.',
  fields: (t) => ({ check: t.string({ resolve: (evidence) => evidence.check }), passed: t.exposeInt('passed'), total: t.exposeInt('total'), details: t.exposeString('details') }),
});

export const QuestionAnswerType = builder.objectRef<QuestionAnswer>('QuestionAnswer').implement({
  description: 'One result of a question, and the fixes that give it.',
  fields: (t) => ({
    result: t.exposeString('result'),
    fixes: t.prismaField({ type: ['SuggestedFix'], resolve: (query, answer, _args, { prisma }) => prisma.suggestedFix.findMany({ ...query, where: { id: { in: [...answer.fixIds] } }, orderBy: { position: 'asc' } }) }),
  }),
});

export const AppliedFixType = builder.objectRef<AppliedFix>('AppliedFix').implement({
  description: 'A fix that was accepted, and the run that applied it.',
  fields: (t) => ({
    fix: t.prismaField({ type: 'SuggestedFix', nullable: true, resolve: (query, applied, _args, { prisma }) => prisma.suggestedFix.findUnique({ ...query, where: { id: applied.fixId } }) }),
    run: t.prismaField({ type: 'HealingRun', resolve: (query, applied, _args, { prisma }) => prisma.healingRun.findUniqueOrThrow({ ...query, where: { id: applied.runId } }) }),
    appliedAt: t.field({ type: 'DateTime', resolve: (applied) => new Date(applied.appliedAt) }),
  }),
});
