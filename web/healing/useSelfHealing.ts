import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { failureOf, outcomeOf, type Failure, type Outcome } from '../shared/failure.ts';
import { useNavigation } from '../shared/navigation.ts';
import type { RunMode } from '../runs/run-documents.ts';
import { isMoving } from '../runs/run-states.ts';
import { analyzeIntent } from './analyze-intent.ts';
import { CancelRunDocument, RollbackRunDocument, RunStateDocument, TriggerHealingDocument } from './healing-documents.ts';
import { foldHealing, idleState, type HealingEvent, type HealingState, type SeenRun } from './healing-state.ts';
import { useHealingHistory, type HealingHistory, type PastRun } from './useHealingHistory.ts';

/** What of an intent fits into an address. */
const LONGEST_WORDS = 500;

/** The command that a button of a run is waiting for. */
export type RunCommand = 'trigger' | 'rollback' | 'cancel';

type CommandResult = Promise<Outcome<{ id: string }>>;

export interface SelfHealing {
  healingStatus: HealingState['status'];
  state: HealingState;
  history: HealingHistory;
  /** The run of this room that the server is moving now, if any. */
  activeHealing: PastRun | null;
  /** Captures the intent, tries it and plans; opens the plan when it is made. */
  analyze: (userAction: string) => Promise<Outcome<SeenRun>>;
  /** Shows a run, whatever the panel was doing. */
  openRun: (runId: string) => void;
  triggerHealing: (runId: string, mode: RunMode) => CommandResult;
  rollbackHealing: (runId: string) => CommandResult;
  cancelHealing: (runId: string) => CommandResult;
  getHealingStatus: () => void;
  /** The command that is waiting for its answer. */
  pending: RunCommand | null;
  /** Why the last command was refused, and for which run. */
  refusal: { runId: string; failure: Failure } | null;
  /** Why the run that is shown failed. */
  runFailure: Failure | null;
  report: (event: HealingEvent) => void;
}

/** Everything the healing panel of one room knows and can do. The component that uses it is keyed by the room. */
export function useSelfHealing(roomId: string): SelfHealing {
  const client = useClient();
  const { goTo } = useNavigation();
  const history = useHealingHistory(roomId);
  const [state, report] = useReducer(foldHealing, idleState);
  const [pending, setPending] = useState<RunCommand | null>(null);
  const [refusal, setRefusal] = useState<SelfHealing['refusal']>(null);
  const latestAnalysis = useRef(0);

  // An answer that comes in after a newer intent, another run or another room was chosen belongs to nothing on the page any more.
  const abandonAnalysis = () => ++latestAnalysis.current;
  useEffect(() => () => void ++latestAnalysis.current, []);

  const analyze = async (userAction: string) => {
    const mine = abandonAnalysis();
    const isCurrent = () => mine === latestAnalysis.current;
    // Whoever loads the page again before the plan is there finds what was said; a pasted diff is too long for an address.
    goTo({ room: roomId, run: null, words: userAction.length > LONGEST_WORDS ? null : userAction });
    const planned = await analyzeIntent(client, { roomId, userAction }, (event) => isCurrent() && report(event));
    if (planned.kind === 'done' && isCurrent()) goTo({ room: roomId, run: planned.data.id });
    return planned;
  };

  const openRun = (runId: string) => {
    abandonAnalysis();
    report({ kind: 'cleared' });
    goTo({ room: roomId, run: runId });
  };

  const command = async (name: RunCommand, runId: string, send: () => CommandResult) => {
    setPending(name);
    setRefusal(null);
    const outcome = await send();
    setPending(null);
    if (outcome.kind === 'failed') setRefusal({ runId, failure: outcome.failure });
    return outcome;
  };

  // Whoever fetches the run again, for the history or a panel, moves it here too.
  const shown = state.run?.id ?? '';
  const [{ data }] = useQuery({ query: RunStateDocument, variables: { id: shown }, pause: shown === '' });
  const run = data?.run?.id === shown ? data.run : null;
  const seeRun = useEffectEvent(() => run && report({ kind: 'run-seen', run }));
  useEffect(() => void seeRun(), [run?.id, run?.status]);

  return {
    healingStatus: state.status,
    state,
    history,
    activeHealing: history.runs.find((run) => isMoving(run.status)) ?? null,
    analyze,
    openRun,
    triggerHealing: (runId, mode) =>
      command('trigger', runId, async () => {
        const result = await client.mutation(TriggerHealingDocument, { runId, mode }).toPromise();
        return outcomeOf(result.data?.triggerHealing, result.error);
      }),
    rollbackHealing: (runId) =>
      command('rollback', runId, async () => {
        const result = await client.mutation(RollbackRunDocument, { runId }).toPromise();
        return outcomeOf(result.data?.rollbackRun, result.error);
      }),
    cancelHealing: (runId) =>
      command('cancel', runId, async () => {
        const result = await client.mutation(CancelRunDocument, { runId }).toPromise();
        return outcomeOf(result.data?.cancelRun, result.error);
      }),
    getHealingStatus: history.refresh,
    pending,
    refusal,
    runFailure: run?.error ? failureOf(run.error) : null,
    report,
  };
}
