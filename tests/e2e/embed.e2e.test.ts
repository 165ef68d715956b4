import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { findViolations } from '../support/accessibility.ts';
import { shoot, useBrowser } from '../support/browser-tests.ts';
import { buildHostApp, serveFolder } from '../support/host-app.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 90_000;
const browsing = useBrowser({ limitMs: LIMIT_MS });

test('the example of the README is the application that is built here', () => {
  const [readme, example] = ['README.md', 'tests/fixtures/embed/App.tsx'].map((file) => readFileSync(join(findPackageRoot(), file), 'utf8'));
  expect(readme).toContain(`\`\`\`tsx\n${example}\`\`\`\n`);
});

/** Keeps what an element says from now on; what it has said so far, in order. */
async function watchWords(element: Locator): Promise<() => Promise<string[]>> {
  const seen = await element.evaluateHandle((watched) => {
    const words = [watched.textContent ?? ''];
    new MutationObserver(() => words.at(-1) !== watched.textContent && words.push(watched.textContent ?? '')).observe(watched, { characterData: true, childList: true, subtree: true });
    return words;
  });
  return () => seen.jsonValue();
}

browsing.inBrowser(() => {
  test('another application on another origin heals a change by the hook and another one in the panel, debugs what it did, hears when the server is away, and neither has an effect on the looks of the other', { timeout: 3 * LIMIT_MS }, async () => {
    const origin = await serveFolder(await buildHostApp());
    const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), testTimeMs: 1, allowedOrigins: [origin], asksForTokens: true });
    const { secret } = await api.app.tokens.createToken({ name: 'another application', expiresInDays: 1 });
    const room = await openRoom(api, api.roomFolder);
    const page = await browsing.newPage({ viewport: { width: 1100, height: 900 }, isExpected: (message) => /net::ERR_INTERNET_DISCONNECTED/.test(message) });
    const address = `${origin}/?${new URLSearchParams({ server: new URL(api.url).origin, token: secret, room, change: 'rename total to grandTotal in src/prices.ts' }).toString()}`;
    await page.goto(address);
    const looks = () => page.evaluate(() => [getComputedStyle(document.body).margin, getComputedStyle(document.body).fontFamily, getComputedStyle(document.querySelector('h2') ?? document.body).color, document.documentElement.getAttributeNames().join(), Object.keys(localStorage).join()]);
    await page.getByTestId('intent').waitFor();
    expect(await looks()).toEqual(['7px', 'serif', 'rgb(9, 8, 7)', 'lang', '']);
    expect(await page.getByTestId('analyze').evaluate((button) => getComputedStyle(button).backgroundColor)).not.toBe('rgb(1, 2, 3)');

    const button = page.locator('#app > button');
    const seen = await watchWords(button);
    await button.click();
    await button.filter({ hasText: 'completed' }).waitFor();
    expect(await seen()).toEqual(['idle', 'analyzing', 'healing', 'completed']);
    expect(readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8')).toContain('grandTotal');

    const start = page.locator('#debug button');
    const seenOfSession = await watchWords(start);
    await start.click();
    await page.locator('#debug output').filter({ hasText: /\b3\b/ }).waitFor();
    await start.filter({ hasText: 'open' }).waitFor();
    expect((await seenOfSession()).slice(0, 3)).toEqual(['idle', 'starting', 'recording']);

    await page.locator('[data-testid=history-run][data-status=COMPLETED]').waitFor();
    await page.context().setOffline(true);
    await page.getByTestId('offline').getByText('The server cannot be reached since').waitFor();
    expect(await findViolations(page), 'offline').toEqual([]);
    await shoot(page, 'embed-offline');
    await page.context().setOffline(false);
    await page.getByTestId('offline').waitFor({ state: 'detached' });
    await page.getByTestId('intent').fill('move src/lines.ts to src/rows.ts');
    await page.getByTestId('analyze').click();
    await page.locator('[data-testid=run][data-status=PLANNED]').waitFor();
    await shoot(page, 'embed');
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    await shoot(page, 'embed-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByTestId('heal').click();
    await page.locator('[data-testid=run][data-status=COMPLETED]').waitFor();
    expect(readFileSync(join(api.roomFolder, 'src/rows.ts'), 'utf8')).toBe(smallProject['src/lines.ts']);
    expect(page.url()).toBe(address);
    expect(await looks()).toEqual(['7px', 'serif', 'rgb(9, 8, 7)', 'lang', '']);
  });
});
