// A server that executes nothing and dies at a point of its work for the database: `kill-server <url> <folder> <number of the point>`. Says its port.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createHttp } from '../../server/api/http.ts';
import { pino } from 'pino';
import { CallPoints } from '../support/call-points.ts';
import { openWorker } from './kill-runs.ts';

const [url = '', root = '', at = ''] = process.argv.slice(2);
const points = new CallPoints(({ number }) => {
  if (number === Number(at)) process.kill(process.pid, 'SIGKILL');
});
const { app } = openWorker(url, root);
let port = 0;
const http = createHttp({ services: app, gate: { host: '127.0.0.1', port: () => port }, pageFolder: root, logger: pino({ level: 'silent' }) });
http.server.listen(0, '127.0.0.1');
await once(http.server, 'listening');
port = (http.server.address() as AddressInfo).port;
points.watchDatabase();
writeSync(1, `${port}\n`);
