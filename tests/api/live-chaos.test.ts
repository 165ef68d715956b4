import pg from 'pg';
import { expect, test } from 'vitest';
import { createRandom } from '../bench/seeded-random.ts';
import { openTab } from '../support/live-client.ts';
import { storeRun, type StoredRun } from '../support/stored-runs.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { countFrom } from '../support/walk-through.ts';

const EVENTS = 240;

async function startApp(): Promise<{ api: TestApp; port: number; run: StoredRun }> {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false });
  return { api, port: Number(new URL(api.url).port), run: await storeRun(api.app.prisma) };
}

/** Appends events in small pieces and disturbs between them, at moments that the seed decides. */
async function appendDisturbed({ append }: StoredRun, seed: number, disturb: () => unknown): Promise<void> {
  const random = createRandom(seed);
  for (let last = 0; last < EVENTS; ) {
    last = await append(Math.min(EVENTS - last, 1 + Math.floor(random() * 9)));
    if (random() < 0.25) await disturb();
  }
}

async function endListener(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'supernova events'");
  await client.end();
}

test.each([1, 2, 3])('two tabs whose sockets are cut at random see every event of a run and of its room once and in order (seed %i)', async (seed) => {
  const { port, run } = await startApp();
  const proxies = [await startTcpProxy(port), await startTcpProxy(port, { delayMs: 5 })];
  const tabs = proxies.map((proxy) => openTab({ port: proxy.port, serverPort: port }));
  const followed = tabs.flatMap((tab) => [tab.followRun(run.ids.runId), tab.followRoom(run.ids.roomId, 0)]);
  await run.append(1);
  await Promise.all(followed.map((each) => each.until(1)));
  const random = createRandom(seed + 100);
  let cuts = 0;
  await appendDisturbed(run, seed, () => {
    cuts += proxies[random() < 0.5 ? 0 : 1]?.cut() ?? 0;
  });
  await Promise.all(followed.map((each) => each.until(EVENTS)));
  for (const { numbers } of followed) expect(numbers).toEqual(countFrom(1, EVENTS));
  expect(cuts).toBeGreaterThan(0);
});

test('a server that loses its connection to the notifications again and again still tells every event once and in order', async () => {
  const { api, port, run } = await startApp();
  const tab = openTab({ port });
  const followed = [tab.followRun(run.ids.runId), tab.followRoom(run.ids.roomId, 0)];
  await appendDisturbed(run, 4, () => endListener(api.databaseUrl));
  await Promise.all(followed.map((each) => each.until(EVENTS)));
  for (const { numbers } of followed) expect(numbers).toEqual(countFrom(1, EVENTS));
});

test('a proxy that closes idle sockets is kept from it by pings', async () => {
  const { port, run } = await startApp();
  const proxy = await startTcpProxy(port, { idleLimitMs: 3_000 });
  const tab = openTab({ port: proxy.port, serverPort: port, keepAliveMs: 100, pongTimeoutMs: 30_000 });
  const followed = tab.followRun(run.ids.runId);
  await run.append(1);
  await followed.until(1);
  let pongs = 0;
  await new Promise<void>((resolve) => tab.connection.client.on('pong', () => void ((pongs += 1) === 40 && resolve())));
  await run.append(1);
  await followed.until(2);
  expect(followed.numbers).toEqual([1, 2]);
  expect(proxy.idleCuts).toBe(0);
});

test('where a proxy closes idle sockets faster than it is pinged, nothing is lost or told twice', async () => {
  const { port, run } = await startApp();
  const proxy = await startTcpProxy(port, { idleLimitMs: 100 });
  const tab = openTab({ port: proxy.port, serverPort: port });
  const followed = tab.followRun(run.ids.runId);
  for (let number = 1; number <= 5; number += 1) {
    await run.append(1);
    await followed.until(number);
    await new Promise<void>((resolve) => {
      const leave = tab.connection.client.on('closed', () => {
        leave();
        resolve();
      });
    });
  }
  expect(followed.numbers).toEqual(countFrom(1, 5));
  expect(proxy.idleCuts).toBeGreaterThanOrEqual(5);
});

test('a connection that is half open is found out by its missing pong, and what came meanwhile is told once', async () => {
  const { port, run } = await startApp();
  const proxy = await startTcpProxy(port);
  const tab = openTab({ port: proxy.port, serverPort: port, keepAliveMs: 200, pongTimeoutMs: 2_000 });
  const followed = tab.followRun(run.ids.runId);
  await run.append(3);
  await followed.until(3);
  proxy.freeze();
  await run.append(4);
  await followed.until(7);
  expect(followed.numbers).toEqual(countFrom(1, 7));
});
