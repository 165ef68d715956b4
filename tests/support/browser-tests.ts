// The browser of a file of tests, on the product as it is built now. Owns that it is started once, and what every page of it has; servers are the tests' own.
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium, INSTALL_HINT, launchChromium } from './browser.ts';
import { failOnProblems } from './page-problems.ts';
import { buildProduct } from './program.ts';

const START_LIMIT_MS = 240_000;
const chromium = await findChromium();

export interface PageOptions extends BrowserContextOptions {
  /** Another browser than the one of the file. */
  readonly from?: Browser;
  /** What the page may log as an error, because the test is about it. */
  readonly isExpected?: (message: string) => boolean;
}

export interface Browsing {
  /** Groups tests in the browser; where there is none they are skipped, and their name says what to install. */
  inBrowser(tests: () => void): void;
  /** An empty page. What it logs as an error fails the test, whose end closes it. */
  newPage(options?: PageOptions): Promise<Page>;
  /** One more browser, with flags of its own; the caller closes it. */
  launch(flags: readonly string[]): Promise<Browser>;
}

/** Builds the product and starts a browser before the tests of a file; `limitMs` is how long a page waits for anything. */
export function useBrowser({ limitMs, flags = [] }: { limitMs: number; flags?: readonly string[] }): Browsing {
  let browser: Browser;
  const launch = (more: readonly string[]) => launchChromium(chromium ?? '', more);
  beforeAll(async () => {
    if (chromium === null) return;
    buildProduct();
    browser = await launch(flags);
  }, START_LIMIT_MS);
  afterAll(() => browser?.close());
  return {
    launch,
    inBrowser: (tests) => void describe.skipIf(chromium === null)(chromium === null ? `in the browser (skipped: ${INSTALL_HINT})` : 'in the browser', tests),
    async newPage({ from = browser, isExpected, ...options } = {}) {
      const page = await from.newPage(options);
      page.setDefaultTimeout(limitMs);
      failOnProblems(page, isExpected);
      return page;
    },
  };
}

export const untilConnected = (page: Page): Promise<void> => page.locator('[data-testid=connection][data-status=CONNECTED]').waitFor();

/** Opens an address of the product and waits until the page is live. */
export async function openLive(page: Page, url: string | URL): Promise<void> {
  await page.goto(String(url));
  await untilConnected(page);
}

/** Pictures in both themes, kept where SUPERNOVA_SHOTS names a folder: for whoever wants to look at the page. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SUPERNOVA_SHOTS'];
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage: true });
  }
}
