// A server that watches, as a process of its own: `tsx watch-process.ts <url> <folder>`. Ends when it is killed.
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';

const [url = '', root = ''] = process.argv.slice(2);
const prisma = connectPrisma(url);
await createApp({ database: { prisma, url }, allowedRoots: [root], logger: pino({ level: 'warn' }, pino.destination(2)), isServer: true }).start({ executesRuns: false });
