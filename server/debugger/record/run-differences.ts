// In what two runs of the same scenario differ: what they gave and which calls they made. Pure.
import { describeValue } from '../describe-value.ts';
import type { RunFacts } from './kinds.ts';
import { findPathDifference } from './trace-path.ts';

const SHOWN = 160;

/** A sentence for each difference; none where the scenario is deterministic as far as two runs can tell. */
export function findRunDifferences(first: RunFacts, second: RunFacts): string[] {
  if (second.ending.end !== 'completed') return [`The second run did not complete: ${second.ending.message}`];
  const path = first.trace === null || second.trace === null ? null : findPathDifference(first.trace, second.trace);
  return [...outcomeDifferences(first.outcome, second.outcome), ...(path === null ? [] : [path])];
}

function outcomeDifferences(first: RunFacts['outcome'], second: RunFacts['outcome']): string[] {
  const [a, b] = [thrownOf(first), thrownOf(second)];
  if (first?.status !== second?.status) return [`The status was ${first?.status ?? 'none'} in the first run and ${second?.status ?? 'none'} in the second.`];
  if (a !== b) return [`The first run threw ${a ?? 'nothing'}, the second ${b ?? 'nothing'}.`];
  if (JSON.stringify(first?.data ?? null) === JSON.stringify(second?.data ?? null)) return [];
  return [`The result was ${describeValue(first?.data ?? null, SHOWN)} in the first run and ${describeValue(second?.data ?? null, SHOWN)} in the second.`];
}

function thrownOf(outcome: RunFacts['outcome']): string | null {
  return outcome?.error ? `${outcome.error.name}: ${outcome.error.message}` : null;
}
