// What two values tell before their parts are looked at: type, class, payload, and whether they were cut. Owns those verdicts.
import { TruncationMark } from '../decode-value.ts';
import type { DiffContext } from './diff-values.ts';
import type { Finding } from './value-differences.ts';
import type { ValuePath } from './value-paths.ts';
import { listItems, nameType, type Parts, readParts } from './value-parts.ts';

/** Two values of which one at least is no object. They are known to differ. */
export function compareLeaves(path: ValuePath, expected: unknown, actual: unknown): Finding {
  const cut = compareCut(expected, actual);
  if (cut) return { kind: cut.kind, path, expected, actual, note: cut.kind === 'unknown' ? { kind: 'cut', left: cut.left } : null };
  return { kind: nameType(expected) === nameType(actual) ? 'value' : 'type', path, expected, actual, note: null };
}

/** The part of a text that is known, and its whole length; null where the value is neither a text nor the beginning of one. */
function readText(value: unknown): { known: string; length: number; isWhole: boolean } | null {
  if (typeof value === 'string') return { known: value, length: value.length, isWhole: true };
  if (!(value instanceof TruncationMark) || typeof value.kept !== 'string') return null;
  return { known: value.kept, length: value.kept.length + value.left, isWhole: false };
}

/**
 * Null where nothing was cut. A cut text differs for certain in its beginning or its length; a mark of its own stands for an object where it
 * was too deep, and for anything where there was no room. What is left cannot be told.
 */
function compareCut(expected: unknown, actual: unknown): { kind: 'value' | 'type' | 'unknown'; left: number } | null {
  const marks = [expected, actual].filter((value) => value instanceof TruncationMark);
  if (marks.length === 0) return null;
  const left = Math.max(...marks.map((mark) => mark.left));
  const [a, b] = [readText(expected), readText(actual)];
  const isSort = (value: unknown, sort: 'text' | 'object'): boolean => (value instanceof TruncationMark ? value.why === (sort === 'text' ? 'string' : 'depth') : sort === 'text' ? typeof value === 'string' : typeof value === 'object' && value !== null);
  const isKnown = (value: unknown): boolean => !(value instanceof TruncationMark) || value.why === 'string' || value.why === 'depth';
  if (!a || !b) return { kind: isKnown(expected) && isKnown(actual) && (isSort(expected, 'text') !== isSort(actual, 'text') || isSort(expected, 'object') !== isSort(actual, 'object')) ? 'type' : 'unknown', left };
  const shared = Math.min(a.known.length, b.known.length);
  return { kind: a.length !== b.length || a.known.slice(0, shared) !== b.known.slice(0, shared) ? 'value' : 'unknown', left };
}

interface Shells {
  readonly path: ValuePath;
  readonly expected: unknown;
  readonly actual: unknown;
}

const lengthOf = (value: object, { hasItems }: Parts): number => (hasItems ? listItems(value).length : 0);

/** Two objects that are not known to be equal: what differs in themselves, and whether their parts can be compared at all. */
export function compareShells({ scrubbing, hasClassNames }: DiffContext, { path, expected, actual }: Shells): { findings: Finding[]; canDescend: boolean } {
  const [a, b] = [readParts(expected as object), readParts(actual as object)];
  const tell = (kind: Finding['kind'], note: Finding['note'] = null): Finding => ({ kind, path, expected, actual, note });
  if (a.kind === 'truncated' || b.kind === 'truncated') return { findings: [compareLeaves(path, expected, actual)], canDescend: false };
  if (a.kind !== b.kind) return { findings: [tell('type')], canDescend: false };
  const findings: Finding[] = [];
  if (hasClassNames && a.className !== b.className) findings.push(tell('type', { kind: 'class', expected: nameType(expected), actual: nameType(actual) }));
  const isScrubbed = (a.kind === 'Date' && scrubbing.hasDates) || (a.kind === 'URL' && scrubbing.text(a.payload) === scrubbing.text(b.payload));
  if (a.payload !== b.payload && !isScrubbed) findings.push(tell('value'));
  const left = Math.max(a.left, b.left);
  if (left > 0) {
    const [expectedLength, actualLength] = [lengthOf(expected as object, a) + a.left, lengthOf(actual as object, b) + b.left];
    findings.push(a.hasItems && expectedLength !== actualLength ? tell('value', { kind: 'length', expected: expectedLength, actual: actualLength }) : tell('unknown', { kind: 'cut', left }));
  }
  return { findings, canDescend: true };
}
