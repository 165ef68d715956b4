import { describe, expect, test } from 'vitest';
import { hashText } from '../../server/edits/text-edits.ts';
import { VirtualTree } from '../../server/edits/virtual-tree.ts';

const FILES = new Map([['a.ts', 'a'], ['b.ts', 'b']]);
const base = new VirtualTree({
  has: (path) => FILES.has(path),
  text: (path) => FILES.get(path),
  hash: (path) => (FILES.has(path) ? hashText(FILES.get(path) ?? '') : undefined),
});
const edited = (text: string) => [{ start: 0, end: 1, text }];

describe('a virtual tree', () => {
  test('has what the edits leave, and the tree before stays as it was', () => {
    const after = base.apply([base.move('a.ts', 'c.ts', edited('A')), base.create('d.ts', 'd')]);
    const tell = (tree: VirtualTree) => ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map((path) => [tree.has(path), tree.text(path)]);
    expect(tell(after)).toEqual([[false, undefined], [true, 'b'], [true, 'A'], [true, 'd']]);
    expect(tell(base)).toEqual([[true, 'a'], [true, 'b'], [false, undefined], [false, undefined]]);
    expect([after.hash('a.ts'), after.hash('b.ts'), after.hash('c.ts')]).toEqual([undefined, hashText('b'), hashText('A')]);
  });

  test('makes no edit of a file that it leaves the same', () => {
    expect([base.modify('a.ts', []), base.modify('a.ts', edited('a'))]).toEqual([null, null]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['of a file that changed meanwhile', () => base.apply([base.modify('a.ts', edited('x'))!]).apply([base.modify('a.ts', edited('y'))!]), /not what the edit was made for/],
    ['that creates what is there', () => base.apply([base.create('a.ts', '')]), /it exists/],
    ['of a file that is not there', () => base.modify('z.ts', edited('z')), /no such text/],
    ['that moves a file that is not there', () => base.move('z.ts', 'y.ts', []), /no such text/],
    ['that moves a file onto another', () => base.apply([base.move('a.ts', 'b.ts', [])]), /it exists/],
    ['that edits a file twice in one list', () => base.apply([base.modify('a.ts', edited('x'))!, base.modify('a.ts', edited('y'))!]), /not what the edit was made for/],
  ])('refuses an edit %s', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});
