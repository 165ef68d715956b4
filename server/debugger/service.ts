// Sessions of the intent debugger: starts, records, compares, searches, asks, applies, resolves. Owns their rows; runs no user code itself.
import { InvalidInputError } from '../errors.ts';
import type { AskedBy } from '../engine/commands.ts';
import type { StepOutcome } from '../engine/contract.ts';
import { createEventListener } from '../engine/listen.ts';
import type { EngineLogger } from '../engine/options.ts';
import { inTransaction } from '../engine/transaction.ts';
import { Prisma, type DebuggerEvent, type HealingRun, type IntentDebuggerSession, type PrismaClient } from '../generated/prisma/client.ts';
import type { FixType } from '../generated/prisma/enums.ts';
import { analyzeActual } from './activities/analyze.ts';
import { recordSession } from './activities/record-session.ts';
import { searchFixes } from './activities/search-fixes.ts';
import { runTestsOfTree, type TestsOfTree, type TreeTestsEnd } from './activities/tests-of-tree.ts';
import { verifyStoredFix } from './activities/verify-fix.ts';
import type { DebuggerDeps, DecidedEdits, Source } from './deps.ts';
import type { Discrepancy } from './discrepancy.ts';
import { explainDiscrepancies } from './compare/explain.ts';
import type { RoomSessionEvent, SessionNotice } from './notices.ts';
import { type ExpectationInput, parseActual, parseExpectation, parseThresholds } from './parse-behavior.ts';
import { type GivenValueInput, parseRoomPath, parseScenario, type ScenarioInput } from './parse-scenario.ts';
import { nameScrubber, parseScrubbers } from './parse-scrubbers.ts';
import { answerStored } from './sessions/answers.ts';
import { appendSessionEvent, DEBUGGER_CHANNEL } from './sessions/events.ts';
import { applyStored, keepAsTest } from './sessions/apply.ts';
import { getSession, openInterrupted, refuseState } from './sessions/moves.ts';
import { createRoomSessionReader, createSessionFeeds } from './sessions/read-events.ts';
import { createActivities } from './sessions/run-activity.ts';
import { BUSY_SESSIONS } from './sessions/states.ts';
import { DEFAULT_SANDBOX_LIMITS } from './scenario.ts';
import type { SessionSettings } from './settings.ts';

export interface DebuggerOptions {
  readonly prisma: PrismaClient;
  /** The database of `prisma`, for the connection that listens. */
  readonly url: string;
  readonly logger: EngineLogger;
  /** The room's files and graph, in step with the disk. */
  openSource(roomId: string): Promise<Source>;
  /** Problems that the compiler has with the new contents and had not before; null where it checks none of the files. */
  findNewProblems: DebuggerDeps['findNewProblems'];
  readonly healing: {
    planEdits(roomId: string, decided: DecidedEdits): Promise<HealingRun>;
    triggerHealing(runId: string, asked?: AskedBy): Promise<HealingRun>;
  };
  readonly limits?: { readonly concurrency?: number; readonly sweepIntervalMs?: number };
}

export interface StartInput {
  readonly roomId: string;
  readonly triggerAction: string;
  readonly userIntent: string;
  readonly expectedBehavior: ExpectationInput;
  readonly scenario?: ScenarioInput | null | undefined;
  readonly thresholds?: { readonly responseTime?: number | null | undefined; readonly memoryUsage?: number | null | undefined } | null | undefined;
  readonly scrubbers?: readonly string[] | null | undefined;
  readonly wallClockMs?: number | null | undefined;
}

export interface SuggestInput {
  readonly sessionId: string;
  readonly fixTypes?: readonly FixType[] | null | undefined;
  readonly budgetMs?: number | null | undefined;
  readonly boundary?: { readonly file: string; readonly line: number } | null | undefined;
}

export interface AnswerInput {
  readonly questionId: string;
  /** One of the answers of the question, from 0. */
  readonly answer: number | null;
  /** Another result. */
  readonly value: GivenValueInput | null;
}

type Session = IntentDebuggerSession;

/** Everything throws NotFoundError for an id that names nothing, and SessionStateError where the session cannot do it now. */
export interface IntentDebugger {
  /** Begins to look after sessions whose process died. */
  start(): void;
  /** Lets go of what runs here; streams end. */
  stop(): Promise<void>;
  /** Throws InvalidInputError; stores nothing then. */
  startDebugSession(input: StartInput): Promise<Session>;
  /** Begins to record. Throws InvalidInputError where the session has no scenario. */
  recordBehavior(sessionId: string): Promise<Session>;
  /** Compares with what is handed in, or with the recorded behaviour for null. Throws InvalidInputError where there is neither. */
  analyzeDiscrepancy(sessionId: string, actualBehavior: unknown): Promise<Session>;
  /** Begins to search. Throws InvalidInputError where nothing was analysed. */
  suggestFixes(input: SuggestInput): Promise<Session>;
  answerQuestion(input: AnswerInput): Promise<Session>;
  /** Asks what runs for the session to stop, in whatever process it runs. */
  cancelDebugging(sessionId: string): Promise<Session>;
  /** Plans and starts the run that writes the fix. Throws FileConflictError, RunStateError. */
  applyFix(fixId: string, asked?: AskedBy): Promise<HealingRun>;
  resolveSession(sessionId: string, isKeptAsTest: boolean): Promise<Session>;
  /** Stored events after that number, then live ones, each once and in order; stays open. */
  debugEvents(sessionId: string, after: number, signal?: AbortSignal): AsyncGenerator<DebuggerEvent, void>;
  /** The same for all sessions of a room, by `roomNumber`, progress left out; null begins with the newest one. */
  debuggerActivity(roomId: string, after: number | null, signal?: AbortSignal): AsyncGenerator<RoomSessionEvent, void>;
  /** Runs what an applied fix claims on the room as it is now: the last step of its run. `before`: what the fixed files held before it. */
  verifyFix(fixId: string, before: ReadonlyMap<string, string>, signal: AbortSignal): Promise<StepOutcome>;
  /** Runs test files of a tree on a copy, in the sandbox. Throws `signal.reason` when aborted. */
  runTests(tests: TestsOfTree, signal: AbortSignal): Promise<TreeTestsEnd>;
}

const SWEEP_MS = 5_000;
const BUDGET_MS = 30_000;

/** The stored discrepancies in plain words; null where nothing was analysed. */
export const explainStored = (discrepancies: unknown): string | null => (discrepancies === null ? null : explainDiscrepancies(discrepancies as readonly Discrepancy[]));

/** The scrubbers of stored settings, as startDebugSession takes them. */
export const nameScrubbers = ({ scrubbers }: SessionSettings): string[] => scrubbers.map(nameScrubber);

/** Checks and stores what a session is about; runs nothing. */
async function startSession({ prisma, openSource }: DebuggerDeps, input: StartInput): Promise<Session> {
  const scenario = input.scenario ? parseScenario(input.scenario) : null;
  const expectation = parseExpectation(input.expectedBehavior);
  const hasExamples = scenario?.kind === 'FUNCTION' && scenario.examples.length > 0;
  if (!expectation.executionPath && !expectation.outcome && !expectation.performance && !hasExamples && scenario?.kind !== 'TEST') throw new InvalidInputError('Nothing is expected: no path, no outcome, no performance and no example.', 'Say at least one of them, so that there is something to compare with.');
  const settings: SessionSettings = { thresholds: parseThresholds(input.thresholds), scrubbers: parseScrubbers(input.scrubbers ?? []), limits: { ...DEFAULT_SANDBOX_LIMITS, ...(input.wallClockMs ? { wallClockMs: input.wallClockMs } : {}) } };
  const source = await openSource(input.roomId);
  const file = scenario?.kind === 'HTTP' ? scenario.start.file : scenario?.file;
  if (file !== undefined && !source.tree.has(file)) throw new InvalidInputError(`There is no file ${file} in the room.`, 'Give a path from the root of the room, for example src/total.ts.');
  const data = { roomId: input.roomId, triggerAction: input.triggerAction.trim(), userIntent: input.userIntent.trim(), expectedBehavior: expectation as object, scenario: scenario ? (scenario as object) : Prisma.DbNull, settings: settings as object };
  return inTransaction(prisma, async (tx) => {
    const { id } = await tx.intentDebuggerSession.create({ data });
    await appendSessionEvent(tx, id, { type: 'SESSION_STARTED', payload: {} });
    return getSession(tx, id);
  });
}

/** Creates the debugger of a process. One that only reads need not be started, but must be stopped. */
export function createIntentDebugger({ prisma, url, logger, openSource, findNewProblems, healing, limits = {} }: DebuggerOptions): IntentDebugger {
  const listener = createEventListener<SessionNotice>(url, DEBUGGER_CHANNEL, logger);
  const feeds = createSessionFeeds(prisma, listener);
  const readRoom = createRoomSessionReader(prisma, listener);
  const activities = createActivities({ prisma, listener, logger, concurrency: limits.concurrency ?? 2 });
  const stopping = new AbortController();
  let sweeping: NodeJS.Timeout | null = null;
  const deps: DebuggerDeps = { prisma, openSource, findNewProblems };
  const read = (sessionId: string) => getSession(prisma, sessionId);
  const sweep = () => void openInterrupted(prisma).catch((error: unknown) => logger.warn({ err: error }, 'interrupted debugger sessions could not be looked for'));

  return {
    start() {
      sweep();
      sweeping ??= setInterval(sweep, limits.sweepIntervalMs ?? SWEEP_MS);
    },
    async stop() {
      if (sweeping) clearInterval(sweeping);
      stopping.abort();
      await activities.stop();
      await listener.close();
    },
    startDebugSession: (input) => startSession(deps, input),
    async recordBehavior(sessionId) {
      const session = await read(sessionId);
      if (session.scenario === null) throw new InvalidInputError('The session has no scenario, so there is nothing to run.', 'Hand in the actual behaviour with analyzeDiscrepancy, or start a session with a scenario.');
      await activities.begin(sessionId, 'RECORDING', (context) => recordSession(deps, session, context));
      return read(sessionId);
    },
    async analyzeDiscrepancy(sessionId, actualBehavior) {
      const session = await read(sessionId);
      if (session.status !== 'OPEN') throw refuseState(session, 'analyse');
      const actual = actualBehavior === null ? null : parseActual(actualBehavior);
      if (!actual && !session.actualBehavior) throw new InvalidInputError('There is no behaviour to compare with.', 'Record it with recordBehavior, or hand it in.');
      const { data, message } = await analyzeActual(deps, session, actual);
      await inTransaction(prisma, async (tx) => {
        const { count } = await tx.intentDebuggerSession.updateMany({ where: { id: sessionId, status: 'OPEN' }, data });
        if (count === 0) throw refuseState(await getSession(tx, sessionId), 'analyse');
        await appendSessionEvent(tx, sessionId, { type: 'DISCREPANCY_ANALYZED', payload: { message } });
      });
      return read(sessionId);
    },
    async suggestFixes({ sessionId, fixTypes, budgetMs, boundary }) {
      const session = await read(sessionId);
      if (session.discrepancies === null) throw new InvalidInputError('The session was not analysed yet.', 'Record the behaviour, or hand it in, first.');
      const request = { fixTypes: fixTypes ?? null, budgetMs: budgetMs ?? BUDGET_MS, boundary: boundary ? { file: parseRoomPath(boundary.file, 'boundary'), line: boundary.line } : null };
      await activities.begin(sessionId, 'SEARCHING', (context) => searchFixes(deps, session, request, context));
      return read(sessionId);
    },
    async answerQuestion(input) {
      const sessionId = await answerStored(deps, input);
      return read(sessionId);
    },
    async cancelDebugging(sessionId) {
      await inTransaction(prisma, async (tx) => {
        const session = await getSession(tx, sessionId);
        if (!BUSY_SESSIONS.some((status) => status === session.status)) throw refuseState(session, 'cancel');
        await appendSessionEvent(tx, sessionId, { type: 'CANCEL_REQUESTED', payload: {} });
      });
      return read(sessionId);
    },
    applyFix: (fixId, asked) => applyStored(prisma, healing, { fixId, asked }),
    async resolveSession(sessionId, isKeptAsTest) {
      const session = await read(sessionId);
      if (session.status !== 'OPEN') throw refuseState(session, 'resolve');
      const run = isKeptAsTest ? await keepAsTest(deps, healing, session) : null;
      await inTransaction(prisma, async (tx) => {
        const { count } = await tx.intentDebuggerSession.updateMany({ where: { id: sessionId, status: 'OPEN' }, data: { status: 'RESOLVED', resolvedAt: new Date(), ...(run ? { regressionRunId: run.id } : {}) } });
        if (count === 0) throw refuseState(await getSession(tx, sessionId), 'resolve');
        await appendSessionEvent(tx, sessionId, { type: 'SESSION_RESOLVED', payload: {} });
      });
      if (run) await healing.triggerHealing(run.id);
      return read(sessionId);
    },
    debugEvents: (sessionId, after, signal = stopping.signal) => feeds.read(sessionId, after, AbortSignal.any([signal, stopping.signal])),
    debuggerActivity: (roomId, after, signal = stopping.signal) => readRoom(roomId, after, AbortSignal.any([signal, stopping.signal])),
    verifyFix: (fixId, before, signal) => verifyStoredFix(deps, fixId, before, signal),
    runTests: runTestsOfTree,
  };
}
