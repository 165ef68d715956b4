// Puts together what is started for a sandbox: wrapping, limits, Node's flags, environment; and says which layers that makes. Starts nothing.
import { lstat, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SandboxLayer } from '../scenario.ts';
import { compileChildFile } from './child-sources.ts';
import { SYSTEM_PATH, type Isolation } from './isolation.ts';
import { bubblewrapCommand, unshareCommand } from './namespaces.ts';
import type { SandboxRequest } from './sandbox.ts';
import { MARKER_VARIABLE } from './stray-processes.ts';

export interface SandboxCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly layers: readonly SandboxLayer[];
}

/** The command line for a request under the isolation that there is. */
export async function sandboxCommand(request: SandboxRequest, isolation: Isolation, marker: string): Promise<SandboxCommand> {
  const [readable, writable, entryFolder] = await Promise.all([existing(request.readable), existing(request.writable), existing([dirname(request.entry)])]);
  const reads = [...entryFolder, ...readable];
  const needsHostNetwork = request.needsLoopback === true && !isolation.hasLoopback;
  const namespaces = needsHostNetwork ? null : isolation.namespaces;
  const flags = permissionFlags();
  const node = [process.execPath, ...nodeFlags(request, flags, { readable: reads, writable, hasMounts: namespaces !== null }), request.entry, ...request.args];
  const limited = [...limitCommand(request, isolation.limits), ...node];
  const wrapped = [...wrapCommand(namespaces, { readable: [process.execPath, ...reads], writable, cwd: request.cwd, asRoot: isolation.asRoot }), ...limited];
  const [command = process.execPath, ...args] = isolation.diesWithParent && namespaces !== 'bubblewrap' ? ['setpriv', '--pdeathsig', 'KILL', ...wrapped] : wrapped;
  return {
    command,
    args,
    env: environment(request, { marker, hasOwnNetwork: namespaces !== null }),
    layers: describeLayers({ isolation, namespaces, flags, needsHostNetwork, allowsProcesses: request.allow.childProcesses }),
  };
}

function wrapCommand(namespaces: Isolation['namespaces'], request: Parameters<typeof unshareCommand>[0]): string[] {
  if (namespaces === 'bubblewrap') return bubblewrapCommand(request);
  return namespaces === 'unshare' ? unshareCommand(request) : [];
}

/**
 * What V8 needs besides the heap before it runs: stacks of its threads, code, young generation; and what buffers may take. Found by trying:
 * Node starts with 64 MB, and a heap of 512 MB reaches its own limit first from 600 MB on.
 */
const DATA_BESIDE_HEAP_MB = 512;
/** Between the signal that ends a process in an orderly way and the one that cannot be caught. */
const CPU_GRACE_SECONDS = 2;

function limitCommand({ limits, allow }: SandboxRequest, kind: Isolation['limits']): string[] {
  const heaps = allow.workers ? 2 : 1;
  const dataMb = limits.heapMb * heaps + DATA_BESIDE_HEAP_MB;
  const cpu = Math.max(1, Math.ceil(limits.cpuSeconds));
  if (kind === 'prlimit') return ['prlimit', `--cpu=${cpu}:${cpu + CPU_GRACE_SECONDS}`, `--data=${dataMb * 1024 * 1024}`, `--fsize=${limits.fileBytes}`, '--core=0:0', '--'];
  // ulimit counts files in blocks of 512 bytes and data in kilobytes; not every system knows the second.
  const script = `ulimit -c 0; ulimit -d ${dataMb * 1024} 2>/dev/null; ulimit -f ${Math.ceil(limits.fileBytes / 512)}; ulimit -t ${cpu + CPU_GRACE_SECONDS}; exec "$@"`;
  return kind === 'shell' ? ['/bin/sh', '-c', script, 'sh'] : [];
}

interface PermissionFlags {
  readonly permission: string | null;
  /** Whether threads need a flag of their own. */
  readonly knows: (flag: string) => boolean;
}

/** Node 20 calls it experimental; from 22.13 and 23.5 on it is plain. Asked of the Node that runs the sandbox, which is this one. */
function permissionFlags(): PermissionFlags {
  const knows = (flag: string): boolean => process.allowedNodeEnvironmentFlags.has(flag);
  return { permission: ['--permission', '--experimental-permission'].find(knows) ?? null, knows };
}

/** The flags reach neither native code nor other processes, and stop what needs both; a file system of their own holds all of them. */
function isTestRunner({ allow }: SandboxRequest, hasMounts: boolean): boolean {
  return allow.childProcesses && hasMounts;
}

function nodeFlags(request: SandboxRequest, { permission, knows }: PermissionFlags, paths: { readable: readonly string[]; writable: readonly string[]; hasMounts: boolean }): string[] {
  const { allow, limits } = request;
  const permissions =
    permission === null || isTestRunner(request, paths.hasMounts)
      ? []
      : [
          permission,
          ...[...new Set([...paths.readable, ...paths.writable])].map((path) => `--allow-fs-read=${path}`),
          ...paths.writable.map((path) => `--allow-fs-write=${path}`),
          ...(allow.childProcesses ? ['--allow-child-process'] : []),
          ...(allow.workers ? ['--allow-worker'] : []),
          // Native code goes past these flags, so it needs a file system that keeps it in.
          ...((paths.hasMounts || allow.childProcesses) && knows('--allow-addons') ? ['--allow-addons'] : []),
          // The network is closed by its namespace; where this Node can close it too, the sandbox must still serve on loopback.
          ...(knows('--allow-net') ? ['--allow-net'] : []),
        ];
  const quiet = knows('--disable-warning') ? ['--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning'] : [];
  const guard = `data:text/javascript;base64,${Buffer.from(compileChildFile('guard.ts')).toString('base64')}`;
  return [...permissions, ...quiet, `--max-old-space-size=${limits.heapMb}`, '--import', guard, ...(request.nodeOptions ?? [])];
}

function environment(request: SandboxRequest, { marker, hasOwnNetwork }: { marker: string; hasOwnNetwork: boolean }): Record<string, string> {
  const home = request.writable[0] ?? request.cwd;
  // What the guard may leave alone.
  const guard = ['guard', ...(request.allow.childProcesses ? ['processes'] : []), ...(hasOwnNetwork ? ['network'] : [])].join(' ');
  return { HOME: home, TMPDIR: home, ...request.env, PATH: `${dirname(process.execPath)}:${SYSTEM_PATH}`, SUPERNOVA_GUARD: guard, [MARKER_VARIABLE]: marker };
}

/** The real paths of those that exist, and the paths as given where a link is on their way: Node checks both. */
async function existing(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [...new Set(paths)].map(async (path) => {
      const real = await realpath(path).catch(() => null);
      return real === null || (await lstat(path).catch(() => null)) === null ? [] : [real];
    }),
  );
  return [...new Set(found.flat())];
}

/** A test runner starts processes, which have no flags. */
function permissionsOfRunner(hasMounts: boolean): SandboxLayer {
  const why = hasMounts ? 'A test runner starts processes and loads native code, which the flags do not reach; its own file system holds them.' : 'Only for the first process, not for those that the tests start.';
  return { name: 'node-permissions', active: !hasMounts, why };
}

interface LayerFacts {
  readonly isolation: Isolation;
  readonly namespaces: Isolation['namespaces'];
  readonly flags: PermissionFlags;
  readonly needsHostNetwork: boolean;
  readonly allowsProcesses: boolean;
}

function describeLayers({ isolation, namespaces, flags, needsHostNetwork, allowsProcesses }: LayerFacts): SandboxLayer[] {
  const whyNone = needsHostNetwork ? 'The app needs loopback, which nothing here can bring up in a network of its own.' : isolation.why.namespaces;
  const layer = (name: SandboxLayer['name'], why: string | null): SandboxLayer => ({ name, active: why === null, why });
  const namespace = (name: SandboxLayer['name']): SandboxLayer => layer(name, namespaces === null ? (whyNone ?? 'It does not work here.') : null);
  const whyNoPermissions = `Node ${process.versions.node} has no permission flags.`;
  const permissions = layer('node-permissions', flags.permission === null ? whyNoPermissions : null);
  return [
    layer('process-group', null),
    layer('wall-clock', null),
    layer('clear-environment', null),
    layer('output-cap', null),
    layer('heap-cap', null),
    allowsProcesses && permissions.active ? permissionsOfRunner(namespaces !== null) : permissions,
    layer('resource-limits', isolation.limits === null ? (isolation.why.limits ?? 'They do not work here.') : null),
    namespace('network-namespace'),
    namespace('pid-namespace'),
    namespace('mount-namespace'),
    layer('bubblewrap', namespaces === 'bubblewrap' ? null : (isolation.why.bubblewrap ?? whyNone ?? 'It was not used.')),
  ];
}
