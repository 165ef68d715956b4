// IntentDebuggerSession, SuggestedFix, DebuggerQuestion: types, queries, debugEvents and debuggerActivity. The mutations are in `debugger-mutations.ts`.
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RoomSessionEvent } from '../debugger/notices.ts';
import type { SessionSettings } from '../debugger/settings.ts';
import type { AppliedFix, DataMapping, QuestionAnswer, SearchReport, SessionEventPayload, ShownSuspect } from '../debugger/stored.ts';
import type { Evidence, FixStep } from '../debugger/fix.ts';
import { explainStored, nameScrubbers } from '../debugger/service.ts';
import type { DebuggerEvent } from '../generated/prisma/client.ts';
import { DebuggerEventType, FixStatus, FixType } from '../generated/prisma/enums.ts';
import { builder } from './builder.ts';
import { AppliedFixType, DataMappingType, FixEvidenceType, FixStepType, QuestionAnswerType, SearchReportType, SuspectType, ThresholdsType } from './debugger-data.ts';
import { DebugSessionStatusType } from './errors.ts';
import { keyOf } from './ids.ts';

export const FixTypeEnum = builder.enumType(FixType, { name: 'FixType' });
const FixStatusEnum = builder.enumType(FixStatus, { name: 'FixStatus', description: 'What is claimed about a fix.' });
const DebuggerEventTypeEnum = builder.enumType(DebuggerEventType, { name: 'DebuggerEventType' });

builder.prismaNode('SuggestedFix', {
  id: { field: 'id' },
  description: 'A patch that a search found, with its evidence.',
  fields: (t) => ({
    fixType: t.expose('fixType', { type: FixTypeEnum }),
    status: t.expose('status', { type: FixStatusEnum }),
    description: t.exposeString('description'),
    operator: t.exposeString('operator', { description: 'The edit operator that made it.' }),
    steps: t.field({ type: [FixStepType], select: { steps: true }, resolve: (fix) => fix.steps as unknown as FixStep[] }),
    diff: t.exposeString('diff', { description: 'Unified diff.' }),
    confidence: t.exposeFloat('confidence', { description: '0 to 1, calibrated against recorded outcomes.' }),
    confidenceBasis: t.exposeString('confidenceBasis', { description: 'What the confidence was computed from.' }),
    evidence: t.field({ type: [FixEvidenceType], select: { evidence: true }, resolve: (fix) => fix.evidence as unknown as Evidence[] }),
    run: t.relation('run', { nullable: true, description: 'The run that applied it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

builder.prismaNode('DebuggerQuestion', {
  id: { field: 'id' },
  description: 'An input for which patches that pass give different results.',
  fields: (t) => ({
    text: t.string({ resolve: () => 'For this input, which result is right?' }),
    input: t.exposeString('input', { description: 'The arguments as source code.' }),
    answers: t.field({ type: [QuestionAnswerType], select: { answers: true }, resolve: (question) => question.answers as unknown as QuestionAnswer[] }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.prismaNode('IntentDebuggerSession', {
  id: { field: 'id' },
  description: 'What was meant, what happened, where they part.',
  fields: (t) => ({
    room: t.relation('room'),
    status: t.expose('status', { type: DebugSessionStatusType }),
    triggerAction: t.exposeString('triggerAction'),
    userIntent: t.exposeString('userIntent'),
    expectedBehavior: t.expose('expectedBehavior', { type: 'JSON', description: 'As it was given: executionPath, outcome, performance.' }),
    scenario: t.expose('scenario', { type: 'JSON', nullable: true, description: 'Null where the actual behaviour is handed in.' }),
    thresholds: t.field({ type: ThresholdsType, select: { settings: true }, resolve: (session) => (session.settings as unknown as SessionSettings).thresholds }),
    scrubbers: t.stringList({ description: 'What the comparison does not look at, as startDebugSession takes it.', select: { settings: true }, resolve: (session) => nameScrubbers(session.settings as unknown as SessionSettings) }),
    wallClockMs: t.int({ description: 'Limit of one run of the scenario, milliseconds.', select: { settings: true }, resolve: (session) => (session.settings as unknown as SessionSettings).limits.wallClockMs }),
    actualBehavior: t.expose('actualBehavior', { type: 'JSON', nullable: true, description: 'Null until recorded or handed in; the execution path is capped.' }),
    discrepancies: t.expose('discrepancies', { type: 'JSON', nullable: true, description: 'Null until analysed; an empty list means: as expected.' }),
    explanation: t.string({ nullable: true, description: 'The discrepancies in plain words; null until analysed.', select: { discrepancies: true }, resolve: (session) => explainStored(session.discrepancies) }),
    recording: t.prismaField({
      type: 'DebuggerRecording',
      nullable: true,
      description: 'The newest recording.',
      select: { id: true },
      resolve: (query, session, _args, { prisma }) => prisma.debuggerRecording.findFirst({ ...query, where: { sessionId: session.id }, orderBy: { createdAt: 'desc' } }),
    }),
    suspects: t.field({ type: [SuspectType], select: { suspects: true }, resolve: (session) => session.suspects as unknown as ShownSuspect[] }),
    dataMapping: t.field({ type: DataMappingType, nullable: true, select: { dataMapping: true }, resolve: (session) => session.dataMapping as unknown as DataMapping | null }),
    fixes: t.relation('fixes', { description: 'The best first.', query: { orderBy: [{ position: 'asc' }] } }),
    question: t.prismaField({
      type: 'DebuggerQuestion',
      nullable: true,
      description: 'The newest one that is not answered.',
      select: { id: true },
      resolve: (query, session, _args, { prisma }) => prisma.debuggerQuestion.findFirst({ ...query, where: { sessionId: session.id, answeredAt: null }, orderBy: { createdAt: 'desc' } }),
    }),
    search: t.field({ type: SearchReportType, nullable: true, description: 'How the newest search ended; null before the first.', select: { search: true }, resolve: (session) => session.search as unknown as SearchReport | null }),
    fixesApplied: t.field({ type: [AppliedFixType], select: { fixesApplied: true }, resolve: (session) => session.fixesApplied as unknown as AppliedFix[] }),
    regressionRun: t.relation('regressionRun', { nullable: true, description: 'The run that wrote the regression test.' }),
    lastEventNumber: t.exposeInt('lastEventNumber'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.queryFields((t) => ({
  debugSession: t.prismaField({
    type: 'IntentDebuggerSession',
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { prisma }) => prisma.intentDebuggerSession.findUnique({ ...query, where: { id: keyOf('IntentDebuggerSession', id) } }),
  }),
  debugSessions: t.prismaConnection({
    type: 'IntentDebuggerSession',
    cursor: 'id',
    description: 'The sessions of a room, newest first.',
    defaultSize: 10,
    maxSize: 100,
    args: { room: t.arg.id({ required: true }) },
    totalCount: (_root, { room }, { prisma }) => prisma.intentDebuggerSession.count({ where: { roomId: keyOf('Room', room) } }),
    resolve: (query, _root, { room }, { prisma }) => prisma.intentDebuggerSession.findMany({ ...query, where: { roomId: keyOf('Room', room) }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
  }),
}));

const payloadOf = (event: DebuggerEvent) => event.payload as SessionEventPayload;

const DebuggerEventObject = builder.objectRef<DebuggerEvent>('DebuggerEvent').implement({
  description: 'What happened in a session. Numbers count 1, 2, 3 within one session, without gap or repeat.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    type: t.field({ type: DebuggerEventTypeEnum, resolve: (event) => event.type }),
    sessionId: t.id({ resolve: (event) => encodeGlobalID('IntentDebuggerSession', event.sessionId) }),
    message: t.string({ nullable: true, resolve: (event) => payloadOf(event).message ?? null }),
    tried: t.int({ nullable: true, description: 'SEARCH_PROGRESS: candidates that were run.', resolve: (event) => payloadOf(event).tried ?? null }),
    perSecond: t.float({ nullable: true, description: 'SEARCH_PROGRESS: candidates a second.', resolve: (event) => payloadOf(event).perSecond ?? null }),
    best: t.int({ nullable: true, description: 'SEARCH_PROGRESS: most examples that one candidate passed.', resolve: (event) => payloadOf(event).best ?? null }),
    examples: t.int({ nullable: true, description: 'SEARCH_PROGRESS: examples in all.', resolve: (event) => payloadOf(event).examples ?? null }),
    found: t.int({ nullable: true, description: 'SEARCH_PROGRESS: patches that pass.', resolve: (event) => payloadOf(event).found ?? null }),
    remainingMs: t.float({ nullable: true, description: 'SEARCH_PROGRESS: time left, milliseconds.', resolve: (event) => payloadOf(event).remainingMs ?? null }),
    createdAt: t.field({ type: 'DateTime', resolve: (event) => event.createdAt }),
    session: t.prismaField({
      type: 'IntentDebuggerSession',
      description: 'The session as it is now.',
      resolve: (query, event, _args, { prisma }) => prisma.intentDebuggerSession.findUniqueOrThrow({ ...query, where: { id: event.sessionId } }),
    }),
  }),
});

const DebuggerActivity = builder.objectRef<RoomSessionEvent>('DebuggerActivity').implement({
  description: 'Something changed in a session of a room. Numbers count 1, 2, 3 within one room, without gap or repeat.',
  fields: (t) => ({
    number: t.exposeInt('roomNumber'),
    eventType: t.field({ type: DebuggerEventTypeEnum, resolve: (event) => event.type }),
    session: t.prismaField({
      type: 'IntentDebuggerSession',
      description: 'As it is now.',
      resolve: (query, event, _args, { prisma }) => prisma.intentDebuggerSession.findUniqueOrThrow({ ...query, where: { id: event.sessionId } }),
    }),
  }),
});

builder.subscriptionFields((t) => ({
  debugEvents: t.field({
    type: DebuggerEventObject,
    description: 'First everything stored after that number (0: from the start), then live, without gap or repeat. Stays open.',
    args: { sessionId: t.arg.id({ required: true }), after: t.arg.int({ defaultValue: 0 }) },
    subscribe: (_root, { sessionId, after }, { intentDebugger }) => intentDebugger.debugEvents(keyOf('IntentDebuggerSession', sessionId), Math.max(0, after ?? 0)),
    resolve: (event) => event,
  }),
  debuggerActivity: t.field({
    type: DebuggerActivity,
    description: 'What happens in the sessions of a room, progress left out: first everything stored after that number, then live, without gap or repeat. Without a number it begins with the newest.',
    args: { roomId: t.arg.id({ required: true }), after: t.arg.int() },
    subscribe: (_root, { roomId, after }, { intentDebugger }) => intentDebugger.debuggerActivity(keyOf('Room', roomId), after == null ? null : Math.max(0, after)),
    resolve: (event) => event,
  }),
}));
