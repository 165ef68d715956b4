// Subscribers of the figures of live events, each on a socket of its own: they count what comes and check that it is in order.
import { WebSocket } from 'ws';
import { say } from './live-process.ts';

const [kind = '', ports = '', count = '', runId = '', last = ''] = process.argv.slice(2);
const QUERY = 'subscription RunEvents($runId: ID!, $after: Int) { runEvents(runId: $runId, after: $after) { number type status message path done total executionId } }';
const AT_ONCE = 50;

interface Subscription {
  readonly port: number;
  readonly runId: string;
  readonly onEvent: (text: string) => void;
}

/** Resolves when the server has acknowledged the socket and was asked. */
function subscribe({ port, runId: run, onEvent }: Subscription): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      if (text.includes('"type":"next"')) return onEvent(text);
      if (!text.includes('connection_ack')) throw new Error(`the server says ${text}`);
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { runId: run, after: 0 } } }), () => resolve(socket));
    });
  });
}

const numberOf = (text: string): number => Number(/"number":(\d+)/.exec(text)?.[1]);

/** All subscribers of one run; says when each has had the numbers 1 to `last` in order. */
async function follow(): Promise<void> {
  const all = Number(count);
  const lastNumber = Number(last);
  let done = 0;
  const servers = ports.split(',').map(Number);
  const open = (index: number) => {
    let seen = 0;
    return subscribe({
      port: servers[index % servers.length] ?? 0,
      runId,
      onEvent(text) {
        if (numberOf(text) !== ++seen) throw new Error(`number ${numberOf(text)} came where ${seen} was due`);
        if (seen === lastNumber && ++done === all) say({ kind: 'received', at: Date.now(), messages: all * lastNumber });
      },
    });
  };
  for (let from = 0; from < all; from += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, all - from) }, (_, index) => open(from + index)));
  say({ kind: 'subscribed' });
}

/** Triggers runs one after the other; from the request to the first step event. */
async function trigger(): Promise<void> {
  const port = Number(ports);
  const ms: number[] = [];
  for (const run of runId.split(',')) {
    let began = 0;
    const done = new Promise<void>((resolve, reject) => {
      let isStepSeen = false;
      subscribe({
        port,
        runId: run,
        onEvent(text) {
          if (!isStepSeen && text.includes('STEP_STARTED')) {
            isStepSeen = true;
            ms.push(performance.now() - began);
          }
          if (text.includes('RUN_COMPLETED')) resolve();
        },
      }).then(async (socket) => {
        void done.finally(() => socket.terminate());
        began = performance.now();
        await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'mutation ($runId: ID!) { triggerHealing(runId: $runId) { __typename } }', variables: { runId: run } }) });
      }, reject);
    });
    await done;
  }
  say({ kind: 'latencies', ms });
}

await (kind === 'trigger' ? trigger() : follow());
setInterval(() => {}, 60_000);
