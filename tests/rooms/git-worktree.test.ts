import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRepository, type GitRepository } from '../../server/rooms/git-repository.ts';
import { addWorktree, deleteBranch, findBranchUsers, makeCommit, moveBranch, readBranch, refuseBranchName, removeWorktree, worktreeFolder } from '../../server/rooms/git-worktree.ts';
import { linkUncommitted } from '../../server/rooms/link-uncommitted.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { commitAll, git, viewOf } from '../support/git.ts';
import { makeProject, writeAll, type Files } from './temp-project.ts';

interface Opened {
  readonly root: string;
  readonly repository: GitRepository;
  readonly base: string;
  readonly name: string;
}

async function open(files: Files, prepare: (root: string) => unknown = () => undefined): Promise<Opened> {
  const root = await makeProject(files);
  commitAll(root);
  await prepare(root);
  const found = await findRepository(root);
  if (found.kind === 'refused') throw new Error(found.message);
  return { root, repository: found, base: git(root, 'rev-parse', 'HEAD'), name: randomUUID() };
}

async function add({ repository, base, name }: Opened, branch = 'heal'): Promise<string> {
  expect(await addWorktree(repository, { name, branch, base })).toEqual({ kind: 'done' });
  return worktreeFolder(repository, name);
}

async function commit(opened: Opened, paths: readonly string[]): Promise<{ commit: string; files: readonly string[] }> {
  const made = await makeCommit(opened.repository, opened.name, { base: opened.base, paths, message: 'healed\n' });
  if (made.kind === 'refused') throw new Error(made.message);
  return made;
}

describe('a worktree of a run', () => {
  test('becomes a commit of exactly the given paths', async () => {
    const opened = await open({ 'edited.ts': '1', 'gone.ts': '1', 'kept.ts': '1', '.gitignore': 'made/ignored.ts\n' });
    const folder = await add(opened);
    await writeAll(folder, { 'edited.ts': '2', 'made/ignored.ts': '1', 'made/ü "q".ts': '1', 'kept.ts': 'not planned', 'stray.ts': '1' });
    await rm(join(folder, 'gone.ts'));
    const made = await commit(opened, ['edited.ts', 'gone.ts', 'made/ignored.ts', 'made/ü "q".ts', 'never.ts']);
    expect(made.files).toEqual(['edited.ts', 'gone.ts', 'made/ignored.ts', 'made/ü "q".ts']);
    expect(await moveBranch(opened.repository, 'heal', { from: opened.base, to: made.commit })).toEqual({ kind: 'done' });
    expect(git(opened.root, 'ls-tree', '-r', '-z', '--name-only', 'heal').split('\0').filter(Boolean)).toEqual(['.gitignore', 'edited.ts', 'kept.ts', 'made/ignored.ts', 'made/ü "q".ts']);
    expect(git(opened.root, 'show', 'heal:kept.ts')).toBe('1');
    await removeWorktree(opened.repository, opened.name);
    expect(viewOf(opened.root)).toEqual({ head: 'refs/heads/main', status: '', branches: ['heal', 'main'], worktrees: 1 });
    expect(git(opened.root, 'fsck', '--strict')).toBe('');
  });

  test('is committed by Supernova where nobody is configured, else by the person', async () => {
    const opened = await open({ 'a.ts': '1' });
    const authorOf = async (each: Opened) => {
      await writeAll(await add(each, randomUUID()), { 'a.ts': '2' });
      return git(each.root, 'show', '-s', '--format=%an <%ae> %cn', (await commit(each, ['a.ts'])).commit);
    };
    expect(await authorOf({ ...opened, repository: { ...opened.repository, person: null } })).toBe('Supernova <supernova@localhost> Supernova');
    expect(await authorOf({ ...opened, name: randomUUID(), repository: { ...opened.repository, person: { name: 'Ada', email: 'ada@example.org' } } })).toBe('Ada <ada@example.org> Ada');
  });

  const LEFTOVERS: { what: string; leave: (opened: Opened) => Promise<unknown> }[] = [
    { what: 'nothing', leave: () => Promise.resolve() },
    { what: 'a whole worktree', leave: (opened) => add(opened) },
    { what: 'a folder without notes', leave: ({ repository, name }) => mkdir(join(worktreeFolder(repository, name), 'src'), { recursive: true }) },
    { what: 'notes of a worktree that git was just making', leave: async ({ root, name }) => { await mkdir(join(root, '.git/worktrees', name), { recursive: true }); await writeFile(join(root, '.git/worktrees', name, 'locked'), 'initializing'); } },
    { what: 'a worktree without its folder', leave: async (opened) => rm(await add(opened), { recursive: true }) },
    { what: 'a worktree whose checkout was killed', leave: async (opened) => { await add(opened); await writeFile(join(opened.root, '.git/worktrees', opened.name, 'index.lock'), ''); } },
  ];

  test.each(LEFTOVERS)('is taken away when $what is left, and can be made again', { timeout: 30_000 }, async ({ leave }) => {
    const opened = await open({ 'a.ts': '1' });
    git(opened.root, 'worktree', 'add', '-q', '-b', 'mine', join(opened.root, '.git/mine'));
    await leave(opened);
    await removeWorktree(opened.repository, opened.name);
    expect(await readdir(join(opened.root, '.git/worktrees'))).toEqual(['mine']);
    if ((await readBranch(opened.repository, 'heal')) !== null) expect(await deleteBranch(opened.repository, 'heal', opened.base)).toEqual({ kind: 'done' });
    expect(viewOf(opened.root)).toMatchObject({ branches: ['main', 'mine'], worktrees: 2 });
    await add(opened);
  });
});

/** Everything that git's settings and hooks can start, set to leave a mark. */
async function trap(root: string): Promise<string> {
  const mark = join(root, '.git/started');
  const program = join(root, '.git/trap.sh');
  await writeFile(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\ncat\n`);
  await chmod(program, 0o755);
  await mkdir(join(root, '.git/hooks'), { recursive: true });
  for (const hook of ['pre-commit', 'commit-msg', 'prepare-commit-msg', 'post-commit', 'post-checkout', 'reference-transaction', 'post-index-change']) {
    await writeFile(join(root, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> '${mark}'\n`);
    await chmod(join(root, '.git/hooks', hook), 0o755);
  }
  for (const [key, value] of Object.entries({ 'filter.evil.clean': program, 'filter.evil.smudge': program, 'filter.worse.process': program, 'filter.worse.required': 'true', 'core.fsmonitor': program, 'diff.external': program, 'diff.evil.textconv': program, 'gpg.program': program, 'commit.gpgSign': 'true', 'core.editor': program, 'core.pager': program, 'core.sshCommand': program })) git(root, 'config', key, value);
  return mark;
}

test('no program that the repository names is started on the way from a branch to its end', { timeout: 30_000 }, async () => {
  let mark = '';
  const files = { 'a.ts': '1', 'b.ts': '1', '.gitattributes': 'a.ts filter=evil diff=evil\nb.ts filter=worse\n' };
  const opened = await open(files, async (root) => (mark = await trap(root)));
  const folder = await add(opened);
  expect(await readFile(join(folder, 'b.ts'), 'utf8')).toBe('1');
  await linkUncommitted(opened.repository, folder, []);
  await writeAll(folder, { 'a.ts': '2', 'b.ts': '2' });
  const made = await commit(opened, ['a.ts', 'b.ts']);
  await moveBranch(opened.repository, 'heal', { from: opened.base, to: made.commit });
  await findBranchUsers(opened.repository, { name: opened.name, branch: 'heal' }, made.commit);
  await removeWorktree(opened.repository, opened.name);
  await deleteBranch(opened.repository, 'heal', made.commit);
  expect(await readBranch(opened.repository, 'heal')).toBeNull();
  expect(existsSync(mark)).toBe(false);
  // A person's git falls into the trap.
  await writeAll(opened.root, { 'a.ts': '3' });
  try {
    git(opened.root, 'add', 'a.ts');
  } catch {
    // It stops where it looks at b.ts too: that filter does not answer.
  }
  expect(existsSync(mark)).toBe(true);
});

describe('a branch', () => {
  test.each([
    ['heal', null], ['a/b', null], ['', 'no name'], ['-d', 'no name'], ['a..b', 'no name'], ['a b', 'no name'], ['@{-1}', 'no name'], ['HEAD', 'no name'], ['x'.repeat(300), 'no name'],
    ['main', 'main exists'], ['main/x', 'main exists'], ['kept', 'kept/one exists'],
  ])('named %s is taken or refused: %s', async (branch, reason) => {
    const opened = await open({ 'a.ts': '1' }, (root) => git(root, 'branch', 'kept/one'));
    const refused = await refuseBranchName(opened.repository, branch);
    if (reason === null) expect(refused).toBeNull();
    else expect(refused).toMatchObject({ kind: 'refused', message: expect.stringContaining(reason), hint: expect.stringMatching(/\w/) });
  });

  test('that somebody moved is neither moved nor deleted', async () => {
    const opened = await open({ 'a.ts': '1' });
    await writeAll(await add(opened), { 'a.ts': '2' });
    const made = await commit(opened, ['a.ts']);
    git(opened.root, 'commit', '-q', '--allow-empty', '-m', 'mine');
    const mine = git(opened.root, 'rev-parse', 'HEAD');
    git(opened.root, 'update-ref', 'refs/heads/heal', mine);
    expect(await moveBranch(opened.repository, 'heal', { from: opened.base, to: made.commit })).toMatchObject({ kind: 'refused' });
    expect(await deleteBranch(opened.repository, 'heal', opened.base)).toMatchObject({ kind: 'refused' });
    expect(await readBranch(opened.repository, 'heal')).toBe(mine);
  });

  test('names who else holds on to it', async () => {
    const opened = await open({ 'a.ts': '1' });
    await writeAll(await add(opened), { 'a.ts': '2' });
    const made = await commit(opened, ['a.ts']);
    await moveBranch(opened.repository, 'heal', { from: opened.base, to: made.commit });
    const users = () => findBranchUsers(opened.repository, { name: opened.name, branch: 'heal' }, made.commit);
    expect(await users()).toEqual([]);
    git(opened.root, 'tag', 'v1', made.commit);
    git(opened.root, 'switch', '-q', '--ignore-other-worktrees', 'heal');
    expect(await users()).toEqual([`the work tree ${opened.root}, where it is checked out`, 'v1, which holds its commit']);
  });
});

describe('what is linked into a worktree', () => {
  async function linked(files: Files, uncommitted: Files, { prepare = () => undefined, written = [] }: { prepare?: (root: string) => unknown; written?: readonly string[] } = {}) {
    const opened = await open(files, async (root) => {
      await writeAll(root, uncommitted);
      await prepare(root);
    });
    const folder = await add(opened);
    expect(await linkUncommitted(opened.repository, folder, written)).toEqual({ kind: 'done' });
    return { ...opened, folder };
  }

  test('is what is installed and what is ignored, at every level, and stays when the worktree goes', async () => {
    const uncommitted = { 'node_modules/a/index.js': '1', 'app/node_modules/b/index.js': '1', 'app/generated/c.ts': '1', '.env': 'SECRET=1', '.supernova/postgres/x': '1', 'draft.ts': '1' };
    const { root, folder, repository, name } = await linked({ '.gitignore': 'node_modules\n/app/generated/\n.env\n.supernova\n', 'app/a.ts': '1' }, uncommitted);
    for (const path of ['node_modules/a/index.js', 'app/node_modules/b/index.js', 'app/generated/c.ts', '.env']) expect(existsSync(join(folder, path))).toBe(true);
    for (const path of ['.supernova', 'draft.ts']) expect(existsSync(join(folder, path))).toBe(false);
    const original = await hashTree(root);
    await removeWorktree(repository, name);
    for (const [path, text] of Object.entries(uncommitted)) expect(await readFile(join(root, path), 'utf8')).toBe(text);
    expect(await hashTree(root)).toBe(original);
  });

  test('leads a package of the repository itself to the worktree, and an installed one to where it is', async () => {
    const { root, folder } = await linked({ 'packages/lib/index.ts': '1', '.gitignore': 'node_modules\n' }, { 'node_modules/@own/other/index.js': '1', 'node_modules/store/real/index.js': '1' }, { prepare: async (at) => {
      await symlink('../../packages/lib', join(at, 'node_modules/@own/lib'));
      await symlink('store/real', join(at, 'node_modules/pnpm'));
      await symlink('../nowhere', join(at, 'node_modules/broken'));
    } });
    await writeAll(folder, { 'packages/lib/index.ts': '2' });
    expect(await readFile(join(folder, 'node_modules/@own/lib/index.ts'), 'utf8')).toBe('2');
    expect(await readFile(join(root, 'packages/lib/index.ts'), 'utf8')).toBe('1');
    expect(await readFile(join(folder, 'node_modules/@own/other/index.js'), 'utf8')).toBe('1');
    expect(await readFile(join(folder, 'node_modules/pnpm/index.js'), 'utf8')).toBe('1');
  });

  test('is no folder that the run writes into', async () => {
    const { folder } = await linked({ 'a.ts': '1', '.gitignore': 'docs/\ndist/\n' }, { 'docs/old.md': '1', 'dist/a.js': '1' }, { written: ['docs/migrations/a.md'] });
    expect(await readdir(folder)).toEqual(['.git', '.gitignore', 'a.ts', 'dist']);
  });

  test('is a submodule as it is checked out', async () => {
    const other = await makeProject({ 'lib.ts': '1' });
    commitAll(other);
    const { folder } = await linked({ 'a.ts': '1' }, {}, { prepare: (root) => {
      git(root, 'submodule', '--quiet', 'add', other, 'vendor/lib');
      git(root, 'commit', '-qm', 'with submodule');
    } });
    expect((await lstat(join(folder, 'vendor/lib'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'vendor/lib/lib.ts'), 'utf8')).toBe('1');
  });
});
