import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findGitFolder, hasMovedTree, isGitBusy, readHeadStamp } from '../../server/rooms/git-head.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

function repository(): { root: string; git(...args: string[]): void } {
  const root = makeTempFolder();
  const git = (...args: string[]) => void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main', ...args], { cwd: root, stdio: 'ignore' });
  git('init');
  writeFileSync(join(root, 'a.txt'), 'one');
  git('add', '.');
  git('commit', '-m', 'one');
  git('branch', 'other');
  return { root, git };
}

test.each<[string, (git: (...args: string[]) => void, root: string) => void, boolean]>([
  ['nothing', () => undefined, false],
  ['a commit', (git) => git('commit', '--allow-empty', '-m', 'two'), false],
  ['an amended commit', (git) => git('commit', '--amend', '-m', 'other words'), false],
  ['staging', (git, root) => { writeFileSync(join(root, 'a.txt'), 'two'); git('add', '.'); }, false],
  ['a checkout of a branch at the same commit', (git) => git('checkout', 'other'), true],
  ['a reset', (git) => { git('commit', '--allow-empty', '-m', 'two'); git('reset', '--hard', 'HEAD~1'); }, true],
  ['a commit and a checkout', (git) => { git('commit', '--allow-empty', '-m', 'two'); git('checkout', '-b', 'third'); }, true],
])('%s moves the tree or does not', async (_, act, moved) => {
  const { root, git } = repository();
  const gitFolder = await findGitFolder(root);
  expect(gitFolder).toBe(join(root, '.git'));
  const before = await readHeadStamp(gitFolder ?? '');
  act(git, root);
  expect(await hasMovedTree(gitFolder ?? '', before)).toBe(moved);
});

test('a folder below the repository and a worktree find their own git folder', async () => {
  const { root, git } = repository();
  mkdirSync(join(root, 'packages/a'), { recursive: true });
  expect(await findGitFolder(join(root, 'packages/a'))).toBe(join(root, '.git'));
  git('worktree', 'add', join(root, 'tree'));
  expect(await findGitFolder(join(root, 'tree'))).toBe(join(root, '.git/worktrees/tree'));
});

test('git is busy while it holds its lock', async () => {
  const { root } = repository();
  expect(await isGitBusy(join(root, '.git'))).toBe(false);
  writeFileSync(join(root, '.git/index.lock'), '');
  expect(await isGitBusy(join(root, '.git'))).toBe(true);
});
