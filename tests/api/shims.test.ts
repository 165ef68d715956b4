import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { ReadShims, RollbackRun } from '../support/documents.ts';
import { copyStorefront, writeFiles } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, heal, openRoom, readEvents } from '../support/walk-through.ts';

async function openShop(): Promise<{ api: TestApp; roomId: string; shims: () => Promise<unknown>; read: (path: string) => string }> {
  const api = await startTestApp({ project: copyStorefront });
  const roomId = await openRoom(api, api.roomFolder);
  const shims = async () => (await api.graphql(ReadShims, { roomId, first: 10 })).room?.shims;
  return { api, roomId, shims, read: (path) => readFileSync(join(api.roomFolder, path), 'utf8') };
}

async function healed(api: TestApp, roomId: string, intent: string): Promise<{ runId: string; last: number }> {
  const { runId, events } = await heal(api, roomId, intent);
  expect(events.at(-1)?.type, intent).toBe('RUN_COMPLETED');
  return { runId, last: events.at(-1)?.number ?? 0 };
}

test('a rename leaves a shim that counts its callers; retiring it rewrites the last ones, removes it, and can be taken back', async () => {
  const { api, roomId, shims, read } = await openShop();
  const first = await shims();
  await healed(api, roomId, 'rename formatPrice to formatMoney in src/pricing/format.ts');
  expect(await shims()).toContainEqual({ file: 'src/pricing/format.ts', name: 'formatPrice', replacement: { file: 'src/pricing/format.ts', name: 'formatMoney' }, callersLeft: 0, callers: [] });

  writeFiles(api.roomFolder, { 'src/late.ts': "import { formatPrice } from './pricing/format';\n\nexport const late = formatPrice;\n" });
  expect(await shims()).toContainEqual(expect.objectContaining({ name: 'formatPrice', callersLeft: 2, callers: [{ file: 'src/late.ts', line: 1, column: 10 }, { file: 'src/late.ts', line: 3, column: 21 }] }));

  const before = await hashTree(api.roomFolder);
  const { runId, last } = await healed(api, roomId, 'retire formatPrice in src/pricing/format.ts');
  expect(read('src/late.ts')).toBe("import { formatMoney } from './pricing/format';\n\nexport const late = formatMoney;\n");
  expect(read('src/pricing/format.ts')).not.toMatch(/formatPrice\b/);
  expect(await shims()).toEqual(first);

  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { after: last, until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(await hashTree(api.roomFolder)).toBe(before);
});

test('a moved export leaves a shim that can be retired', async () => {
  const { api, roomId, shims, read } = await openShop();
  await healed(api, roomId, 'move formatPrice from src/pricing/format.ts to src/money/format.ts');
  expect(read('src/money/format.ts')).toContain('export function formatPrice');
  expect(await shims()).toContainEqual({ file: 'src/pricing/format.ts', name: 'formatPrice', replacement: { file: 'src/money/format.ts', name: 'formatPrice' }, callersLeft: 0, callers: [] });
  await healed(api, roomId, 'retire formatPrice in src/pricing/format.ts');
  expect(read('src/pricing/format.ts')).not.toContain('@deprecated');
});

test('a moved file leaves a shim that can be retired', async () => {
  const { api, roomId, shims } = await openShop();
  await healed(api, roomId, 'move src/cart/totals.ts to src/checkout/totals.ts');
  expect(await shims()).toContainEqual({ file: 'src/cart/totals.ts', name: null, replacement: { file: 'src/checkout/totals.ts', name: null }, callersLeft: 0, callers: [] });
  await healed(api, roomId, 'retire the shim src/cart/totals.ts');
  expect(existsSync(join(api.roomFolder, 'src/cart/totals.ts'))).toBe(false);
});

test('a changed signature leaves a deprecated overload that counts its callers; retiring it rewrites the last ones, and both can be taken back', async () => {
  const { api, roomId, shims, read } = await openShop();
  const file = 'src/pricing/format.ts';
  const start = await hashTree(api.roomFolder);
  const change = await healed(api, roomId, `add parameter shop: string to formatPrice in ${file} with argument 'main'`);
  expect(read(file)).toContain("/** @deprecated Call `formatPrice(price, options, shop)` instead; without `shop` it is `'main'`. */\nexport function formatPrice(price: Money, options?: PriceOptions): string;\nexport function formatPrice(price: Money, options: PriceOptions = {}, shop: string = 'main'): string {");
  // Calls of an object that holds the function are nowhere near its name; they work as before.
  const held = { file: 'src/checkout/emails.ts', line: 21, column: 95 };
  expect(await shims()).toContainEqual({ file, name: 'formatPrice', replacement: { file, name: 'formatPrice' }, callersLeft: 4, callers: expect.arrayContaining([held]) as unknown });

  const late = "import { formatPrice } from './pricing/format';\n\nexport const late = formatPrice({ amount: 1, currency: 'EUR' });\n";
  writeFiles(api.roomFolder, { 'src/late.ts': late });
  expect(await shims()).toContainEqual(expect.objectContaining({ name: 'formatPrice', callersLeft: 5, callers: expect.arrayContaining([held, { file: 'src/late.ts', line: 3, column: 21 }]) as unknown }));
  const before = await hashTree(api.roomFolder);
  const { runId, last } = await healed(api, roomId, `retire formatPrice in ${file}`);
  expect(read('src/late.ts')).toBe(late.replace(' })', " }, undefined, 'main')"));
  expect(read('src/checkout/emails.ts')).toContain("use.formatPrice(order.totals.total, undefined, 'main')");
  expect(read(file)).toContain('/** The only place where an amount becomes text. */\nexport function formatPrice(price: Money, options: PriceOptions = {}, shop: string): string {');

  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { after: last, until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(await hashTree(api.roomFolder)).toBe(before);
  rmSync(join(api.roomFolder, 'src/late.ts'));
  dataOf((await api.graphql(RollbackRun, { runId: change.runId })).rollbackRun);
  await readEvents(api, change.runId, { after: change.last, until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(await hashTree(api.roomFolder)).toBe(start);
});
