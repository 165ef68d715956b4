import { describe, expect, test } from 'vitest';
import { frameOf } from '../../../web/graph/frame-places.ts';
import { viewProject } from '../../../web/graph/project-view.ts';
import { tiesOf } from '../../../web/graph/run-layout.ts';
import { roundsFor, settlePositions } from '../../../web/graph/settle-positions.ts';
import { startPositions } from '../../../web/graph/start-positions.ts';
import { columnsOf } from './columns.ts';

/** Two communities of `size`, each a ring, with one import between them, and a file that nobody knows. */
function twoRings(size: number) {
  const names = ['x', 'y'].flatMap((ring, community) => Array.from({ length: size }, (_, i) => [`${ring}/${i}.ts`, community, null] as const));
  const rings = ['x', 'y'].flatMap((ring) => Array.from({ length: size }, (_, i) => [`${ring}/${i}.ts`, `${ring}/${(i + 1) % size}.ts`, 'STATIC'] as const));
  return viewProject(columnsOf({ files: [...names, ['lone.ts', 2, null]], edges: [...rings, ['x/0.ts', 'y/0.ts', 'STATIC'], ['x/0.ts', 'y/0.ts', 'TYPE']] }));
}

const settle = (view: ReturnType<typeof twoRings>) => [...settlePositions({ ...startPositions(view), ties: tiesOf(view) })].at(-1);

describe('the layout', () => {
  test('is the same for the same project', () => {
    expect(settle(twoRings(20))).toEqual(settle(twoRings(20)));
  });

  test('starts with no two files in one place', () => {
    const { x, y } = startPositions(twoRings(200));
    expect(new Set(x.map((value, place) => value * 1e6 + (y[place] ?? 0))).size).toBe(401);
  });

  test('keeps every community together', () => {
    const view = twoRings(20);
    const { x, y } = settle(view) ?? startPositions(view);
    const middle = (from: number) => [x, y].map((axis) => axis.slice(from, from + 20).reduce((sum, value) => sum + value / 20, 0));
    const [one, other] = [middle(0), middle(20)];
    const near = view.files.slice(0, 40).filter((_, place) => {
      const away = ([a = 0, b = 0]: number[]) => Math.hypot((x[place] ?? 0) - a, (y[place] ?? 0) - b);
      return away(place < 20 ? one : other) < away(place < 20 ? other : one);
    });
    expect(near.length).toBeGreaterThanOrEqual(36);
  });

  test('puts files without neighbours below the others', () => {
    const { y } = settle(twoRings(20)) ?? { y: new Float32Array() };
    expect(y[40]).toBeLessThan(Math.min(...y.slice(0, 40)));
  });

  test.each([[[]], [['a.ts']], [['a.ts', 'b.ts']]])('ends for %j, where nobody knows anybody', (paths) => {
    const view = viewProject(columnsOf({ files: paths.map((path, i) => [path, i, null] as const), edges: [] }));
    const settled = [...settlePositions({ ...startPositions(view), ties: tiesOf(view) })];
    expect(settled).toHaveLength(1);
    expect([...(settled[0]?.x ?? [])].every(Number.isFinite)).toBe(true);
  });

  test('gives large projects fewer rounds', () => {
    expect([10, 1_000, 5_000, 20_000].map(roundsFor)).toEqual([400, 400, 180, 60]);
  });
});

test('two files are tied once, and more strongly within a community', () => {
  const { from, pull } = tiesOf(twoRings(3));
  expect([...from].length).toBe(7);
  expect([...pull]).toEqual([3, 3, 3, 3, 3, 3, 1]);
});

test.each([
  ['nothing', [], { x: 0.5, y: 0.5, ratio: 1 }],
  ['one file', [{ x: 0.2, y: 0.8 }], { x: 0.2, y: 0.8, ratio: 0.2 }],
  ['a group', [{ x: 0.2, y: 0.2 }, { x: 0.6, y: 0.4 }], { x: 0.4, y: 0.3, ratio: 0.56 }],
  ['everything', [{ x: 0, y: 0 }, { x: 1, y: 1 }], { x: 0.5, y: 0.5, ratio: 1.1 }],
])('the camera shows %s', (_, points, frame) => {
  const found = frameOf(points, 1_000);
  expect(found.x).toBeCloseTo(frame.x);
  expect(found.y).toBeCloseTo(frame.y);
  expect(found.ratio).toBeCloseTo(frame.ratio);
});
