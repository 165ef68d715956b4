// The mutations of the intent debugger and their inputs. Types and queries are in `debugger.ts`.
import { z } from 'zod';
import type { GivenValueInput } from '../debugger/parse-scenario.ts';
import { builder } from './builder.ts';
import { FixTypeEnum } from './debugger.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { whole } from './rooms.ts';

const TEXT = 2_000;
const words = (what: string) => z.string().trim().min(1, `${what} is empty`).max(TEXT, `${what} has at most ${TEXT} characters`);

const GivenValue = builder.inputType('GivenValueInput', {
  description: 'A value: exactly one of the two.',
  fields: (t) => ({ json: t.field({ type: 'JSON' }), expression: t.string({ description: 'JavaScript that only the sandbox evaluates, for example new Map([[1, 2]]) or undefined.' }) }),
});

const ExampleInput = builder.inputType('ExampleInput', {
  description: 'A row of the table: args with expected or throws, or an expression in actual with expected.',
  fields: (t) => ({
    args: t.field({ type: [GivenValue] }),
    expected: t.field({ type: GivenValue }),
    throws: t.string({ description: 'Part of the message; empty: any error.' }),
    actual: t.string({ description: 'An expression over the exports of the file; without expected it must be truthy.' }),
  }),
});

const FunctionScenarioInput = builder.inputType('FunctionScenarioInput', {
  fields: (t) => ({
    file: t.string({ required: true }),
    exportName: t.string({ required: true, description: 'For example total, default or Cart.prototype.total.' }),
    args: t.field({ type: [GivenValue], description: 'Of the call that is recorded; default: those of the first example.' }),
    argsFile: t.string({ description: 'A module of the room whose default export is the list of arguments.' }),
    examples: t.field({ type: [ExampleInput] }),
  }),
});
const ScriptScenarioInput = builder.inputType('ScriptScenarioInput', { fields: (t) => ({ file: t.string({ required: true }), args: t.stringList(), stdin: t.string() }) });
const TestScenarioInput = builder.inputType('TestScenarioInput', {
  fields: (t) => ({ file: t.string({ required: true }), testName: t.string({ description: 'Full name or part of it; default: every test of the file.' }), runner: t.string({ description: 'vitest, jest or node:test; default: detected.' }) }),
});
const HttpScenarioInput = builder.inputType('HttpScenarioInput', {
  fields: (t) => ({
    startFile: t.string({ required: true, description: 'The program that starts the app; it must listen on loopback at the port of the environment variable PORT.' }),
    startArgs: t.stringList(),
    method: t.string({ required: true }),
    path: t.string({ required: true }),
    headers: t.field({ type: 'JSON' }),
    body: t.string(),
  }),
});
const ScenarioInput = builder.inputType('ScenarioInput', {
  description: 'What is run: exactly one of them.',
  fields: (t) => ({ function: t.field({ type: FunctionScenarioInput }), script: t.field({ type: ScriptScenarioInput }), test: t.field({ type: TestScenarioInput }), http: t.field({ type: HttpScenarioInput }) }),
});

const ExpectedOutcomeInput = builder.inputType('ExpectedOutcomeInput', { fields: (t) => ({ status: t.string({ description: 'success, error, or an HTTP status.' }), data: t.field({ type: GivenValue }) }) });
const ExpectedPerformanceInput = builder.inputType('ExpectedPerformanceInput', { fields: (t) => ({ responseTime: t.float({ description: 'Milliseconds.' }), memoryUsage: t.float({ description: 'Megabytes.' }) }) });
const ExpectedBehaviorInput = builder.inputType('ExpectedBehaviorInput', {
  fields: (t) => ({
    executionPath: t.field({ type: 'JSON', description: 'Calls in order: "validate()", { "call": "submit", "calls": [...] }, { "anyOrder": [...] }, "*" for one call, "..." for any.' }),
    outcome: t.field({ type: ExpectedOutcomeInput }),
    performance: t.field({ type: ExpectedPerformanceInput }),
  }),
});
const ThresholdsInput = builder.inputType('ThresholdsInput', { fields: (t) => ({ responseTime: t.float({ description: 'Default 1.5.' }), memoryUsage: t.float({ description: 'Default 1.3.' }) }) });

const StartDebugSessionInput = builder.inputType('StartDebugSessionInput', {
  fields: (t) => ({
    roomId: t.id({ required: true }),
    triggerAction: t.string({ required: true, description: 'What was done when it went another way, for example button_click.', validate: words('the trigger') }),
    userIntent: t.string({ required: true, description: 'What the code should do, in words.', validate: words('the intent') }),
    expectedBehavior: t.field({ type: ExpectedBehaviorInput, required: true }),
    scenario: t.field({ type: ScenarioInput, description: 'Default: the actual behaviour is handed in.' }),
    thresholds: t.field({ type: ThresholdsInput }),
    scrubbers: t.stringList({ description: 'ids, dates, order, order: and a path, ignore: and a path: what the comparison does not look at.' }),
    wallClockMs: t.int({ description: 'Limit of one run of the scenario, milliseconds; default 20,000.', validate: z.int().min(100).max(600_000).nullish() }),
  }),
});

const BoundaryInput = builder.inputType('BoundaryInput', { description: 'Where a data correction is written.', fields: (t) => ({ file: t.string({ required: true }), line: t.int({ required: true, validate: z.int().min(1) }) }) });
const SuggestFixesInput = builder.inputType('SuggestFixesInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    fixTypes: t.field({ type: [FixTypeEnum], description: 'Default: what the discrepancies ask for.' }),
    budgetMs: t.int({ description: 'Of the search, default 30,000; the related tests of the patches that it finds may take as long once more, in all.', validate: z.int().min(1_000).max(600_000).nullish() }),
    boundary: t.field({ type: BoundaryInput }),
  }),
});
const AnswerQuestionInput = builder.inputType('AnswerQuestionInput', {
  fields: (t) => ({ questionId: t.id({ required: true }), answer: t.int({ description: 'One of the answers, from 0.' }), value: t.field({ type: GivenValue, description: 'Another result.' }) }),
});

builder.mutationFields((t) => {
  const session = { type: 'IntentDebuggerSession', errors: { types: errorTypes.onSession } } as const;
  const sessionId = { sessionId: t.arg.id({ required: true }) };
  return {
    startDebugSession: t.prismaField({
      ...session,
      description: 'Stores what was meant and how it can be run. Runs nothing yet.',
      args: { input: t.arg({ type: StartDebugSessionInput, required: true }) },
      resolve: async (query, _root, { input }, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.startDebugSession({ ...input, roomId: keyOf('Room', input.roomId) });
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    recordBehavior: t.prismaField({
      ...session,
      description: 'Begins to run the scenario in the sandbox and answers at once; debugEvents tell how it goes.',
      args: sessionId,
      resolve: async (query, _root, args, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.recordBehavior(keyOf('IntentDebuggerSession', args.sessionId));
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    analyzeDiscrepancy: t.prismaField({
      ...session,
      description: 'Compares the expectation with the behaviour that is handed in, or with the recorded one.',
      args: { ...sessionId, actualBehavior: t.arg({ type: 'JSON' }) },
      resolve: async (query, _root, args, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.analyzeDiscrepancy(keyOf('IntentDebuggerSession', args.sessionId), args.actualBehavior ?? null);
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    suggestFixes: t.prismaField({
      ...session,
      description: 'Begins to search for fixes and answers at once; debugEvents tell how it goes.',
      args: { input: t.arg({ type: SuggestFixesInput, required: true }) },
      resolve: async (query, _root, { input }, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.suggestFixes({ ...input, sessionId: keyOf('IntentDebuggerSession', input.sessionId) });
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    answerQuestion: t.prismaField({
      ...session,
      description: 'Says which result is right; the fixes are ranked again.',
      args: { input: t.arg({ type: AnswerQuestionInput, required: true }) },
      resolve: async (query, _root, { input }, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.answerQuestion({ questionId: keyOf('DebuggerQuestion', input.questionId), answer: input.answer ?? null, value: (input.value ?? null) as GivenValueInput | null });
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    cancelDebugging: t.prismaField({
      ...session,
      description: 'Asks the recording or the search that is running to stop.',
      args: sessionId,
      resolve: async (query, _root, args, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.cancelDebugging(keyOf('IntentDebuggerSession', args.sessionId));
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    resolveSession: t.prismaField({
      ...session,
      description: "Ends a session; on request it is kept as a test in the project's own style, written by a run.",
      args: { ...sessionId, keepAsTest: t.arg.boolean() },
      resolve: async (query, _root, args, { intentDebugger, prisma }) => {
        const { id } = await intentDebugger.resolveSession(keyOf('IntentDebuggerSession', args.sessionId), args.keepAsTest ?? false);
        return prisma.intentDebuggerSession.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
    applyFix: t.prismaField({
      type: 'HealingRun',
      description: 'Starts a run that writes the fix, checks it, and can be rolled back.',
      errors: { types: errorTypes.onSession },
      args: { fixId: t.arg.id({ required: true }) },
      resolve: async (query, _root, { fixId }, { intentDebugger, prisma, caller }) => {
        const { id } = await intentDebugger.applyFix(keyOf('SuggestedFix', fixId), { by: caller?.name });
        return prisma.healingRun.findUniqueOrThrow({ ...whole(query), where: { id } });
      },
    }),
  };
});
