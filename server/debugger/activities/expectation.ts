// The expectation of a session with its expressions evaluated. Owns that step only.
import type { ExpectedBehavior } from '../behavior.ts';
import { evaluateGiven } from '../record/evaluate.ts';
import type { GivenExpectation } from '../settings.ts';

/** Throws InvalidInputError where the expected data is an expression without a value. */
export async function evaluateExpectation(given: GivenExpectation, signal: AbortSignal): Promise<ExpectedBehavior> {
  const { executionPath, outcome, performance } = given;
  if (!outcome) return { executionPath, outcome: null, performance };
  const [data = null] = outcome.data ? await evaluateGiven([outcome.data], signal) : [];
  return { executionPath, outcome: { status: outcome.status, data, hasData: outcome.data !== null }, performance };
}
