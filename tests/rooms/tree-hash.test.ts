import { chmod, mkdir, rename, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { makeProject, writeAll } from './temp-project.ts';

const FILES = { 'src/a.ts': 'a', 'src/b/c.ts': 'c', 'logo.png': new Uint8Array([0, 255, 1]) };

describe('the tree hash', () => {
  test.each<[string, (root: string) => Promise<unknown>]>([
    ['an empty folder', (root) => mkdir(join(root, 'empty'))],
    ['a new time', (root) => utimes(join(root, 'logo.png'), 0, 0)],
    ['an ignored file', (root) => writeAll(root, { 'node_modules/x/y.js': '1', 'dist/z.js': '1' })],
    ['a file rewritten with the same bytes', (root) => writeAll(root, { 'src/a.ts': 'a' })],
  ])('stays the same with %s', async (_, change) => {
    const root = await makeProject(FILES);
    const before = await hashTree(root);
    await change(root);
    expect(await hashTree(root)).toBe(before);
  });

  test.each<[string, (root: string) => Promise<unknown>]>([
    ['one byte of a binary file', (root) => writeAll(root, { 'logo.png': new Uint8Array([0, 255, 2]) })],
    ['the permission bits', (root) => chmod(join(root, 'src/a.ts'), 0o755)],
    ['a new file', (root) => writeAll(root, { 'src/new.txt': '' })],
    ['a removed file', (root) => rm(join(root, 'src/a.ts'))],
    ['a moved file', (root) => rename(join(root, 'src/a.ts'), join(root, 'src/a2.ts'))],
    ['a new link', (root) => symlink('src', join(root, 'link'))],
  ])('changes with %s', async (_, change) => {
    const root = await makeProject(FILES);
    const before = await hashTree(root);
    await change(root);
    expect(await hashTree(root)).not.toBe(before);
  });

  test('is the same for two folders with the same files made in another order', async () => {
    const one = await makeProject(FILES);
    const other = await makeProject(Object.fromEntries(Object.entries(FILES).reverse()));
    expect(await hashTree(other)).toBe(await hashTree(one));
  });
});
