import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findDifferentFromHead, findRepository, readHead, type GitRepository } from '../../server/rooms/git-repository.ts';
import { commitAll, git } from '../support/git.ts';
import { makeProject, writeAll } from './temp-project.ts';

async function open(root: string): Promise<GitRepository> {
  const found = await findRepository(root);
  if (found.kind === 'refused') throw new Error(found.message);
  return found;
}

describe('the repository of a room', () => {
  test('is refused without a repository and without git', async () => {
    const root = await makeProject({ 'a.ts': '' });
    expect(await findRepository(root)).toMatchObject({ kind: 'refused', message: expect.stringContaining('in no git repository') });
    const path = process.env['PATH'];
    onTestFinished(() => void (process.env['PATH'] = path));
    process.env['PATH'] = root;
    expect(await findRepository(root)).toMatchObject({ kind: 'refused', message: expect.stringContaining('git is not installed') });
  });

  test('has a head when a file of the room is committed', async () => {
    const root = await makeProject({ 'a.ts': '' });
    git(root, 'init', '-q');
    expect(await readHead(await open(root))).toMatchObject({ kind: 'refused', message: expect.stringContaining('no commit yet') });
    commitAll(root);
    expect(await readHead(await open(root))).toEqual({ kind: 'read', commit: git(root, 'rev-parse', 'HEAD') });
    await mkdir(join(root, 'other'));
    expect(await readHead(await open(join(root, 'other')))).toMatchObject({ kind: 'refused', message: expect.stringContaining('No file of') });
    git(root, 'checkout', '-q', '--detach');
    expect(await readHead(await open(root))).toMatchObject({ kind: 'read' });
  });

  test('is waited for while somebody changes it, up to a limit', async () => {
    const root = await makeProject({ 'a.ts': '' });
    commitAll(root);
    const lock = join(root, '.git/index.lock');
    await writeFile(lock, '');
    expect(await readHead(await open(root), 100)).toMatchObject({ kind: 'refused', message: expect.stringContaining('index.lock') });
    const waiting = readHead(await open(root), 60_000);
    await rm(lock);
    expect(await waiting).toMatchObject({ kind: 'read' });
  });

  test('knows the person, and the work tree it was asked from', async () => {
    const root = await makeProject({ 'app/a.ts': '' });
    commitAll(root);
    git(root, 'config', 'user.name', 'Grace');
    git(root, 'config', 'user.email', 'grace@example.org');
    git(root, 'worktree', 'add', '-q', '-b', 'side', join(root, 'side'));
    expect(await open(join(root, 'side/app'))).toMatchObject({ top: join(root, 'side'), common: join(root, '.git'), prefix: 'app/', person: { name: 'Grace', email: 'grace@example.org' } });
  });
});

test('what differs from HEAD is told whatever git calls it, in paths of the room', async () => {
  const root = await makeProject();
  const kinds = ['same', 'edited', 'staged', 'deleted', 'ü "q"'];
  await writeAll(root, Object.fromEntries(kinds.map((name) => [`app/${name}.ts`, 'one'])));
  commitAll(root);
  await writeAll(root, { 'app/edited.ts': 'two', 'app/staged.ts': 'two', 'app/ü "q".ts': 'two', 'app/new.ts': '', 'app/hidden.ts': '', '.git/info/exclude': 'hidden.ts\n' });
  git(root, 'add', 'app/staged.ts');
  await rm(join(root, 'app/deleted.ts'));
  const paths = [...kinds, 'new', 'hidden', 'never'].map((name) => `${name}.ts`);
  const different = await findDifferentFromHead(await open(join(root, 'app')), paths, (path) => !['deleted.ts', 'never.ts'].includes(path));
  expect(different).toEqual(['edited.ts', 'staged.ts', 'deleted.ts', 'ü "q".ts', 'new.ts', 'hidden.ts']);
});
