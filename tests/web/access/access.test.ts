import { CombinedError } from 'urql';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createAccess, type Store } from '../../../web/access/access.ts';
import { REFUSAL_CODES, refusalOfClose, refusalOfError } from '../../../web/access/refusal.ts';
import { findTokenMistake, wordsOf } from '../../../web/access/sign-in-words.ts';
import { openConnection } from '../../../web/shared/connection.ts';
import { startTestApp } from '../../support/test-app.ts';

const AT = '2026-01-02T03:04:05.678Z';
const SECRET = `sn_${'x'.repeat(43)}`;

function storeOf(entries: Record<string, string> = {}): Store & { readonly kept: Map<string, string> } {
  const kept = new Map(Object.entries(entries));
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

const forbidden = (): never => {
  throw new Error('the browser forbids its storage');
};

describe('a refusal', () => {
  test.each([
    [{ code: 4403, reason: `TOKEN_EXPIRED ${AT}` }, { code: 'TOKEN_EXPIRED', at: AT }],
    [{ code: 4403, reason: 'TOKEN_MISSING' }, { code: 'TOKEN_MISSING', at: null }],
    [{ code: 4403, reason: 'TOKEN_EXPIRED yesterday' }, { code: 'TOKEN_EXPIRED', at: null }],
    [{ code: 4403, reason: 'Forbidden' }, null],
    [{ code: 1006, reason: 'TOKEN_MISSING' }, null],
    [undefined, null],
  ])('is read from the end of a socket: %j', (event, refusal) => expect(refusalOfClose(event)).toEqual(refusal));

  test('is read from an answer, and no other mistake is one', () => {
    const errorOf = (extensions: Record<string, unknown>) => new CombinedError({ graphQLErrors: [{ message: 'no', extensions }] });
    expect(refusalOfError(errorOf({ code: 'TOKEN_REVOKED', at: AT }))).toEqual({ code: 'TOKEN_REVOKED', at: AT });
    expect(refusalOfError(errorOf({ code: 'NOT_FOUND' }))).toBeNull();
    expect(refusalOfError(new CombinedError({ networkError: new Error('away') }))).toBeNull();
    expect(refusalOfError(undefined)).toBeNull();
  });

  test.each(REFUSAL_CODES)('%s has words of its own that tell which token, since when, and nothing of the rest of the secret', (code) => {
    const { title, what } = wordsOf({ code, at: AT }, SECRET);
    expect(title).toMatch(/^[A-Z][^.]+$/);
    if (code === 'TOKEN_EXPIRED' || code === 'TOKEN_REVOKED') expect(what).toContain(SECRET.slice(0, 8));
    if (code !== 'TOKEN_MISSING' && code !== 'TOKEN_UNKNOWN') expect(what).toMatch(/January \d, 2026 at \d+:\d\d [AP]M/);
    expect(what).not.toContain(SECRET.slice(0, 9));
  });

  test.each([[` ${SECRET}\n`, null], ['', /Paste/], ['letmein', /this has 7/], [SECRET.slice(1), /begins with sn_/]])('what is typed is looked at before it is sent: %j', (given, mistake) => {
    if (mistake) expect(findTokenMistake(given)).toMatch(mistake);
    else expect(findTokenMistake(given)).toBeNull();
  });
});

describe('a token', () => {
  test('lives as long as its tab, or in the browser where that was asked for, and never in both', () => {
    const [tab, browser] = [storeOf(), storeOf()];
    const access = createAccess({ tab: () => tab, browser: () => browser });
    access.signIn('a', false);
    expect([[...tab.kept.values()], [...browser.kept.values()]]).toEqual([['a'], []]);
    access.signIn('b', true);
    expect([[...tab.kept.values()], [...browser.kept.values()]]).toEqual([[], ['b']]);
    expect(createAccess({ tab: () => storeOf(), browser: () => browser }).getToken()).toBe('b');
    access.forget();
    expect([access.getToken(), tab.kept.size, browser.kept.size]).toEqual([null, 0, 0]);
  });

  test('is known for as long as the page where the browser forbids its storage', () => {
    const access = createAccess({ tab: forbidden, browser: forbidden });
    expect(access.getToken()).toBeNull();
    access.signIn('a', true);
    expect(access.getToken()).toBe('a');
  });

  test('that is refused is told once, and a new one takes the refusal away', async () => {
    const access = createAccess({ tab: () => storeOf(), browser: () => storeOf() });
    const told: unknown[] = [];
    access.onChange(() => told.push(access.getRefusal()?.code ?? null));
    await access.untilAllowed();
    access.refuse(null, null);
    access.refuse({ code: 'TOKEN_MISSING', at: null }, null);
    access.refuse({ code: 'TOKEN_MISSING', at: null }, null);
    const allowed = access.untilAllowed();
    access.refuse({ code: 'TOKEN_UNKNOWN', at: null }, null);
    access.signIn('a', false);
    await allowed;
    access.refuse({ code: 'TOKEN_REVOKED', at: AT }, 'the one before');
    expect(told).toEqual(['TOKEN_MISSING', 'TOKEN_UNKNOWN', null]);
  });
});

test('a connection that is refused waits for a token instead of knocking, and goes on with it', async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false, asksForTokens: true });
  const access = createAccess({ tab: () => storeOf(), browser: () => storeOf() });
  const until = (isSo: () => boolean, onChange: (listener: () => void) => () => void) => new Promise<void>((resolve) => {
    const look = () => void (isSo() && resolve());
    onChange(look);
    look();
  });
  const connection = openConnection(api.wsUrl, { access, browser: new EventTarget(), webSocketImpl: WebSocket });
  await until(() => access.getRefusal()?.code === 'TOKEN_MISSING', access.onChange);
  const { failedAttempts } = connection.getState();
  access.signIn((await api.app.tokens.createToken({ name: 'tab', expiresInDays: 1 })).secret, false);
  await until(() => connection.getState().status === 'CONNECTED', connection.onChange);
  expect(failedAttempts).toBeLessThanOrEqual(1);
  await api.app.prisma.accessToken.updateMany({ where: { name: 'tab' }, data: { revokedAt: new Date(AT) } });
  await until(() => access.getRefusal()?.code === 'TOKEN_REVOKED', access.onChange);
  expect(access.getRefusal()).toEqual({ code: 'TOKEN_REVOKED', at: AT });
  await connection.client.dispose();
  connection.client.terminate();
});
