// Data correction of a session: the mapping from actual to expected data, written at a boundary. Owns which values and which boundary.
import { isDeepStrictEqual } from 'node:util';
import type { ActualBehavior, ExpectedBehavior } from '../behavior.ts';
import { decodeValue } from '../decode-value.ts';
import type { Source } from '../deps.ts';
import type { Patch } from '../fix.ts';
import { evaluateGiven } from '../record/evaluate.ts';
import { type BoundaryChoice, findBoundaries, functionName, nodesOf } from '../repair/data-mapping/boundary.ts';
import { deriveMappings } from '../repair/data-mapping/derive.ts';
import { describeMapping } from '../repair/data-mapping/describe.ts';
import type { ValuePair } from '../repair/data-mapping/mapping.ts';
import { writeMapping } from '../repair/data-mapping/write.ts';
import type { GivenValue } from '../scenario.ts';
import type { EncodedValue } from '../values.ts';
import { parseSyntax } from '../../edits/syntax.ts';
import { examplesOf, type SessionParts } from './session-parts.ts';

export interface DataRequest {
  readonly source: Source;
  readonly parts: SessionParts;
  readonly expected: ExpectedBehavior;
  readonly actual: ActualBehavior | null;
  /** What each example gave, in order; null where it threw. */
  readonly results: readonly (EncodedValue | null)[];
  readonly boundary: { readonly file: string; readonly line: number } | null;
  readonly signal: AbortSignal;
}

export type DataCorrection = { readonly kind: 'found'; readonly patch: Patch } | { readonly kind: 'none'; readonly why: string };

/** Actual and expected data, as far as both are known: of the outcome and of every example that returned. */
async function valuePairs({ parts, expected, actual, results, signal }: DataRequest): Promise<ValuePair[]> {
  const pairs: ValuePair[] = [];
  if (expected.outcome?.hasData && actual?.outcome && actual.outcome.error === null) pairs.push({ expected: decodeValue(expected.outcome.data), actual: decodeValue(actual.outcome.data) });
  const rows = examplesOf(parts.scenario).flatMap((example, index): { given: GivenValue; result: EncodedValue }[] => {
    const result = results[index] ?? null;
    return example.kind === 'call' && example.expected?.kind === 'returns' && result !== null ? [{ given: example.expected.value, result }] : [];
  });
  const values = await evaluateGiven(rows.map(({ given }) => given), signal);
  for (const [index, { result }] of rows.entries()) pairs.push({ expected: decodeValue(values[index] ?? null), actual: decodeValue(result) });
  return pairs;
}

/** The picked boundary; without one, what the function of the scenario returns. */
function chooseBoundary({ source, parts, boundary }: DataRequest): { file: string; text: string; choice: BoundaryChoice } | string {
  const { scenario } = parts;
  const file = boundary?.file ?? (scenario?.kind === 'FUNCTION' ? scenario.file : null);
  if (file === null) return 'Pick the place where the data is to be corrected: a return, or a call.';
  const text = source.tree.text(file);
  if (text === undefined) return `There is no source file ${file} in the room.`;
  const choices = findBoundaries({ path: file, text });
  if (boundary) {
    const onLine = choices.filter(({ line }) => line === boundary.line);
    const choice = onLine.find(({ boundary: { kind } }) => kind === 'return') ?? onLine[0];
    return choice ? { file, text, choice } : `${file}:${boundary.line} has no return and no call, so data cannot be corrected there.`;
  }
  const name = scenario?.kind === 'FUNCTION' ? (scenario.exportName.split('.').at(-1) ?? '') : '';
  const named = [...nodesOf(parseSyntax(file, text).program)].filter((at) => functionName(at) === name).map(({ node }) => node.start);
  const choice = choices.find(({ boundary: { kind, start } }) => kind === 'result' && named.includes(start));
  return choice ? { file, text, choice } : `The function ${name} was not found in ${file}; pick the place where the data is to be corrected.`;
}

/** A patch that writes the mapping at the boundary. Throws InvalidInputError where an expected value has no value. */
export async function correctData(request: DataRequest): Promise<DataCorrection> {
  const pairs = await valuePairs(request);
  if (pairs.length === 0) return { kind: 'none', why: 'No data was returned where some is expected.' };
  if (pairs.every(({ expected, actual }) => isDeepStrictEqual(expected, actual))) return { kind: 'none', why: 'The data is as expected.' };
  const derived = deriveMappings(pairs);
  if (!derived || derived.mapping.kind === 'constant') return { kind: 'none', why: 'No mapping gives the expected data from the actual data in every example.' };
  const place = chooseBoundary(request);
  if (typeof place === 'string') return { kind: 'none', why: place };
  const { file, text, choice } = place;
  const written = writeMapping({ path: file, text, boundary: choice.boundary, mapping: derived.mapping, seen: pairs.map(({ actual }) => actual) });
  if (written.kind === 'refused') return { kind: 'none', why: written.why };
  const words = describeMapping(derived.mapping);
  const { passed, total } = derived.heldBack;
  const location = { file, line: choice.line };
  const doubts = derived.doubts.length === 0 ? [] : [{ action: 'validate_inputs' as const, description: `${derived.doubts.length} of its parts are decided by one example only; more examples would settle them.`, file: null, line: null }];
  const patch: Patch = {
    type: 'data_correction',
    description: `Correct ${choice.description}: ${words.join('; ')}`,
    operator: `data:${derived.mapping.kind}`,
    edits: [written.edit],
    steps: [
      { action: 'validate_inputs', description: `Compared ${pairs.length} actual ${pairs.length === 1 ? 'value' : 'values'} with what was expected.`, ...location },
      ...words.map((description) => ({ action: 'fix_transformation' as const, description, ...location })),
      ...doubts,
    ],
    score: total === 0 ? 0 : passed / total,
    evidence: total === 0 ? [] : [{ check: 'held-back-examples', passed, total, details: `Derived without each example in turn, the mapping gives ${passed} of ${total} of them.` }],
  };
  return { kind: 'found', patch };
}
