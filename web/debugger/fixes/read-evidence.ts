// The checks of an applied fix, as its verifying step stores them. Owns the reading of that JSON.
import { asNumber, asRecord, asText, readAll } from '../read-json.ts';

/** `passed` of `total`; a total of 0 says that there was nothing to run. */
export interface EvidenceView {
  check: string;
  passed: number;
  total: number;
  details: string;
}

function readEntry(value: unknown): EvidenceView | null {
  const record = asRecord(value);
  const check = asText(record?.['check']);
  const [passed, total] = [asNumber(record?.['passed']), asNumber(record?.['total'])];
  return record && check !== null && passed !== null && total !== null ? { check, passed, total, details: asText(record['details']) ?? '' } : null;
}

/** The evidence in the result of a step; empty where the result is of another kind. */
export function readEvidence(result: unknown): EvidenceView[] {
  return readAll(asRecord(result)?.['evidence'], readEntry);
}
