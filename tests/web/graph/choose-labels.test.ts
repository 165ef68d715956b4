import { describe, expect, test } from 'vitest';
import { chooseLabels, type Disc, type LabelGround, type LabelPlace } from '../../../web/graph/choose-labels.ts';

const LINE = 14;
const GAP = 4;
/** Without discs, and with room on no side but the right of a disc. */
const bare: LabelGround = { lineHeight: LINE, gap: GAP, discs: [], width: 0, height: 0 };
const label = (text: string, place: Partial<LabelPlace> = {}): LabelPlace => ({ text, left: 0, base: 0, width: 50, rank: 1, size: 5, ...place });

test.each<[string, LabelPlace[], string[]]>([
  ['beside each other are all written', [label('a'), label('b', { left: 50 })], ['a', 'b']],
  ['below each other are all written', [label('a'), label('b', { base: LINE })], ['a', 'b']],
  ['that cover each other leave the one with the larger disc', [label('small'), label('large', { left: 20, base: 5, size: 9 })], ['large']],
  ['that cover each other leave the higher rank, whatever the discs', [label('large', { size: 9 }), label('chosen', { left: 49, rank: 3 })], ['chosen']],
  ['that would cover only a name left out are written', [label('a', { size: 9 }), label('b', { left: 40, size: 8 }), label('c', { left: 80, size: 7 })], ['a', 'c']],
])('names %s', (_, labels, written) => {
  expect(chooseLabels(labels, bare).map(({ text }) => text)).toEqual(written);
});

describe('the name of a disc of size 5 at 100, 100', () => {
  const own: Disc = { x: 100, y: 100, size: 5 };
  const [right, left, below, above] = [{ x: 150, y: 100, size: 3 }, { x: 50, y: 100, size: 3 }, { x: 100, y: 115, size: 3 }, { x: 100, y: 85, size: 3 }];
  const named = label('name', { left: 109, base: 104 });
  const place = (discs: readonly Disc[], size = { width: 500, height: 500 }) => chooseLabels([named], { lineHeight: LINE, gap: GAP, discs: [own, ...discs], ...size }).map(({ left: x, base }) => [x, base]);

  test.each<[string, readonly Disc[], number[]]>([
    ['right of it', [], [109, 104]],
    ['left of it where a disc is on the right', [right], [41, 104]],
    ['below it where both sides are taken', [right, left], [75, 118]],
    ['above it where only that is free', [right, left, below], [75, 90]],
    ['right of it where no side is free', [right, left, below, above], [109, 104]],
  ])('stands %s', (_, discs, expected) => {
    expect(place(discs)).toEqual([expected]);
  });

  test('stands on no other side where it would be read as the name of another disc', () => {
    expect(place([right, { x: 70, y: 115, size: 8 }, below, above])).toEqual([[109, 104]]);
  });

  test('stands left of it at the right edge of the picture', () => {
    expect(place([], { width: 120, height: 500 })).toEqual([[41, 104]]);
  });
});

test('a name is rather written over a disc than cut off at the edge of the picture', () => {
    const ground = { lineHeight: LINE, gap: GAP, discs: [{ x: 70, y: 100, size: 9 }], width: 120, height: 116 };
    expect(chooseLabels([label('name', { left: 109, base: 104 })], ground).map(({ left }) => left)).toEqual([41]);
});

describe('a corner that buttons lie over', () => {
  const ground = { lineHeight: LINE, gap: GAP, width: 500, height: 500, corner: { width: 44, height: 110 } };
  const named = (left: number, base: number) => chooseLabels([label('name', { left, base })], { ...ground, discs: [] }).map((one) => [one.left, one.base]);

  test.each<[string, number, number, number[][]]>([
    ['above it is written as anywhere', 440, 380, [[440, 380]]],
    ['left of it is written as anywhere', 400, 480, [[400, 480]]],
    ['that would reach into it is written left of its disc', 440, 480, [[372, 480]]],
    ['of a disc under the buttons is not written', 495, 400, [[427, 400]].slice(1)],
  ])('a name %s', (_, left, base, expected) => {
    expect(named(left, base)).toEqual(expected);
  });
});

test('a name that would cover one that matters more is written on another side', () => {
  const labels = [label('large', { left: 109, base: 104, size: 9 }), label('small', { left: 140, base: 104 })];
  const ground = { lineHeight: LINE, gap: GAP, discs: [], width: 500, height: 500 };
  expect(chooseLabels(labels, ground).map(({ text, base }) => [text, base])).toEqual([['large', 104], ['small', 118]]);
});
