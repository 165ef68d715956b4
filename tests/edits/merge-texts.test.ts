import { describe, expect, it } from 'vitest';
import { mergeTexts } from '../../server/edits/merge-texts.ts';

const bytes = (text: string | Buffer) => (typeof text === 'string' ? Buffer.from(text, 'utf8') : text);
const merge = (base: string | Buffer, ours: string | Buffer, theirs: string | Buffer) => {
  const merged = mergeTexts({ base: bytes(base), ours: bytes(ours), theirs: bytes(theirs) });
  return merged.kind === 'merged' ? Buffer.from(merged.bytes).toString('utf8') : merged;
};

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const BASE = 'import { b } from "./b";\n\nexport const one = 1;\n\nexport const two = 2;\n';
const OURS = BASE.replace('two = 2', 'two = 22');
const THEIRS = BASE.replace('{ b }', '{ a }');
const BOTH = OURS.replace('{ b }', '{ a }');

describe('a merge', () => {
  it.each([
    { what: 'of changes in different places has both', base: BASE, ours: OURS, theirs: THEIRS, merged: BOTH },
    { what: 'with nothing changed by us is theirs', base: BASE, ours: BASE, theirs: THEIRS, merged: THEIRS },
    { what: 'with nothing changed by them is ours', base: BASE, ours: OURS, theirs: BASE, merged: OURS },
    { what: 'of the same change on both sides has it once', base: BASE, ours: BOTH, theirs: THEIRS, merged: BOTH },
    { what: 'of CRLF texts has CRLF everywhere', base: crlf(BASE), ours: crlf(OURS), theirs: crlf(THEIRS), merged: crlf(BOTH) },
    { what: 'with a text that our editor converted to CRLF stays CRLF', base: BASE, ours: crlf(OURS), theirs: THEIRS, merged: crlf(BOTH) },
    { what: 'with a text that our editor converted to LF stays LF', base: crlf(BASE), ours: OURS, theirs: crlf(THEIRS), merged: BOTH },
    { what: 'with a conversion to CRLF on their side takes it over', base: BASE, ours: OURS, theirs: crlf(THEIRS), merged: crlf(BOTH) },
    { what: 'of texts with a byte-order mark keeps it', base: `\uFEFF${BASE}`, ours: `\uFEFF${OURS}`, theirs: `\uFEFF${THEIRS}`, merged: `\uFEFF${BOTH}` },
    { what: 'with a byte-order mark that we added keeps it', base: BASE, ours: `\uFEFF${OURS}`, theirs: THEIRS, merged: `\uFEFF${BOTH}` },
    { what: 'with a byte-order mark that we took away leaves it away', base: `\uFEFF${BASE}`, ours: OURS, theirs: `\uFEFF${THEIRS}`, merged: BOTH },
    { what: 'without a newline at the end on all sides has none', base: BASE.trimEnd(), ours: OURS.trimEnd(), theirs: THEIRS.trimEnd(), merged: BOTH.trimEnd() },
    { what: 'with a newline that we added at the end keeps it', base: BASE.trimEnd(), ours: BASE, theirs: THEIRS.trimEnd(), merged: THEIRS },
    { what: 'with a newline that we took away at the end leaves it away', base: BASE, ours: BASE.trimEnd(), theirs: THEIRS, merged: THEIRS.trimEnd() },
    { what: 'of lines that we appended and they prepended has both', base: 'a\nb\n', ours: 'a\nb\nc\n', theirs: 'z\na\nb\n', merged: 'z\na\nb\nc\n' },
    { what: 'of a text with both kinds of line end leaves those of untouched lines', base: 'a\r\nb\nc\r\nd\n', ours: 'a\r\nb\nc\r\nD\n', theirs: 'A\r\nb\nc\r\nd\n', merged: 'A\r\nb\nc\r\nD\n' },
    { what: 'of characters outside the basic plane keeps them', base: '// 😀\nx\n// é\n', ours: '// 😀\nx\n// éé\n', theirs: '// 😀😀\nx\n// é\n', merged: '// 😀😀\nx\n// éé\n' },
    { what: 'with one side emptied and the other untouched is empty', base: BASE, ours: '', theirs: BASE, merged: '' },
    { what: 'of empty texts is empty', base: '', ours: '', theirs: '', merged: '' },
  ])('$what', ({ base, ours, theirs, merged }) => {
    expect(merge(base, ours, theirs)).toBe(merged);
  });

  it.each([
    { what: 'the same line changed in two ways', base: 'a\nb\nc\n', ours: 'a\nB\nc\n', theirs: 'a\nb2\nc\n', conflicts: [{ line: 2, base: 'b\n', ours: 'B\n', theirs: 'b2\n' }] },
    { what: 'adjoining lines', base: 'a\nb\nc\nd\n', ours: 'a\nB\nc\nd\n', theirs: 'a\nb\nC\nd\n', conflicts: [{ line: 2, base: 'b\nc\n', ours: 'B\nc\n', theirs: 'b\nC\n' }] },
    { what: 'a line deleted here and changed there', base: 'a\nb\nc\n', ours: 'a\nc\n', theirs: 'a\nB\nc\n', conflicts: [{ line: 2, base: 'b\n', ours: '', theirs: 'B\n' }] },
    { what: 'different lines put in at one place', base: 'a\nz\n', ours: 'a\nb\nz\n', theirs: 'a\nc\nz\n', conflicts: [{ line: 2, base: '', ours: 'b\n', theirs: 'c\n' }] },
  ])('is a conflict for $what, with the lines of all three', ({ base, ours, theirs, conflicts }) => {
    expect(merge(base, ours, theirs)).toEqual({ kind: 'conflict', reason: null, conflicts });
  });

  it('tells every conflict of a file', () => {
    const outcome = merge('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n', 'A1\nb\nc\nd\nE1\n');
    expect(outcome).toMatchObject({ kind: 'conflict', conflicts: [{ line: 1 }, { line: 5 }] });
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0x0a])],
    ['a binary file', Buffer.from([0x61, 0x00, 0x0a])],
    ['UTF-16', Buffer.from('\uFEFFa\n', 'utf16le')],
  ])('is never tried on %s, on whichever side', (_, odd) => {
    for (const [base, ours, theirs] of [[odd, 'a', 'b'], ['a', odd, 'b'], ['a', 'b', odd]] as const) {
      expect(merge(base, ours, theirs)).toMatchObject({ kind: 'conflict', reason: expect.stringContaining('no text'), conflicts: [] });
    }
  });

  it('is refused for what would take long to compare, and done for a long file with few changes', () => {
    const lines = Array.from({ length: 6_000 }, (_, i) => (i % 2 ? `line ${i}` : '}'));
    const change = (at: number[]) => lines.map((line, i) => (at.includes(i) ? `${line} changed` : line)).join('\n');
    expect(merge(change([]), change([1]), change([5_999]))).toMatchObject({ kind: 'conflict', reason: expect.stringContaining('too long') });
    expect(merge(change([]), change([2_001]), change([2_501]))).toBe(change([2_001, 2_501]));
  });

  it('of random edits that do not touch is the text with all of them', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let round = 0; round < 200; round += 1) {
      const blocks = Array.from({ length: 12 }, (_, i) => [`start ${i}\n`, ...Array.from({ length: random(4) }, () => `${'xyz'[random(3)]}\n`), `end ${i}\n`]);
      const edit = (lines: string[], by: string) => [lines[0] ?? '', ...[[`${by}\n`], [], [...lines.slice(1, -1), `${by}\n`]][random(3)] ?? [], lines.at(-1) ?? ''];
      const sides = blocks.map((lines) => ({ lines, side: random(3) }));
      const edited = sides.map(({ lines, side }) => (side === 0 ? lines : edit(lines, `by ${side}`)));
      const text = (keep: (side: number) => boolean) => sides.map(({ lines, side }, i) => (keep(side) ? (edited[i] ?? []) : lines).join('')).join('');
      expect(merge(text(() => false), text((side) => side === 1), text((side) => side === 2))).toBe(text(() => true));
    }
  });
});
