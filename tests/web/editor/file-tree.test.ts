import { describe, expect, test } from 'vitest';
import { buildTree, findTyped, foldersOf, moveInTree, visibleRows } from '../../../web/editor/file-tree.ts';

const PATHS = ['README.md', 'lib/a.ts', 'src/app/main.ts', 'src/app/menu.ts', 'src/z.ts'];
const rowsOf = (...open: string[]) => visibleRows(buildTree(PATHS), new Set(open));
const names = (...open: string[]) => rowsOf(...open).map(({ level, name }) => `${' '.repeat(level - 1)}${name}`);

describe('the tree of files', () => {
  test('shows folders first, and of closed ones nothing that is in them', () => {
    expect(names()).toEqual(['lib', 'src', 'README.md']);
    expect(names('src')).toEqual(['lib', 'src', ' app', ' z.ts', 'README.md']);
    expect(names('src', 'src/app')).toEqual(['lib', 'src', ' app', '  main.ts', '  menu.ts', ' z.ts', 'README.md']);
    expect(names('src/app')).toEqual(['lib', 'src', 'README.md']);
  });

  test('tells each row its place among those of the same folder', () => {
    expect(rowsOf('src').map(({ path, level, position, siblings }) => [path, level, position, siblings])).toEqual([['lib', 1, 1, 3], ['src', 1, 2, 3], ['src/app', 2, 1, 2], ['src/z.ts', 2, 2, 2], ['README.md', 1, 3, 3]]);
  });

  test('knows the folders of a file', () => {
    expect(foldersOf('src/app/main.ts')).toEqual(['src', 'src/app']);
    expect(foldersOf('README.md')).toEqual([]);
  });

  test('holds 50,000 files, and a folder named like a property of an object', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `src/d${Math.floor(i / 1000)}/f${i}.ts`);
    expect(visibleRows(buildTree(many), new Set(['src', 'src/d7']))).toHaveLength(1 + 50 + 1000);
    expect(visibleRows(buildTree(['__proto__/constructor/a.ts']), new Set(['__proto__', '__proto__/constructor']))).toHaveLength(3);
  });
});

describe('a key in the tree', () => {
  // lib, src, src/app, src/z.ts, README.md
  test.each<[string, number, object | null]>([
    ['ArrowDown', 0, { kind: 'focus', index: 1 }],
    ['ArrowDown', 4, null],
    ['ArrowUp', 0, null],
    ['ArrowUp', 3, { kind: 'focus', index: 2 }],
    ['Home', 3, { kind: 'focus', index: 0 }],
    ['End', 0, { kind: 'focus', index: 4 }],
    ['ArrowRight', 0, { kind: 'open', path: 'lib' }],
    ['ArrowRight', 1, { kind: 'focus', index: 2 }],
    ['ArrowRight', 3, null],
    ['ArrowLeft', 1, { kind: 'close', path: 'src' }],
    ['ArrowLeft', 3, { kind: 'focus', index: 1 }],
    ['ArrowLeft', 2, { kind: 'focus', index: 1 }],
    ['ArrowLeft', 4, null],
    ['Enter', 0, { kind: 'open', path: 'lib' }],
    ['Enter', 1, { kind: 'close', path: 'src' }],
    ['Enter', 3, { kind: 'choose', path: 'src/z.ts' }],
    [' ', 4, { kind: 'choose', path: 'README.md' }],
    ['Tab', 1, null],
    ['ArrowDown', 9, null],
  ])('%s on row %i does what a tree does', (key, at, expected) => {
    expect(moveInTree(rowsOf('src'), at, key)).toEqual(expected);
  });

  test.each<[string, number, number | null]>([
    ['r', 0, 4],
    ['l', 0, 0],
    ['a', 1, 2],
    ['re', 4, 4],
    ['x', 0, null],
    ['m', 3, 4],
    ['me', 3, 4],
    ['m', 4, 3],
  ])('%s typed on row %i finds the next name', (typed, at, expected) => {
    const rows = typed.startsWith('m') ? rowsOf('src', 'src/app') : rowsOf('src');
    expect(findTyped(rows, at, typed)).toBe(expected);
  });

  test('typed in an empty tree finds nothing', () => {
    expect(findTyped([], 0, 'a')).toBeNull();
  });
});
