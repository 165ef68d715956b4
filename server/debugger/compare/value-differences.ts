// Differences between values in words. Owns the sentences; what differs is decided before.
import { describeValue } from '../describe-value.ts';
import type { OutcomeDifference } from '../discrepancy.ts';
import { encodePart } from './encode-part.ts';
import { formatPath, type ValuePath } from './value-paths.ts';
import { nameType } from './value-parts.ts';

export type DifferenceKind = OutcomeDifference['kind'];

/** More than the two values tell. */
export type Note =
  | { readonly kind: 'moved'; readonly from: number; readonly to: number }
  /** One side refers back to a place around it, the other does not, or to another place. */
  | { readonly kind: 'round'; readonly expected: ValuePath | 'root' | undefined; readonly actual: ValuePath | 'root' | undefined }
  | { readonly kind: 'class'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'length'; readonly expected: number; readonly actual: number }
  | { readonly kind: 'cut'; readonly left: number };

export interface Finding {
  readonly kind: DifferenceKind;
  readonly path: ValuePath;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly note: Note | null;
}

export interface ValueDifference {
  readonly kind: DifferenceKind;
  readonly path: string;
  /** Undefined also where there is none, see `kind`. */
  readonly expected: unknown;
  readonly actual: unknown;
  readonly message: string;
}

const TEXT_LIMIT = 80;
const describe = (value: unknown): string => describeValue(encodePart(value), TEXT_LIMIT);
const describePlace = (path: ValuePath | 'root' | undefined): string => (path === undefined ? 'a value of its own' : path === 'root' ? 'a reference back to the root' : `a reference back to ${formatPath(path)}`);

function describeNote(note: Note): string {
  switch (note.kind) {
    case 'moved': return `stands at index ${note.to} instead of ${note.from}`;
    case 'round': return `expected ${describePlace(note.expected)}, but got ${describePlace(note.actual)}`;
    case 'class': return `expected class ${note.expected}, but got ${note.actual}`;
    case 'length': return `expected length ${note.expected}, but got ${note.actual}`;
    case 'cut': return `cannot be told: ${note.left} of its entries or characters were not kept when it was recorded`;
  }
}

/** One sentence without its place: `expected 10, but got "10" (string instead of number)`. */
function describeFinding({ kind, expected, actual, note }: Finding): string {
  if (note) return describeNote(note);
  switch (kind) {
    case 'missing': return `expected ${describe(expected)}, but it is missing`;
    case 'unexpected': return `${describe(actual)} was not expected`;
    case 'type': return `expected ${describe(expected)}, but got ${describe(actual)} (${nameType(actual)} instead of ${nameType(expected)})`;
    default: return `expected ${describe(expected)}, but got ${describe(actual)}`;
  }
}

/** The finding with its path and its sentence. */
export function wordFinding(finding: Finding): ValueDifference {
  const path = formatPath(finding.path);
  return { kind: finding.kind, path, expected: finding.expected, actual: finding.actual, message: `${path === '' ? 'The value' : `\`${path}\``}: ${describeFinding(finding)}.` };
}
