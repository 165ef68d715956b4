// Behaviour as sessions store it. Owns the reading of its JSON; shapes it does not know are left out.
import { asList, asNumber, asRecord, asText, readNumbers } from '../read-json.ts';

export interface PathCallView {
  name: string;
  calls: PathCallView[];
}

export interface SamplesView {
  responseTimes: number[];
  memoryUsages: number[];
  baseline: { responseTimes: number[]; memoryUsages: number[] };
}

export interface ActualView {
  path: PathCallView[] | null;
  /** `data` is encoded; undefined where none was seen. */
  outcome: { status: string; data: unknown; error: { name: string; message: string; stack: string | null } | null } | null;
  performance: { responseTime: number | null; memoryUsage: number | null; samples: SamplesView | null } | null;
}

const DEEPEST = 200;

function readCalls(value: unknown, depth = 0): PathCallView[] {
  if (depth > DEEPEST) return [];
  return asList(value).flatMap((entry) => {
    if (typeof entry === 'string') return { name: entry, calls: [] };
    const record = asRecord(entry);
    const name = asText(record?.['name']) ?? asText(record?.['call']);
    return record && name !== null ? { name, calls: readCalls(record['calls'], depth + 1) } : [];
  });
}

function readSamples(value: unknown): SamplesView | null {
  const record = asRecord(value);
  if (!record) return null;
  const baseline = asRecord(record['baseline']);
  return {
    responseTimes: readNumbers(record['responseTimes']),
    memoryUsages: readNumbers(record['memoryUsages']),
    baseline: { responseTimes: readNumbers(baseline?.['responseTimes']), memoryUsages: readNumbers(baseline?.['memoryUsages']) },
  };
}

/** The actual behaviour of a session; null where there is none yet. */
export function readActual(value: unknown): ActualView | null {
  const record = asRecord(value);
  if (!record) return null;
  const outcome = asRecord(record['outcome']);
  const error = asRecord(outcome?.['error']);
  const performance = asRecord(record['performance']);
  return {
    path: Array.isArray(record['executionPath']) ? readCalls(record['executionPath']) : null,
    outcome: outcome && {
      status: String(outcome['status'] ?? ''),
      data: outcome['data'],
      error: error && { name: asText(error['name']) ?? 'Error', message: asText(error['message']) ?? '', stack: asText(error['stack']) },
    },
    performance: performance && { responseTime: asNumber(performance['responseTime']), memoryUsage: asNumber(performance['memoryUsage']), samples: readSamples(performance['samples']) },
  };
}

export interface ExpectedView {
  path: readonly unknown[] | null;
  outcome: { status: string | null; data: unknown; hasData: boolean } | null;
  performance: { responseTime: number | null; memoryUsage: number | null } | null;
}

/** The expected behaviour as it was given: `data` is `{ kind: 'json', value }`, `{ kind: 'expression', source }` or an encoded value. */
export function readExpected(value: unknown): ExpectedView {
  const record = asRecord(value);
  const path = asList(record?.['executionPath']);
  const outcome = asRecord(record?.['outcome']);
  const performance = asRecord(record?.['performance']);
  const status = outcome?.['status'];
  const data = outcome?.['data'];
  return {
    path: path.length > 0 ? path : null,
    outcome: outcome && { status: status === null || status === undefined ? null : String(status), data, hasData: outcome['hasData'] === true || (outcome['hasData'] === undefined && data !== undefined && data !== null) },
    performance: performance && { responseTime: asNumber(performance['responseTime']), memoryUsage: asNumber(performance['memoryUsage']) },
  };
}
