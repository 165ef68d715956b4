import { expect, test } from 'vitest';
import { chooseLabels, type LabelPlace } from '../../../web/graph/choose-labels.ts';

const LINE = 14;
const label = (text: string, place: Partial<LabelPlace> = {}): LabelPlace => ({ text, left: 0, base: 0, width: 50, rank: 1, size: 5, ...place });

test.each<[string, LabelPlace[], string[]]>([
  ['beside each other are all written', [label('a'), label('b', { left: 50 })], ['a', 'b']],
  ['below each other are all written', [label('a'), label('b', { base: LINE })], ['a', 'b']],
  ['that cover each other leave the one with the larger disc', [label('small'), label('large', { left: 20, base: 5, size: 9 })], ['large']],
  ['that cover each other leave the higher rank, whatever the discs', [label('large', { size: 9 }), label('chosen', { left: 49, rank: 3 })], ['chosen']],
  ['that would cover only a name left out are written', [label('a', { size: 9 }), label('b', { left: 40, size: 8 }), label('c', { left: 80, size: 7 })], ['a', 'c']],
])('names %s', (_, labels, written) => {
  expect(chooseLabels(labels, LINE).map(({ text }) => text)).toEqual(written);
});
