import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../web/shared/failure.ts';
import { breaksElsewhere, describeTrial, marksOf, noTrial, trying, type Lines, type TriedBreak, type TrialState } from '../../../web/editor/trial-state.ts';

/** "one", "three", "" as lines of a text. */
const TEXT: Lines = { lines: 3, line: (number) => ([{ from: 0, to: 3 }, { from: 4, to: 9 }, { from: 10, to: 10 }] as const)[number - 1] ?? { from: NaN, to: NaN } };
const tried = (file: string, certainty: TriedBreak['certainty'] = 'CERTAIN', line = 2, column = 2): TriedBreak => ({ file, certainty, severity: 7, summary: '', placeCount: 1, places: [{ line, column, symbol: 'hre', code: 'TS1', message: 'Wrong.' }] });
const told = (...breaks: TriedBreak[]): TrialState => ({ kind: 'told', breaks, brokenFiles: breaks.length, filesChecked: 9 });

describe('the gutter', () => {
  test('marks the problems of the file itself, where they stand', () => {
    expect(marksOf(told(tried('b.ts'), tried('a.ts')), 'a.ts', TEXT)).toEqual([{ from: 5, to: 8, severity: 'error', message: 'Wrong. (TS1)' }]);
    expect(marksOf(told(tried('a.ts', 'POSSIBLE')), 'a.ts', TEXT)[0]?.severity).toBe('warning');
  });

  test.each([
    ['behind the last line', 9, 1, { from: 10, to: 10 }],
    ['behind the end of a line', 1, 80, { from: 3, to: 3 }],
    ['before the first', 0, 0, { from: 0, to: 3 }],
  ])('moves a place %s into the text', (_, line, column, expected) => {
    expect(marksOf(told(tried('a.ts', 'CERTAIN', line, column)), 'a.ts', TEXT)[0]).toMatchObject(expected);
  });

  test('is in order, whatever order the problems come in', () => {
    const marks = marksOf(told(tried('a.ts', 'CERTAIN', 2, 1), tried('a.ts', 'CERTAIN', 1, 1)), 'a.ts', TEXT);
    expect(marks.map(({ from }) => from)).toEqual([0, 4]);
  });

  test('marks what does not parse', () => {
    expect(marksOf({ kind: 'unparsable', place: { line: 2, column: 3 }, message: 'No.' }, 'a.ts', TEXT)).toEqual([{ from: 6, to: 7, severity: 'error', message: 'No.' }]);
  });

  test('keeps what was told while newer contents are tried', () => {
    const state = trying(trying(told(tried('a.ts'), tried('b.ts'))));
    expect(marksOf(state, 'a.ts', TEXT)).toHaveLength(1);
    expect(breaksElsewhere(state, 'a.ts').map(({ file }) => file)).toEqual(['b.ts']);
    expect(marksOf(trying(noTrial), 'a.ts', TEXT)).toEqual([]);
  });
});

test.each<[string, TrialState, string]>([
  ['nothing unsaved', noTrial, 'Nothing is unsaved.'],
  ['a trial', trying(noTrial), 'Trying what you typed on the project…'],
  ['no break', told(), 'A save would break nothing.'],
  ['a break here', told(tried('a.ts')), 'A save would break this file and no other.'],
  ['a break elsewhere', told(tried('b.ts')), 'A save would break 1 other file.'],
  ['both', told(tried('a.ts'), tried('b.ts'), tried('c.ts', 'POSSIBLE')), 'A save would break 1 other file and this one. It could break 1 other file.'],
  ['what is only possible', told(tried('b.ts', 'POSSIBLE')), 'A save would break nothing. It could break 1 other file.'],
  ['more than is listed', { kind: 'told', breaks: [tried('b.ts')], brokenFiles: 250, filesChecked: 300 }, 'A save would break 250 other files.'],
  ['what does not parse', { kind: 'unparsable', place: { line: 4, column: 1 }, message: '' }, 'Line 4 does not parse, so what a save would break is not known yet.'],
  ['a failure', { kind: 'failed', failure: failureOf({ message: 'The server did not answer.' }) }, 'The server did not answer.'],
])('%s is said in one sentence', (_, state, sentence) => {
  expect(describeTrial(state, 'a.ts')).toBe(sentence);
});
