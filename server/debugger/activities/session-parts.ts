// The JSON columns of a session as the shapes that they hold. Owns the casts, so that they stand in one place.
import type { IntentDebuggerSession } from '../../generated/prisma/client.ts';
import type { ActualBehavior } from '../behavior.ts';
import type { Discrepancy } from '../discrepancy.ts';
import type { Example, Scenario } from '../scenario.ts';
import type { GivenExpectation, SessionSettings } from '../settings.ts';

export interface SessionParts {
  readonly scenario: Scenario | null;
  readonly expectation: GivenExpectation;
  readonly settings: SessionSettings;
  readonly actual: ActualBehavior | null;
  readonly discrepancies: readonly Discrepancy[];
}

export function partsOf(session: IntentDebuggerSession): SessionParts {
  return {
    scenario: session.scenario as unknown as Scenario | null,
    expectation: session.expectedBehavior as unknown as GivenExpectation,
    settings: session.settings as unknown as SessionSettings,
    actual: session.actualBehavior as unknown as ActualBehavior | null,
    discrepancies: (session.discrepancies ?? []) as unknown as Discrepancy[],
  };
}

/** The examples of a scenario; only functions have some. */
export const examplesOf = (scenario: Scenario | null): readonly Example[] => (scenario?.kind === 'FUNCTION' ? scenario.examples : []);

/** A function that is called once with an expected result has that as its one example, so that candidates can be tried quickly. */
export function withOutcomeAsExample(scenario: Scenario, expectation: GivenExpectation): Scenario {
  const data = expectation.outcome?.data;
  if (scenario.kind !== 'FUNCTION' || scenario.examples.length > 0 || scenario.args === null || !data) return scenario;
  return { ...scenario, examples: [{ kind: 'call', args: scenario.args, expected: { kind: 'returns', value: data } }] };
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$.]*/gu;

/** Names of functions that the intent or the expected path mentions: the calls whose values are worth recording. */
export function namesInIntent(session: IntentDebuggerSession): string[] {
  const { scenario, expectation } = partsOf(session);
  const path = JSON.stringify(expectation.executionPath ?? []);
  const own = scenario?.kind === 'FUNCTION' ? [scenario.exportName] : [];
  return [...new Set([...own, ...(path.match(WORD) ?? []), ...(session.userIntent.match(WORD) ?? [])])];
}
