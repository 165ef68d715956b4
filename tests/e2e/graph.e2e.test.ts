import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openLive, useBrowser } from '../support/browser-tests.ts';
import { DRAWING_FLAGS } from '../support/browser.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 90_000;
const { inBrowser, launch, newPage } = useBrowser({ limitMs: LIMIT_MS, flags: DRAWING_FLAGS });

/** The sample, open in a page. What the page logs as an error fails the test. */
async function openSample(from?: Browser): Promise<Page> {
  const api = await startTestApp({ project: copyStorefront });
  await openRoom(api, api.roomFolder);
  const page = await newPage({ reducedMotion: 'reduce', ...(from && { from }) });
  await openLive(page, new URL('/', api.url));
  return page;
}

/** Types into the search, and takes what is first when it is there. */
async function findFile(page: Page, words: string, path: string): Promise<void> {
  await page.getByTestId('graph-search').fill(words);
  const best = page.getByRole('listbox').getByRole('option').first();
  await best.waitFor();
  expect(await best.textContent()).toBe(path);
  await page.getByTestId('graph-search').press('Enter');
  await page.locator(`[data-testid=file-panel][data-file="${path}"]`).waitFor();
}

inBrowser(() => {
  test('an intent lights up its why-paths on the graph of the project, where a file is found, asked about and made an intent of', { timeout: 2 * LIMIT_MS }, async () => {
    const page = await openSample();
    await page.getByTestId('intent').fill('rename formatPrice to formatMoney in src/pricing/format.ts');
    await page.getByTestId('analyze').click();
    await page.locator('[data-testid=run][data-status=PLANNED]').waitFor();

    await page.getByRole('button', { name: 'See it in the project graph' }).click();
    await page.locator('[data-testid=graph-canvas][data-layout=settled]').waitFor();
    expect(await page.getByRole('application').getAttribute('aria-label')).toMatch(/^Import graph: 6\d files in \d+ communities, 1 import cycle$/);
    await page.getByTestId('lit-sum').waitFor();
    expect(await page.getByTestId('lit-sum').textContent()).toMatch(/^\d\d files lit up along \d\d imports\./);
    const lit = page.locator('[data-testid=lit-file][data-file="src/checkout/receipt.ts"]');
    expect(Number(await lit.getAttribute('data-severity'))).toBeGreaterThanOrEqual(7);
    expect(await lit.getByTestId('lit-way').textContent()).toMatch(/^src\/checkout\/receipt\.ts:\d+ → .*src\/pricing\/format\.ts$/);

    const isWhole = await lit.locator('.mantine-Badge-label').evaluate((label) => (label.textContent = '10.0', label.scrollWidth <= label.clientWidth));
    expect(isWhole, 'the highest severity is written out').toBe(true);

    await findFile(page, 'cart totals', 'src/cart/totals.ts');
    expect(await page.getByTestId('file-measures').textContent()).toMatch(/Imported by11 files.*Import cyclein none/);
    await page.getByTestId('dependent').first().waitFor();
    expect(await page.getByTestId('dependents-sum').textContent()).toBe('The file: 11 direct dependents, 16 further.');
    await page.getByTestId('export').filter({ hasText: 'countItems' }).click();
    await page.getByTestId('dependents-sum').filter({ hasText: /^countItems: / }).waitFor();

    await page.reload();
    await page.locator('[data-testid=file-panel][data-file="src/cart/totals.ts"]').waitFor();
    await page.getByTestId('lit-sum').waitFor();

    const types = page.locator('[data-testid=graph-kind][data-kind=TYPE]');
    expect(await types.isChecked()).toBe(true);
    await types.uncheck();
    expect(await page.locator('[data-testid=graph-kind][data-kind=MOCK]').isChecked()).toBe(false);
    await page.getByTestId('cycle').click();
    expect(await page.getByTestId('cycle').getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('list', { name: 'Import cycles' }).getByText('src/catalog/product.ts').last().click();
    await page.locator('[data-testid=file-panel][data-file="src/catalog/product.ts"]').waitFor();

    const whatIf = page.getByRole('button', { name: 'What if' });
    await whatIf.click();
    await page.getByLabel(/^Say a change/).fill('move isBuyable from src/catalog/product.ts to src/inventory/stock.ts');
    await page.getByTestId('what-if-ask').click();
    await page.getByTestId('what-if').waitFor();
    expect(await page.getByTestId('what-if').getAttribute('data-new-cycles')).toBe('0');
    await page.getByTestId('what-if-files').getByText('src/catalog/product.ts').waitFor();
    await page.getByLabel(/^Say a change/).fill('make it better');
    await page.getByTestId('what-if-ask').click();
    await page.getByText('says no change that is known').waitFor();
    await page.goBack();
    await page.getByTestId('what-if-files').waitFor();
    await page.goBack();
    await page.getByTestId('what-if').waitFor({ state: 'detached' });
    expect(await page.getByLabel(/^Say a change/).inputValue()).toBe('');
    await page.getByRole('button', { name: /^Coupling of the folders/ }).click();
    const folders = page.getByTestId('folder-table');
    await folders.getByText('src/catalog').first().waitFor();
    await folders.getByRole('button', { name: 'Folder' }).press('Enter');
    expect(await folders.getByRole('columnheader', { name: 'Folder' }).getAttribute('aria-sort')).toBe('ascending');
    const names = await folders.getByRole('rowheader').allTextContents();
    expect(names).toEqual(names.toSorted());
    await folders.getByText('src/catalog', { exact: true }).click();
    await page.locator('[data-testid=folder-panel][data-folder="src/catalog"]').waitFor();
    expect(await page.getByTestId('dependents-sum').textContent()).toMatch(/^The folder, from outside: \d+ direct dependents, \d+ further\.$/);
    expect(await page.getByTestId('dependent').first().textContent()).toMatch(/direct, \d+ %$/);
    await page.goBack();
    await page.locator('[data-testid=file-panel][data-file="src/catalog/product.ts"]').waitFor();

    await page.getByTestId('start-intent').click();
    await page.getByRole('menuitem', { name: 'Delete this file' }).click();
    await page.getByTestId('intent').waitFor();
    expect(await page.getByTestId('intent').inputValue()).toBe('delete src/catalog/product.ts');
  });

  test('a browser without WebGL says so and has the same in words', { timeout: LIMIT_MS }, async () => {
    const plain = await launch(['--disable-3d-apis']);
    onTestFinished(() => plain.close());
    const page = await openSample(plain);
    await page.getByTestId('graph-tab').click();
    await page.getByTestId('no-canvas').waitFor();
    expect(await page.getByTestId('graph-canvas').count()).toBe(0);
    const rows = page.getByTestId('file-table').getByRole('row');
    expect(await rows.count()).toBeGreaterThan(40);
    await rows.nth(1).getByRole('button').click();
    await page.getByTestId('dependent').first().waitFor();
    await findFile(page, 'format', 'src/pricing/format.ts');
  });
});
