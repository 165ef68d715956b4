// KILL_POINTS=all goes through every point instead of a sample; KILL_POINTS=100..400 through those of the healing, rollback:100..400 and
// merge:100..400 of the rollbacks, 100..400/10 through every tenth of them; each is told as it passes. KILL_SEED repeats a sample.
import { appendFileSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { describeCluster, ensureRunning, withClusterLock } from '../../server/database/cluster.ts';
import { migrateDatabase } from '../../server/database/migrate.ts';
import { socketUrl } from '../../server/database/url.ts';
import { findPackageRoot } from '../../server/config.ts';
import type { RunStatus } from '../../server/generated/prisma/enums.ts';
import { createTestDatabase, onServer, type TestDatabase } from '../support/database.ts';
import { TriggerHealing } from '../support/documents.ts';
import { findDatabasePid, removeDatabase } from '../support/program.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeTree } from '../support/tree.ts';
import { countFrom, dataOf, readEvents } from '../support/walk-through.ts';
import { assertSound, command, createFolder, openWorker, planMove, resetFolder, runKillWorker, startServer, writeProject, type Ending, type Trees } from './kill-runs.ts';
import type { Victim } from './kill-worker.ts';

const wanted = process.env['KILL_POINTS'] ?? 'sample';
const LIMIT_MS = wanted === 'sample' ? 15 * 60_000 : 24 * 3600_000;
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Where a run can be started from again and again: nobody is connected to the database. */
interface Start {
  readonly name: 'healing' | 'rollback' | 'merge';
  readonly database: TestDatabase;
  readonly ending: Ending;
  /** The files as they are at the start. */
  readonly files: string;
  /** Names of all points from here to the end of the run. */
  readonly points: readonly string[];
  /** How they may end, where that is not as for the others. */
  readonly trees?: Trees;
}

let folder: string;
let root: string;
let trees: Trees;
let runId: string;
/** Planned, and nobody asked for more. */
let planned: TestDatabase;
let healing: Start;
let rollback: Start;
/** A rollback over a file that was edited since. */
let merge: Start;
const undo: (() => unknown)[] = [];

/** A copy that is gone at the end of this file, after a command that was given in it. */
async function copyWith(database: TestDatabase, give?: Parameters<typeof command>[2]): Promise<TestDatabase> {
  const copy = await createTestDatabase({ copyOf: database.url });
  undo.push(() => copy.close());
  await copy.prisma.$disconnect();
  if (give) await command(copy.url, root, give);
  return copy;
}

/** The run from this start to its end with nobody in its way, and the database then. */
async function goThrough({ database, ending }: Pick<Start, 'database' | 'ending'>): Promise<{ points: string[]; ended: TestDatabase }> {
  const ended = await copyWith(database);
  const namesTo = join(folder, `points-${ending}`);
  await runKillWorker({ url: ended.url, root, runId, ending, victim: 'worker', at: 0, namesTo });
  return { points: readFileSync(namesTo, 'utf8').split('\n'), ended };
}

beforeAll(async () => {
  folder = createFolder();
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  root = join(folder, 'room');
  const [original, healed] = [join(folder, 'original'), join(folder, 'healed')];
  writeProject(original);
  resetFolder(root, original);
  planned = await createTestDatabase();
  undo.push(() => planned.close());
  await planned.prisma.$disconnect();
  runId = await planMove(planned.url, root);
  const queued = { database: await copyWith(planned, (service) => service.triggerHealing(runId)), name: 'healing', ending: 'healing', files: original } as const;
  const { points, ended } = await goThrough(queued);
  healing = { ...queued, points };
  trees = { before: await describeTree(original), healed: await describeTree(root) };
  resetFolder(healed, root);
  const completed = { database: await copyWith(ended, (service) => service.rollbackRun(runId)), name: 'rollback', ending: 'rollback', files: healed } as const;
  rollback = { ...completed, points: (await goThrough(completed)).points };
  expect(await describeTree(root)).toEqual(trees.before);
  merge = await startMerge(ended, { original, healed });
}, LIMIT_MS);

/** Its points are those of a rollback of the same files. */
async function startMerge(ended: TestDatabase, { original, healed }: { readonly original: string; readonly healed: string }): Promise<Start> {
  const edited = (name: string, from: string) => {
    const files = join(folder, name);
    resetFolder(files, from);
    appendFileSync(join(files, 'src/part-100.ts'), '\n// from here on by a person\n');
    return files;
  };
  const files = edited('healed-and-edited', healed);
  const merged = edited('original-and-edited', original);
  resetFolder(root, files);
  const database = await copyWith(ended, (service) => service.rollbackRun(runId, { isMerging: true }));
  return { name: 'merge', database, ending: 'rollback', files, points: rollback.points, trees: { before: await describeTree(merged), healed: await describeTree(files) } };
}

afterAll(async () => {
  for (const step of undo.reverse()) await step();
}, LIMIT_MS);

interface Kill {
  readonly victim: Victim;
  readonly at: number;
  /** What somebody asks for while nobody works. */
  readonly then?: Parameters<typeof command>[2];
}

/** Kills at a point; then a fresh worker has to bring the run to its end. */
async function killAndResume({ database, ending, files, trees: own = trees }: Start, { victim, at, then }: Kill): Promise<RunStatus> {
  const copy = await createTestDatabase({ copyOf: database.url });
  try {
    resetFolder(root, files);
    await runKillWorker({ url: copy.url, root, runId, ending, victim, at });
    if (then) await command(copy.url, root, then);
    return await endWithFreshWorker(copy.url, ending, own);
  } finally {
    await copy.close();
  }
}

async function endWithFreshWorker(url: string, ending: Ending, own: Trees): Promise<RunStatus> {
  const worker = openWorker(url, root);
  try {
    await worker.untilEnded(runId, ending);
    return await assertSound(worker, runId, { root, trees: own, ending });
  } finally {
    await worker.close();
  }
}

/** Of each part of the run as many; the same ones for the same seed. */
function sample(points: readonly string[], count: number, salt: number): number[] {
  const random = (n: number) => {
    // A step of the generator of Numerical Recipes.
    const state = (Math.imul(seed ^ Math.imul(n + 1, 0x9e3779b1) ^ salt, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, (_, n) => 1 + Math.floor(((n + random(n)) * points.length) / count));
}

function pointsOf({ points, name }: Start, count: number, salt: number): number[] {
  const all = points.map((_, index) => index + 1);
  const [, of = 'healing:', from, to, each = '1'] = /^(rollback:|merge:)?(\d+)\.\.(\d+)(?:\/(\d+))?$/.exec(wanted) ?? [];
  if (wanted === 'all') return all;
  if (from === undefined || to === undefined) return sample(points, count, salt);
  return of === `${name}:` ? all.slice(Number(from) - 1, Number(to)).filter((_, index) => index % Number(each) === 0) : [];
}

/** Of many hours of points, as they pass. */
const tell = (line: string) => void (wanted !== 'sample' && writeSync(2, `${line}\n`));

/** Goes on after a failure, so that one run says all of them. */
async function killEach(start: Start, victim: Victim, numbers: readonly number[]): Promise<RunStatus[]> {
  const failures: string[] = [];
  const ends = new Map<RunStatus, number>();
  for (const number of numbers) {
    try {
      const status = await killAndResume(start, { victim, at: number });
      ends.set(status, (ends.get(status) ?? 0) + 1);
      tell(`${victim}, ${start.name}: point ${number} (${start.points[number - 1]}) ${status}`);
    } catch (error) {
      failures.push(`point ${number} (${start.points[number - 1]}), KILL_SEED=${seed}: ${error instanceof Error ? error.message : String(error)}`);
      tell(failures.at(-1) ?? '');
    }
  }
  tell(`${victim}, ${start.name}: ${numbers.length - failures.length} of ${numbers.length} points, ${JSON.stringify(Object.fromEntries(ends))}`);
  expect(failures).toEqual([]);
  return [...ends.keys()];
}

test('the run has the steps that write, and hundreds of points in each', () => {
  const count = (name: string) => healing.points.filter((point) => point === name).length;
  expect(trees.healed.filter((line) => !trees.before.includes(line)).length).toBeGreaterThan(200);
  for (const call of ['rename', 'open', 'file writeFile', 'file chmod', 'COMMIT']) expect(count(`before ${call}`)).toBeGreaterThanOrEqual(200);
  expect(rollback.points.length).toBeGreaterThan(1000);
});

describe('a run ends healed or as it was, every event once', () => {
  test('when the worker is killed at any point', async () => void (await killEach(healing, 'worker', pointsOf(healing, 3, 1))), LIMIT_MS);

  test.each([
    { what: 'a rollback', start: () => rollback, salt: 2 },
    { what: 'a rollback that merges what was edited since', start: () => merge, salt: 6 },
  ])('when the worker is killed at any point of $what, which is carried out', async ({ start, salt }) => {
    const numbers = pointsOf(start(), 1, salt);
    expect(await killEach(start(), 'worker', numbers)).toEqual(numbers.length === 0 ? [] : ['ROLLED_BACK']);
  }, LIMIT_MS);

  test('when its connections to the database are ended at any point', async () => void (await killEach(healing, 'connections', pointsOf(healing, 1, 3))), LIMIT_MS);

  test('when the worker is killed and the run is cancelled before the next one comes', async () => {
    const [at = 1] = sample(healing.points.slice(200, -200), 1, 4);
    expect(await killAndResume(healing, { victim: 'worker', at: at + 200, then: (service) => service.cancelRun(runId) })).toBe('CANCELLED');
  }, LIMIT_MS);

  test('when the server is killed while it takes an order, and events are followed from the next server', async () => {
    for (const at of wanted === 'all' ? [1, 2, 3] : [1 + (seed % 3)]) {
      const copy = await copyWith(planned);
      const id = Buffer.from(`HealingRun:${runId}`).toString('base64');
      resetFolder(root, healing.files);
      const dying = await startServer(copy.url, root, at);
      await expect(dying.api.graphql(TriggerHealing, { runId: id })).rejects.toThrow();
      expect(await dying.ended).toBe('SIGKILL');
      const next = await startServer(copy.url, root, 0);
      const run = await copy.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
      // Whether an order that got no answer was carried out is seen by asking.
      if (run.status === 'PLANNED') dataOf((await next.api.graphql(TriggerHealing, { runId: id })).triggerHealing);
      const following = readEvents(next.api, id, { until: ['RUN_COMPLETED'] });
      expect(await endWithFreshWorker(copy.url, 'healing', trees)).toBe('COMPLETED');
      const events = await following;
      expect(events.map(({ number }) => number)).toEqual(countFrom(1, events.length));
      await next.end();
    }
  }, LIMIT_MS);

  test('when the database server is killed', async () => {
    const dataDir = makeTempFolder();
    onTestFinished(() => removeDatabase(dataDir));
    const cluster = describeCluster(dataDir);
    const start = () => withClusterLock(cluster, () => ensureRunning(cluster));
    await start();
    const server = socketUrl(cluster.home.socketFolder, 'postgres');
    const url = socketUrl(cluster.home.socketFolder, 'kills');
    await onServer(server, (client) => client.query('create database kills'));
    await migrateDatabase(url, join(findPackageRoot(), 'prisma/migrations'));
    resetFolder(root, healing.files);
    const [at = 1] = pointsOf(healing, 1, 5);
    const own = await planMove(url, root);
    await command(url, root, (service) => service.triggerHealing(own));
    await runKillWorker({ url, root, runId: own, ending: 'healing', victim: 'database', at, postmaster: findDatabasePid(dataDir) ?? 0 }, async () => void (await start()));
    const worker = openWorker(url, root);
    await worker.untilEnded(own, 'healing');
    await assertSound(worker, own, { root, trees, ending: 'healing' });
    await worker.close();
  }, LIMIT_MS);
});
