import { encodeGlobalID } from '@pothos/plugin-relay';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABS, writeAddress, type Address, type Tab } from '../../web/shared/useAddress.ts';
import { findViolations } from '../support/accessibility.ts';
import { openLive, shoot, untilConnected, useBrowser } from '../support/browser-tests.ts';
import { DRAWING_FLAGS } from '../support/browser.ts';
import { copyStorefront } from '../support/projects.ts';
import { openTestApp, startTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { heal, openRoom, planIntent } from '../support/walk-through.ts';

const LIMIT_MS = 120_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS, flags: DRAWING_FLAGS });
const undo: Undo[] = [];
let api: TestApp;
let room: string;
let healed: string;
let planned: string;

beforeAll(async () => {
  api = await openTestApp({ project: copyStorefront }, undo);
  room = await openRoom(api, api.roomFolder);
  healed = (await heal(api, room, 'rename formatPrice to formatMoney in src/pricing/format.ts')).runId;
  planned = (await planIntent(api, room, 'move src/cart/totals.ts to src/checkout/totals.ts')).id;
}, 3 * LIMIT_MS);
afterAll(() => undoAll(undo));

const openPage = (colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => newPage({ reducedMotion: 'reduce', colorScheme, viewport: { width: 1280, height: 860 } });

async function goTo(page: Page, address: Partial<Address>): Promise<void> {
  await openLive(page, new URL(`/${writeAddress(address)}`, api.url));
}

/** Opens a tab and waits until nothing in it is loading. */
async function openTab(page: Page, tab: Tab): Promise<void> {
  await goTo(page, { room, tab, run: tab === 'preview' ? planned : tab === 'debugger' ? null : healed });
  await page.getByRole('tabpanel').getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  if (tab === 'diffs' || tab === 'preview') await page.getByTestId('diff-sheet').waitFor();
  await expect.poll(() => page.locator('main [aria-busy=true]').count(), { timeout: LIMIT_MS }).toBe(0);
}

inBrowser(() => {
  test.each(['light', 'dark'] as const)('no tab violates a rule of axe-core in the %s theme, on a desktop or on a phone, where none scrolls sideways', { timeout: 4 * LIMIT_MS }, async (colorScheme) => {
    const page = await openPage(colorScheme);
    for (const tab of Object.keys(TABS) as Tab[]) {
      await page.setViewportSize({ width: 1280, height: 860 });
      await openTab(page, tab);
      expect(await findViolations(page), tab).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await findViolations(page), `${tab} on a phone`).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), tab).toBeLessThanOrEqual(0);
    }
  });

  test('the keyboard goes along the tabs, and by the palette to a symbol, a run and an intent', { timeout: LIMIT_MS }, async () => {
    const page = await openPage();
    await openTab(page, 'healing');
    expect(await page.title()).toBe('rename formatPrice to formatMoney in src/pricing/format.ts · Self-Healing · ' + (await page.getByTestId('room').textContent()) + ' · Supernova');
    await page.getByTestId('healing-tab').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[role=tab][data-testid=debugger-tab][aria-selected=true]').waitFor();

    const choose = async (words: string, option: string) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('palette-input').fill(words);
      await page.getByRole('option', { name: option }).first().waitFor();
      await page.locator('[role=listbox][aria-busy=false]').waitFor();
      expect(await findViolations(page)).toEqual([]);
      while (!(await page.locator('[role=option][data-combobox-selected]').textContent())?.startsWith(option)) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByTestId('palette').waitFor({ state: 'detached' });
    };
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-input').press('Escape');
    await page.getByTestId('palette').waitFor({ state: 'detached' });
    await choose('renderRec', 'renderReceipt');
    await page.locator('[role=tab][data-testid=graph-tab][aria-selected=true]').waitFor();
    expect(new URL(page.url()).searchParams.get('file')).toMatch(/\.ts$/);
    await choose('formatMoney', 'rename formatPrice to formatMoney');
    await page.locator('[data-testid=run][data-status=COMPLETED]').waitFor();
    // What is chosen stays so while more is found.
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query Palette')) await pause(1_000);
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-input').fill('receipt');
    const chosen = page.locator('[role=option][data-combobox-selected]');
    const before = await chosen.textContent();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen.textContent(), { timeout: LIMIT_MS }).not.toBe(before);
    expect(await page.getByRole('option', { name: 'renderReceipt' }).count()).toBe(0);
    const text = await chosen.textContent();
    await page.getByRole('option', { name: 'renderReceipt' }).first().waitFor();
    expect(await chosen.textContent()).toBe(text);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('intent').inputValue(), { timeout: LIMIT_MS }).toBe('receipt');
    await page.unroute('**/graphql');
    await page.goBack();
    await choose('delete src/flags/flags.ts', 'delete src/flags/flags.ts');
    await expect.poll(() => page.getByTestId('intent').inputValue(), { timeout: LIMIT_MS }).toBe('delete src/flags/flags.ts');
    await page.goBack();
    await page.locator('[data-testid=run][data-status=COMPLETED]').waitFor();
  });

  test('a link that leads nowhere says what happened and where to go on', { timeout: LIMIT_MS }, async () => {
    const page = await openPage();
    const other = await openRoom(api, `${api.roomFolder}/src`);
    const idOf = (typename: string) => encodeGlobalID(typename, '01890000-0000-7000-8000-000000000000');
    const [run, session] = [idOf('HealingRun'), idOf('IntentDebuggerSession')];
    for (const [address, code] of [[{ room: 'nonsense' }, 'NOT_FOUND'], [{ room, run: 'nonsense' }, 'INVALID_INPUT'], [{ room, run }, 'NOT_FOUND'], [{ room, session }, 'NOT_FOUND'], [{ room, session: run }, 'INVALID_INPUT'], [{ room: other, tab: 'diffs', run: healed }, 'OTHER_ROOM']] as const) {
      await goTo(page, address);
      await page.locator(`[data-testid=dead-link][data-code=${code}]`).waitFor();
      expect(await findViolations(page), code).toEqual([]);
    }
    await page.getByTestId('dead-link').getByRole('button').click();
    await page.getByTestId('diff-sheet').waitFor();
    expect(new URL(page.url()).searchParams.get('room')).toBe(room);
    await goTo(page, { room, run: healed, prediction: idOf('ImpactPrediction') });
    await page.locator('[data-testid=dead-link][data-code=NOT_FOUND]').getByRole('button').click();
    await page.getByRole('tab', { name: /^Impact/ }).click();
    await page.getByTestId('prediction').last().getByRole('button').click();
    await page.getByTestId('prediction-link').click();
    const link = new URL(page.url()).searchParams;
    expect(link.get('run')).toBe(healed);
    await goTo(page, { prediction: link.get('prediction') ?? '' });
    await page.locator('[data-testid=prediction][aria-current] [data-testid=prediction-link]').waitFor();
    expect(await page.locator('[data-testid=prediction][aria-current]').count()).toBe(1);
    await expect.poll(() => new URL(page.url()).searchParams.get('run')).toBe(healed);
  });

  test('a diff is read side by side and unified, by step, with why each file is edited, and a preview file by file', { timeout: LIMIT_MS }, async () => {
    const page = await openPage();
    await openTab(page, 'diffs');
    const all = Number.parseInt((await page.getByTestId('diff-sum').textContent()) ?? '', 10);
    await page.getByTestId('diff-filter').fill('receipt.ts');
    const file = page.locator('[data-testid=diff-file][data-file="src/checkout/receipt.ts"]');
    await file.getByTestId('edit-reason').filter({ hasText: /^Step 1\.\d: / }).first().waitFor();
    await file.getByTestId('edit-reason').filter({ hasText: /^Certain, if left as it is: / }).first().waitFor();
    await page.getByText('Unified', { exact: true }).click();
    await page.locator('[data-testid=diff-sheet][data-layout=unified]').waitFor();
    await page.getByTestId('diff-filter').fill('');
    await page.getByTestId('diff-step').click();
    await page.getByRole('option', { name: /^1\.1 / }).click();
    await expect.poll(async () => Number.parseInt((await page.getByTestId('diff-sum').textContent()) ?? '', 10), { timeout: LIMIT_MS }).toBeLessThan(all);

    await openTab(page, 'preview');
    expect(await page.getByTestId('preview-sum').textContent()).toMatch(/^\d+ files: 0 errors in them now, 0 errors when healed\. Nothing is written\.$/);
    await page.locator('[data-testid=preview-file][data-file="src/cart/share.ts"]').click();
    await page.getByRole('region', { name: 'src/cart/share.ts now and healed' }).waitFor();
    await page.goBack();
    await page.getByRole('region', { name: 'src/cart/share.ts now and healed' }).waitFor({ state: 'detached' });
  });

  test('a server that asks for a token is signed in to; tokens are made and revoked in Settings, and one that is revoked or expired says so', { timeout: LIMIT_MS }, async () => {
    const guarded = await startTestApp({ project: copyStorefront, isEngineStarted: false, asksForTokens: true });
    await openRoom(guarded, guarded.roomFolder);
    const { secret } = await guarded.app.tokens.createToken({ name: 'laptop', expiresInDays: 1 });
    const page = await newPage({ reducedMotion: 'reduce', viewport: { width: 390, height: 844 }, isExpected: (message) => /401 \(Unauthorized\)|net::ERR_/.test(message) });
    const signInPage = (code: string) => page.locator(`[data-testid=sign-in-page][data-code=${code}]`);
    const signIn = async (token: string) => {
      await page.getByTestId('token').fill(token);
      await page.getByTestId('token').press('Enter');
    };
    await page.goto(new URL('/?tab=settings', guarded.url).href);
    await signInPage('TOKEN_MISSING').waitFor();
    await signIn('letmein');
    await page.getByText('A token begins with sn_').waitFor();
    await signIn(`sn_${'x'.repeat(43)}`);
    await page.getByText('may not have been copied whole').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findViolations(page), `signing in, ${colorScheme}`).toEqual([]);
    }
    await shoot(page, 'sign-in');
    await signIn(` ${secret} `);
    await untilConnected(page);

    await page.getByTestId('token-name').fill('build server');
    await page.getByText('7 days', { exact: true }).click();
    await page.getByTestId('create-token').click();
    const made = await page.getByRole('textbox', { name: 'The new token' }).inputValue();
    expect((await guarded.app.tokens.recognise(made, '')).name).toBe('build server');
    await page.locator('[data-testid=access-token][data-name="build server"]').waitFor();
    await page.getByRole('button', { name: 'Revoke build server' }).click();
    expect(await findViolations(page), 'Settings').toEqual([]);
    await shoot(page, 'settings-tokens');
    await page.getByTestId('revoke-confirm').click();
    await page.locator('[data-testid=access-token][data-name="build server"]').waitFor({ state: 'detached' });
    // The row that was pressed is gone, and the keyboard goes on from its list.
    await page.locator('[data-testid=access-tokens]:focus').waitFor();

    await page.getByRole('button', { name: 'Revoke laptop' }).click();
    await page.getByTestId('revoke-confirm').click();
    await signInPage('TOKEN_REVOKED').waitFor();
    const guest = await guarded.app.tokens.createToken({ name: 'guest', expiresInDays: 1 });
    await signIn(guest.secret);
    await untilConnected(page);
    await guarded.app.prisma.accessToken.update({ where: { id: guest.token.id }, data: { expiresAt: new Date('2026-01-02T12:00:00Z') } });
    await signInPage('TOKEN_EXPIRED').getByText('was good until January 2, 2026').waitFor();
    await signIn((await guarded.app.tokens.createToken({ name: 'again', expiresInDays: null })).secret);
    await page.getByTestId('sign-out').waitFor();
    // The server is updated under the open page.
    await page.route(new URL('/', guarded.url).href, (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/index-newer.js"></script>' }));
    for (const socket of guarded.connections) socket.destroy();
    await page.getByTestId('other-build').waitFor();
    await untilConnected(page);
    expect(await findViolations(page), 'of another build').toEqual([]);
    await shoot(page, 'other-build');
    await page.unrouteAll();
    await page.getByTestId('other-build').getByRole('button').click();
    await page.getByTestId('other-build').waitFor({ state: 'detached' });
    await page.getByTestId('sign-out').click();
    await signInPage('TOKEN_MISSING').waitFor();
  });
});
