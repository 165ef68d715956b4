// Which files each commit of a room's history changed, as git tells. The only place where git is started: read only, without the settings of anybody.

import { spawn } from 'node:child_process';

export interface CommitFiles {
  /** Paths from the root of the room, of files that the commit added, changed or deleted below it. */
  readonly files: readonly string[];
}

export type GitLog =
  | { readonly kind: 'read'; readonly commits: readonly CommitFiles[] }
  /** No repository, no git, no commit, or more than the limits allow. */
  | { readonly kind: 'absent'; readonly reason: string };

export interface GitLogLimits {
  readonly maxCommits?: number;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** Begins a commit in what git prints; no path holds it. */
const MARK = '\u0001';

/** A repository can name programs in its settings; those that a log would start are switched off. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false', '--no-pager', '--no-replace-objects', '--literal-pathspecs'];
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LC_ALL: 'C', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '' });

const absent = (reason: string): GitLog => ({ kind: 'absent', reason });

function commitsIn(output: string): CommitFiles[] {
  return output.split(MARK).slice(1).map((part) => ({ files: part.split('\0').map((path) => path.replace(/^\n/, '')).filter((path) => path !== '') }));
}

/** The newest commits below `root`, an absolute real path; merges and what only renames say are left out. Rejects only when the signal is aborted. */
export async function readGitLog(root: string, { maxCommits = 1000, timeoutMs = 10_000, maxBytes = 32 * 1024 * 1024, signal }: GitLogLimits = {}): Promise<GitLog> {
  signal?.throwIfAborted();
  const args = [...SAFE, '-C', root, 'log', `--max-count=${maxCommits}`, '--no-merges', '--relative', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '-z', '--format=%x01', '--', '.'];
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    let refused: string | null = null;
    const stop = (reason: string) => {
      refused ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`git took longer than ${timeoutMs} ms`), timeoutMs);
    const abort = () => stop('aborted');
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) stop(`the log has more than ${maxBytes} bytes`);
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, 500)));
    const end = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    child.once('error', () => end(() => resolve(absent('git is not installed'))));
    child.once('close', (status) => end(() => {
      if (signal?.aborted) return reject(signal.reason as Error);
      if (refused !== null) return resolve(absent(refused));
      if (status !== 0) return resolve(absent(/not a git repository/.test(complaint) ? 'the folder is in no git repository' : /does not have any commits/.test(complaint) ? 'there is no commit yet' : `git refused: ${complaint.trim().split('\n')[0] ?? ''}`));
      const commits = commitsIn(Buffer.concat(chunks).toString('utf8')).filter(({ files }) => files.length > 0);
      resolve(commits.length === 0 ? absent('no commit changes a file of the folder') : { kind: 'read', commits });
    }));
  });
}
