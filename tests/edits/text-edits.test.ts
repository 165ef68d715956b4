import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextEdit } from '../../server/edits/file-edit.ts';
import { applyEdits, hashText, invertEdits, normalizeEdits } from '../../server/edits/text-edits.ts';

const piece = fc.constantFrom('a', 'é', '😀', '👩‍👩‍👧', '\r\n', '\n', '\r', '\t', '\u2028', '\uFEFF', "'", 'const x = 1;');
const anyText = fc.tuple(fc.constantFrom('', '\uFEFF'), fc.array(piece, { maxLength: 40 })).map(([bom, parts]) => bom + parts.join(''));

/** A text with sorted edits between its characters; no edit parts a surrogate pair. */
const textWithEdits = fc.array(fc.record({ keep: anyText, replaced: anyText, text: anyText }), { maxLength: 6 }).map((parts) => {
  let text = '';
  const edits: TextEdit[] = [];
  for (const { keep, replaced, text: insert } of parts) {
    const start = text.length + keep.length + 1;
    text += `${keep}|${replaced}`;
    edits.push({ start, end: text.length, text: insert });
  }
  const expected = parts.map((part) => `${part.keep}|${part.text}`).join('');
  return { text, edits, expected };
});

describe('text edits', () => {
  test('replace their ranges and leave every other character', () => {
    fc.assert(fc.property(textWithEdits, ({ text, edits, expected }) => void expect(applyEdits(text, edits)).toBe(expected)));
  });

  test('inverted give the same bytes back', () => {
    fc.assert(
      fc.property(textWithEdits, ({ text, edits }) => {
        const back = applyEdits(applyEdits(text, edits), invertEdits(text, edits));
        expect(Buffer.from(back).equals(Buffer.from(text))).toBe(true);
      }),
    );
  });

  test('inverted twice are the same edits', () => {
    fc.assert(fc.property(textWithEdits, ({ text, edits }) => void expect(invertEdits(applyEdits(text, edits), invertEdits(text, edits))).toEqual(edits)));
  });

  test('may be given in any order and repeated', () => {
    fc.assert(
      fc.property(textWithEdits, fc.infiniteStream(fc.nat()), ({ text, edits, expected }, random) => {
        const keys = new Map(edits.map((edit) => [edit, random.next().value]));
        const mixed = [...edits].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(applyEdits(text, normalizeEdits([...mixed, ...edits]))).toBe(expected);
      }),
    );
  });

  test.each<[string, TextEdit[]]>([
    ['share a character', [{ start: 0, end: 3, text: 'x' }, { start: 2, end: 5, text: 'y' }]],
    ['lie in one another', [{ start: 0, end: 5, text: 'x' }, { start: 1, end: 2, text: 'y' }]],
    ['replace the same range differently', [{ start: 1, end: 2, text: 'x' }, { start: 1, end: 2, text: 'y' }]],
    ['insert different texts at the same place', [{ start: 1, end: 1, text: 'x' }, { start: 1, end: 1, text: 'y' }]],
  ])('that %s are refused', (_, edits) => {
    expect(() => normalizeEdits(edits)).toThrow(/overlap/);
    expect(() => normalizeEdits(edits.toReversed())).toThrow(/overlap/);
  });

  test('may touch each other', () => {
    const edits = normalizeEdits([{ start: 2, end: 4, text: 'Y' }, { start: 0, end: 2, text: 'X' }, { start: 4, end: 4, text: '!' }]);
    expect(applyEdits('aabbcc', edits)).toBe('XY!cc');
  });

  test.each<[string, TextEdit]>([
    ['beyond the end', { start: 2, end: 9, text: '' }],
    ['backwards', { start: 2, end: 1, text: '' }],
    ['before the start', { start: -1, end: 1, text: '' }],
  ])('that reach %s are refused', (_, edit) => {
    expect(() => applyEdits('abc', [edit])).toThrow(/does not fit/);
  });
});

test('a hash is that of the UTF-8 bytes, the BOM included', () => {
  expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hashText('\uFEFFa')).not.toBe(hashText('a'));
  expect(hashText('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});
