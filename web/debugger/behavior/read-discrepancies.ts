// Where expected and actual behaviour part, as sessions store it. Owns the reading of its JSON; shapes it does not know are left out.
import { asNumber, asOneOf, asRecord, asText, readAll, readTexts, type JsonRecord } from '../read-json.ts';

const PATH_KINDS = ['missing', 'inserted', 'replaced', 'reordered', 'repeated'] as const;
const OUTCOME_KINDS = ['value', 'type', 'missing', 'unexpected', 'moved', 'status'] as const;

export type PathKind = (typeof PATH_KINDS)[number];
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** One line of the two call trees side by side; a missing side is null. */
export interface AlignedRow {
  depth: number;
  expected: string | null;
  actual: string | null;
  difference: PathKind | null;
}

export interface PathDifference {
  kind: PathKind;
  within: string[];
  expected: string | null;
  actual: string | null;
  message: string;
}

export interface BranchView {
  text: string;
  file: string;
  line: number;
  column: number;
  taken: boolean;
  /** Names of the condition and their encoded values. */
  values: { name: string; value: unknown }[];
}

export interface FirstDivergence {
  difference: PathDifference;
  agreed: string[];
  branch: BranchView | null;
}

export interface OutcomeDifference {
  kind: OutcomeKind;
  path: string;
  expected: unknown;
  actual: unknown;
  message: string;
}

export interface PerformanceDifference {
  metric: 'response_time' | 'memory_usage';
  verdict: 'exceeds' | 'within' | 'not-enough-evidence';
  moreRuns: number;
  expected: number;
  actual: number;
  threshold: number;
  ratio: { low: number; high: number } | null;
  message: string;
}

export type DiscrepancyView =
  | { type: 'path'; differences: PathDifference[]; firstDivergence: FirstDivergence | null; rows: AlignedRow[]; isApproximate: boolean }
  | { type: 'outcome'; differences: OutcomeDifference[]; isTruncated: boolean }
  | { type: 'performance'; differences: PerformanceDifference[] };

function readRow(value: unknown): AlignedRow | null {
  const record = asRecord(value);
  if (!record) return null;
  const [expected, actual] = [asText(record['expected']), asText(record['actual'])];
  if (expected === null && actual === null) return null;
  return { depth: Math.max(0, asNumber(record['depth']) ?? 0), expected, actual, difference: asOneOf(record['difference'], PATH_KINDS) };
}

function readPathDifference(value: unknown): PathDifference | null {
  const record = asRecord(value);
  const kind = asOneOf(record?.['kind'], PATH_KINDS);
  if (!record || !kind) return null;
  return { kind, within: readTexts(record['within']), expected: asText(record['expected']), actual: asText(record['actual']), message: asText(record['message']) ?? '' };
}

function readBranch(value: unknown): BranchView | null {
  const record = asRecord(value);
  const site = asRecord(record?.['site']);
  const text = asText(site?.['text']);
  if (!record || !site || text === null) return null;
  return {
    text,
    file: asText(site['file']) ?? '',
    line: asNumber(site['line']) ?? 0,
    column: asNumber(site['column']) ?? 0,
    taken: record['taken'] === true,
    values: Object.entries(asRecord(record['values']) ?? {}).map(([name, seen]) => ({ name, value: seen })),
  };
}

function readDivergence(value: unknown): FirstDivergence | null {
  const record = asRecord(value);
  const difference = readPathDifference(record?.['difference']);
  return record && difference ? { difference, agreed: readTexts(record['agreed']), branch: readBranch(record['branch']) } : null;
}

function readOutcomeDifference(value: unknown): OutcomeDifference | null {
  const record = asRecord(value);
  const kind = asOneOf(record?.['kind'], OUTCOME_KINDS);
  return record && kind && { kind, path: asText(record['path']) ?? '', expected: record['expected'], actual: record['actual'], message: asText(record['message']) ?? '' };
}

function readPerformanceDifference(value: unknown): PerformanceDifference | null {
  const record = asRecord(value);
  const metric = asOneOf(record?.['metric'], ['response_time', 'memory_usage']);
  const verdict = asOneOf(record?.['verdict'], ['exceeds', 'within', 'not-enough-evidence']);
  const [expected, actual] = [asNumber(record?.['expected']), asNumber(record?.['actual'])];
  if (!record || !metric || !verdict || expected === null || actual === null) return null;
  const ratio = asRecord(record['ratio']);
  const [low, high] = [asNumber(ratio?.['low']), asNumber(ratio?.['high'])];
  return {
    metric, verdict, expected, actual,
    moreRuns: asNumber(record['moreRuns']) ?? 0,
    threshold: asNumber(record['threshold']) ?? 1,
    ratio: low === null || high === null ? null : { low, high },
    message: asText(record['message']) ?? '',
  };
}

function readDiscrepancy(value: unknown): DiscrepancyView | null {
  const record: JsonRecord | null = asRecord(value);
  switch (record?.['type']) {
    case 'execution_path_mismatch':
      return { type: 'path', differences: readAll(record['differences'], readPathDifference), firstDivergence: readDivergence(record['firstDivergence']), rows: readAll(record['rows'], readRow), isApproximate: record['isApproximate'] === true };
    case 'outcome_mismatch':
      return { type: 'outcome', differences: readAll(record['differences'], readOutcomeDifference), isTruncated: record['isTruncated'] === true };
    case 'performance_issue':
      return { type: 'performance', differences: readAll(record['differences'], readPerformanceDifference) };
    default:
      return null;
  }
}

/** The discrepancies of a session; null until analysed. */
export function readDiscrepancies(value: unknown): DiscrepancyView[] | null {
  return Array.isArray(value) ? readAll(value, readDiscrepancy) : null;
}
