import { createTwoFilesPatch } from 'diff';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { openLive, untilConnected, useBrowser } from '../support/browser-tests.ts';
import { endProgram } from '../support/program.ts';
import { copyStorefront, wideIntent, wideProject, writeFiles } from '../support/projects.ts';
import { makeHost } from '../support/server-host.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 90_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS });

/** The page, connected. What it logs as an error fails the test. */
async function openPage(url: string): Promise<Page> {
  // A server that is away is what one of the tests is about.
  const page = await newPage({ isExpected: (message) => /ERR_CONNECTION|WebSocket connection|Failed to load resource/.test(message) });
  await openLive(page, url);
  return page;
}

async function announce(page: Page, words: string): Promise<void> {
  await page.getByTestId('intent').fill(words);
  await page.getByTestId('analyze').click();
}

/** Waits until the run that is shown is in a state. */
const untilRun = (page: Page, status: string): Promise<void> => page.locator(`[data-testid=run][data-status=${status}]`).waitFor();

/** The states of the steps that are shown, in order. */
const stepStates = (page: Page): Promise<(string | null)[]> => page.getByTestId('step').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-status')));

/** Opens the first closed diff that is shown and gives its text. */
async function readStepDiff(page: Page): Promise<string> {
  await page.getByText('and the diff').first().click();
  return (await page.getByTestId('diff').first().textContent()) ?? '';
}

async function readWholeDiff(page: Page): Promise<string> {
  await page.getByRole('tab', { name: /^Diff\b/ }).click();
  return (await page.getByTestId('diff').textContent()) ?? '';
}

async function rollBack(page: Page, { folder, original }: { folder: string; original: string }): Promise<void> {
  await page.getByTestId('rollback').click();
  await untilRun(page, 'ROLLED_BACK');
  expect(await page.getByTestId('restore-proof').getAttribute('data-same')).toBe('true');
  expect(await page.getByTestId('restore-proof').textContent()).toContain(original);
  expect(await hashTree(folder)).toBe(original);
}

inBrowser(() => {
  test('a rename is announced, understood, predicted, planned, healed live, verified and put back byte for byte', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: copyStorefront });
    await openRoom(api, api.roomFolder);
    const original = await hashTree(api.roomFolder);
    const page = await openPage(new URL('/', api.url).href);

    await page.getByTestId('intent').pressSequentially('rename formatPr');
    await page.getByTestId('completion').filter({ hasText: 'src/pricing/format.ts' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('intent').inputValue()).toBe('rename formatPrice');
    await announce(page, 'rename formatPrice to formatMoney in src/pricing/format.ts');
    await untilRun(page, 'PLANNED');
    expect(await page.getByTestId('understood').textContent()).toBe('Rename the export formatPrice of src/pricing/format.ts to formatMoney everywhere.');
    expect(await page.getByTestId('panel-status').getAttribute('data-status')).toBe('healing');
    await page.getByTestId('prediction').first().waitFor();
    expect(Number(await page.getByTestId('prediction').first().getAttribute('data-severity'))).toBeGreaterThanOrEqual(7);
    await page.getByTestId('prediction').first().getByRole('button').click();
    expect(await page.getByTestId('prediction').first().textContent()).toMatch(/TS\d+/);
    await page.getByRole('tab', { name: /^Plan/ }).click();
    expect(await readStepDiff(page)).toContain('formatMoney');
    await page.getByText('Choose its edits').nth(1).click();
    const edit = page.getByTestId('edit').first();
    await edit.getByRole('checkbox').uncheck();
    await page.getByTestId('left-out').waitFor();
    await edit.getByRole('checkbox').check();
    await page.getByTestId('left-out').waitFor({ state: 'detached' });
    expect(await hashTree(api.roomFolder)).toBe(original);

    const gate = await closeStepGate(api.databaseUrl);
    await page.getByTestId('heal').click();
    await page.locator('[data-testid=step][data-status=RUNNING]').waitFor();
    expect(await stepStates(page)).toContain('PENDING');
    await gate.open();
    await untilRun(page, 'COMPLETED');
    await page.getByTestId('verification').waitFor();
    expect(new Set(await stepStates(page))).toEqual(new Set(['COMPLETED']));
    expect(await page.getByTestId('panel-status').getAttribute('data-status')).toBe('completed');
    expect(await readWholeDiff(page)).toContain('src/checkout/receipt.ts');
    expect(readFileSync(join(api.roomFolder, 'src/pricing/format.ts'), 'utf8')).toContain('formatMoney');
    expect(await page.locator('[data-testid=history-run]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-status')))).toEqual(['COMPLETED']);
    await rollBack(page, { folder: api.roomFolder, original });
  });

  test('a move is healed and put back', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: copyStorefront });
    await openRoom(api, api.roomFolder);
    const original = await hashTree(api.roomFolder);
    const page = await openPage(new URL('/', api.url).href);
    await announce(page, 'move src/cart/totals.ts to src/checkout/totals.ts');
    await untilRun(page, 'PLANNED');
    expect(await page.getByTestId('understood').textContent()).toContain('src/checkout/totals.ts');
    await page.getByTestId('heal').click();
    await untilRun(page, 'COMPLETED');
    expect(await readWholeDiff(page)).toContain('src/cart/totals.ts');
    expect(readFileSync(join(api.roomFolder, 'src/cart/index.ts'), 'utf8')).toContain('../checkout/totals');
    await rollBack(page, { folder: api.roomFolder, original });
  });

  test('a folder moves, what is kept for old callers is counted and retired, and a pasted diff is healed', { timeout: 2 * LIMIT_MS }, async () => {
    const api = await startTestApp({ project: copyStorefront });
    await openRoom(api, api.roomFolder);
    const page = await openPage(new URL('/', api.url).href);
    const heal = async (words: string): Promise<void> => {
      await announce(page, words);
      await untilRun(page, 'PLANNED');
      await page.getByTestId('heal').click();
      await untilRun(page, 'COMPLETED');
    };
    await heal('rename formatPrice to formatMoney in src/pricing/format.ts');
    await page.getByRole('button', { name: 'Kept for old callers' }).click();
    const shim = page.getByTestId('shim').filter({ hasText: 'formatPrice' });
    await shim.first().waitFor();
    expect(await shim.first().textContent()).toContain('No caller is left.');
    await shim.first().getByRole('button').click();
    await untilRun(page, 'PLANNED');
    expect(await page.getByTestId('understood').textContent()).toContain('Retire the old form formatPrice');
    await page.getByTestId('heal').click();
    await untilRun(page, 'COMPLETED');
    await page.getByText('Nothing is kept for old callers.').waitFor();
    expect(readFileSync(join(api.roomFolder, 'src/pricing/format.ts'), 'utf8')).not.toMatch(/\bformatPrice\b/);

    await heal('move src/pricing to src/money/pricing');
    expect(existsSync(join(api.roomFolder, 'src/money/pricing/format.ts'))).toBe(true);

    const stock = readFileSync(join(api.roomFolder, 'src/inventory/stock.ts'), 'utf8');
    const renamed = /export function (\w+)/.exec(stock)?.[1] ?? '';
    await heal(createTwoFilesPatch('a/src/inventory/stock.ts', 'b/src/inventory/stock.ts', stock, stock.replaceAll(renamed, `${renamed}Now`)));
    expect(await page.getByTestId('understood').textContent()).toContain(`${renamed}Now`);
  });

  test('a refactoring that is offered for the room is planned by one click, healed, and then it is no longer offered', { timeout: 2 * LIMIT_MS }, async () => {
    const api = await startTestApp({ project: copyStorefront });
    await openRoom(api, api.roomFolder);
    const page = await openPage(new URL('/', api.url).href);
    await page.getByRole('button', { name: 'Structure' }).click();
    const first = page.getByTestId('structure').getByTestId('refactoring').first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/Split src\/catalog\/product\.ts.*Files in cycles2 → 0/);
    await first.getByRole('button', { name: 'Try it and plan' }).click();
    await untilRun(page, 'PLANNED');
    await page.getByTestId('heal').click();
    await untilRun(page, 'COMPLETED');
    await page.getByTestId('structure').getByText(/Files in cycles\s*0/).waitFor();
    expect(await page.getByTestId('structure').textContent()).not.toContain('Split src/catalog/product.ts');
  });

  test('a target that is not known is refused with "did you mean", and the suggestion that is pressed is understood', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: copyStorefront });
    await openRoom(api, api.roomFolder);
    const page = await openPage(new URL('/', api.url).href);
    await announce(page, 'rename formatPrices to formatMoney in src/pricing/format.ts');
    await page.locator('[data-testid=failure][data-code=TARGET_NOT_FOUND]').waitFor();
    expect(await page.getByTestId('panel-status').getAttribute('data-status')).toBe('error');
    await page.getByRole('group', { name: 'Did you mean' }).getByRole('button', { name: 'rename formatPrice to formatMoney in src/pricing/format.ts' }).click();
    await untilRun(page, 'PLANNED');
    expect(await page.getByTestId('understood').textContent()).toContain('formatPrice');
    expect(await page.getByTestId('intent').inputValue()).toBe('rename formatPrice to formatMoney in src/pricing/format.ts');
    expect(await page.getByTestId('failure').count()).toBe(0);
  });

  test('a server that is killed in the middle of a run and started again goes on without a reload in all pages that are open on it', { timeout: 3 * LIMIT_MS }, async () => {
    const project = makeTempFolder();
    writeFiles(project, wideProject(200));
    const host = makeHost(project);
    const first = await host.start();
    const page = await openPage(`http://127.0.0.1:${first.port}/`);
    await announce(page, wideIntent);
    await untilRun(page, 'PLANNED');
    const other = await openPage(page.url());
    await untilRun(other, 'PLANNED');
    const receipt = await openPage(`${page.url()}&tab=receipts`);
    const pages = [page, other, receipt];
    for (const each of pages) await each.evaluate(() => document.body.setAttribute('data-loaded', 'once'));
    await page.getByTestId('heal').click();
    await page.getByTestId('step-progress').waitFor();
    await other.getByTestId('step-progress').waitFor();
    await receipt.locator('[data-testid=receipt][data-status=RUNNING]').waitFor();
    await endProgram(first.server);
    for (const each of pages) expect(await each.getByTestId('offline').textContent()).toMatch(/^The server cannot be reached since \d\d:\d\d:\d\d\./);
    for (const each of [page, other]) expect(await each.getByTestId('run').getAttribute('data-status')).toBe('RUNNING');
    expect(await page.getByTestId('cancel').getAttribute('aria-disabled')).toBe('true');
    expect(await receipt.getByTestId('receipt').getAttribute('data-status')).toBe('RUNNING');

    await host.start(first.port);
    for (const each of [page, other]) await untilRun(each, 'COMPLETED');
    await receipt.locator('[data-testid=receipt][data-status=COMPLETED]').waitFor();
    for (const each of pages) {
      await untilConnected(each);
      await each.getByTestId('offline').waitFor({ state: 'detached' });
      expect(await each.locator('body').getAttribute('data-loaded')).toBe('once');
    }
    const steps = await stepStates(page);
    expect(new Set(steps)).toEqual(new Set(['COMPLETED']));
    expect(await stepStates(other)).toEqual(steps);
    expect(await receipt.locator('[data-testid=receipt-step][data-status=COMPLETED]').count()).toBe(steps.length);
    expect(readFileSync(join(project, 'src/part-200.ts'), 'utf8')).toContain('start + 200');
  });
});
