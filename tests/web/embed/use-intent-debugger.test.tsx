import { expect, test, vi } from 'vitest';
import { useIntentDebugger, type IntentDebugger } from '../../../web/embed/SupernovaProvider.tsx';
import { showWithServer, type Answers } from '../../support/happy-page.tsx';

const REFUSED = { code: 'INVALID_INPUT', message: 'There is no src/total.ts.', hint: 'Name a file of the room.' };
const REQUEST = { userIntent: 'the total adds every line', triggerAction: 'button_click', expectedBehavior: { executionPath: ['total()'] } };
const RUN = { __typename: 'HealingRun', id: 'run', status: 'PLANNED' };

/** A server with one session, which has what was done to it so far. */
function serverWith(more: Answers = {}): Answers {
  const session = { __typename: 'IntentDebuggerSession', id: 'session', status: 'OPEN', userIntent: REQUEST.userIntent, actualBehavior: null as unknown, discrepancies: null as unknown, explanation: null as string | null, fixes: [] as unknown[] };
  return {
    SessionList: () => ({ debugSessions: { __typename: 'QueryDebugSessionsConnection', totalCount: 0, edges: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } } }),
    StartDebugSession: () => ({ startDebugSession: { __typename: 'MutationStartDebugSessionSuccess', data: session } }),
    FollowedSession: () => ({ debugSession: session }),
    AnalyzeDiscrepancy: ({ actualBehavior }) => {
      Object.assign(session, { actualBehavior, discrepancies: [{ type: 'execution_path' }], explanation: 'total() was not called.' });
      return { analyzeDiscrepancy: { __typename: 'MutationAnalyzeDiscrepancySuccess', data: session } };
    },
    ApplyFix: () => ({ applyFix: { __typename: 'MutationApplyFixSuccess', data: RUN } }),
    ...more,
  };
}

async function showHook(answers: Answers) {
  const seen: string[] = [];
  const shown: { hook: IntentDebugger | null } = { hook: null };
  function Probe() {
    const hook = useIntentDebugger('room');
    shown.hook = hook;
    if (seen.at(-1) !== hook.debuggerStatus) seen.push(hook.debuggerStatus);
    return null;
  }
  const { asked } = showWithServer(<Probe />, answers);
  await vi.waitFor(() => expect(shown.hook).not.toBeNull());
  return { seen, asked, now: (): IntentDebugger => shown.hook as IntentDebugger };
}

test('a session is started, what was done is compared with what was expected, and nothing is recorded without a scenario', async () => {
  const { seen, now, asked } = await showHook(serverWith());
  await expect(now().analyzeDiscrepancies({})).rejects.toThrow('startDebugSession');
  expect(await now().startDebugSession(REQUEST)).toBe('session');
  await vi.waitFor(() => expect(now().debugSession).toMatchObject({ id: 'session', status: 'OPEN', discrepancies: null, fixes: [] }));
  await now().analyzeDiscrepancies({ executionPath: [] });
  await vi.waitFor(() => expect(seen).toEqual(['idle', 'starting', 'open', 'analyzing', 'open']));
  expect(now().debugSession).toMatchObject({ discrepancies: [{ type: 'execution_path' }], explanation: 'total() was not called.' });
  expect(asked.filter(({ operationName }) => operationName === 'AnalyzeDiscrepancy').map(({ variables }) => variables)).toEqual([{ sessionId: 'session', actualBehavior: { executionPath: [] } }]);
  expect(asked.some(({ operationName }) => operationName === 'RecordBehavior')).toBe(false);
  await now().applyFix('fix');
  expect(asked.filter(({ operationName }) => operationName === 'ApplyFix').map(({ variables }) => variables)).toEqual([{ fixId: 'fix' }]);
});

test('a session that is refused says why, and none is open', async () => {
  const { seen, now } = await showHook(serverWith({ StartDebugSession: () => ({ startDebugSession: { __typename: 'InvalidInputError', ...REFUSED } }) }));
  expect(await now().startDebugSession(REQUEST)).toBeNull();
  await vi.waitFor(() => expect(now().error).toEqual(REFUSED));
  expect(now().debugSession).toBeNull();
  expect(seen).toEqual(['idle', 'starting', 'idle']);
});
