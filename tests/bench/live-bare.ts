// A bare graphql-ws server beside the product: the same schema and payloads, made in memory and sent to every subscriber as fast as it takes them.
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer as serve } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { answerCosts, say } from './live-process.ts';

const schema = buildSchema(readFileSync(new URL('../../web/schema.graphql', import.meta.url), 'utf8'));
const payloads = (total: number) => Array.from({ length: total }, (_, index) => ({
  runEvents: { number: index + 1, type: 'STEP_PROGRESS', status: 'RUNNING', executionId: 'SGVhbGluZ0V4ZWN1dGlvbjowMTlhYzJiMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA=', message: 'updated the imports', path: `src/generated/module-${index + 1}.ts`, done: index + 1, total },
}));
let begin = (_payloads: ReturnType<typeof payloads>) => {};
/** What is to be sent next, to all who are there by then. */
const untilBegun = () => new Promise<ReturnType<typeof payloads>>((resolve) => void (begin = resolve));
let begun = untilBegun();
const field = schema.getSubscriptionType()?.getFields()['runEvents'];
if (!field) throw new Error('the schema has no runEvents');
field.subscribe = async function* () {
  yield* await begun;
  await new Promise(() => {});
};
const http = createServer();
serve({ schema }, new WebSocketServer({ server: http, path: '/graphql' }));
http.listen(0, '127.0.0.1', 4096);
await once(http, 'listening');
answerCosts();
process.on('message', (asked) => {
  if (typeof asked !== 'object' || asked === null || !('events' in asked)) return;
  begin(payloads(Number(asked.events)));
  begun = untilBegun();
});
say({ kind: 'ready', port: (http.address() as AddressInfo).port });
