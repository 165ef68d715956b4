// Compares expectation and behaviour of a session, and says what could be the cause. Owns what an analysis leaves in the session.
import type { IntentDebuggerSession, Prisma } from '../../generated/prisma/client.ts';
import type { ActualBehavior, ExpectedBehavior } from '../behavior.ts';
import { findDiscrepancies } from '../compare/behaviors.ts';
import { explainDiscrepancies } from '../compare/explain.ts';
import { decodeValue } from '../decode-value.ts';
import type { DebuggerDeps } from '../deps.ts';
import type { Discrepancy } from '../discrepancy.ts';
import { deriveMapping } from '../repair/data-mapping/derive.ts';
import type { Mapping } from '../repair/data-mapping/mapping.ts';
import { describeMapping } from '../repair/data-mapping/describe.ts';
import { mappingSource } from '../repair/data-mapping/source.ts';
import { analysisColumns } from '../sessions/columns.ts';
import type { DataMapping } from '../stored.ts';
import type { Trace } from '../trace.ts';
import { evaluateExpectation } from './expectation.ts';
import { partsOf } from './session-parts.ts';

const TIMEOUT_MS = 10_000;

/** What turns the actual data into the expected, where the outcome differs and such a mapping is found. */
export function findDataMapping(expected: ExpectedBehavior, actual: ActualBehavior, discrepancies: readonly Discrepancy[]): DataMapping | null {
  if (!discrepancies.some(({ type }) => type === 'outcome_mismatch') || !expected.outcome?.hasData || !actual.outcome) return null;
  const mapping = deriveMapping([{ expected: decodeValue(expected.outcome.data), actual: decodeValue(actual.outcome.data) }]);
  return mapping && !isGuess(mapping) ? { description: describeMapping(mapping), source: mappingSource(mapping, 'data') } : null;
}

/** From one pair, constants, factors and tables repeat the expectation and explain nothing. */
function isGuess(mapping: Mapping): boolean {
  switch (mapping.kind) {
    case 'constant': case 'scale': case 'lookup': return true;
    case 'sequence': return isGuess(mapping.first) || isGuess(mapping.second);
    case 'fallback': return isGuess(mapping.then);
    case 'template': return mapping.parts.some((part) => typeof part !== 'string' && isGuess(part));
    case 'object': return mapping.fields.some((field) => isGuess(field.value));
    case 'tuple': return mapping.items.some(isGuess);
    case 'each': case 'index': return isGuess(mapping.item);
    case 'values': return isGuess(mapping.value);
    default: return false;
  }
}

export interface Analysis {
  readonly discrepancies: readonly Discrepancy[];
  readonly dataMapping: DataMapping | null;
  readonly message: string;
}

/** The discrepancies of a behaviour, in words too. `trace`: of the recording, for the conditions before a divergence. */
export function analyze(expected: ExpectedBehavior, actual: ActualBehavior, { settings }: Pick<ReturnType<typeof partsOf>, 'settings'>, trace: Trace | null): Analysis {
  const discrepancies = findDiscrepancies(expected, actual, { thresholds: settings.thresholds, scrubbers: settings.scrubbers, trace });
  return { discrepancies, dataMapping: findDataMapping(expected, actual, discrepancies), message: explainDiscrepancies(discrepancies) };
}

/** Analyses what was handed in, or for null what was recorded. */
export async function analyzeActual({ prisma }: DebuggerDeps, session: IntentDebuggerSession, handedIn: ActualBehavior | null): Promise<{ data: Prisma.IntentDebuggerSessionUncheckedUpdateManyInput; message: string }> {
  const parts = partsOf(session);
  const expected = await evaluateExpectation(parts.expectation, AbortSignal.timeout(TIMEOUT_MS));
  const actual = handedIn ?? (parts.actual as ActualBehavior);
  const recording = handedIn ? null : await prisma.debuggerRecording.findFirst({ where: { sessionId: session.id }, orderBy: { createdAt: 'desc' }, select: { trace: true } });
  const analysis = analyze(expected, actual, parts, (recording?.trace ?? null) as unknown as Trace | null);
  const handed = handedIn ? { actualBehavior: handedIn as unknown as Prisma.InputJsonObject, suspects: [] } : {};
  return { data: { ...handed, ...analysisColumns(analysis) }, message: analysis.message };
}
