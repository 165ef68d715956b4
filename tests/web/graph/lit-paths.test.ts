import { describe, expect, test } from 'vitest';
import { lightPaths, litPlaces, pairOf, pathInWords } from '../../../web/graph/lit-paths.ts';

const view = { placeOf: new Map(['target.ts', 'barrel.ts', 'user.ts', 'far.ts'].map((path, place) => [path, place])) };
const path = (...files: string[]) => files.map((file) => ({ file }));

describe('lit paths', () => {
  test('go from the affected file over what is on the way to the target', () => {
    const lit = lightPaths(view, [{ file: 'user.ts', severity: 8, whyPath: path('user.ts', 'barrel.ts', 'target.ts') }]);
    expect(lit).toEqual({ severityOf: new Map([[2, 8]]), targets: new Set([0]), onPath: new Set([2, 1, 0]), pairs: new Set([pairOf(2, 1), pairOf(1, 0)]), missing: [] });
    expect(litPlaces(lit)).toEqual([2, 1, 0]);
  });

  test('show the worst of a file that is affected more than once', () => {
    const { severityOf } = lightPaths(view, [4, 9, 2].map((severity) => ({ file: 'user.ts', severity, whyPath: [] })));
    expect(severityOf).toEqual(new Map([[2, 9]]));
  });

  test.each([
    ['an affected file', { file: 'gone.ts', severity: 7, whyPath: path('gone.ts', 'barrel.ts', 'target.ts') }, { missing: ['gone.ts'], pairs: new Set([pairOf(1, 0)]), severityOf: new Map() }],
    ['a file on the way', { file: 'far.ts', severity: 7, whyPath: path('far.ts', 'gone.ts', 'target.ts') }, { missing: [], pairs: new Set(), targets: new Set([0]), severityOf: new Map([[3, 7]]) }],
    ['the target', { file: 'user.ts', severity: 7, whyPath: path('user.ts', 'gone.ts') }, { missing: [], pairs: new Set(), targets: new Set() }],
  ])('leave a gap where the graph does not have %s', (_, affected, lit) => {
    expect(lightPaths(view, [affected])).toMatchObject(lit);
  });

  test('keep a file without a severity', () => {
    expect(lightPaths(view, [{ file: 'user.ts', severity: null, whyPath: [] }]).severityOf).toEqual(new Map([[2, null]]));
  });
});

test('a why-path reads from the affected file to the target', () => {
  expect(pathInWords([{ file: 'user.ts', line: 2, isBarrel: false }, { file: 'barrel.ts', line: 1, isBarrel: true }, { file: 'target.ts', line: null, isBarrel: false }])).toBe('user.ts:2 → barrel.ts:1 (barrel) → target.ts');
});
