// The product's worker as a process of its own, with limits of the test: `worker-process <url> <limits as JSON>`. Says what it logs.
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';
import type { EngineLimits } from '../../server/engine/options.ts';

const [url = '', limits = '{}'] = process.argv.slice(2);
const prisma = connectPrisma(url);
const app = createApp({ database: { prisma, url }, allowedRoots: 'OPEN_ROOMS', logger: pino({ level: 'warn' }, pino.destination({ dest: 1, sync: true })), limits: JSON.parse(limits) as Partial<EngineLimits> });

process.once('SIGTERM', () => {
  void app.close().then(async () => {
    await prisma.$disconnect();
    process.exit(0);
  });
});
await app.start();
process.stdout.write('ready\n');
