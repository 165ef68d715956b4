// Real git repositories of a test: nobody's settings but those it makes.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

const PERSON = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgSign=false', '-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always'];

/** Runs git as a person would, in a folder that no repository above it reaches; what it prints, without the last line break. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', [...PERSON, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], HOME: dirname(folder), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' } }).replace(/\n$/, '');
}

/** Makes a folder a repository with one commit of everything in it. */
export function commitAll(folder: string, message = 'begin'): void {
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message);
}

/** What a person sees of a repository: where HEAD is, what differs, which branches and work trees there are. */
export function viewOf(folder: string): { head: string; status: string; branches: string[]; worktrees: number } {
  return {
    head: git(folder, 'rev-parse', '--symbolic-full-name', 'HEAD'),
    status: git(folder, 'status', '--porcelain'),
    branches: git(folder, 'for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'),
    worktrees: git(folder, 'worktree', 'list').split('\n').length,
  };
}
