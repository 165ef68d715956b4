import { describe, expect, test } from 'vitest';
import { lightPaths } from '../../../web/graph/lit-paths.ts';
import { paintScene, sizeOf, type Scene } from '../../../web/graph/paint-scene.ts';
import { INKS } from '../../../web/graph/palette.ts';
import { viewProject } from '../../../web/graph/project-view.ts';
import { columnsOf } from './columns.ts';

const INK = INKS.light;
const FILES = ['a.ts', 'b.ts', 'user.ts', 'lone.ts', 'other.ts'];
const view = viewProject(columnsOf({
  files: [['a.ts', 0, 0], ['b.ts', 0, 0], ['user.ts', 1, null], ['lone.ts', 2, null], ['other.ts', 1, null]],
  edges: [['a.ts', 'b.ts', 'STATIC'], ['b.ts', 'a.ts', 'STATIC'], ['user.ts', 'a.ts', 'TYPE'], ['other.ts', 'user.ts', 'STATIC']],
}));
const [A_TO_B, , USER_TO_A, OTHER_TO_USER] = [0, 1, 2, 3];
const lit = lightPaths(view, [{ file: 'user.ts', severity: 9, whyPath: [{ file: 'user.ts' }, { file: 'a.ts' }] }]);

const paint = (scene: Partial<Scene>) => paintScene({ view, hiddenKinds: new Set(), focus: { kind: 'none' }, lit: null, chosen: null, ...scene }, INK);
const brightFiles = (scene: Partial<Scene>) => FILES.filter((_, place) => !paint(scene).node(place).isDimmed);

describe('what stays bright', () => {
  test.each<[string, Partial<Scene>, string[]]>([
    ['everything at first', {}, FILES],
    ['a community', { focus: { kind: 'community', number: 1 } }, ['user.ts', 'other.ts']],
    ['a cycle', { focus: { kind: 'cycle', number: 0 } }, ['a.ts', 'b.ts']],
    ['a lit intent, and the file that is chosen', { lit, chosen: 3 }, ['a.ts', 'user.ts', 'lone.ts']],
    ['a chosen file and its neighbours', { chosen: 0 }, ['a.ts', 'b.ts', 'user.ts']],
    ['only neighbours by kinds that are shown', { chosen: 0, hiddenKinds: new Set(['TYPE'] as const) }, ['a.ts', 'b.ts']],
    ['a cycle, whatever intent is lit', { lit, focus: { kind: 'cycle', number: 0 } }, ['a.ts', 'b.ts']],
    ['nothing of a community that is gone', { focus: { kind: 'community', number: 9 } }, []],
  ])('is %s', (_, scene, files) => {
    expect(brightFiles(scene)).toEqual(files);
  });
});

describe('a file', () => {
  test('has the colour of its community, and those after the largest share one', () => {
    expect(paint({}).node(2).color).toBe(INK.communities[1]);
    const many = viewProject(columnsOf({ files: Array.from({ length: 12 }, (_, i) => [`f${i}.ts`, i, null] as const), edges: [] }));
    expect([8, 11].map((place) => paint({ view: many }).node(place).color)).toEqual([INK.others, INK.others]);
  });

  test('that is tied to no other has the shared colour, however few communities there are', () => {
    const lone = viewProject(columnsOf({ files: [['a.ts', 0, null], ['b.ts', 0, null], ['lone.ts', 1, null]], edges: [['a.ts', 'b.ts', 'STATIC']] }));
    expect([0, 2].map((place) => paint({ view: lone }).node(place).color)).toEqual([INK.communities[0], INK.others]);
  });

  test('in a cycle has a ring', () => {
    expect([0, 1, 2].map((place) => paint({}).node(place).borderColor)).toEqual([INK.cycle, INK.cycle, INK.communities[1]]);
  });

  test('that an intent breaks has the colour of its severity, and what is on the way that of the way', () => {
    const { node } = paint({ lit });
    expect(node(2)).toMatchObject({ color: INK.risks['red'], isLabelled: true, isMain: false });
    expect(node(2).size).toBeGreaterThan(sizeOf({ ca: 1 }, FILES.length));
    expect(node(0)).toMatchObject({ color: INK.path, borderColor: INK.cycle, isLabelled: true, isMain: true });
  });

  test('is larger the more files depend on it, up to a limit', () => {
    const sizes = [0, 1, 10, 40, 81, 5_000].map((ca) => sizeOf({ ca }, 2_000));
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes.at(-1)).toBe(sizes.at(-2));
    expect(new Set(sizes).size).toBe(5);
  });
});

describe('a reference', () => {
  test('of a hidden kind is not drawn, unless it is part of a why-path', () => {
    const hiddenKinds = new Set(['TYPE'] as const);
    expect(paint({ hiddenKinds }).edge(USER_TO_A).isHidden).toBe(true);
    expect(paint({ hiddenKinds, lit }).edge(USER_TO_A)).toMatchObject({ isHidden: false, isArrow: true, color: INK.path });
  });

  test('of a cycle is marked', () => {
    expect(paint({}).edge(A_TO_B)).toMatchObject({ color: INK.cycle, isInFront: true });
    expect(paint({}).edge(OTHER_TO_USER)).toMatchObject({ color: INK.edge, isInFront: false });
  });

  test('of a cycle so large that its lines would hide everything is marked once the cycle is chosen', () => {
    const places = Array.from({ length: 300 }, (_, i) => i);
    const large = viewProject(columnsOf({ files: places.map((i) => [`f${i}.ts`, 0, 0] as const), edges: places.map((i) => [`f${i}.ts`, `f${(i + 1) % 300}.ts`, 'STATIC'] as const) }));
    expect(paint({ view: large }).edge(0)).toMatchObject({ color: INK.edge, isInFront: false });
    expect(paint({ view: large }).node(0).borderColor).toBe(INK.cycle);
    expect(paint({ view: large, focus: { kind: 'cycle', number: 0 } }).edge(0)).toMatchObject({ color: INK.cycle, isInFront: true });
  });

  test('that is not on the way of a lit intent is dimmed', () => {
    expect([A_TO_B, OTHER_TO_USER].map((row) => paint({ lit }).edge(row).color)).toEqual([INK.dimmedEdge, INK.dimmedEdge]);
  });
});
