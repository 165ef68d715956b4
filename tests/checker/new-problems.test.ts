import { describe, expect, it } from 'vitest';
import type { Problem } from '../../server/checker/checker.ts';
import { findNewProblems, type Renames } from '../../server/checker/new-problems.ts';
import { startsBefore } from '../../server/impact/starts-before.ts';

/** In lines of 99 characters. */
const startOf = ({ line = 1, column = 1 }: Partial<Problem>): number => (line - 1) * 100 + column - 1;
const problem = (message: string, more: Partial<Problem> = {}): Problem => ({ file: 'src/a.ts', start: startOf(more), line: 1, column: 1, code: 'TS1', message, excerpt: '', ...more });
const renames = (files: Record<string, string>, names: Record<string, string> = {}): Renames => ({ files: new Map(Object.entries(files)), names: new Map(Object.entries(names)) });

/** `f.b` stands one line lower and two columns to the right after the edit. */
const EDITED: Renames = { ...renames({}), startBefore: startsBefore({ before: () => 'f.b(1, 2, 3);\n', after: () => 'import g;\ng_f.b(1, 2, 3);\n' }) };
const OLD = problem("'b' is no member of 'F'", { start: 2, line: 1, column: 3, excerpt: 'b' });
const NOW = problem("'b' is no member of 'G'", { start: 14, line: 2, column: 5, excerpt: 'b' });

interface Case {
  readonly name: string;
  readonly before: readonly Problem[];
  readonly after: readonly Problem[];
  readonly renames?: Renames;
  /** Indexes into `after`. */
  readonly expected: readonly number[];
}

const CASES: readonly Case[] = [
  { name: 'nothing is new where nothing is wrong', before: [], after: [], expected: [] },
  { name: 'the first problem is new', before: [], after: [problem('x')], expected: [0] },
  { name: 'a problem that shifted is old', before: [problem('x')], after: [problem('x', { start: 90, line: 4, column: 7 })], expected: [] },
  { name: 'a problem that went away is no news', before: [problem('x'), problem('y')], after: [problem('y')], expected: [] },
  { name: 'the same message in another file is new', before: [problem('x')], after: [problem('x', { file: 'src/b.ts' })], expected: [0] },
  { name: 'another code is new', before: [problem('x')], after: [problem('x', { code: 'TS2' })], expected: [0] },
  { name: 'duplicates are counted', before: [problem('x')], after: [problem('x'), problem('x', { line: 9 })], expected: [1] },
  { name: 'as many duplicates as before are old', before: [problem('x'), problem('x', { line: 2 })], after: [problem('x', { line: 8 }), problem('x', { line: 9 })], expected: [] },
  { name: 'of equal problems the one that stood nowhere is new', before: [problem('x', { line: 7 })], after: [problem('x', { line: 3 }), problem('x', { line: 7 })], expected: [0] },
  { name: 'a problem of a moved file is old', before: [problem('x')], after: [problem('x', { file: 'lib/b.ts' })], renames: renames({ 'lib/b.ts': 'src/a.ts' }), expected: [] },
  { name: 'a problem that a moved file did not have is new', before: [problem('x')], after: [problem('y', { file: 'lib/b.ts' })], renames: renames({ 'lib/b.ts': 'src/a.ts' }), expected: [0] },
  { name: 'a message that names the moved file is old', before: [problem('in "src/a" of src/a.ts')], after: [problem('in "lib/b" of lib/b.ts')], renames: renames({ 'lib/b.ts': 'src/a.ts' }), expected: [] },
  { name: 'a message that says the new name is old', before: [problem("'price' is wrong")], after: [problem("'money' is wrong")], renames: renames({}, { money: 'price' }), expected: [] },
  { name: 'a message that already said the new name before is old', before: [problem("'money' is wrong")], after: [problem("'money' is wrong")], renames: renames({}, { money: 'price' }), expected: [] },
  { name: 'a message about a name that only contains the new one is old', before: [problem("'moneyBag' is wrong")], after: [problem("'moneyBag' is wrong")], renames: renames({}, { money: 'price' }), expected: [] },
  { name: 'a message about another name than the old one is new', before: [problem("'cost' is wrong")], after: [problem("'money' is wrong")], renames: renames({}, { money: 'price' }), expected: [0] },
  { name: 'other reasons for the same at the same place are no news', before: [problem("'A' does not fit. Type 'B' is no 'C'.")], after: [problem("'A' does not fit. Type 'any' is no 'C'.")], expected: [] },
  { name: 'other reasons at another place are new', before: [problem("'A' does not fit. Type 'B' is no 'C'.")], after: [problem("'A' does not fit. Type 'any' is no 'C'.", { line: 2 })], expected: [0] },
  { name: 'other reasons beside the same problem are new', before: [problem("'A' does not fit. Type 'B' is no 'C'.")], after: [problem("'A' does not fit. Type 'B' is no 'C'."), problem("'A' does not fit. Type 'any' is no 'C'.")], expected: [1] },
  { name: 'another type said of the same words at the same place is no news', before: [problem("'A' lacks 'b'.", { excerpt: 'depth' })], after: [problem("'any' lacks 'b'.", { excerpt: 'depth' })], expected: [] },
  { name: 'another type said of the same words of a moved file is no news', before: [problem("'A' lacks 'b'.", { excerpt: 'price' })], after: [problem("'any' lacks 'b'.", { excerpt: 'money', file: 'lib/b.ts' })], renames: renames({ 'lib/b.ts': 'src/a.ts' }, { money: 'price' }), expected: [] },
  { name: 'the same code for other words at the same place is new', before: [problem("'A' lacks 'b'.", { excerpt: 'depth' })], after: [problem("'A' lacks 'c'.", { excerpt: 'width' })], expected: [0] },
  { name: 'another type said of the same words elsewhere is new', before: [problem("'A' lacks 'b'.", { excerpt: 'depth' })], after: [problem("'any' lacks 'b'.", { excerpt: 'depth', line: 2 })], expected: [0] },
  { name: 'another type said of the same words where the edit moved them is no news', before: [OLD], after: [NOW], renames: EDITED, expected: [] },
  { name: 'another type said of other words there is new', before: [OLD], after: [{ ...NOW, start: 16, column: 7, excerpt: '(' }], renames: EDITED, expected: [0] },
  { name: 'a message that still says the old name is new when another one is renamed', before: [], after: [problem("'price' is missing")], renames: renames({}, { money: 'price' }), expected: [0] },
];

describe('of two checks', () => {
  it.each(CASES)('$name', ({ before, after, renames: request, expected }) => {
    expect(findNewProblems(before, after, request)).toEqual(expected.map((index) => after[index]));
  });
});
