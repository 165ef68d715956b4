import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assertAllowedRoot } from '../../server/rooms/allowed-roots.ts';
import { isInside, resolveInside } from '../../server/rooms/paths.ts';
import { makeProject } from './temp-project.ts';

async function projectWithLinks(): Promise<string> {
  const outside = await makeProject({ 'x.ts': '' });
  const root = await makeProject({ 'src/a.ts': '' });
  await symlink(outside, join(root, 'out'));
  await symlink(join(outside, 'x.ts'), join(root, 'x.ts'));
  await symlink('src', join(root, 'alias'));
  return root;
}

test.each(['src/a.ts', 'src/new/deep/b.ts', './src/a.ts', 'alias/a.ts', '..foo/a.ts', 'src/a.ts/below'])(
  '%s is a path inside of the project',
  async (path) => {
    const root = await projectWithLinks();
    expect(await resolveInside(root, path)).toBe(join(root, path));
  },
);

test.each(['../x.ts', 'src/../../x.ts', 'src\\..\\..\\x.ts', '/etc/passwd', 'a\0b', 'out/x.ts', 'out/new.ts', 'x.ts', '', '.', 'src/'])(
  '%j is refused as a path of the project',
  async (path) => {
    await expect(resolveInside(await projectWithLinks(), path)).rejects.toMatchObject({ code: 'PATH_OUTSIDE_ROOM', hint: expect.any(String) });
  },
);

test.each([
  ['/a', '/a', true],
  ['/a', '/a/b', true],
  ['/a', '/a/..b', true],
  ['/a', '/ab', false],
  ['/a', '/', false],
])('from %s, %s inside is %s', (root, path, expected) => {
  expect(isInside(root, path)).toBe(expected);
});

test('a folder in an allowed root is opened by its real path', async () => {
  const root = await projectWithLinks();
  expect(await assertAllowedRoot(join(root, 'alias'), [root])).toBe(join(root, 'src'));
  expect(await assertAllowedRoot(root, ['/nowhere', root])).toBe(root);
});

test.each([
  ['missing', /does not exist/],
  ['out', /outside of the allowed/],
  ['..', /outside of the allowed/],
  ['src/a.ts', /is a file/],
  ['a\0b', /NUL/],
])('the folder %j is refused', async (folder, message) => {
  const root = await projectWithLinks();
  const refusal = assertAllowedRoot(`${root}/${folder}`, [root]);
  await expect(refusal).rejects.toThrow(message);
  await expect(refusal).rejects.toMatchObject({ code: 'ROOM_REFUSED', hint: expect.stringContaining('--project') });
});
