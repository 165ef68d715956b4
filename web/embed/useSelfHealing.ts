// The healing of one room for another application. Owns what of the page's own hook is public.
import { useClient } from 'urql';
import { HealingStatusDocument } from '../healing/healing-documents.ts';
import { useSelfHealing as useHealingOfPage } from '../healing/useSelfHealing.ts';
import { failureOfRequest, type Outcome } from '../shared/failure.ts';
import { errorOf } from './error-of.ts';
import type { HealingResult, HealingRun, PastHealing, SelfHealing, SupernovaError } from './public-types.ts';

const LATEST_RUNS = 20;

const errorOfOutcome = (outcome: Outcome<unknown>): SupernovaError | null => (outcome.kind === 'failed' ? errorOf(outcome.failure) : null);
const runOf = ({ id, status, decision }: HealingRun): HealingRun => ({ id, status, decision });

/**
 * Predicts and heals changes of one room, live.
 * @param roomId the id of a room of the server that the `SupernovaProvider` above names; a component is keyed by it.
 */
export function useSelfHealing(roomId: string): SelfHealing {
  const client = useClient();
  const healing = useHealingOfPage(roomId);
  const { state, refusal, runFailure } = healing;

  const predictImpact = async (userAction: string): Promise<HealingResult> => {
    const planned = await healing.analyze(userAction);
    if (planned.kind === 'failed') return { kind: 'error', error: errorOf(planned.failure) };
    const run = runOf(planned.data);
    return { kind: run.decision === 'LOW_RISK' ? 'low_risk' : 'healing', run };
  };
  const failure = refusal?.failure ?? state.failure ?? runFailure;

  return {
    healingStatus: refusal ? 'error' : state.status,
    activeHealing: state.run && runOf(state.run),
    error: failure && errorOf(failure),
    predictImpact,
    async triggerHealing(userAction) {
      const result = await predictImpact(userAction);
      if (result.kind !== 'healing') return result;
      const error = errorOfOutcome(await healing.triggerHealing(result.run.id, 'WORKING_TREE'));
      return error ? { kind: 'error', error } : result;
    },
    startHealing: async (runId) => errorOfOutcome(await healing.triggerHealing(runId, 'WORKING_TREE')),
    cancelHealing: async (runId) => errorOfOutcome(await healing.cancelHealing(runId)),
    rollbackHealing: async (runId) => errorOfOutcome(await healing.rollbackHealing(runId)),
    async getHealingStatus() {
      const { data, error } = await client.query(HealingStatusDocument, { room: roomId, first: LATEST_RUNS }, { requestPolicy: 'network-only' }).toPromise();
      if (error) throw new Error(failureOfRequest(error).message);
      const runs = data?.healingStatus.edges.flatMap((edge) => edge?.node ?? []) ?? [];
      return runs.map((run): PastHealing => ({ ...runOf(run), userAction: run.intentCapture.userAction, queuePosition: run.queuePosition, createdAt: run.createdAt, completedAt: run.completedAt }));
    },
  };
}
