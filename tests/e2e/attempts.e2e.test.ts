import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openLive, shoot, useBrowser } from '../support/browser-tests.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 120_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS });
const GUIDE = 'docs/migrations/rename-total-to-grandTotal.md';
const reason = 'We keep the guide that we wrote.';

const untilRun = (page: Page, status: string): Promise<void> => page.locator(`[data-testid=run][data-status=${status}]`).waitFor();

inBrowser(() => {
  test('a run that failed is retried without its failed step, keeps both attempts, and is rolled back with a merge', { timeout: 4 * LIMIT_MS }, async () => {
    const longer = `${smallProject['src/receipt.ts']}\n// one\n// two\n`;
    const api = await startTestApp({ project: (folder) => writeFiles(folder, { ...smallProject, 'src/receipt.ts': longer }) });
    const room = await openRoom(api, api.roomFolder);
    const page = await newPage({ isExpected: (message) => /Failed to load resource/.test(message) });
    await openLive(page, new URL(`/?room=${encodeURIComponent(room)}`, api.url));
    await page.getByTestId('intent').fill('rename total to grandTotal in src/prices.ts');
    await page.getByTestId('analyze').click();
    await untilRun(page, 'PLANNED');
    const gate = await closeStepGate(api.databaseUrl);
    await page.getByTestId('heal').click();
    await page.locator('[data-testid=step][data-status=RUNNING]').waitFor();
    writeFiles(api.roomFolder, { [GUIDE]: 'ours\n' });
    await gate.open();
    await untilRun(page, 'FAILED');
    expect(await page.getByTestId('restore-proof').getAttribute('data-same')).toBe('false');
    await shoot(page, 'failed');

    await page.getByRole('button', { name: 'Retry without the failed step' }).click();
    await page.getByLabel('Why?').fill(reason);
    await shoot(page, 'reason');
    await page.getByRole('button', { name: 'Leave it out and retry' }).click();
    await untilRun(page, 'COMPLETED');
    await page.getByTestId('verification').waitFor();
    expect(await page.locator('[data-testid=step][data-status=SKIPPED]').textContent()).toContain(reason);
    await page.getByRole('button', { name: 'Attempt 1' }).click();
    await page.locator('[data-testid=earlier-attempt] [data-testid=step][data-status=FAILED]').waitFor();
    await shoot(page, 'attempts');

    appendFileSync(join(api.roomFolder, 'src/receipt.ts'), '// ours\n');
    await page.getByTestId('rollback').click();
    await page.locator('[data-testid=rollback-file][data-kind=MERGES]').waitFor();
    await shoot(page, 'merge');
    await page.getByTestId('merge-rollback').click();
    await untilRun(page, 'ROLLED_BACK');
    await page.getByTestId('merged-proof').waitFor();
    await shoot(page, 'rolled-back');
    expect(readFileSync(join(api.roomFolder, 'src/receipt.ts'), 'utf8')).toBe(`${longer}// ours\n`);
    expect(readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8')).toBe(smallProject['src/cart.ts']);
    await page.close();
  });
});
