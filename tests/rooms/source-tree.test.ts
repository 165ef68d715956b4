import { chmod, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { walkFiles } from '../../server/rooms/walk-files.ts';
import { makeProject, writeAll, type Files } from './temp-project.ts';

async function openTree(files: Files): Promise<SourceTree> {
  const tree = await SourceTree.open(await makeProject(files));
  await tree.scan();
  return tree;
}

const NOTHING = { added: [], changed: [], removed: [] };

describe('a scan', () => {
  test('lists every file that is not ignored, sorted, and reads only the text sources', async () => {
    const tree = await openTree({
      'src/b.ts': 'b',
      'src/a.tsx': 'a',
      'logo.png': new Uint8Array([0xff, 0xd8]),
      'README.md': '# x',
      'node_modules/x/index.js': '',
      'packages/a/dist/x.js': '',
      '.supernova/db/x.json': '',
    });
    expect(tree.paths()).toEqual(['README.md', 'logo.png', 'src/a.tsx', 'src/b.ts']);
    expect(tree.text('src/b.ts')).toBe('b');
    expect(tree.source('src/b.ts')).toMatchObject({ bytes: 1, mode: 0o644 });
    expect(tree.text('logo.png')).toBeUndefined();
    expect(await tree.readHash('logo.png')).toMatch(/^[0-9a-f]{64}$/);
    expect(await tree.readHash('nowhere.png')).toBeNull();
  });

  test('reports what was added, changed and removed since the last one', async () => {
    const tree = await openTree({ 'a.ts': '1', 'b.ts': '1', 'c.ts': '1', 'd.png': '1' });
    expect(await tree.scan()).toEqual(NOTHING);
    await writeAll(tree.root, { 'b.ts': '22', 'x/new.ts': '1', 'e.png': '1' });
    await rm(join(tree.root, 'c.ts'));
    expect(await tree.scan()).toEqual({ added: ['e.png', 'x/new.ts'], changed: ['b.ts'], removed: ['c.ts'] });
    expect([tree.text('b.ts'), tree.has('c.ts')]).toEqual(['22', false]);
  });

  test('does not take a new time or a replaced file with the same content for a change', async () => {
    const tree = await openTree({ 'a.ts': 'same', 'b.ts': 'same' });
    await utimes(join(tree.root, 'a.ts'), new Date(0), new Date(0));
    await writeAll(tree.root, { 'b.tmp': 'same' });
    await rename(join(tree.root, 'b.tmp'), join(tree.root, 'b.ts'));
    expect(await tree.scan()).toEqual(NOTHING);
  });

  test('sees a change of the same length that keeps its modification time', async () => {
    const tree = await openTree({ 'a.ts': 'one' });
    await utimes(join(tree.root, 'a.ts'), new Date(0), new Date(0));
    await tree.scan();
    await writeAll(tree.root, { 'a.ts': 'two' });
    await utimes(join(tree.root, 'a.ts'), new Date(0), new Date(0));
    expect((await tree.scan()).changed).toEqual(['a.ts']);
  });

  test('follows nested .gitignore files and their negations', async () => {
    const tree = await openTree({
      '.gitignore': '*.gen.ts\n/secret/\n',
      'a.gen.ts': '',
      'secret/a.ts': '',
      'src/.gitignore': '!kept.gen.ts\nlocal.ts\n',
      'src/kept.gen.ts': '',
      'src/other.gen.ts': '',
      'src/local.ts': '',
      'src/secret/a.ts': '',
    });
    expect(tree.paths()).toEqual(['.gitignore', 'src/.gitignore', 'src/kept.gen.ts', 'src/secret/a.ts']);
  });

  test('lists files that are no UTF-8 or too large as unreadable', async () => {
    const tree = await openTree({ 'latin.ts': new Uint8Array([0x61, 0xe9, 0x62]), 'huge.ts': 'x'.repeat(4 * 1024 * 1024 + 1) });
    expect(tree.unreadable()).toEqual([
      { path: 'huge.ts', reason: 'The file is larger than 4 MB.' },
      { path: 'latin.ts', reason: 'The file is not valid UTF-8.' },
    ]);
    expect([tree.has('latin.ts'), tree.text('latin.ts')]).toEqual([true, undefined]);
    await writeFile(join(tree.root, 'latin.ts'), 'aéb');
    expect((await tree.scan()).changed).toEqual(['latin.ts']);
    expect(tree.text('latin.ts')).toBe('aéb');
  });

  test('leaves links out, wherever they lead', async () => {
    const outside = await makeProject({ 'x.ts': 'secret' });
    const tree = await openTree({ 'src/a.ts': '' });
    await symlink(outside, join(tree.root, 'out-link'));
    await symlink(join(outside, 'x.ts'), join(tree.root, 'x.ts'));
    await symlink('src', join(tree.root, 'alias'));
    await symlink('.', join(tree.root, 'src/loop'));
    expect(await tree.scan()).toEqual(NOTHING);
  });

  test('keeps a BOM, CRLF and the permission bits', async () => {
    const tree = await openTree({ 'a.ts': '\uFEFFa\r\nb' });
    expect(tree.text('a.ts')).toBe('\uFEFFa\r\nb');
    expect(tree.source('a.ts')?.bytes).toBe(7);
    await chmod(join(tree.root, 'a.ts'), 0o755);
    expect(await tree.scan()).toEqual(NOTHING);
    expect(tree.source('a.ts')?.mode).toBe(0o755);
  });

  test('takes a file that vanishes while it is read for absent', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}.ts`, 'x']));
    const tree = await SourceTree.open(await makeProject(many));
    const scanning = tree.scan();
    await Promise.all(Object.keys(many).map((path) => rm(join(tree.root, path))));
    await scanning;
    await tree.scan();
    expect(tree.paths()).toEqual([]);
  });

  test('reports nothing more after it was aborted', async () => {
    const tree = await SourceTree.open(await makeProject({ 'a.ts': '' }));
    await expect(tree.scan(AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(tree.paths()).toEqual([]);
  });
});

test('a folder with more files than the limit is refused with a hint', async () => {
  const root = await makeProject({ 'a.ts': '', 'b.ts': '', 'c.ts': '' });
  await mkdir(join(root, 'node_modules'));
  await expect(walkFiles(root, { limit: 3 })).resolves.toHaveLength(3);
  await expect(walkFiles(root, { limit: 2 })).rejects.toMatchObject({ code: 'ROOM_TOO_LARGE', hint: expect.stringContaining('.gitignore') });
});
