// Command lines that give a program its own network, processes and file system. Owns the words; runs nothing and only looks which system folders there are.
import { lstatSync, readlinkSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';

export interface NamespaceRequest {
  /** Real absolute paths that exist. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly cwd: string;
  readonly asRoot: boolean;
}

/** What a dynamically linked program and its runtime need of a system, and no more: no accounts, no settings, no homes. */
const SYSTEM_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store', '/gnu/store'];
const SYSTEM_FILES = ['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/ld-musl-x86_64.path', '/etc/ssl', '/etc/pki/tls', '/etc/localtime', '/etc/alternatives'];

/** `bwrap …`; the command that is to run follows it. */
export function bubblewrapCommand(request: NamespaceRequest): string[] {
  const { links, folders } = systemPaths();
  // As root there is no user namespace: no capability is left but the one that reads files of other owners, within what is mounted.
  const capabilities = request.asRoot ? ['--cap-drop', 'ALL', '--cap-add', 'CAP_DAC_OVERRIDE'] : ['--cap-drop', 'ALL'];
  return [
    'bwrap', '--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--die-with-parent', ...capabilities,
    ...links.flatMap(([path, target]) => ['--symlink', target, path]),
    '--proc', '/proc', '--dev', '/dev', '--dir', '/tmp',
    ...outermost([...folders, ...request.readable]).flatMap((path) => ['--ro-bind', path, path]),
    ...outermost(request.writable).flatMap((path) => ['--bind', path, path]),
    '--remount-ro', '/', '--chdir', request.cwd, '--',
  ];
}

/** `unshare … sh -c …`; the command that is to run follows it. The shell stays as the first process, so that signals mean what they mean elsewhere. */
export function unshareCommand(request: NamespaceRequest): string[] {
  const { links, folders } = systemPaths();
  const user = request.asRoot ? [] : ['--user', '--map-root-user'];
  const capabilities = ['setpriv', '--no-new-privs', '--bounding-set=-all,+dac_override', '--inh-caps=-all'];
  return [
    'unshare', ...user, '--net', '--pid', '--mount', '--ipc', '--uts', '--fork', '--kill-child', '/bin/sh', '-c', SET_UP, 'sh',
    ...links.flatMap(([path, target]) => ['ln', path, target]),
    ...outermost([...folders, ...request.readable]).flatMap((path) => ['ro', path]),
    ...outermost(request.writable).flatMap((path) => ['rw', path]),
    'cd', request.cwd, ...capabilities,
  ];
}

/**
 * Builds a root folder from the listed paths alone, read-only but for `rw`, then runs the rest of the arguments in it. It is put together
 * below /sys, where no project lies. Loopback is brought up by whichever tool there is; perl calls SIOCSIFFLAGS on `lo`.
 */
const SET_UP = `set -e
root=/sys
mount --make-rprivate /
mount -t tmpfs -o mode=755,size=16m tmpfs $root
mkdir -p $root/proc $root/dev $root/tmp
while [ "$1" = ln ]; do ln -s "$3" "$root$2"; shift 3; done
while [ "$1" = ro ]; do
  if [ -d "$2" ]; then mkdir -p "$root$2"; else mkdir -p "$root\${2%/*}"; [ -e "$root$2" ] || : > "$root$2"; fi
  mount --rbind "$2" "$root$2"; shift 2
done
while read -r _ _ _ _ point options _; do
  case $point in $root/*) [ ! -e "$point" ] || mount -o "remount,bind,ro,\${options#r?,}" "$point" ;; esac
done < /proc/self/mountinfo
for name in null zero full random urandom; do : > $root/dev/$name; mount --bind /dev/$name $root/dev/$name; done
for link in fd:fd stdin:fd/0 stdout:fd/1 stderr:fd/2; do ln -s "/proc/self/\${link#*:}" "$root/dev/\${link%%:*}"; done
while [ "$1" = rw ]; do mkdir -p "$root$2"; mount --rbind "$2" "$root$2"; shift 2; done
mount -t proc -o ro,nosuid,nodev,noexec proc $root/proc 2>/dev/null || true
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || perl -MSocket -e 'socket(S,AF_INET,SOCK_DGRAM,0);ioctl(S,0x8914,pack("a16sx22","lo",1))' 2>/dev/null || true
cd $root
pivot_root . .
umount -l .
mount -o remount,bind,ro / 2>/dev/null || true
shift; cd "$1"; shift
exec 4>&2 2>/dev/null
(exec "$@" 2>&4 4>&-)
`;

/** Links such as /bin -> usr/bin, and the folders and files that exist. */
function systemPaths(): { links: [string, string][]; folders: string[] } {
  const links: [string, string][] = [];
  const folders: string[] = [];
  for (const path of [...SYSTEM_FOLDERS, ...SYSTEM_FILES]) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (stats.isSymbolicLink() && SYSTEM_FOLDERS.includes(path)) links.push([path, readlinkSync(path)]);
    else folders.push(path);
  }
  return { links, folders };
}

/** Without the paths that lie within another one of them, sorted. */
function outermost(paths: readonly string[]): string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => other !== path && isWithin(path, other)));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith('../') && !isAbsolute(way);
}
