// Runs first in every sandboxed process: tells that the start worked, dies with its parent, keeps `process.kill` to its own and, where there is
// no network of its own, sockets to loopback. Knows nothing of what runs after it.
import { createRequire } from 'node:module';

type Loose = Record<string, unknown>;
type Callable = (this: unknown, ...args: unknown[]) => unknown;

const own = process as unknown as Loose;
const killSelf = process.kill.bind(process);
const emit = process.emit.bind(process) as (...args: unknown[]) => boolean;
const refuse = (message: string): Error => Object.assign(new Error(message), { code: 'ERR_ACCESS_DENIED' });

function dieWithParent(): void {
  // A listener for `disconnect` would keep the process alive, so the event itself is watched. Whoever closed the channel is gone.
  own['emit'] = (...args: unknown[]): boolean => {
    if (args[0] === 'disconnect') killSelf(process.pid, 'SIGKILL');
    return emit(...args);
  };
}

function keepKillToSelf(): void {
  own['kill'] = (pid: number, signal?: string | number): true => {
    if (pid !== process.pid) throw refuse(`kill ${pid}: only the process itself may be ended inside the sandbox`);
    return killSelf(pid, signal);
  };
}

/** Output is written when it is printed: nothing is lost by an early end, and nothing piles up where the program never waits. */
function printAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) (stream as unknown as { _handle?: { setBlocking?: (isOn: boolean) => void } })._handle?.setBlocking?.(true);
}

/** Sockets to other hosts fail as they would without a network. This stops accidents, not intent: native code and processes go past it. */
function keepSocketsLocal(): void {
  const require = createRequire('file:///');
  const net = require('node:net') as { Socket: { prototype: { connect: Callable; destroy: (error: Error) => void } } };
  const dgram = require('node:dgram') as { Socket: { prototype: { send: Callable } } };
  const { connect, destroy } = net.Socket.prototype;
  net.Socket.prototype.connect = function (this: unknown, ...args) {
    const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as [unknown, unknown];
    const options = (typeof first === 'object' && first !== null ? first : { port: first, host: second }) as { host?: unknown; path?: unknown };
    if (options.path === undefined && !isLocal(options.host)) {
      process.nextTick(() => destroy.call(this as never, refuse(`connect ${String(options.host)}: the sandbox has no network`)));
      return this;
    }
    return connect.apply(this, args);
  };
  dgram.Socket.prototype.send = () => {
    throw refuse('send: the sandbox has no network');
  };
}

function isLocal(host: unknown): boolean {
  return typeof host !== 'string' || host === 'localhost' || host === '::1' || host.startsWith('127.');
}

// Processes and threads that the code itself starts are none of ours, and their channel is theirs.
if (process.env['SUPERNOVA_GUARD'] !== undefined) {
  const guard = process.env['SUPERNOVA_GUARD'];
  delete process.env['SUPERNOVA_GUARD'];
  dieWithParent();
  printAtOnce();
  // Test runners end their own workers.
  if (!guard.includes('processes')) keepKillToSelf();
  if (!guard.includes('network')) keepSocketsLocal();
  process.send?.({ supernova: 'started' });
}
