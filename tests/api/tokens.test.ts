import { once } from 'node:events';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeSecret } from '../../server/tokens/secret.ts';
import { graphql } from '../../web/graphql.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { countRows } from '../support/row-counts.ts';
import { connectApi } from '../support/api-client.ts';
import { openTestApp, startTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { dataOf } from '../support/walk-through.ts';

const CreateToken = graphql(`
  mutation CreateToken($name: String!, $days: Int) {
    createAccessToken(input: { name: $name, expiresInDays: $days }) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationCreateAccessTokenSuccess { data { secret token { id name startsWith expiresAt lastUsedAt revokedAt } } }
    }
  }
`);
const RevokeToken = graphql(`
  mutation RevokeToken($id: ID!) {
    revokeAccessToken(tokenId: $id) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationRevokeAccessTokenSuccess { data { id revokedAt } }
    }
  }
`);
const ListTokens = graphql(`query ListTokens { asksForTokens ownAccessToken { name } accessTokens { id name startsWith lastUsedAt revokedAt } }`);
const TokensChanged = graphql(`subscription TokensChanged { accessTokensChanged { name revokedAt } }`);

const PAST = new Date('2026-01-02T03:04:05.678Z');
const QUERY = '{ rooms { totalCount } }';
const undo: Undo[] = [];
let api: TestApp;
let port: number;

beforeAll(async () => {
  api = await openTestApp({ project: (folder) => writeFiles(folder, smallProject), isEngineStarted: false, asksForTokens: true }, undo);
  port = Number(new URL(api.url).port);
});
afterAll(() => undoAll(undo));

async function makeToken(name: string, data: { expiresAt?: Date; revokedAt?: Date } = {}): Promise<{ id: string; secret: string }> {
  const { secret, token } = await api.app.tokens.createToken({ name, expiresInDays: 1 });
  await api.app.prisma.accessToken.update({ where: { id: token.id }, data });
  return { id: token.id, secret };
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function post(headers: Record<string, string>, query = QUERY) {
  const response = await fetch(api.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] } };
}

/** How a socket ended that was opened with this, as the protocol says; `told` resolves with the first thing it was sent on a subscription. */
function openSocket(connectionParams: Record<string, unknown>) {
  const client = createClient({ url: api.wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true, connectionParams });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => client.on('closed', (event) => resolve(event as { code: number; reason: string })));
  const told = new Promise<unknown>((resolve) => client.subscribe({ query: 'subscription { accessTokensChanged { name } }' }, { next: resolve, error: () => undefined, complete: () => undefined }));
  return { closed, told, end: () => client.dispose() };
}

describe('a request', () => {
  const cases: { what: string; sent: () => Promise<string | null>; code: string; at?: string }[] = [
    { what: 'without a token', sent: async () => null, code: 'TOKEN_MISSING' },
    { what: 'with something that is no token', sent: async () => 'letmein', code: 'TOKEN_UNKNOWN' },
    { what: 'with a token of another server', sent: async () => makeSecret(), code: 'TOKEN_UNKNOWN' },
    { what: 'with an expired token', sent: async () => (await makeToken('old', { expiresAt: PAST })).secret, code: 'TOKEN_EXPIRED', at: PAST.toISOString() },
    { what: 'with a revoked token', sent: async () => (await makeToken('lost', { revokedAt: PAST })).secret, code: 'TOKEN_REVOKED', at: PAST.toISOString() },
  ];

  test.each(cases)('$what is refused over HTTP with $code, and does nothing', async ({ sent, code, at }) => {
    const secret = await sent();
    const before = await countRows(api.app.prisma);
    const { status, headers, body } = await post(secret === null ? {} : bearer(secret), `mutation { createRoom(input: { rootPath: ${JSON.stringify(api.roomFolder)} }) { __typename } }`);
    expect({ status, challenge: headers.get('www-authenticate') }).toEqual({ status: 401, challenge: 'Bearer' });
    expect(body).toEqual({ errors: [{ message: expect.stringContaining(at ?? 'token'), extensions: { code, hint: expect.stringContaining('npm run -s token -- create'), at: at ?? null } }] });
    expect(await countRows(api.app.prisma)).toEqual(before);
  });

  test.each(cases)('$what ends its socket with 4403 and $code', async ({ sent, code, at }) => {
    const secret = await sent();
    const { code: closeCode, reason } = await openSocket(secret === null ? {} : { token: secret }).closed;
    expect({ closeCode, reason }).toEqual({ closeCode: 4403, reason: at ? `${code} ${at}` : code });
  });

  test('with a token that holds is answered, over HTTP and on sockets, also where the handshake names it', async () => {
    const { secret } = await makeToken('laptop');
    expect(await post(bearer(secret))).toMatchObject({ status: 200, body: { data: { rooms: { totalCount: expect.any(Number) } } } });
    const socket = openSocket({ token: secret });
    expect(await socket.told).toMatchObject({ data: { accessTokensChanged: expect.arrayContaining([{ name: 'laptop' }]) } });
    await socket.end();
    const named = new WebSocket(api.wsUrl, 'graphql-transport-ws', { headers: bearer(secret) });
    await once(named, 'open');
    named.send(JSON.stringify({ type: 'connection_init' }));
    expect(JSON.parse(String((await once(named, 'message'))[0]))).toEqual({ type: 'connection_ack' });
    named.close();
    expect(api.log.join('')).not.toContain(secret.slice(3));
  });

  test('for the page and for the explorer needs none, and gets nothing of the project', async () => {
    expect((await fetch(new URL('/', api.url))).status).not.toBe(401);
    const explorer = await fetch(`${api.url}?query=${encodeURIComponent('{ accessTokens { name } }')}`, { headers: { accept: 'text/html' } });
    expect(explorer.headers.get('content-type')).toContain('text/html');
    expect(await explorer.text()).not.toContain('first token');
    expect((await fetch(`${api.url}?query=${encodeURIComponent('{ accessTokens { name } }')}`)).status).toBe(401);
  });
});

describe('what is open with a token', () => {
  test('ends when the token is revoked: sockets with the reason, and answers that stay open', async () => {
    const { id, secret } = await makeToken('phone');
    const socket = openSocket({ token: secret });
    const other = openSocket({ token: (await makeToken('desk')).secret });
    await Promise.all([socket.told, other.told]);
    const stream = await fetch(api.url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(secret) }, body: JSON.stringify({ query: 'subscription { accessTokensChanged { name } }' }) });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const streamEnds = expect(stream.text()).rejects.toThrow();
    const { revokedAt } = dataOf((await api.graphql(RevokeToken, { id: encodeGlobalID('AccessToken', id) })).revokeAccessToken);
    expect(await socket.closed).toMatchObject({ code: 4403, reason: `TOKEN_REVOKED ${revokedAt}` });
    await streamEnds;
    expect(await Promise.race([other.closed.then(() => 'closed'), other.told.then(() => 'open')])).toBe('open');
    await other.end();
  });

  test('ends when the token expires', async () => {
    const { id, secret } = await makeToken('guest');
    const socket = openSocket({ token: secret });
    await socket.told;
    await api.app.prisma.accessToken.update({ where: { id }, data: { expiresAt: PAST } });
    expect(await socket.closed).toMatchObject({ code: 4403, reason: `TOKEN_EXPIRED ${PAST.toISOString()}` });
  });
});

test('tokens are made, used, listed live and revoked; the secret is told once, and only its hash is kept', async () => {
  const changes = api.subscribe(TokensChanged, {});
  await changes.next();
  const { secret, token } = dataOf((await api.graphql(CreateToken, { name: '  build server ', days: 7 })).createAccessToken);
  expect(token).toMatchObject({ name: 'build server', startsWith: secret.slice(0, 8), lastUsedAt: null, revokedAt: null });
  expect(Date.parse(String(token.expiresAt)) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  expect((await changes.next()).value?.accessTokensChanged).toContainEqual({ name: 'build server', revokedAt: null });

  const client = connectApi(port, secret);
  const read = async () => (await client.graphql(ListTokens, {})).accessTokens.find(({ id }) => id === token.id);
  const used = await read();
  expect(used).toMatchObject({ startsWith: secret.slice(0, 8), lastUsedAt: expect.any(String) });
  expect(await read()).toEqual(used);
  expect(await client.graphql(ListTokens, {})).toMatchObject({ asksForTokens: true, ownAccessToken: { name: 'build server' } });
  expect(JSON.stringify(await api.app.prisma.accessToken.findMany())).not.toContain(secret);

  const { revokedAt } = dataOf((await client.graphql(RevokeToken, { id: token.id })).revokeAccessToken);
  expect(dataOf((await api.graphql(RevokeToken, { id: token.id })).revokeAccessToken)).toEqual({ id: token.id, revokedAt });
  expect((await post(bearer(secret))).status).toBe(401);
  await changes.return(undefined);
});

test.each([
  { what: 'without a name', name: ' ', days: 7 }, { what: 'with a name that would move the cursor', name: 'a\u001b[2J', days: 7 }, { what: 'with a name of 61 characters', name: 'n'.repeat(61), days: 7 },
  { what: 'that expires at once', name: 'n', days: 0 }, { what: 'that outlives us', name: 'n', days: 99_999 },
])('a token $what is not made', async ({ name, days }) => {
  const before = await api.app.prisma.accessToken.count();
  expect((await api.graphql(CreateToken, { name, days })).createAccessToken).toMatchObject({ code: 'INVALID_INPUT', hint: expect.stringContaining('no token was made') });
  expect(await api.app.prisma.accessToken.count()).toBe(before);
});

test('a token that is not there cannot be revoked, and no list is without an end', async () => {
  expect((await api.graphql(RevokeToken, { id: encodeGlobalID('AccessToken', '01890000-0000-7000-8000-000000000000') })).revokeAccessToken).toMatchObject({ code: 'NOT_FOUND' });
  expect((await api.graphql(RevokeToken, { id: encodeGlobalID('Room', '01890000-0000-7000-8000-000000000000') })).revokeAccessToken).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await api.send('{ accessTokens(first: 501) { id } }')).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
});

test('an address that sends unknown tokens is not looked up for a while, and is told until when', async () => {
  const guarded = await startTestApp({ project: () => undefined, isEngineStarted: false, asksForTokens: true });
  const send = async () => (await connectApi(Number(new URL(guarded.url).port), makeSecret()).send(QUERY)).errors?.[0]?.extensions?.['code'];
  const codes = await Promise.all(Array.from({ length: 30 }, send));
  expect(new Set(codes)).toEqual(new Set(['TOKEN_UNKNOWN']));
  const blocked = await fetch(guarded.url, { method: 'POST', headers: { 'content-type': 'application/json', ...bearer(makeSecret()) }, body: JSON.stringify({ query: QUERY }) });
  expect({ status: blocked.status, wait: Number(blocked.headers.get('retry-after')) }).toEqual({ status: 429, wait: expect.any(Number) });
  expect(await blocked.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_ATTEMPTS', at: expect.any(String) } }] });
});

test('a server that asks for none takes one all the same, to know who asks, and minds no wrong one', async () => {
  const open = await startTestApp({ project: () => undefined, isEngineStarted: false });
  const { secret } = await open.app.tokens.createToken({ name: 'laptop', expiresInDays: null });
  const openPort = Number(new URL(open.url).port);
  expect(await open.graphql(ListTokens, {})).toMatchObject({ asksForTokens: false, ownAccessToken: null });
  expect(await connectApi(openPort, secret).graphql(ListTokens, {})).toMatchObject({ ownAccessToken: { name: 'laptop' } });
  expect(await connectApi(openPort, makeSecret()).graphql(ListTokens, {})).toMatchObject({ ownAccessToken: null });
});
