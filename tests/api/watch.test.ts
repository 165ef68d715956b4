import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { graphql, type ResultOf, type VariablesOf } from '../../web/graphql.ts';
import { RollbackRun, TriggerHealing } from '../support/documents.ts';
import { smallProject, wideProject, writeFiles, type Files } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { countFrom, dataOf, openRoom, readEvents } from '../support/walk-through.ts';

const SetWatch = graphql(`
  mutation SetWatch($roomId: ID!, $mode: WatchMode!) {
    setWatch(roomId: $roomId, mode: $mode) { __typename ... on MutationSetWatchSuccess { data { id watch } } ... on DomainError { code message hint } }
  }
`);
const TakeSavesAsTheyAre = graphql(`
  mutation TakeSavesAsTheyAre($roomId: ID!) {
    takeSavesAsTheyAre(roomId: $roomId) { __typename ... on MutationTakeSavesAsTheyAreSuccess { data { id } } ... on DomainError { code message } }
  }
`);
const WatchEvents = graphql(`
  subscription WatchEvents($roomId: ID!, $after: Int!) {
    watchEvents(roomId: $roomId, after: $after) { number type message isBurst files fileCount error { code } intentCapture { understood } run { id status diff } }
  }
`);
type WatchEvent = ResultOf<typeof WatchEvents>['watchEvents'];
type Mode = VariablesOf<typeof SetWatch>['mode'];

interface Watched {
  readonly api: TestApp;
  readonly roomId: string;
  /** Everything that was told so far. */
  readonly events: WatchEvent[];
  next(): Promise<WatchEvent>;
  save(files: Files): void;
  read(path: string): string;
}

/** A room that is watched from here on. */
async function watch(mode: Mode, project: Files = smallProject, prepare: (folder: string) => void = () => undefined): Promise<Watched> {
  const api = await startTestApp({ isServer: true, project: (folder) => { writeFiles(folder, project); prepare(folder); } });
  const roomId = await openRoom(api, api.roomFolder);
  const stream = api.subscribe(WatchEvents, { roomId, after: 0 });
  onTestFinished(async () => void (await stream.return(undefined)));
  const events: WatchEvent[] = [];
  const next = async () => {
    const { value, done } = await stream.next();
    if (done) throw new Error('the stream ended');
    events.push(value.watchEvents);
    return value.watchEvents;
  };
  expect(dataOf((await api.graphql(SetWatch, { roomId, mode })).setWatch)).toMatchObject({ watch: mode });
  expect(await next()).toMatchObject({ number: 1, type: 'WATCHING' });
  return { api, roomId, events, next, save: (files) => writeFiles(api.roomFolder, files), read: (path) => readFileSync(join(api.roomFolder, path), 'utf8') };
}

const PRICES = smallProject['src/prices.ts'] ?? '';
const RENAMED = PRICES.replace('total', 'sum');

describe('a watched room', { timeout: 60_000 }, () => {
  test('suggests a healing for a save that breaks its dependents, and heals when it is told to', async () => {
    const { api, next, save, read } = await watch('SUGGEST');
    save({ 'src/prices.ts': RENAMED });
    const suggested = await next();
    expect(suggested).toMatchObject({ type: 'SUGGESTED', files: ['src/prices.ts'], isBurst: false, run: { status: 'PLANNED' }, intentCapture: { understood: expect.stringContaining('renames total to sum') } });
    expect(suggested.run?.diff).toContain('+++ b/src/cart.ts');
    expect(read('src/cart.ts')).toBe(smallProject['src/cart.ts']);
    const runId = suggested.run?.id ?? '';
    dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
    expect((await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
    // What the run wrote is no save; the next event is about the next save.
    save({ 'src/lines.ts': 'export const amount = 2;\n' });
    expect(await next()).toMatchObject({ number: 3, type: 'CHECKED', files: ['src/lines.ts'] });
  });

  test('heals by itself when it is told AUTO, and a roll back is no save', async () => {
    const { api, next, save, read } = await watch('AUTO');
    save({ 'src/prices.ts': RENAMED });
    const healing = await next();
    expect(healing).toMatchObject({ type: 'HEALING', files: ['src/prices.ts'] });
    const runId = healing.run?.id ?? '';
    expect((await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
    expect(read('src/cart.ts')).toContain('sum([1, 2])');
    expect(read('src/prices.ts')).toContain('function sum');
    dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
    await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
    save({ 'src/lines.ts': 'export const amount = 2;\n' });
    expect(await next()).toMatchObject({ number: 3, files: ['src/lines.ts'] });
  });

  test('takes several saves of one change as one edit, and withdraws what is taken back', async () => {
    const { next, save, events } = await watch('SUGGEST');
    save({ 'src/prices.ts': RENAMED });
    expect(await next()).toMatchObject({ type: 'SUGGESTED' });
    save({ 'src/lines.ts': 'export const quantity = 1;\n' });
    const both = await next();
    expect(both).toMatchObject({ type: 'SUGGESTED', files: ['src/lines.ts', 'src/prices.ts'] });
    expect(both.run?.diff).toContain('quantity');
    save({ 'src/prices.ts': PRICES });
    expect(await next()).toMatchObject({ type: 'SUGGESTED', files: ['src/lines.ts'] });
    save({ 'src/lines.ts': smallProject['src/lines.ts'] ?? '' });
    expect(await next()).toMatchObject({ type: 'WITHDRAWN' });
    expect(events.map(({ number }) => number)).toEqual(countFrom(1, 5));
  });

  test('says of a save that does not parse that it waits, and looks again when it does', async () => {
    const { next, save } = await watch('AUTO');
    save({ 'src/prices.ts': 'export function sum(' });
    expect(await next()).toMatchObject({ type: 'REFUSED', error: { code: 'UNPARSABLE_FILE' }, files: ['src/prices.ts'] });
    save({ 'src/prices.ts': RENAMED });
    expect(await next()).toMatchObject({ type: 'HEALING', files: ['src/prices.ts'] });
  });

  test('lets a person take the saves as they are', async () => {
    const { api, roomId, next, save } = await watch('SUGGEST');
    save({ 'src/prices.ts': RENAMED });
    expect(await next()).toMatchObject({ type: 'SUGGESTED' });
    dataOf((await api.graphql(TakeSavesAsTheyAre, { roomId })).takeSavesAsTheyAre);
    expect(await next()).toMatchObject({ type: 'WITHDRAWN' });
    save({ 'src/lines.ts': 'export const amount = 2;\n' });
    expect(await next()).toMatchObject({ type: 'CHECKED', files: ['src/lines.ts'] });
  });

  test('looks at a deleted file', async () => {
    const { api, next } = await watch('SUGGEST');
    rmSync(join(api.roomFolder, 'src/prices.ts'));
    expect(await next()).toMatchObject({ type: expect.stringMatching(/SUGGESTED|BREAKS/), files: ['src/prices.ts'] });
  });
});

describe('what is no save of a person', { timeout: 60_000 }, () => {
  test('a formatter that runs over everything starts nothing', async () => {
    const project = wideProject(60);
    const { save, next } = await watch('AUTO', project);
    save(Object.fromEntries(Object.entries(project).filter(([path]) => path.endsWith('.ts')).map(([path, text]) => [path, text.replaceAll("'", '"').replaceAll(';', '')])));
    expect(await next()).toMatchObject({ type: 'FORMATTED', fileCount: 61, run: null, intentCapture: null });
  });

  test('a checkout of another branch starts nothing, a commit is none', async () => {
    const git = (folder: string, ...args: string[]) => void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder, stdio: 'ignore' });
    const { api, save, next } = await watch('AUTO', smallProject, (folder) => {
      git(folder, 'init', '-b', 'main');
      git(folder, 'add', '.');
      git(folder, 'commit', '-m', 'one');
      git(folder, 'checkout', '-b', 'other');
      writeFiles(folder, { 'src/prices.ts': RENAMED });
      git(folder, 'commit', '-am', 'two');
      git(folder, 'checkout', 'main');
    });
    git(api.roomFolder, 'checkout', 'other');
    expect(await next()).toMatchObject({ type: 'CHECKOUT', files: ['src/prices.ts'], run: null });
    save({ 'src/lines.ts': 'export const amount = 2;\n' });
    expect(await next()).toMatchObject({ files: ['src/lines.ts'], type: expect.stringMatching(/CHECKED|SUGGESTED|HEALING|BREAKS/) });
    git(api.roomFolder, 'commit', '-am', 'three');
    save({ 'src/lines.ts': 'export const amount = 3;\n' });
    expect(await next()).toMatchObject({ type: expect.stringMatching(/CHECKED|SUGGESTED|HEALING|BREAKS/) });
  });

  test('many files at once are looked at together and not healed without being asked', async () => {
    const project = wideProject(40);
    const { save, next } = await watch('AUTO', project);
    save({ ...Object.fromEntries(Object.entries(project).filter(([path]) => path.startsWith('src/part-00')).map(([path, text]) => [path, `${text}export const more = 1;\n`])), ...Object.fromEntries(countFrom(1, 20).map((n) => [`src/new-${n}.ts`, `export const fresh${n} = ${n};\n`])), 'src/origin.ts': 'export const start = 1;\n' });
    const burst = await next();
    expect(burst).toMatchObject({ type: 'SUGGESTED', isBurst: true, fileCount: 30, run: { status: 'PLANNED' } });
    expect(burst.message).toContain('not started, because many files');
  });
});

test('one process of several watches a room, and the next one goes on when it ends', { timeout: 60_000 }, async () => {
  const { api, roomId, save, next } = await watch('SUGGEST');
  const { createApp } = await import('../../server/app.ts');
  const { connectPrisma } = await import('../../server/db.ts');
  const { pino } = await import('pino');
  const prisma = connectPrisma(api.databaseUrl);
  const second = createApp({ database: { prisma, url: api.databaseUrl }, allowedRoots: [api.roomFolder], logger: pino({ level: 'silent' }), isServer: true });
  onTestFinished(async () => {
    await second.close();
    await prisma.$disconnect();
  });
  await second.start();
  save({ 'src/lines.ts': 'export const amount = 2;\n' });
  expect(await next()).toMatchObject({ number: 2, type: 'CHECKED' });
  // Ends the watches of the first without its subscriptions.
  await api.graphql(SetWatch, { roomId, mode: 'OFF' });
  await vi.waitFor(async () => expect(await prisma.$queryRaw`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 7002 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`).toEqual([]), { timeout: 30_000, interval: 50 });
  await api.graphql(SetWatch, { roomId, mode: 'SUGGEST' });
  expect(await next()).toMatchObject({ number: 3, type: 'WATCHING' });
  save({ 'src/lines.ts': 'export const amount = 3;\n' });
  expect(await next()).toMatchObject({ number: 4, type: 'CHECKED' });
});

test('a room that does not exist is refused', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject) });
  const roomId = Buffer.from('Room:00000000-0000-7000-8000-000000000000').toString('base64');
  expect((await api.graphql(SetWatch, { roomId, mode: 'AUTO' })).setWatch).toMatchObject({ code: 'NOT_FOUND' });
  expect((await api.graphql(TakeSavesAsTheyAre, { roomId })).takeSavesAsTheyAre).toMatchObject({ code: 'NOT_FOUND' });
});
