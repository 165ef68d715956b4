import { describe, expect, test } from 'vitest';
import { instabilityOf, mostConnected, sharedCommunities, viewProject } from '../../../web/graph/project-view.ts';
import { columnsOf } from './columns.ts';

const view = viewProject(columnsOf({
  files: [['src/a/one.ts', 0, 0], ['src/a/two.ts', 0, 0], ['src/b/three.ts', 0, null], ['lone.ts', 1, null]],
  edges: [['src/a/one.ts', 'src/a/two.ts', 'STATIC'], ['src/a/two.ts', 'src/a/one.ts', 'STATIC'], ['src/a/one.ts', 'src/a/two.ts', 'TYPE'], ['src/b/three.ts', 'src/a/two.ts', 'DYNAMIC']],
}));

describe('the view of a project', () => {
  test('has its files, each with its place', () => {
    expect(view.files.map(({ path, folder }) => [path, folder])).toEqual([['src/a/one.ts', 'src/a'], ['src/a/two.ts', 'src/a'], ['src/b/three.ts', 'src/b'], ['lone.ts', '']]);
    expect(view.placeOf.get('src/b/three.ts')).toBe(2);
  });

  test('names a community after most of its files and the one that most depend on', () => {
    expect(view.communities).toEqual([{ number: 0, name: 'src/a, around two.ts', files: [0, 1, 2] }, { number: 1, name: 'lone.ts', files: [3] }]);
  });

  test('shares no community with a file alone', () => {
    expect(sharedCommunities(view).map(({ number }) => number)).toEqual([0]);
  });

  test('takes only references that load something into a cycle', () => {
    expect(view.cycles).toEqual([{ number: 0, files: [0, 1] }]);
    expect(view.edges.map(({ kind, isInCycle }) => [kind, isInCycle])).toEqual([['STATIC', true], ['STATIC', true], ['TYPE', false], ['DYNAMIC', false]]);
  });

  test('counts kinds, the most frequent first', () => {
    expect(view.kinds).toEqual([{ kind: 'STATIC', count: 2 }, { kind: 'DYNAMIC', count: 1 }, { kind: 'TYPE', count: 1 }]);
  });

  test('of nothing is empty', () => {
    expect(viewProject(columnsOf({ files: [], edges: [] }))).toMatchObject({ files: [], edges: [], communities: [], cycles: [], kinds: [] });
  });
});

test.each([[{ ca: 0, ce: 0 }, null], [{ ca: 3, ce: 0 }, 0], [{ ca: 0, ce: 2 }, 1], [{ ca: 3, ce: 1 }, 0.25]])('the instability of %o is %s', (file, instability) => {
  expect(instabilityOf(file)).toBe(instability);
});

test('the most connected files come first, and of equal ones those that more depend on', () => {
  expect(mostConnected(view, 3).map(({ path }) => path)).toEqual(['src/a/two.ts', 'src/a/one.ts', 'src/b/three.ts']);
});
