import { expect, test, vi } from 'vitest';
import { useSelfHealing, type HealingResult, type SelfHealing } from '../../../web/embed/SupernovaProvider.tsx';
import { showWithServer, type Answers } from '../../support/happy-page.tsx';

const REFUSED = { code: 'NAME_TAKEN', message: 'b is taken.', hint: 'Choose another name.' };
const run = (status: string, decision: string) => ({ __typename: 'HealingRun', id: 'run', status, decision });

/** A server with one run: `decision` is what it deserves, `end` what becomes of it as soon as it is started. */
function serverWith({ decision = 'HEAL', end = 'COMPLETED', ...more }: { decision?: string; end?: string } & Answers | { decision?: string; end?: string } = {}): Answers {
  let status = 'PLANNED';
  return {
    HealingStatus: () => ({ healingStatus: { __typename: 'QueryHealingStatusConnection', totalCount: 1, edges: [{ __typename: 'Edge', node: { ...run(status, decision), queuePosition: null, createdAt: '2026-01-01', queuedAt: null, completedAt: null, intentCapture: { __typename: 'IntentCapture', id: 'intent', userAction: 'rename a to b', understood: '' } } }] } }),
    CaptureIntent: () => ({ captureIntent: { __typename: 'MutationCaptureIntentSuccess', data: { __typename: 'IntentCapture', id: 'intent', understood: 'Rename a to b.' } } }),
    AnalyzeImpact: () => ({ analyzeImpact: { __typename: 'MutationAnalyzeImpactSuccess', data: { __typename: 'IntentCapture', id: 'intent' } } }),
    PlanHealing: () => ({ planHealing: { __typename: 'MutationPlanHealingSuccess', data: run(status, decision) } }),
    RunState: () => ({ run: { ...run(status, decision), error: null } }),
    TriggerHealing: () => {
      status = end;
      return { triggerHealing: { __typename: 'MutationTriggerHealingSuccess', data: { ...run(status, decision), queuePosition: null } } };
    },
    ...more,
  };
}

/** Shows the hook; every status that it had, and what it is now. */
async function showHook(answers: Answers) {
  const seen: string[] = [];
  const shown: { hook: SelfHealing | null } = { hook: null };
  function Probe() {
    const hook = useSelfHealing('room');
    shown.hook = hook;
    if (seen.at(-1) !== hook.healingStatus) seen.push(hook.healingStatus);
    return null;
  }
  const { asked } = showWithServer(<Probe />, answers);
  await vi.waitFor(() => expect(shown.hook).not.toBeNull());
  const now = (): SelfHealing => shown.hook as SelfHealing;
  return { seen, now, asked };
}

const away = () => {
  throw new Error('nobody is there');
};

test.each<[string, Answers, string[], Partial<HealingResult>, boolean]>([
  ['a change that breaks something is planned and healed', serverWith(), ['idle', 'analyzing', 'healing', 'completed'], { kind: 'healing' }, true],
  ['a change of low risk is planned and not started', serverWith({ decision: 'LOW_RISK' }), ['idle', 'analyzing', 'low_risk'], { kind: 'low_risk' }, false],
  ['a change that is refused is an error', serverWith({ CaptureIntent: () => ({ captureIntent: { __typename: 'NameTakenError', ...REFUSED } }) }), ['idle', 'analyzing', 'error'], { kind: 'error', error: REFUSED }, false],
  ['a run that fails is an error', serverWith({ end: 'FAILED' }), ['idle', 'analyzing', 'healing', 'error'], { kind: 'healing' }, true],
  ['a start that is refused is an error', serverWith({ TriggerHealing: () => ({ triggerHealing: { __typename: 'RunStateError', ...REFUSED } }) }), ['idle', 'analyzing', 'healing', 'error'], { kind: 'error', error: REFUSED }, true],
  ['a server that is away is an error', serverWith({ AnalyzeImpact: away }), ['idle', 'analyzing', 'error'], { kind: 'error', error: expect.objectContaining({ code: 'NO_ANSWER' }) as never }, false],
])('%s', async (_, answers, statuses, result, isStarted) => {
  const { seen, now, asked } = await showHook(answers);
  expect(await now().triggerHealing('rename a to b')).toMatchObject(result);
  await vi.waitFor(() => expect(seen).toEqual(statuses));
  expect(asked.some(({ operationName }) => operationName === 'TriggerHealing')).toBe(isStarted);
  expect(now().error).toEqual(result.kind === 'error' && 'error' in result ? result.error : null);
});

test('an impact is predicted without a start, and the run is started, stopped and listed by its id', async () => {
  const { now, asked } = await showHook(serverWith({ CancelRun: () => ({ cancelRun: { __typename: 'MutationCancelRunSuccess', data: run('CANCELLED', 'HEAL') } }) }));
  expect(await now().predictImpact('rename a to b')).toEqual({ kind: 'healing', run: { id: 'run', status: 'PLANNED', decision: 'HEAL' } });
  await vi.waitFor(() => expect(now().activeHealing).toEqual({ id: 'run', status: 'PLANNED', decision: 'HEAL' }));
  expect(await now().startHealing('run')).toBeNull();
  await vi.waitFor(() => expect(now().activeHealing?.status).toBe('COMPLETED'));
  expect(await now().getHealingStatus()).toMatchObject([{ id: 'run', status: 'COMPLETED', userAction: 'rename a to b' }]);
  expect(await now().cancelHealing('run')).toBeNull();
  await vi.waitFor(() => expect(now().healingStatus).toBe('idle'));
  expect(asked.filter(({ operationName }) => operationName === 'TriggerHealing').map(({ variables }) => variables)).toEqual([{ runId: 'run', mode: 'WORKING_TREE' }]);
});
