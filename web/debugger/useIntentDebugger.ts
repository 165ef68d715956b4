// The commands of the debugger's tab and its state. Owns what is sent to the server; the open session itself is followed by `useSession`.
import { useEffect, useEffectEvent, useReducer } from 'react';
import { useClient } from 'urql';
import { CancelRunDocument, RollbackRunDocument, TriggerHealingDocument } from '../healing/healing-documents.ts';
import { outcomeOf, type Outcome } from '../shared/failure.ts';
import { useNavigation } from '../shared/navigation.ts';
import { AnalyzeDiscrepancyDocument, AnswerQuestionDocument, ApplyFixDocument, CancelDebuggingDocument, RecordBehaviorDocument, ResolveSessionDocument, StartDebugSessionDocument, SuggestFixesDocument } from './debugger-documents.ts';
import { debuggerStatusOf, findReadyToCompare, foldDebugger, idleDebugger, type DebuggerCommand, type DebuggerState, type DebuggerStateEvent, type DebuggerStatus } from './debugger-state.ts';
import type { GivenValueInput } from './form/given-value.ts';
import type { StartInput } from './form/read-draft.ts';
import { useSessionList, type SessionList } from './session/useSessionList.ts';
import type { SearchInput } from './fixes/search-draft.ts';

export type Answer = { kind: 'answer'; number: number } | { kind: 'value'; value: GivenValueInput };

interface StartOptions {
  isRecorded: boolean;
  /** Called with the id before anything is recorded. */
  onStarted?: (sessionId: string) => void;
}

export interface IntentDebugger {
  debuggerStatus: DebuggerStatus;
  state: DebuggerState;
  list: SessionList;
  /** Starts a session and opens it; records at once where asked. The id, or null where it was refused. */
  startDebugSession: (input: StartInput, options: StartOptions) => Promise<string | null>;
  /** Runs the scenario; what it did is compared with what was expected as soon as it is in. */
  recordBehavior: (sessionId: string) => Promise<void>;
  /** Compares the recorded behaviour, or the one that is handed in. */
  analyzeDiscrepancies: (sessionId: string, actualBehavior?: unknown) => Promise<void>;
  suggestFixes: (input: SearchInput) => Promise<void>;
  answerQuestion: (questionId: string, answer: Answer) => Promise<void>;
  /** Stops the recording or the search that is under way. */
  cancelDebugging: (sessionId: string) => Promise<void>;
  applyFix: (fixId: string) => Promise<void>;
  resolveSession: (sessionId: string, options: { isKeptAsTest: boolean }) => Promise<void>;
  /** Starts a run that is planned and was not started. */
  startRun: (runId: string) => Promise<void>;
  rollbackRun: (runId: string) => Promise<void>;
  cancelRun: (runId: string) => Promise<void>;
  /** Shows a session, or the form where it is null. */
  openSession: (sessionId: string | null) => void;
  report: (event: DebuggerStateEvent) => void;
}

interface Sent {
  command: DebuggerCommand;
  /** What the command is about, for the button that waits. */
  subject: string | null;
}

/** Everything the debugger's tab of one room knows and can do. The component that uses it is keyed by the room. */
export function useIntentDebugger(roomId: string): IntentDebugger {
  const client = useClient();
  const { goTo } = useNavigation();
  const list = useSessionList(roomId);
  const [state, report] = useReducer(foldDebugger, idleDebugger);

  const send = async <T>({ command, subject }: Sent, ask: () => Promise<Outcome<T>>): Promise<T | null> => {
    report({ kind: 'asked', command, subject });
    const outcome = await ask();
    report(outcome.kind === 'done' ? { kind: 'answered', command } : { kind: 'refused', command, failure: outcome.failure });
    return outcome.kind === 'done' ? outcome.data : null;
  };

  const recordBehavior = async (sessionId: string) => {
    await send({ command: 'record', subject: sessionId }, async () => {
      const result = await client.mutation(RecordBehaviorDocument, { sessionId }).toPromise();
      return outcomeOf(result.data?.recordBehavior, result.error);
    });
  };

  const startDebugSession = async (input: StartInput, { isRecorded, onStarted }: StartOptions) => {
    const session = await send({ command: 'start', subject: null }, async () => {
      const result = await client.mutation(StartDebugSessionDocument, { input }).toPromise();
      return outcomeOf(result.data?.startDebugSession, result.error);
    });
    if (!session) return null;
    onStarted?.(session.id);
    list.refresh();
    goTo({ room: roomId, tab: 'debugger', session: session.id });
    if (isRecorded) await recordBehavior(session.id);
    return session.id;
  };

  const analyzeDiscrepancies = async (sessionId: string, actualBehavior?: unknown) => {
    await send({ command: 'analyze', subject: sessionId }, async () => {
      const result = await client.mutation(AnalyzeDiscrepancyDocument, { sessionId, actualBehavior: actualBehavior ?? null }).toPromise();
      return outcomeOf(result.data?.analyzeDiscrepancy, result.error);
    });
  };

  const readyToCompare = findReadyToCompare(state);
  const compare = useEffectEvent((sessionId: string) => void analyzeDiscrepancies(sessionId));
  useEffect(() => {
    if (readyToCompare) compare(readyToCompare);
  }, [readyToCompare]);

  return {
    debuggerStatus: debuggerStatusOf(state),
    state,
    list,
    startDebugSession,
    recordBehavior,
    analyzeDiscrepancies,
    ...useSessionCommands(send, list.refresh),
    openSession: (sessionId) => goTo({ room: roomId, tab: 'debugger', session: sessionId }),
    report,
  };
}

type Send = <T>(sent: Sent, ask: () => Promise<Outcome<T>>) => Promise<T | null>;

/** The commands on a session that has been recorded, and on the runs that fixes become. */
function useSessionCommands(send: Send, refresh: () => void) {
  const client = useClient();
  return {
    suggestFixes: async (input: SearchInput) => {
      await send({ command: 'suggest', subject: input.sessionId }, async () => {
        const result = await client.mutation(SuggestFixesDocument, { input }).toPromise();
        return outcomeOf(result.data?.suggestFixes, result.error);
      });
    },
    answerQuestion: async (questionId: string, answer: Answer) => {
      const given = answer.kind === 'answer' ? { answer: answer.number } : { value: answer.value };
      await send({ command: 'answer', subject: questionId }, async () => {
        const result = await client.mutation(AnswerQuestionDocument, { input: { questionId, ...given } }).toPromise();
        return outcomeOf(result.data?.answerQuestion, result.error);
      });
    },
    cancelDebugging: async (sessionId: string) => {
      await send({ command: 'cancel', subject: sessionId }, async () => {
        const result = await client.mutation(CancelDebuggingDocument, { sessionId }).toPromise();
        return outcomeOf(result.data?.cancelDebugging, result.error);
      });
    },
    applyFix: async (fixId: string) => {
      await send({ command: 'apply', subject: fixId }, async () => {
        const result = await client.mutation(ApplyFixDocument, { fixId }).toPromise();
        return outcomeOf(result.data?.applyFix, result.error);
      });
    },
    resolveSession: async (sessionId: string, { isKeptAsTest }: { isKeptAsTest: boolean }) => {
      await send({ command: 'resolve', subject: sessionId }, async () => {
        const result = await client.mutation(ResolveSessionDocument, { sessionId, keepAsTest: isKeptAsTest }).toPromise();
        return outcomeOf(result.data?.resolveSession, result.error);
      });
      refresh();
    },
    startRun: async (runId: string) => {
      await send({ command: 'start-run', subject: runId }, async () => {
        const result = await client.mutation(TriggerHealingDocument, { mode: 'WORKING_TREE', runId }).toPromise();
        return outcomeOf(result.data?.triggerHealing, result.error);
      });
    },
    rollbackRun: async (runId: string) => {
      await send({ command: 'rollback', subject: runId }, async () => {
        const result = await client.mutation(RollbackRunDocument, { runId }).toPromise();
        return outcomeOf(result.data?.rollbackRun, result.error);
      });
    },
    cancelRun: async (runId: string) => {
      await send({ command: 'cancel-run', subject: runId }, async () => {
        const result = await client.mutation(CancelRunDocument, { runId }).toPromise();
        return outcomeOf(result.data?.cancelRun, result.error);
      });
    },
  };
}
