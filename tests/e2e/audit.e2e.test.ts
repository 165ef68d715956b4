import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser } from '../support/browser-tests.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { heal, openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 120_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS });
const intent = 'rename total to grandTotal in src/prices.ts';

async function download(page: Page, ending: string): Promise<string> {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByTestId(`export-${ending}`).click()]);
  return readFileSync(await saved.path(), 'utf8');
}

inBrowser(() => {
  test('a run appears among the receipts and in the usage by itself, its receipt is read and saved, and settings are kept and reset', { timeout: 4 * LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject) });
    const room = await openRoom(api, api.roomFolder);
    const page = await newPage({ isExpected: (message) => /Failed to load resource/.test(message) });
    const open = (tab: string) => page.goto(`${new URL(api.url).origin}/?room=${encodeURIComponent(room)}&tab=${tab}`);

    await open('receipts');
    await page.getByText('No run yet.').waitFor();
    const usage = await newPage();
    await usage.goto(page.url().replace('receipts', 'usage'));
    await usage.getByText('No run was started in these days.').waitFor();
    await heal(api, room, intent);
    await page.locator('[data-testid=receipt-row][data-status=COMPLETED]').click();
    await page.locator('[data-testid=receipt][data-status=COMPLETED]').waitFor();
    expect(await page.getByTestId('receipt-verification').textContent()).toContain('nothing is newly broken');
    expect(JSON.parse(await download(page, 'json'))).toMatchObject({ version: 1, status: 'COMPLETED', intent: { userAction: intent } });
    expect(await download(page, 'md')).toContain(`# Receipt: ${intent}`);
    await page.getByTestId('receipt-search').fill('delete');
    await page.getByText('No run fits.').waitFor();
    await page.getByTestId('receipt-search').fill('grandTotal');
    await page.getByTestId('receipt-row').waitFor();
    await page.getByTestId('receipt-filter').selectOption('FAILED');
    await page.getByText('No run fits.').waitFor();

    await usage.getByTestId('usage-plot').first().waitFor();
    expect(await usage.getByTestId('usage-runs').textContent()).toBe('1');
    await usage.close();

    await open('settings');
    const healFrom = page.getByTestId('setting-healFrom');
    await healFrom.fill('9.5');
    await page.getByTestId('save-settings').click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    await healFrom.waitFor();
    expect(await healFrom.inputValue()).toBe('9.5');
    await page.getByTestId('reset-settings').click();
    await page.getByText('Saved.').waitFor();
    expect(await healFrom.inputValue()).toBe('7');
    await page.close();
  });
});
