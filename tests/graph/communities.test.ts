import { describe, expect, test } from 'vitest';
import { findCommunities, modularity, tiesOf, type Tie } from '../../server/graph/communities.ts';
import { moduleLinks } from '../../server/graph/module-links.ts';
import { openGraph } from './build-graph.ts';

/** Friendships of the members of a karate club (Zachary 1977), counted from 1: each member's friends of a higher number. */
const KARATE: Readonly<Record<number, readonly number[]>> = {
  1: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32], 2: [3, 4, 8, 14, 18, 20, 22, 31], 3: [4, 8, 9, 10, 14, 28, 29, 33], 4: [8, 13, 14],
  5: [7, 11], 6: [7, 11, 17], 7: [17], 9: [31, 33, 34], 10: [34], 14: [34], 15: [33, 34], 16: [33, 34], 19: [33, 34], 20: [34], 21: [33, 34], 23: [33, 34],
  24: [26, 28, 30, 33, 34], 25: [26, 28, 32], 26: [32], 27: [30, 34], 28: [34], 29: [32, 34], 30: [33, 34], 31: [33, 34], 32: [33, 34], 33: [34],
};
const club: Tie[] = Object.entries(KARATE).flatMap(([a, friends]) => friends.map((b) => ({ a: Number(a) - 1, b: b - 1, weight: 1 })));
/** The two clubs after the split: who went with the instructor. */
const INSTRUCTOR = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 20, 22]);

describe('the karate club', () => {
  test('has the modularity that was published for its real split and for its four communities', () => {
    expect(club).toHaveLength(78);
    expect(modularity(club, Array.from({ length: 34 }, (_, i) => (INSTRUCTOR.has(i + 1) ? 'instructor' : 'officer')))).toBeCloseTo(0.358, 3);
    const found = findCommunities(34, club);
    expect(found.count).toBe(4);
    expect(found.modularity).toBeGreaterThan(0.41);
    // The best there is, proved by Brandes and others (2008).
    expect(found.modularity).toBeLessThanOrEqual(0.4198);
    expect(found.modularity).toBeCloseTo(modularity(club, found.of), 12);
  });

  test('is divided in the same way every time', () => {
    const first = findCommunities(34, club);
    for (let i = 0; i < 5; i++) expect(findCommunities(34, club)).toEqual(first);
  });
});

test('groups are numbered by size; who has no tie is alone', () => {
  const triangle = (a: number, b: number, c: number): Tie[] => [{ a, b, weight: 1 }, { a: b, b: c, weight: 1 }, { a, b: c, weight: 1 }];
  const { of, count, modularity: q } = findCommunities(8, [...triangle(1, 2, 3), ...triangle(4, 5, 6), { a: 6, b: 7, weight: 1 }, { a: 3, b: 4, weight: 1 }]);
  expect(count).toBe(3);
  expect(of).toEqual([2, 1, 1, 1, 0, 0, 0, 0]);
  // 8 ties: 3 and 4 of them inside; the degrees are 7 and 9 of 16.
  expect(q).toBeCloseTo(7 / 8 - (7 / 16) ** 2 - (9 / 16) ** 2, 12);
});

test('without ties there is nothing to measure', () => {
  expect(findCommunities(2, [])).toEqual({ of: [0, 1], count: 2, modularity: 0 });
});

test('imports tie files both ways, by the names that cross; mocks do not', async () => {
  const { graph } = await openGraph({
    'a.ts': "import { x, y } from './b';\nimport type { T } from './b';\nimport './c';\nexport const a = 1;",
    'b.ts': "import { a } from './a';\nexport const x = 1, y = 2;\nexport type T = 1;",
    'c.ts': "vi.mock('./b');",
  });
  expect(tiesOf(moduleLinks(graph))).toEqual([{ a: 0, b: 1, weight: 4 }, { a: 0, b: 2, weight: 1 }]);
});
