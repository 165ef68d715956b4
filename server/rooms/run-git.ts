// Starts git, within limits and with nothing that its settings could start. The only place where git is started.

import { spawn } from 'node:child_process';

export interface GitCommand {
  readonly args: readonly string[];
  readonly input?: string;
  /** More variables, such as the name of an author. */
  readonly env?: Readonly<Record<string, string>>;
  /** Reads what the person has set for all repositories too. For commands that only read settings. */
  readonly isPersonal?: boolean;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

export type GitAnswer =
  | { readonly kind: 'ran'; readonly status: number | null; readonly output: string; readonly complaint: string }
  /** No git, or more than the limits allow; `reason` is the end of a sentence. */
  | { readonly kind: 'stopped'; readonly reason: string };

/** A repository can name programs in its settings; those that a command would start are switched off. Filters have names of their own: see `git-repository.ts`. */
const SAFE = [
  ...['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false', '-c', 'submodule.recurse=false'],
  ...['--no-pager', '--no-replace-objects', '--literal-pathspecs'],
];

function environment(isPersonal: boolean): NodeJS.ProcessEnv {
  const person = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '' };
  return isPersonal ? { ...person, XDG_CONFIG_HOME: process.env['XDG_CONFIG_HOME'] } : { ...person, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}

/** Runs one command in `folder`, an absolute real path. Rejects only when the signal is aborted. */
export async function runGit(folder: string, { args, input, env = {}, isPersonal = false, timeoutMs = 10_000, maxBytes = 32 * 1024 * 1024, signal }: GitCommand): Promise<GitAnswer> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...SAFE, '-C', folder, ...args], { cwd: folder, env: { ...environment(isPersonal), ...env }, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    let stopped: string | null = null;
    const stop = (reason: string) => {
      stopped ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`git took longer than ${timeoutMs} ms`), timeoutMs);
    const abort = () => stop('aborted');
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) stop(`git printed more than ${maxBytes} bytes`);
      else chunks.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, 2_000)));
    // It may end without having read what it was given; its status says so.
    child.stdin?.on('error', () => undefined).end(input);
    const end = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    child.once('error', () => end(() => resolve({ kind: 'stopped', reason: 'git is not installed' })));
    child.once('close', (status) => end(() => {
      if (signal?.aborted) return reject(signal.reason as Error);
      if (stopped !== null) return resolve({ kind: 'stopped', reason: stopped });
      resolve({ kind: 'ran', status, output: Buffer.concat(chunks).toString('utf8'), complaint });
    }));
  });
}

/** What git said against it, as the end of a sentence. */
export function complaintOf(answer: GitAnswer): string {
  if (answer.kind === 'stopped') return answer.reason;
  const line = answer.complaint.trim().split('\n').find((text) => /^(fatal|error):/.test(text)) ?? answer.complaint.trim().split('\n')[0] ?? '';
  return line.replace(/^(fatal|error): /, '') || `git ended with status ${answer.status}`;
}
