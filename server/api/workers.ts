// Worker: type and the list of those that live.
import type { Worker } from '../generated/prisma/client.ts';
import { builder } from './builder.ts';

const WorkerType = builder.objectRef<Worker>('Worker').implement({
  description: 'A worker that executes runs, in whatever process of whatever machine.',
  fields: (t) => ({
    id: t.exposeID('id'),
    hostname: t.exposeString('hostname'),
    pid: t.exposeInt('pid'),
    concurrency: t.exposeInt('concurrency', { description: 'Rooms that it heals at the same time.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    seenAt: t.expose('seenAt', { type: 'DateTime', description: 'Its newest sign of life.' }),
  }),
});

builder.queryFields((t) => ({
  workers: t.field({ type: [WorkerType], description: 'The workers that live, the oldest first. Without any, runs wait.', resolve: (_root, _args, { engine }) => engine.workers() }),
}));
