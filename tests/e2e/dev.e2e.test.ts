import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openLive, useBrowser } from '../support/browser-tests.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 90_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS });
const FILE = 'src/pricing/format.ts';

async function openDev(search = ''): Promise<{ api: TestApp; page: Page; onDisk: (path: string) => string }> {
  const api = await startTestApp({ project: copyStorefront });
  await openRoom(api, api.roomFolder);
  const page = await newPage({ reducedMotion: 'reduce' });
  await openLive(page, new URL(`/?tab=dev${search}`, api.url));
  return { api, page, onDisk: (path) => readFileSync(join(api.roomFolder, path), 'utf8') };
}

/** Puts other text in the place of all that the editor holds. */
async function replaceText(page: Page, change: (text: string) => string, text: string): Promise<string> {
  const changed = change(text);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(changed);
  return changed;
}

const pane = (page: Page) => page.locator(`[data-testid=file-pane][data-file="${FILE}"]`);

inBrowser(() => {
  test('a file is found by keyboard, tried while it is typed, saved, and what the save breaks is planned to be healed', { timeout: 2 * LIMIT_MS }, async () => {
    const { page, onDisk } = await openDev();
    const tree = page.getByTestId('file-tree');
    await tree.focus();
    await page.keyboard.type('src');
    for (const name of ['pricing', 'format.ts']) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type(name);
    }
    await page.keyboard.press('Enter');
    await pane(page).waitFor();
    expect(new URL(page.url()).searchParams.get('file')).toBe(FILE);

    const before = onDisk(FILE);
    const typed = await replaceText(page, (text) => `${text.replaceAll('formatPrice', 'formatMoney')}\nexport const wrong: number = 'text';\n`, before);
    await page.locator('[data-testid=trial][data-state=told]').waitFor();
    expect(await page.getByTestId('trial-sum').textContent()).toMatch(/^A save would break \d+ other files and this one\./);
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(1);
    expect(onDisk(FILE)).toBe(before);

    // Another tab of the page and back: nothing that was typed is lost.
    await page.getByTestId('healing-tab').click();
    await page.getByTestId('intent').waitFor();
    await page.goBack();
    await page.locator('[data-testid=trial][data-state=told]').waitFor();

    const place = page.locator('[data-testid=break-place][data-file="src/checkout/receipt.ts"]').first();
    await place.getByRole('link').click();
    await page.locator('[data-testid=file-pane][data-file="src/checkout/receipt.ts"]').waitFor();
    await page.locator(`[data-testid=open-file][data-file="${FILE}"][data-unsaved=true]`).getByRole('button', { name: /^format\.ts/ }).click();

    await pane(page).waitFor();
    await page.keyboard.press('Control+S');
    await page.locator('[data-testid=save-result][data-type=SUGGESTED]').waitFor();
    expect(onDisk(FILE)).toBe(typed);
    expect(await pane(page).getAttribute('data-unsaved')).toBeNull();
    await page.getByRole('button', { name: 'Open the planned healing' }).click();
    await page.locator('[data-testid=run][data-status=PLANNED]').waitFor();
  });

  test('a file that was changed meanwhile says so by itself and is not overwritten until that is meant, a new one is listed by itself, and what cannot be edited says why', { timeout: 2 * LIMIT_MS }, async () => {
    const { api, page, onDisk } = await openDev(`&file=${FILE}`);
    await pane(page).waitFor();
    const before = onDisk(FILE);
    const mine = await replaceText(page, (text) => `${text}// mine\n`, before);
    await page.locator('[data-testid=trial][data-state=told]').waitFor();
    writeFileSync(join(api.roomFolder, FILE), `${before}// theirs\n`);
    const conflict = page.getByTestId('conflict');
    await conflict.waitFor();
    expect(await conflict.innerText()).toMatch(/[-−]\s*\/\/ theirs[\s\S]*\+\s*\/\/ mine/);
    expect(onDisk(FILE)).toBe(`${before}// theirs\n`);
    await conflict.getByRole('button', { name: 'Overwrite with mine' }).click();
    await page.getByTestId('save-result').waitFor();
    expect(onDisk(FILE)).toBe(mine);

    await replaceText(page, (text) => `${text}// more\n`, mine);
    await page.getByRole('button', { name: `Close ${FILE}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it open' }).click();
    await page.locator(`[data-testid=open-file][data-unsaved=true]`).waitFor();

    writeFileSync(join(api.roomFolder, 'huge.ts'), 'a'.repeat(5 * 1024 * 1024));
    await page.locator('[data-testid=tree-row][data-path="huge.ts"]').click();
    await page.locator('[data-testid=failure][data-code=FILE_REFUSED]').waitFor();
    expect(await page.getByTestId('failure').innerText()).toContain('huge.ts is too large to be edited here (5.0 MB).');
  });
});
