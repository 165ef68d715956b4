// What this machine lets us wrap around a child: namespaces through bubblewrap or unshare, and resource limits. Owns finding that out by trying it once.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { bubblewrapCommand, unshareCommand } from './namespaces.ts';

/** How a sandbox is wrapped. `why` tells for each thing that is missing why it is. */
export interface Isolation {
  readonly namespaces: 'bubblewrap' | 'unshare' | null;
  readonly asRoot: boolean;
  /** Whether 127.0.0.1 answers inside a network of its own. */
  readonly hasLoopback: boolean;
  /** `shell`: through ulimit. */
  readonly limits: 'prlimit' | 'shell' | null;
  /** Whether a process can be told to die with the one that started it. */
  readonly diesWithParent: boolean;
  readonly why: { readonly bubblewrap: string | null; readonly namespaces: string | null; readonly limits: string | null };
}

/** Nothing but what every system has. */
export const NO_ISOLATION: Isolation = {
  namespaces: null,
  asRoot: false,
  hasLoopback: true,
  limits: null,
  diesWithParent: false,
  why: { bubblewrap: 'It was not asked for.', namespaces: 'They were not asked for.', limits: 'They were not asked for.' },
};

let found: Promise<Isolation> | null = null;

/** The strongest wrapping that works here. It is tried once, within seconds, and remembered. */
export function findIsolation(): Promise<Isolation> {
  found ??= probe({ bubblewrap: true, unshare: true });
  return found;
}

/** Tries afresh what works, of the kinds that are asked for. */
export async function probe(kinds: { readonly bubblewrap: boolean; readonly unshare: boolean }): Promise<Isolation> {
  const asRoot = process.getuid?.() === 0;
  const [prlimit, shell, setpriv] = await Promise.all([succeeds('prlimit', ['--cpu=100:101', 'true']), succeeds('/bin/sh', ['-c', 'ulimit -t 100']), succeeds('setpriv', ['--pdeathsig', 'KILL', 'true'])]);
  const limits = prlimit === null ? 'prlimit' : shell === null ? 'shell' : null;
  const base = { asRoot, limits, diesWithParent: setpriv === null } as const;
  const whyLimits = limits === null ? `Neither prlimit nor ulimit works: ${prlimit ?? ''}` : null;
  const bubblewrap = kinds.bubblewrap ? await tryNamespaces('bubblewrap', asRoot) : { hasLoopback: false, why: 'It was not asked for.' };
  if (bubblewrap.why === null) return { ...base, namespaces: 'bubblewrap', hasLoopback: bubblewrap.hasLoopback, why: { bubblewrap: null, namespaces: null, limits: whyLimits } };
  const unshare = kinds.unshare ? await tryNamespaces('unshare', asRoot) : { hasLoopback: false, why: 'They were not asked for.' };
  const why = { bubblewrap: bubblewrap.why, namespaces: unshare.why, limits: whyLimits };
  return { ...base, namespaces: unshare.why === null ? 'unshare' : null, hasLoopback: unshare.why === null ? unshare.hasLoopback : true, why };
}

const LOOPBACK_PROBE = "require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log('loopback'); this.close(); }).on('error', () => {})";

async function tryNamespaces(kind: 'bubblewrap' | 'unshare', asRoot: boolean): Promise<{ hasLoopback: boolean; why: string | null }> {
  if (process.platform !== 'linux') return { hasLoopback: false, why: 'Namespaces are a thing of Linux.' };
  const wrap = kind === 'bubblewrap' ? bubblewrapCommand : unshareCommand;
  const [command = '', ...args] = wrap({ readable: [process.execPath], writable: [], cwd: '/', asRoot });
  const output = await run(command, [...args, process.execPath, '-e', LOOPBACK_PROBE]);
  return output.failure === null ? { hasLoopback: output.stdout.includes('loopback'), why: null } : { hasLoopback: false, why: output.failure };
}

/** Null, or why not. */
async function succeeds(command: string, args: readonly string[]): Promise<string | null> {
  return (await run(command, args)).failure;
}

const PROBE_LIMIT_MS = 10_000;

function run(command: string, args: readonly string[]): Promise<{ stdout: string; failure: string | null }> {
  const cwd = existsSync('/') ? '/' : homedir();
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd, timeout: PROBE_LIMIT_MS, killSignal: 'SIGKILL', env: { PATH: SYSTEM_PATH } }, (error, stdout, stderr) => {
      const missing = error !== null && 'code' in error && error.code === 'ENOENT';
      resolve({ stdout, failure: error === null ? null : missing ? `${command} is not installed.` : `${command} failed: ${(stderr || error.message).trim().slice(0, 300)}` });
    });
  });
}

/** Where the wrapping programs are looked for, whatever the server's own PATH is. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
