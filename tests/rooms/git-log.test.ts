import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readGitLog } from '../../server/rooms/git-log.ts';
import { makeProject, writeAll, type Files } from './temp-project.ts';

const git = (cwd: string, ...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgSign=false', ...args], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: join(cwd, '..') } });

async function commit(root: string, files: Files): Promise<void> {
  await writeAll(root, files);
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x', '--allow-empty');
}

async function repository(): Promise<string> {
  const root = await makeProject();
  git(root, 'init', '-q');
  return root;
}

describe('the log of a room', () => {
  test('names the files of each commit, the newest first, whatever they are called', async () => {
    const root = await repository();
    await commit(root, { 'a.ts': '1', 'b c.ts': '1' });
    await commit(root, { 'a.ts': '2', 'ü "q".ts': '1', 'new\nline.ts': '1' });
    await rm(join(root, 'b c.ts'));
    await commit(root, {});
    const log = await readGitLog(root);
    expect(log).toEqual({ kind: 'read', commits: [{ files: ['b c.ts'] }, { files: expect.arrayContaining(['a.ts', 'new\nline.ts', 'ü "q".ts']) }, { files: ['a.ts', 'b c.ts'] }] });
  });

  test('is that of its folder, in paths from there', async () => {
    const root = await repository();
    await commit(root, { 'app/a.ts': '1', 'other/b.ts': '1' });
    await commit(root, { 'other/b.ts': '2' });
    expect(await readGitLog(join(root, 'app'))).toEqual({ kind: 'read', commits: [{ files: ['a.ts'] }] });
  });

  test('has at most as many commits and bytes as it may', async () => {
    const root = await repository();
    for (const text of ['1', '2', '3']) await commit(root, { 'a.ts': text });
    expect(await readGitLog(root, { maxCommits: 2 })).toMatchObject({ commits: [{}, {}] });
    expect(await readGitLog(root, { maxBytes: 3 })).toEqual({ kind: 'absent', reason: 'git printed more than 3 bytes' });
  });

  test('is absent without a repository, and without a commit', async () => {
    // The temp folder of the machine is in no repository.
    expect(await readGitLog(await makeProject({ 'a.ts': '' }))).toEqual({ kind: 'absent', reason: 'the folder is in no git repository' });
    expect(await readGitLog(await repository())).toEqual({ kind: 'absent', reason: 'there is no commit yet' });
    const root = await repository();
    await commit(root, { 'a.ts': '1' });
    await mkdir(join(root, 'empty'));
    expect(await readGitLog(join(root, 'empty'))).toEqual({ kind: 'absent', reason: 'no commit changes a file of the folder' });
  });

  test('is absent where git does not end in time, and where there is no git', async () => {
    const folder = await makeProject({ git: '#!/bin/sh\nexec sleep 60\n' });
    await chmod(join(folder, 'git'), 0o755);
    const path = process.env['PATH'];
    onTestFinished(() => void (process.env['PATH'] = path));
    process.env['PATH'] = `${folder}:${path}`;
    expect(await readGitLog(folder, { timeoutMs: 50 })).toEqual({ kind: 'absent', reason: 'git took longer than 50 ms' });
    process.env['PATH'] = join(folder, 'empty');
    expect(await readGitLog(folder)).toEqual({ kind: 'absent', reason: 'git is not installed' });
  });

  test('ends with its signal', async () => {
    const root = await repository();
    await commit(root, { 'a.ts': '1' });
    await expect(readGitLog(root, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    const later = new AbortController();
    const reading = readGitLog(root, { signal: later.signal });
    later.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  test('starts no program that the repository names', async () => {
    const root = await repository();
    await commit(root, { 'a.ts': '1', '.gitattributes': '*.ts diff=evil\n' });
    const program = join(root, 'evil.sh');
    await writeFile(program, `#!/bin/sh\ntouch ${join(root, 'ran')}\n`);
    await chmod(program, 0o755);
    for (const key of ['core.fsmonitor', 'core.pager', 'pager.log', 'diff.external', 'diff.evil.textconv', 'diff.evil.command', 'gpg.program', 'core.sshCommand', 'core.editor']) git(root, 'config', key, program);
    git(root, 'config', 'log.showSignature', 'true');
    expect(await readGitLog(root)).toMatchObject({ kind: 'read' });
    await expect(rm(join(root, 'ran'))).rejects.toThrow('ENOENT');
  });
});
