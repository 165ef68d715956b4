import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, WebSocketRoute } from 'playwright-core';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { openLive, useBrowser } from '../support/browser-tests.ts';
import { startSession } from '../support/debug-walk.ts';
import { ResolveSession } from '../support/debugger-documents.ts';
import { writeFiles, type Files } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 120_000;
const { inBrowser, newPage } = useBrowser({ limitMs: LIMIT_MS });

/** The condition of `total` is the wrong way round: nobody gets the discount. */
const shop: Files = {
  'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] }, include: ['src'], exclude: ['**/*.test.ts'] }),
  'package.json': JSON.stringify({ name: 'shop', private: true, type: 'module' }),
  'src/cart.ts': `export interface Line {
  price: number;
  quantity: number;
}

export function lineTotal(line: Line): number {
  return line.price * line.quantity;
}

export function discount(sum: number, percent: number): number {
  return sum - (sum * percent) / 100;
}

export function total(lines: Line[], percent: number): number {
  let sum = 0;
  for (const line of lines) sum += lineTotal(line);
  if (percent < 0) {
    return discount(sum, percent);
  }
  return sum;
}
`,
};

const EXAMPLES: readonly (readonly [lines: string, percent: string, total: string])[] = [
  ['[{ "price": 10, "quantity": 2 }]', '10', '18'],
  ['[{ "price": 5, "quantity": 1 }]', '0', '5'],
  ['[{ "price": 40, "quantity": 1 }, { "price": 60, "quantity": 1 }]', '50', '50'],
  ['[]', '20', '0'],
];

/** The debugger's tab, connected. What the page logs as an error fails the test. */
async function openDebugger(api: TestApp, prepare: (page: Page) => unknown = () => undefined): Promise<Page> {
  await openRoom(api, api.roomFolder);
  const page = await newPage();
  await prepare(page);
  await openLive(page, new URL('/', api.url));
  await page.getByTestId('debugger-tab').click();
  await page.getByTestId('session-form').waitFor();
  return page;
}

/** Stands between the page and its socket: `cut` closes it and every new one until `mend`. */
function createCable() {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  return {
    lay: (page: Page) =>
      page.routeWebSocket(/\/graphql$/, (socket) => {
        if (isCut) return void socket.close({ code: 1001 });
        socket.connectToServer();
        open.add(socket);
      }),
    async cut(): Promise<void> {
      isCut = true;
      for (const socket of open) await socket.close({ code: 1001 });
      open.clear();
    },
    mend: () => void (isCut = false),
  };
}

/** Types into the code editor of a field. */
const fillCode = async (page: Page, testId: string, text: string): Promise<void> => page.getByTestId(testId).locator('.cm-content').fill(text);

async function fillIntent(page: Page, intent: string): Promise<void> {
  await page.getByTestId('userIntent').fill(intent);
  await page.getByTestId('triggerAction').fill('The customer opens the cart');
}

/** Passes the examples of ten, one and nine with more than one condition. */
const SHIPPING = `export function shipping(pieces: number): number {
  if (pieces > 10) return 0;
  return 5;
}
`;

/** Names file and function by taking what is offered while they are typed. */
async function completeFunction(page: Page, { typed, file, exportName }: { typed: string; file: string; exportName: string }): Promise<void> {
  await page.getByTestId('fn.file').pressSequentially(typed);
  await page.getByRole('option', { name: file, exact: true }).click();
  expect(await page.getByTestId('fn.file').inputValue()).toBe(file);
  await page.getByTestId('fn.exportName').pressSequentially(exportName.slice(0, 2));
  await page.getByRole('option', { name: exportName, exact: true }).click();
  expect(await page.getByTestId('fn.exportName').inputValue()).toBe(exportName);
}

interface ShownFix {
  name: string;
  status: string;
}

/** The fixes as they are ranked. */
const readFixes = (page: Page): Promise<ShownFix[]> => page.getByTestId('fix').evaluateAll((cards) => cards.map((card) => ({ name: card.getAttribute('aria-label')?.replace(/^Fix \d+: /, '') ?? '', status: card.getAttribute('data-status') ?? '' })));

/** The whole form for `total` of the shop: one recorded call, the examples, the calls and the outcome that are expected. */
async function fillShopForm(page: Page): Promise<void> {
  await fillIntent(page, 'The discount is taken off the sum of the lines');
  await page.getByTestId('fn.file').fill('src/cart.ts');
  await page.getByTestId('fn.exportName').fill('total');
  await page.getByText('First example').click();
  for (const [at, [lines, percent, sum]] of EXAMPLES.entries()) {
    await page.getByTestId('add-example').click();
    if (at === 0) await page.getByRole('button', { name: 'More arguments' }).click();
    await fillCode(page, `example.${at + 1}.args.0`, lines);
    await fillCode(page, `example.${at + 1}.args.1`, percent);
    await fillCode(page, `example.${at + 1}.expected`, sum);
  }
  await fillCode(page, 'path', 'total()\n  lineTotal()\n  discount()');
  await page.getByTestId('outcome.status').fill('success');
  await fillCode(page, 'outcome.data', '18');
}

/** Waits until the session that is shown is in a state. */
const untilSession = (page: Page, status: string): Promise<void> => page.locator(`[data-testid=session][data-status=${status}]`).waitFor();
const openTab = (page: Page, name: RegExp): Promise<void> => page.getByTestId('session').getByRole('tab', { name }).click();
const untilRun = (page: Page, status: string): Promise<void> => page.locator(`[data-testid=run][data-status=${status}]`).first().waitFor();

/** The rows of the two trees that differ, as `kind expected > actual`. */
const readTreeDifferences = (page: Page): Promise<string[]> =>
  page.getByTestId('tree-difference').evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-difference')} ${[...row.querySelectorAll('[data-side]')].map((cell) => cell.textContent).join(' > ')}`));

/** The recording, compared: where it went another way, what it saw there, and where the outcome differs. */
async function checkDifferences(page: Page): Promise<void> {
  await page.getByTestId('divergence').waitFor();
  expect(await page.getByTestId('divergence-branch').textContent()).toContain('percent < 0');
  expect(await page.getByTestId('divergence-values').textContent()).toContain('percent10');
  expect(await readTreeDifferences(page)).toEqual(['missing discount > not called']);
  expect(await page.getByTestId('outcome-difference').allTextContents()).toEqual([expect.stringMatching(/18.*20/)]);
  expect(await page.locator('[data-testid=example-results] tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-passed')))).toEqual(['false', 'true', 'false', 'true']);
  await openTab(page, /^Recording/);
  expect(await page.getByTestId('recording-end').getAttribute('data-end')).toBe('completed');
  expect(await page.locator('[data-testid=layer][data-active=true]').count()).toBeGreaterThan(2);
  await openTab(page, /^Suspects/);
  expect(await page.getByTestId('suspect').first().textContent()).toContain('src/cart.ts:17');
}

inBrowser(() => {
  test('a function is recorded, compared, repaired, put back, repaired again and kept as a test', { timeout: 2 * LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, shop) });
    const original = await hashTree(api.roomFolder);
    const read = () => readFileSync(join(api.roomFolder, 'src/cart.ts'), 'utf8');
    const page = await openDebugger(api);
    await fillShopForm(page);
    await page.getByTestId('start').click();
    await checkDifferences(page);
    expect(await hashTree(api.roomFolder)).toBe(original);

    await openTab(page, /^Fixes/);
    await page.getByTestId('budget').fill('10');
    await page.getByTestId('suggest').click();
    await page.getByTestId('fix').first().waitFor();
    await untilSession(page, 'OPEN');
    const best = page.getByTestId('fix').first();
    expect(await best.getAttribute('data-status')).not.toBe('REFUTED');
    expect(await best.getByTestId('diff').textContent()).toContain('percent');
    expect(await best.locator('[data-testid=evidence][data-state=failed]').count()).toBe(0);
    expect(await hashTree(api.roomFolder)).toBe(original);

    await best.getByTestId('apply').click();
    await untilRun(page, 'COMPLETED');
    await page.getByTestId('verification').waitFor();
    expect(read()).not.toBe(shop['src/cart.ts']);
    await page.getByTestId('rollback').click();
    await untilRun(page, 'ROLLED_BACK');
    expect(await page.getByTestId('restore-proof').getAttribute('data-same')).toBe('true');
    expect(await hashTree(api.roomFolder)).toBe(original);

    await best.getByTestId('apply').click();
    await untilRun(page, 'COMPLETED');
    const repaired = read();
    await page.getByTestId('resolve').click();
    await untilSession(page, 'RESOLVED');
    await page.getByTestId('resolve-box').locator('[data-testid=run][data-status=COMPLETED]').waitFor();
    expect(read()).toBe(repaired);
    const tests = readdirSync(api.roomFolder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(test|spec)\.[jt]s$/.test(path));
    expect(tests).toHaveLength(1);
    expect(readFileSync(join(api.roomFolder, tests[0] ?? ''), 'utf8')).toContain('total');
    expect(await page.locator('[data-testid=listed-session]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-status')))).toEqual(['RESOLVED']);
  });

  test('a question about patches that all pass is answered, and the fixes are ranked again', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, { ...shop, 'src/shipping.ts': SHIPPING }) });
    const page = await openDebugger(api);
    await fillIntent(page, 'Pairs are shipped for nothing');
    await completeFunction(page, { typed: 'ship', file: 'src/shipping.ts', exportName: 'shipping' });
    await page.getByText('First example').click();
    for (const [at, [pieces, price]] of [['10', '0'], ['1', '5'], ['9', '5']].entries()) {
      await page.getByTestId('add-example').click();
      await fillCode(page, `example.${at + 1}.args.0`, pieces ?? '');
      await fillCode(page, `example.${at + 1}.expected`, price ?? '');
    }
    await page.getByTestId('start').click();
    await untilSession(page, 'OPEN');
    await openTab(page, /^Fixes/);
    await page.getByTestId('budget').fill('10');
    await page.getByTestId('suggest').click();
    await page.getByTestId('question').waitFor();
    await untilSession(page, 'OPEN');
    const [first, ...others] = await readFixes(page);
    expect(first).toEqual({ name: expect.stringContaining('>='), status: 'PLAUSIBLE' });
    expect(others.length).toBeGreaterThan(0);

    // Four is a pair too: what the best patch gives for it is not right.
    const wrong = page.getByTestId('question').getByRole('radio', { name: /fix(es)? 1\b/ });
    expect(await wrong.count()).toBe(1);
    await page.getByTestId('question').getByRole('radio', { name: /^0 fix/ }).check();
    expect(await wrong.isChecked()).toBe(false);
    await page.getByTestId('answer-question').click();
    await page.locator('[data-testid=fix][data-status=REFUTED]').first().waitFor();
    await page.getByTestId('question').waitFor({ state: 'detached' });
    const ranked = await readFixes(page);
    expect(ranked[0]?.name).not.toBe(first?.name);
    expect(ranked[0]?.status).toBe('PLAUSIBLE');
    expect(ranked.filter(({ status }) => status === 'REFUTED')).toContainEqual({ name: first?.name, status: 'REFUTED' });
    expect(ranked.map(({ status }) => status === 'REFUTED')).toEqual(ranked.map(({ status }) => status === 'REFUTED').sort());
    expect(await page.locator('[data-testid=fix][data-status=REFUTED]').first().getByTestId('apply').count()).toBe(0);
    expect(await page.locator('[data-testid=fix][data-status=PLAUSIBLE]').first().getByTestId('apply').count()).toBe(1);

    await page.reload();
    await openTab(page, /^Fixes/);
    await page.getByTestId('fix').first().waitFor();
    expect(await readFixes(page)).toEqual(ranked);
    expect(await page.getByTestId('question').count()).toBe(0);
  });

  test('a session that is started in another tab is listed without a reload, and so is what it becomes, also when the socket was away', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, shop) });
    const cable = createCable();
    const page = await openDebugger(api, cable.lay);
    const roomId = await openRoom(api, api.roomFolder);
    const statuses = () => page.getByTestId('listed-session').evaluateAll((rows) => rows.map((row) => `${/^[a-z]+/.exec(row.textContent ?? '')?.[0]} ${row.getAttribute('data-status')}`));
    const start = (userIntent: string) => startSession(api, roomId, { triggerAction: 'a', userIntent, expectedBehavior: { executionPath: ['a'] } });
    const first = await start('one');
    await page.getByTestId('listed-session').waitFor();
    const second = await start('two');
    await page.getByTestId('listed-session').nth(1).waitFor();
    expect(await statuses()).toEqual(['two OPEN', 'one OPEN']);
    dataOf((await api.graphql(ResolveSession, { sessionId: first })).resolveSession);
    await page.locator('[data-testid=listed-session][data-status=RESOLVED]').waitFor();
    expect(await statuses()).toEqual(['two OPEN', 'one RESOLVED']);

    await cable.cut();
    await page.locator('[data-testid=connection]:not([data-status=CONNECTED])').waitFor();
    dataOf((await api.graphql(ResolveSession, { sessionId: second })).resolveSession);
    await start('three');
    cable.mend();
    await page.getByTestId('listed-session').nth(2).waitFor();
    expect(await statuses()).toEqual(['three OPEN', 'two RESOLVED', 'one RESOLVED']);
  });

  test('behaviour that is handed in is compared without running anything, and back and forward move between form and session', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, shop) });
    const page = await openDebugger(api);
    await fillIntent(page, 'A valid order succeeds');
    await page.getByTestId('kind').getByText('Nothing').click();
    await fillCode(page, 'path', 'validate()\nsubmit()\nsuccess()');
    await page.getByTestId('start').click();
    await untilSession(page, 'OPEN');
    expect(await page.getByTestId('record').count()).toBe(0);

    await fillCode(page, 'actual-behavior', '{ "path": [] }');
    await page.getByTestId('submit-behavior').click();
    expect(await page.getByTestId('actual-behavior').textContent()).toContain('“path” is no part of a behaviour');
    await fillCode(page, 'actual-behavior', '{ "executionPath": ["validate()", "submit()", "failure()"] }');
    await page.getByTestId('submit-behavior').click();
    await page.locator('[data-testid=divergence][data-kind=replaced]').waitFor();
    expect(await readTreeDifferences(page)).toEqual(['replaced success > failure']);
    const link = page.url();

    await page.goBack();
    await page.getByTestId('session-form').waitFor();
    await page.goForward();
    await page.getByTestId('divergence').waitFor();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByTestId('divergence').waitFor();
    expect(await page.getByTestId('session-intent').textContent()).toBe('A valid order succeeds');
    await page.getByTestId('template').click();
    expect(await page.getByTestId('path').locator('.cm-line').allTextContents()).toEqual(['validate()', 'submit()', 'success()']);
  });

  test('what is wrong with the form is told at its fields, and what the server refuses where the form ends', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, shop) });
    const page = await openDebugger(api);
    await page.getByTestId('start').click();
    await page.getByTestId('problem-count').waitFor();
    expect(await page.getByTestId('userIntent').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('userIntent');
    await fillCode(page, 'fn.args.0', '{ price: 1 }');
    expect(await page.getByTestId('fn.args.0').textContent()).toContain('This is not JSON');
    await page.getByRole('button', { name: 'Argument is JSON. Change to expression' }).click();
    expect(await page.getByTestId('fn.args.0').textContent()).not.toContain('This is not JSON');

    await fillIntent(page, 'Totals are right');
    await page.getByTestId('fn.file').fill('src/card.ts');
    await page.getByTestId('fn.exportName').fill('total');
    await page.getByTestId('outcome.status').fill('success');
    expect(await page.getByTestId('problem-count').count()).toBe(0);
    await page.getByTestId('start').click();
    await page.locator('[data-testid=failure][data-code=INVALID_INPUT]').waitFor();
    expect(await page.getByTestId('failure').textContent()).toContain('src/card.ts');
    expect(existsSync(join(api.roomFolder, 'src/card.ts'))).toBe(false);
  });

  test('a search that finds nothing tells its progress and is cancelled', { timeout: LIMIT_MS }, async () => {
    const api = await startTestApp({ project: (folder) => writeFiles(folder, { ...shop, 'src/cart.ts': `${shop['src/cart.ts']}\nexport function riddle(n: number): number {\n  let sum = 0;\n  for (let i = 0; i < n; i += 1) {\n    if (i % 2 === 0) sum += i * 3;\n    else sum -= i;\n  }\n  return sum;\n}\n` }) });
    const page = await openDebugger(api);
    await fillIntent(page, 'It answers riddles');
    await page.getByTestId('fn.file').fill('src/cart.ts');
    await page.getByTestId('fn.exportName').fill('riddle');
    await page.getByText('First example').click();
    for (const [at, [input, answer]] of [['3', '94117'], ['7', '-2231'], ['8', '60013'], ['12', '1.375']].entries()) {
      await page.getByTestId('add-example').click();
      await fillCode(page, `example.${at + 1}.args.0`, input ?? '');
      await fillCode(page, `example.${at + 1}.expected`, answer ?? '');
    }
    await page.getByTestId('start').click();
    await page.getByTestId('recorded-calls').or(page.getByTestId('actual-outcome')).first().waitFor();
    await untilSession(page, 'OPEN');
    await openTab(page, /^Fixes/);
    await page.getByTestId('budget').fill('120');
    await page.getByTestId('suggest').click();
    await page.getByTestId('search-progress').waitFor();
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=search-tried]')?.textContent?.replaceAll(',', '')) > 0);
    expect(await page.getByTestId('search-best').textContent()).toMatch(/ of 4$/);
    await page.getByTestId('cancel-debugging').click();
    await untilSession(page, 'OPEN');
    expect(await page.getByTestId('fix').count()).toBe(0);
    await page.getByTestId('search-end').waitFor();
  });
});
