// Actual behaviour that a person hands in as JSON. Owns the check that it can be compared at all.
import { asRecord } from '../read-json.ts';

export type ReadHandIn = { kind: 'behavior'; behavior: unknown } | { kind: 'problem'; message: string };

export const HAND_IN_EXAMPLE = JSON.stringify({ executionPath: ['validate()', 'submit()', 'failure()'], outcome: { status: 'error', data: { message: 'declined' } }, performance: { responseTime: 420, memoryUsage: 12 } }, null, 2);

const PARTS = ['executionPath', 'outcome', 'performance'];

/** Reads the text of the editor. What the parts hold is checked by the server. */
export function readHandIn(text: string): ReadHandIn {
  if (text.trim() === '') return { kind: 'problem', message: 'Paste what happened as JSON first.' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'problem', message: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const record = asRecord(json);
  if (!record) return { kind: 'problem', message: 'The behaviour is an object with executionPath, outcome or performance.' };
  const strange = Object.keys(record).find((key) => !PARTS.includes(key));
  if (strange !== undefined) return { kind: 'problem', message: `“${strange}” is no part of a behaviour. Its parts are executionPath, outcome and performance.` };
  if (!PARTS.some((part) => record[part] !== undefined && record[part] !== null)) return { kind: 'problem', message: 'Hand in at least one of executionPath, outcome and performance.' };
  return { kind: 'behavior', behavior: json };
}
