// Figures of the built page in a real Chromium, on its own server: what is loaded first and how long that takes, and whether 10,000 events,
// 5,000 changed files, a file of 20,000 lines, 5,000 predictions and a tree of 10,000 files stay smooth. Needs a Chromium.
import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { findPackageRoot } from '../../server/config.ts';
import { openDatabase, type Database } from '../../server/db.ts';
import { writeAddress, type Address } from '../../web/shared/useAddress.ts';
import type { ApiClient } from '../support/api-client.ts';
import { findChromium, INSTALL_HINT, launchChromium } from '../support/browser.ts';
import { startBuiltServer, type BuiltServer } from '../support/built-server.ts';
import { AnalyzeImpact, CaptureEdit, PlanHealing } from '../support/documents.ts';
import { filesLoadedWith, readManifest, sizeOf } from '../support/initial-javascript.ts';
import { dataOf, openRoom, planIntent } from '../support/walk-through.ts';
import { createRunner, openEngine, planRun } from '../engine/plans.ts';
import { endProcesses, startProcess } from './live-process.ts';
import { probePage, scrollThrough, type ProbedPage, type Smoothness } from './page-probe.ts';
import { writeLargeProject, type LargeProject } from './page-project.ts';
import { at } from './percentile.ts';

const IMPORTERS = 5_000;
const FILES = 10_000;
const LONG_LINES = 20_000;
const EVENTS = 10_000;
const LOADS = 9;
const LIMIT_MS = 600_000;

/** Parts to measure, by name; all of them where none is named. */
const wanted = process.argv.slice(2);
const isWanted = (part: 'load' | 'tree' | 'diff' | 'run' | 'predictions') => wanted.length === 0 || wanted.includes(part);

interface Bench {
  readonly probed: ProbedPage;
  readonly server: BuiltServer;
  readonly room: string;
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

function tell(what: string, { longTasks, longestMs, frames, nodes, busyMs, heapMb }: Smoothness): void {
  console.log(`${what}: ${frames.count} frames, median ${frames.p50Ms.toFixed(1)} ms, p95 ${frames.p95Ms.toFixed(1)}, worst ${frames.worstMs.toFixed(0)}; ${longTasks} tasks over 50 ms, longest ${longestMs.toFixed(0)} ms; at most ${nodes.toLocaleString('en')} elements; ${heapMb.toFixed(0)} MB of heap; main thread busy ${(busyMs / 1000).toFixed(2)} s`);
}

function tellSizes(): void {
  const manifest = readManifest();
  for (const [what, modules] of [['the page', ['index.html']], ['the page with its first tab', ['index.html', 'healing/HealingPanel.tsx']]] as const) {
    const { files, bytes, gzipBytes } = sizeOf(filesLoadedWith(manifest, modules));
    console.log(`JavaScript of ${what}: ${kb(gzipBytes)} gzipped, ${kb(bytes)} as it is, ${files} files`);
  }
}

async function goTo({ probed, server, room }: Bench, address: Partial<Address>): Promise<void> {
  await probed.page.goto(`${server.origin}/${writeAddress({ room, ...address })}`);
  await probed.page.locator('[data-testid=connection][data-status=CONNECTED]').waitFor();
}

async function tellLoads({ probed, server }: Bench): Promise<void> {
  for (const rate of [1, 4]) {
    await probed.throttle(rate);
    const times: number[] = [];
    for (let load = 0; load < LOADS; load += 1) times.push(await probed.timeToInteractive(server.origin));
    console.log(`time to interactive, CPU ${rate === 1 ? 'as it is' : `slowed ${rate} times`}, ${LOADS} loads: median ${at(times, 0.5).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)}`);
  }
  await probed.throttle(1);
}

async function tellTree(bench: Bench): Promise<void> {
  await goTo(bench, { tab: 'dev' });
  const { page, measure } = bench.probed;
  const folder = page.locator('[data-testid=tree-row][data-path="src/parts"]');
  await folder.waitFor();
  tell(`a tree of ${FILES} files, a folder of ${IMPORTERS} opened and scrolled`, await measure(async () => (await folder.click(), await scrollThrough(page, '[data-testid=file-tree]'))));
}

async function tellDiff(bench: Bench, what: string, run: string): Promise<void> {
  const { page, measure } = bench.probed;
  await goTo(bench, { tab: 'usage' });
  const sheet = '[data-testid=diff-sheet]';
  // Not a new page: what counts is the way from one tab to the other.
  tell(`${what}, opened`, await measure(async () => {
    await page.evaluate(`(history.pushState(null, '', ${JSON.stringify(`/${writeAddress({ room: bench.room, tab: 'diffs', run })}`)}), dispatchEvent(new PopStateEvent('popstate')))`);
    await page.locator(sheet).waitFor();
  }));
  tell(`${what}, scrolled`, await measure(() => scrollThrough(page, sheet)));
}

async function tellPredictions(bench: Bench, run: string): Promise<void> {
  await goTo(bench, { run });
  const { page, measure } = bench.probed;
  await page.getByTestId('prediction').first().waitFor();
  const all = page.getByRole('button', { name: /Show all/ });
  await all.click();
  await all.waitFor({ state: 'detached' });
  tell('all predictions, scrolled', await measure(() => scrollThrough(page, 'html')));
}

/** A planned run whose only step tells this many times of its progress, and is otherwise like another one. */
async function planTalk({ prisma }: Database, like: string, events: number): Promise<string> {
  const { roomId, plan } = await prisma.healingRun.findUniqueOrThrow({ where: { id: like } });
  const runId = await planRun(prisma, roomId, [{ steps: ['talk'] }]);
  await prisma.healingRun.update({ where: { id: runId }, data: { plan: plan as object } });
  await prisma.healingExecution.updateMany({ where: { healingAction: { runId } }, data: { input: { events } } });
  return runId;
}

/** The worker tells its events as fast as the engine stores them: faster than any run of the product. */
async function tellRun(bench: Bench, like: string): Promise<void> {
  const { page, measure } = bench.probed;
  const database = await openDatabase({ databaseUrl: null, dataDir: bench.server.dataDir, packageRoot: findPackageRoot() });
  const runId = await planTalk(database, decodeGlobalID(like).id, EVENTS);
  const worker = startProcess('live-server.ts', 'worker', database.url);
  await worker.hear('ready');
  const { engine } = openEngine({ prisma: database.prisma, url: database.url, runner: createRunner() });
  const run = encodeGlobalID('HealingRun', runId);
  await goTo(bench, { run });
  await page.locator('[data-testid=run][data-status=PLANNED]').waitFor();
  tell(`a run of ${EVENTS} events, live`, await measure(async () => {
    await engine.enqueueRun(runId);
    await page.locator('[data-testid=run][data-status=COMPLETED]').waitFor();
  }));
  await goTo(bench, { tab: 'usage' });
  tell('the same run, opened again with all of its events', await measure(async () => {
    await page.evaluate(`(history.pushState(null, '', ${JSON.stringify(`/${writeAddress({ room: bench.room, run })}`)}), dispatchEvent(new PopStateEvent('popstate')))`);
    await page.locator('[data-testid=run][data-status=COMPLETED]').waitFor();
    await page.waitForTimeout(3_000);
  }));
  await engine.stop();
  await worker.end();
  await database.close();
}

async function planLongEdit(api: ApiClient, room: string, { longEdit }: LargeProject): Promise<string> {
  const { id: intentId } = dataOf((await api.graphql(CaptureEdit, { roomId: room, edit: { files: [longEdit] } })).captureIntent);
  dataOf((await api.graphql(AnalyzeImpact, { intentId })).analyzeImpact);
  return dataOf((await api.graphql(PlanHealing, { intentId })).planHealing).id;
}

async function run(bench: Bench, project: LargeProject): Promise<void> {
  tellSizes();
  if (isWanted('load')) await tellLoads(bench);
  if (isWanted('tree')) await tellTree(bench);
  const long = await planLongEdit(bench.server.api, bench.room, project);
  if (isWanted('diff')) await tellDiff(bench, `a diff of a file of ${LONG_LINES} lines`, long);
  if (isWanted('run')) await tellRun(bench, long);
  if (!isWanted('diff') && !isWanted('predictions')) return;
  const { id: wide } = await planIntent(bench.server.api, bench.room, 'rename origin to start in src/origin.ts');
  if (isWanted('diff')) await tellDiff(bench, `a diff of ${IMPORTERS} files`, wide);
  if (isWanted('predictions')) await tellPredictions(bench, wide);
}

const chromium = await findChromium();
if (chromium === null) throw new Error(INSTALL_HINT);
const project = writeLargeProject({ importers: IMPORTERS, files: FILES, longLines: LONG_LINES });
const server = await startBuiltServer(['--role', 'server', '--project', project.folder]);
const browser = await launchChromium(chromium);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(LIMIT_MS);
  const room = await openRoom(server.api, project.folder);
  await run({ probed: await probePage(page), server, room }, project);
} finally {
  await browser.close();
  await endProcesses();
  await server.close();
  project.remove();
}
