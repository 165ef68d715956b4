// Takes the pictures of the README: the sample room in a real Chromium, at one size, into docs/screenshots.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findPackageRoot } from '../../server/config.ts';
import { writeAddress, type Address } from '../../web/shared/useAddress.ts';
import { DRAWING_FLAGS, findChromium, INSTALL_HINT, launchChromium } from '../support/browser.ts';
import { startBuiltServer } from '../support/built-server.ts';
import { fillSampleRoom, type SampleRoom } from './sample-room.ts';

const SIZE = { width: 1040, height: 610 };
const MOST_BYTES = 160_000;
const LIMIT_MS = 60_000;
const HEADER_PX = 104;
/** The graph is laid out before the eye, and comes to rest. */
const REST_MS = 4_000;

interface Shot {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly address: (room: SampleRoom) => Partial<Address>;
  /** Brings the page to what is to be seen. */
  readonly prepare: (page: Page) => Promise<unknown>;
}

async function breakTheFee(page: Page): Promise<void> {
  const editor = page.locator('.source-editor .cm-content');
  await editor.waitFor();
  const text = (await editor.locator('.cm-line').allTextContents()).join('\n');
  await editor.fill(text.replace('function shippingFee', 'function feeOfShipping'));
  await page.getByTestId('break-place').first().waitFor();
}

/** The run below the header, once its list is there. */
const showRun = (list: string) => async (page: Page): Promise<void> => {
  await page.getByTestId(list).first().waitFor();
  const box = await page.getByTestId('run').boundingBox();
  await page.mouse.wheel(0, (box?.y ?? 0) - HEADER_PX);
};

const SHOTS: readonly Shot[] = [
  { name: 'plan', scheme: 'light', address: ({ planned }) => ({ run: planned }), prepare: showRun('prediction') },
  { name: 'healed', scheme: 'dark', address: ({ healed }) => ({ run: healed }), prepare: showRun('timeline') },
  { name: 'diffs', scheme: 'light', address: ({ healed }) => ({ tab: 'diffs', run: healed }), prepare: (page) => page.getByTestId('diff-filter').fill('src/c') },
  { name: 'dev', scheme: 'dark', address: () => ({ tab: 'dev', file: 'src/pricing/shipping.ts' }), prepare: breakTheFee },
  { name: 'architecture', scheme: 'light', address: () => ({ tab: 'graph' }), prepare: (page) => page.waitForTimeout(REST_MS) },
  { name: 'debugger', scheme: 'light', address: ({ session }) => ({ session }), prepare: (page) => page.getByTestId('example-results').waitFor() },
];

async function take(browser: Browser, origin: string, room: SampleRoom, { name, scheme, address, prepare }: Shot, folder: string): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: scheme, reducedMotion: 'reduce' });
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(`${origin}/${writeAddress({ room: room.id, ...address(room) })}`);
  await page.locator('[data-testid=connection][data-status=CONNECTED]').waitFor();
  await prepare(page);
  await page.waitForTimeout(500);
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await page.close();
  const { size } = statSync(file);
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > MOST_BYTES) throw new Error(`${file} is larger than ${MOST_BYTES} bytes`);
}

const chromium = await findChromium();
if (chromium === null) throw new Error(INSTALL_HINT);
const folder = join(findPackageRoot(), 'docs/screenshots');
mkdirSync(folder, { recursive: true });
const server = await startBuiltServer();
const browser = await launchChromium(chromium, DRAWING_FLAGS);
try {
  const room = await fillSampleRoom(server.api);
  for (const shot of SHOTS) await take(browser, server.origin, room, shot, folder);
} finally {
  await browser.close();
  await server.close();
}
