import { once } from 'node:events';
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { answerOrigin, refuseRequest, type Gate } from '../../server/api/gate.ts';

const APP = 'https://app.example.com';
const gateAt = (port: number, allowedOrigins?: string[]): Gate => ({ host: '127.0.0.1', port: () => port, ...(allowedOrigins ? { allowedOrigins } : {}) });

test.each<[string, { origin: string; url?: string; host?: string; allowed?: string[] }, number | null]>([
  ['an allowed application asks', { origin: APP, allowed: [APP] }, null],
  ['an allowed application asks with a query', { origin: APP, url: '/graphql?x', allowed: [APP] }, null],
  ['none is allowed unless somebody said so', { origin: APP }, 403],
  ['another application beside an allowed one is refused', { origin: 'https://evil.example', allowed: [APP] }, 403],
  ['the same name on another port is refused', { origin: `${APP}:8443`, allowed: [APP] }, 403],
  ['an allowed application gets nothing but GraphQL', { origin: APP, url: '/', allowed: [APP] }, 403],
  ['a wrong host is refused whatever the origin', { origin: APP, host: 'evil.example:4000', allowed: [APP] }, 421],
])('%s', (_, { origin, url = '/graphql', host = 'localhost:4000', allowed }, status) => {
  const refusal = refuseRequest({ method: 'POST', url, headers: { host, origin, 'sec-fetch-site': 'cross-site' } }, gateAt(4000, allowed));
  expect(refusal?.status ?? null).toBe(status);
});

test.each<[string, { host: string; localAddress?: string; allowed?: string[] }, number | null]>([
  ['the address that the connection came to', { host: '192.0.2.7:4000', localAddress: '192.0.2.7' }, null],
  ['the same as a socket for both kinds of addresses tells it', { host: '192.0.2.7:4000', localAddress: '::ffff:192.0.2.7' }, null],
  ['an address of the newer kind', { host: '[fd00::2]:4000', localAddress: 'fd00::2' }, null],
  ['that address with another port', { host: '192.0.2.7:4001', localAddress: '192.0.2.7' }, 421],
  ['another address', { host: '192.0.2.8:4000', localAddress: '192.0.2.7' }, 421],
  ['a name, wherever it leads', { host: 'evil.example:4000', localAddress: '192.0.2.7' }, 421],
  ['a name that was allowed, with its port', { host: 'build.example:8080', localAddress: '192.0.2.7', allowed: ['http://build.example:8080'] }, null],
  ['that name with another port', { host: 'build.example:8081', localAddress: '192.0.2.7', allowed: ['http://build.example:8080'] }, 421],
])('called by %s, the page and its requests get %s', (_, { host, localAddress, allowed }, status) => {
  const gate = { ...gateAt(4000, allowed), host: '0.0.0.0' };
  for (const url of ['/', '/graphql']) expect(refuseRequest({ method: 'POST', url, headers: { host, origin: `http://${host}` }, socket: { localAddress } }, gate)?.status ?? null).toBe(status);
});

test("a browser's question is answered for allowed origins alone, and what they may read says so", async () => {
  const server = createServer((request, response) => {
    if (!answerOrigin(request, response, gateAt(0, [APP]))) response.end('answered');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const send = async (method: string, origin: string) => {
    const sent = ask({ port: (server.address() as AddressInfo).port, method, path: '/graphql', agent: false, headers: { origin, 'access-control-request-private-network': 'true' } }).end();
    const [response] = (await once(sent, 'response')) as [{ statusCode: number; headers: IncomingHttpHeaders; resume: () => void }];
    response.resume();
    return { status: response.statusCode, origin: response.headers['access-control-allow-origin'], headers: response.headers['access-control-allow-headers'], cookies: response.headers['access-control-allow-credentials'] };
  };
  expect(await send('OPTIONS', APP)).toEqual({ status: 204, origin: APP, headers: 'content-type, authorization', cookies: undefined });
  expect(await send('POST', APP)).toEqual({ status: 200, origin: APP, headers: undefined, cookies: undefined });
  expect(await send('OPTIONS', 'https://evil.example')).toMatchObject({ origin: undefined, headers: undefined });
});
