import { request, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { buildProduct } from '../support/program.ts';
import { countRows } from '../support/row-counts.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { openTestApp, startTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sends no content-length. */
  readonly isChunked?: boolean;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const undo: Undo[] = [];
let api: TestApp;
let port: number;

beforeAll(async () => {
  buildProduct();
  api = await openTestApp({ project: (folder) => writeFiles(folder, smallProject), isEngineStarted: false }, undo);
  port = Number(new URL(api.url).port);
}, 120_000);
afterAll(() => undoAll(undo));

/** A request byte by byte as it was asked for: fetch would correct paths and forbid headers. */
async function ask({ method = 'GET', path = '/graphql', headers = {}, body = '', isChunked = false }: Ask): Promise<Answer> {
  const length = body === '' ? {} : isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(Buffer.byteLength(body)) };
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { 'content-type': 'application/json', ...length, ...headers } });
  // The server may answer and close before it read all of a body that is too large.
  sent.on('error', () => undefined);
  const answered = new Promise<Answer>((resolve, reject) => {
    let hasAnswer = false;
    sent.on('response', (response) => {
      hasAnswer = true;
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('close', () => {
      if (!hasAnswer) reject(new Error('closed without an answer'));
    });
  });
  sent.end(body);
  return answered;
}

const query = JSON.stringify({ query: '{ rooms { totalCount } }' });

describe('who is let in', () => {
  test.each([
    { what: 'the own address', headers: {}, status: 200 },
    { what: 'localhost', headers: { host: 'localhost' }, status: 200 },
    { what: 'a name that was rebound to this machine', headers: { host: 'evil.example' }, status: 421 },
    { what: 'the right name with another port', headers: { host: 'localhost:1' }, status: 421 },
    { what: 'the page of the server', headers: { origin: 'own' }, status: 200 },
    { what: 'a page of another site', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'a page on another port of this machine', headers: { origin: 'http://127.0.0.1:1' }, status: 403 },
    { what: 'a page without an origin', headers: { origin: 'null' }, status: 403 },
    { what: 'a form of another site', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
  ])('$what gets $status', async ({ headers, status }) => {
    const named: Record<string, string> = { ...headers };
    if (named['host'] === 'localhost') named['host'] = `localhost:${port}`;
    if (named['origin'] === 'own') named['origin'] = `http://127.0.0.1:${port}`;
    expect((await ask({ method: 'POST', headers: named, body: query })).status).toBe(status);
  });

  test.each([
    { what: 'a page of another site', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'a rebound name', headers: { host: 'evil.example' }, status: 421 },
  ])('a websocket handshake of $what is refused with $status', async ({ headers, status }) => {
    const socket = new WebSocket(api.wsUrl, 'graphql-transport-ws', { headers });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number; destroy(): void }];
    expect(response.statusCode).toBe(status);
    response.destroy();
  });

  test('a websocket elsewhere than the API is refused', async () => {
    const socket = new WebSocket(api.wsUrl.replace('/graphql', '/other'), 'graphql-transport-ws');
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number; destroy(): void }];
    expect(response.statusCode).toBe(404);
    response.destroy();
  });
});

test('a GET never writes: a mutation in the address is refused', async () => {
  const before = { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
  const mutation = `mutation { createRoom(input: { rootPath: ${JSON.stringify(api.roomFolder)} }) { __typename } }`;
  const answer = await ask({ path: `/graphql?query=${encodeURIComponent(mutation)}` });
  expect(answer.status).toBe(405);
  expect({ tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) }).toEqual(before);
});

test('an idle connection is kept for longer than the minute after which proxies and clients let go of it', async () => {
  const answer = await ask({ method: 'POST', headers: { connection: 'keep-alive' }, body: query });
  const seconds = Number(/timeout=(\d+)/.exec(String(answer.headers['keep-alive']))?.[1]);
  expect(seconds).toBeGreaterThan(60);
});

test('a form, which needs no preflight, cannot send a mutation', async () => {
  const before = await countRows(api.app.prisma);
  const body = JSON.stringify({ query: `mutation { createRoom(input: { rootPath: ${JSON.stringify(api.roomFolder)} }) { __typename } }` });
  const answer = await ask({ method: 'POST', headers: { 'content-type': 'text/plain' }, body });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await countRows(api.app.prisma)).toEqual(before);
});

describe('the page', () => {
  test('is served with a policy that allows nothing from elsewhere', async () => {
    const answer = await ask({ path: '/' });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' } });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|https?:/);
  });

  test.each(['/../package.json', '/../server/main.js', '/..%2fserver%2fmain.js', '/%2e%2e/%2e%2e/package.json', '/assets/../../../package.json', '/..%5c..%5cpackage.json', '/index.html%00.js', '/assets/nothing.js'])('%s is not found', async (path) => {
    const answer = await ask({ path });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('supernova');
  });

  test('refuses other methods and addresses that are no text', async () => {
    expect((await ask({ method: 'POST', path: '/', body: query })).status).toBe(405);
    expect((await ask({ path: '/%E0%A4%A' })).status).toBe(400);
  });
});

describe('a body', () => {
  const large = JSON.stringify({ query: `{ rooms { totalCount } } # ${'x'.repeat(11 * 1024 * 1024)}` });
  test('over 10 MB is refused with 413', async () => {
    expect((await ask({ method: 'POST', body: large })).status).toBe(413);
  });

  test('that does not say its length is refused with 411', async () => {
    expect((await ask({ method: 'POST', body: query, isChunked: true })).status).toBe(411);
  });

  test.each(['', '{', '[]', '{"query":5}', '{"query":"{ nothing }"}', '{"query":"{"}'])('%j is answered with a client error and no stack', async (body) => {
    const answer = await ask({ method: 'POST', body });
    expect(answer.text).toContain('"errors"');
    expect(answer.text).not.toMatch(/node_modules|\s+at .*\.[jt]s/);
  });
});

const nested = (levels: number): string => (levels === 0 ? 'id' : `runs(first: 100) { edges { node { room { ${nested(levels - 1)} } } } }`);

test.each([
  { what: 'deep', query: `{ rooms(first: 100) { edges { node { ${nested(4)} } } } }`, message: /maximum depth/ },
  { what: 'wide', query: `{ ${Array.from({ length: 301 }, (_, index) => `q${index}: rooms { totalCount }`).join(' ')} }`, message: /maximum breadth/ },
  { what: 'made of lists of lists', query: '{ rooms { edges { node { runs { edges { node { room { runs { edges { node { actions { executions { id } } } } } } } } } } } } }', message: /maximum complexity/ },
])('a query that is $what is refused before it runs', async ({ query: large, message }) => {
  const answer = await api.send(large);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors?.[0]?.message).toMatch(message);
});

test('a bug in a resolver is masked for the client and logged once with its cause', async () => {
  const broken = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), isEngineStarted: false });
  const room = await openRoom(broken, broken.roomFolder);
  await broken.app.prisma.$executeRawUnsafe('alter table healing_runs rename to gone');
  const answer = await broken.send('query($room: ID!) { healingStatus(room: $room) { totalCount } }', { room });
  expect(answer.errors).toMatchObject([{ message: 'Unexpected error.' }]);
  expect(JSON.stringify(answer)).not.toMatch(/healing_runs|prisma|node_modules|stack/i);
  expect(broken.log.filter((line) => line.includes('a resolver failed'))).toHaveLength(1);
  expect(broken.log.join('')).toContain('healing_runs');
});
