// A proxy between a client and a server that does to connections what networks do.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TcpProxy {
  readonly port: number;
  /** Connections that were cut because nothing was sent for too long. */
  readonly idleCuts: number;
  /** Ends every connection without a word; how many there were. */
  cut(): number;
  /** From now on nothing passes on the connections that are open, and nobody is told: both ends are half open. */
  freeze(): void;
}

interface ProxyOptions {
  /** Connections on which nothing is sent for so long are cut. */
  readonly idleLimitMs?: number;
  /** How long everything is held on its way. */
  readonly delayMs?: number;
}

/** Closed, with all its connections, when the test ends. */
export async function startTcpProxy(target: number, { idleLimitMs, delayMs }: ProxyOptions = {}): Promise<TcpProxy> {
  const pairs = new Set<{ readonly ends: readonly Socket[]; frozen: boolean }>();
  let idleCuts = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const pair = { ends: [client, upstream], frozen: false };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair.ends) socket.destroy();
    };
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      from.setNoDelay(true);
      from.on('data', (data) => {
        const pass = () => void (!pair.frozen && !to.destroyed && to.write(data));
        if (delayMs === undefined) pass();
        else setTimeout(pass, delayMs);
      });
      from.on('error', end);
      from.on('close', end);
      if (idleLimitMs === undefined) continue;
      from.setTimeout(idleLimitMs, () => {
        if (pairs.has(pair)) idleCuts += 1;
        end();
      });
    }
  });
  const cut = () => {
    const count = pairs.size;
    for (const { ends } of pairs) for (const socket of ends) socket.destroy();
    return count;
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    cut();
    server.close();
    await once(server, 'close');
  });
  return {
    port: (server.address() as AddressInfo).port,
    get idleCuts() {
      return idleCuts;
    },
    cut,
    freeze: () => pairs.forEach((pair) => (pair.frozen = true)),
  };
}
