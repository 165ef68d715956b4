import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { withPen } from '../../server/rooms/pen.ts';
import { readBytes, writeFileChange as writeWithPen, type FileChange } from '../../server/rooms/write-files.ts';
import { makeProject, writeAll } from './temp-project.ts';

const writeFileChange = (root: string, change: FileChange) => withPen(root, (pen) => writeWithPen(pen, change));

function hashed(text: string, mode: number | null = null) {
  const bytes = Buffer.from(text);
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex'), mode };
}

function change(path: string, before: string | null, after: string | null): FileChange {
  return { path, before: before === null ? null : hashed(before), after: after === null ? null : hashed(after) };
}

async function filesOf(root: string): Promise<string[]> {
  return (await readdir(root, { recursive: true })).sort();
}

describe('a change', () => {
  test('replaces the content and keeps the permission bits', async () => {
    const root = await makeProject({ 'a.ts': 'old' });
    await chmod(join(root, 'a.ts'), 0o750);
    expect(await writeFileChange(root, change('a.ts', 'old', 'new'))).toEqual({ kind: 'written' });
    expect(await readBytes(root, 'a.ts')).toEqual({ ...hashed('new'), mode: 0o750 });
    expect(await filesOf(root)).toEqual(['a.ts']);
  });

  test('creates a file with its folders and the given mode, whatever the umask', async () => {
    const root = await makeProject();
    const after = hashed('x', 0o777);
    expect(await writeFileChange(root, { path: 'x/y/z.sh', before: null, after })).toEqual({ kind: 'written' });
    expect((await stat(join(root, 'x/y/z.sh'))).mode & 0o777).toBe(0o777);
  });

  test('deletes a file and the folders it leaves empty, and no others', async () => {
    const root = await makeProject({ 'a/kept.ts': '', 'a/b/c/gone.ts': 'x' });
    expect(await writeFileChange(root, change('a/b/c/gone.ts', 'x', null))).toEqual({ kind: 'written' });
    expect(await filesOf(root)).toEqual(['a', 'a/kept.ts']);
    expect(await readBytes(root, 'a/b/c/gone.ts')).toBeNull();
  });

  test('put back gives the tree hash from before', async () => {
    const root = await makeProject({ 'a.ts': 'old', 'b/c.ts': 'c' });
    await chmod(join(root, 'b/c.ts'), 0o600);
    const before = await hashTree(root);
    await writeFileChange(root, change('a.ts', 'old', 'new'));
    await writeFileChange(root, change('b/c.ts', 'c', null));
    await writeFileChange(root, change('n/e/w.ts', null, 'w'));
    await writeFileChange(root, change('a.ts', 'new', 'old'));
    await writeFileChange(root, { path: 'b/c.ts', before: null, after: hashed('c', 0o600) });
    await writeFileChange(root, change('n/e/w.ts', 'w', null));
    expect(await hashTree(root)).toBe(before);
    expect(await filesOf(root)).toEqual(['a.ts', 'b', 'b/c.ts']);
  });

  test.each<[string, FileChange]>([
    ['a write', change('a.ts', 'before', 'now')],
    ['a create', change('a.ts', null, 'now')],
    ['a delete', change('nowhere/x.ts', 'before', null)],
  ])('that is already there is said to be so: %s', async (_, asked) => {
    const root = await makeProject({ 'a.ts': 'now' });
    expect(await writeFileChange(root, asked)).toEqual({ kind: 'already' });
  });

  test('that differs only in the mode sets it', async () => {
    const root = await makeProject({ 'a.ts': 'x' });
    expect(await writeFileChange(root, { path: 'a.ts', before: hashed('x'), after: hashed('x', 0o755) })).toEqual({ kind: 'written' });
    expect((await readBytes(root, 'a.ts'))?.mode).toBe(0o755);
  });

  test.each<[string, FileChange, string | null]>([
    ['a modified file is not overwritten', change('a.ts', 'expected', 'new'), 'found'],
    ['a modified file is not deleted', change('a.ts', 'expected', null), 'found'],
    ['a file in the way of a create is kept', change('a.ts', null, 'new'), 'found'],
    ['a deleted file is not made again', change('b/c.ts', 'expected', 'new'), null],
  ])('meets a conflict: %s', async (_, asked, found) => {
    const root = await makeProject({ 'a.ts': 'found' });
    const outcome = await writeFileChange(root, asked);
    expect(outcome).toEqual({ kind: 'conflict', found: found === null ? null : hashed(found).hash });
    expect(await filesOf(root)).toEqual(['a.ts']);
    expect(await readFile(join(root, 'a.ts'), 'utf8')).toBe('found');
  });

  test('out of the root is refused', async () => {
    const root = await makeProject();
    await expect(writeFileChange(root, change('../x.ts', null, 'x'))).rejects.toMatchObject({ code: 'PATH_OUTSIDE_ROOM' });
  });
});

describe('a refusal of the disk', () => {
  test.each<[string, FileChange, string]>([
    ['a folder in the place of the file', change('folder', null, 'x'), 'EISDIR'],
    ['a link in the place of the file', change('link.ts', null, 'x'), 'EISDIR'],
    ['a file in the place of a folder', change('a.ts/b.ts', null, 'x'), 'ENOTDIR'],
    ['a name that is too long', change(`${'n'.repeat(300)}.ts`, null, 'x'), 'ENAMETOOLONG'],
  ])('is an outcome: %s', async (_, asked, code) => {
    const root = await makeProject({ 'a.ts': '' });
    await mkdir(join(root, 'folder'));
    await symlink('a.ts', join(root, 'link.ts'));
    expect(await writeFileChange(root, asked)).toMatchObject({ kind: 'error', code, message: expect.any(String) });
    expect(await filesOf(root)).toEqual(['a.ts', 'folder', 'link.ts']);
  });

  test('in the middle of a write leaves neither a temporary file nor a folder', async () => {
    const root = await makeProject({ 'a.ts': 'old' });
    const script = `
      import { withPen } from ${JSON.stringify(new URL('../../server/rooms/pen.ts', import.meta.url).href)};
      import { writeFileChange } from ${JSON.stringify(new URL('../../server/rooms/write-files.ts', import.meta.url).href)};
      const change = { path: 'new/big.ts', before: null, after: { bytes: Buffer.alloc(1 << 20), hash: 'x', mode: null } };
      console.log(JSON.stringify(await withPen(${JSON.stringify(root)}, (pen) => writeFileChange(pen, change))));
    `;
    // The shell's limit on file size makes the write itself fail, for every user.
    const limited = 'ulimit -f 64; exec "$0" --import tsx --input-type=module -e "$1"';
    const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, script]);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'error', code: 'EFBIG' });
    expect(await filesOf(root)).toEqual(['a.ts']);
  });

  test('leaves nothing behind that the next write does not clear away', async () => {
    const root = await makeProject({ 'a.ts': 'old' });
    await writeFileChange(root, change('a.ts', 'old', 'new'));
    const name = `.supernova-${createHash('sha256').update('a.ts').digest('hex').slice(0, 16)}.tmp`;
    await writeAll(root, { [name]: 'half' });
    expect(await writeFileChange(root, change('a.ts', 'new', 'old'))).toEqual({ kind: 'written' });
    expect(await filesOf(root)).toEqual(['a.ts']);
  });
});
