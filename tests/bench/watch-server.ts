// A server of the product that watches, as a process of its own, for the figures of a watch: `tsx watch-server.ts <url> <folder>`.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createHttp } from '../../server/api/http.ts';
import { createApp } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';
import { say } from './live-process.ts';

const [url = '', root = ''] = process.argv.slice(2);
const logger = pino({ level: 'warn' }, pino.destination(2));
const app = createApp({ database: { prisma: connectPrisma(url), url }, allowedRoots: [root], logger, isServer: true });
let port = 0;
const http = createHttp({ services: app, gate: { host: '127.0.0.1', port: () => port }, pageFolder: '/nowhere', logger });
http.server.listen(0, '127.0.0.1');
await once(http.server, 'listening');
port = (http.server.address() as AddressInfo).port;
await app.start();
say({ kind: 'ready', port });
