// Compares the outcome a person expects with the one that was recorded. Owns the meaning of a status; data is diff-values.ts.
import type { ActualBehavior, ExpectedBehavior } from '../behavior.ts';
import { decodeValue } from '../decode-value.ts';
import type { Discrepancy, OutcomeDifference } from '../discrepancy.ts';
import { type DiffOptions, diffValues } from './diff-values.ts';
import { encodePart } from './encode-part.ts';
import type { Scrubber } from './scrubbers.ts';
import type { ValueDifference } from './value-differences.ts';

export type OutcomeMismatch = Extract<Discrepancy, { type: 'outcome_mismatch' }>;
type ExpectedOutcome = NonNullable<ExpectedBehavior['outcome']>;
type ActualOutcome = NonNullable<ActualBehavior['outcome']>;

/** `success` is any HTTP status below 400 as well, `error` any from 400 on; else statuses are the same text, whatever its case. */
function isSameStatus(expected: string, actual: string): boolean {
  const [wanted, got] = [expected.trim().toLowerCase(), actual.trim().toLowerCase()];
  const code = /^[1-5]\d\d$/.test(got) ? Number(got) : null;
  return wanted === got || (code !== null && wanted === (code < 400 ? 'success' : 'error'));
}

function compareStatus(expected: string, { status, error }: ActualOutcome): OutcomeDifference[] {
  if (isSameStatus(expected, status)) return [];
  const cause = error === null ? '' : `: ${error.name}${error.message === '' ? '' : `: ${error.message}`}`;
  return [{ kind: 'status', path: '', expected, actual: status, message: `The status is \`${status}\` instead of \`${expected}\`${cause.replace(/\.$/, '')}.` }];
}

const isJsonObject = (value: object): boolean => (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) && Object.getOwnPropertySymbols(value).length === 0;

/** Whether a value is what JSON can say: plain objects and arrays without undefined. */
function isJson(value: unknown): boolean {
  const [seen, waiting] = [new Set<object>(), [value]];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === undefined || typeof next === 'bigint' || typeof next === 'symbol' || typeof next === 'function') return false;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    if (!isJsonObject(next)) return false;
    seen.add(next);
    for (const part of Object.values(next)) waiting.push(part);
  }
  return true;
}

const toOutcome = ({ kind, path, expected, actual, message }: ValueDifference): OutcomeDifference => ({
  kind, path, message,
  expected: kind === 'unexpected' ? null : encodePart(expected),
  actual: kind === 'missing' ? null : encodePart(actual),
});

/**
 * The differences of status and data; null where there are none. Data is compared only where the expectation has some (`hasData`). Where it
 * is all JSON, which has no classes and no undefined, an instance of a class may stand for a plain object and a field that holds undefined
 * for none. Values in the result are cut to what can be read (encode-part.ts).
 */
export function compareOutcomes(expected: ExpectedOutcome, actual: ActualOutcome, options: readonly Scrubber[] | DiffOptions = []): OutcomeMismatch | null {
  const differences = expected.status === null ? [] : compareStatus(expected.status, actual);
  let isTruncated = false;
  if (expected.hasData) {
    const data = decodeValue(expected.data);
    const given: DiffOptions = 'length' in options ? { scrubbers: options } : options;
    const hasMore = !isJson(data);
    const diff = diffValues(data, decodeValue(actual.data), { hasClassNames: hasMore, hasUndefined: hasMore, ...given });
    differences.push(...diff.differences.map(toOutcome));
    isTruncated = diff.isTruncated;
  }
  return differences.length === 0 ? null : { type: 'outcome_mismatch', differences, isTruncated };
}
