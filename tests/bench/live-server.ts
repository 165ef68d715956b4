// A process of the product for the figures of live events: the HTTP server (role `server`), or a worker whose steps are trivial (role `worker`).
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createHttp } from '../../server/api/http.ts';
import { createApp } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';
import type { StepContext, StepOutcome } from '../../server/engine/contract.ts';
import { createEngine } from '../../server/engine/service.ts';
import { answerCosts, say } from './live-process.ts';

const [role = '', url = ''] = process.argv.slice(2);
const prisma = connectPrisma(url);
const logger = pino({ level: 'warn' }, pino.destination(2));

/** `input.events` progress events, as fast as the engine takes them. */
async function execute({ input, progress }: StepContext): Promise<StepOutcome> {
  const total = Number(input['events'] ?? 0);
  for (let done = 1; done <= total; done += 1) await progress({ path: `src/generated/module-${done}.ts`, message: 'updated the imports', done, total });
  return { kind: 'completed', result: {} };
}

const runner = { begin: async () => ({ kind: 'ready', treeHash: 'before' }) as const, finish: async () => ({ treeHash: 'after' }), execute };
const engine = createEngine({ prisma, url, logger, runner });
if (role === 'worker') {
  await engine.start();
  say({ kind: 'ready', port: 0 });
} else {
  const app = createApp({ database: { prisma, url }, allowedRoots: [], logger });
  let port = 0;
  const healing = { ...app.healing, triggerHealing: async (runId: string) => (await engine.enqueueRun(runId), prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })) };
  const http = createHttp({ services: { ...app, engine, healing }, gate: { host: '127.0.0.1', port: () => port }, pageFolder: '/nowhere', logger });
  http.server.listen(0, '127.0.0.1', 4096);
  await once(http.server, 'listening');
  port = (http.server.address() as AddressInfo).port;
  answerCosts();
  say({ kind: 'ready', port });
}
