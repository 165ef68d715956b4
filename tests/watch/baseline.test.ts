import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Baseline } from '../../server/watch/baseline.ts';
import { commitAll, git } from '../support/git.ts';
import { smallProject, wideProject, type Files } from '../support/projects.ts';
import { countFrom, heal } from '../support/walk-through.ts';
import { openWatched } from './watching.ts';

const PRICES = smallProject['src/prices.ts'] ?? '';
const RENAMED = PRICES.replace('total', 'sum');
const PASSED_ON = { 'src/lines.ts': 'export const amount = 2;\n' };

describe('what is saved while no server watches', { timeout: 60_000 }, () => {
  test('is told once by one of two servers that come after one was killed, and belongs to the same change as later saves', async () => {
    const { next, save, spawn, serve, api } = await openWatched(smallProject);
    const first = await spawn();
    expect(await next()).toMatchObject({ number: 1, type: 'WATCHING', message: expect.stringContaining('from here on') });
    await first.kill();
    save({ 'src/prices.ts': RENAMED });
    const servers = await Promise.all([serve(), serve()]);
    expect(await next()).toMatchObject({ type: 'WATCHING', message: 'Saves are watched again; what was saved meanwhile is looked at now.' });
    expect(await next()).toMatchObject({ type: 'SUGGESTED', files: ['src/prices.ts'], isBurst: false, noticedMs: null });
    save({ 'src/lines.ts': 'export const quantity = 1;\n' });
    expect(await next()).toMatchObject({ number: 4, type: 'SUGGESTED', files: ['src/lines.ts', 'src/prices.ts'] });
    await Promise.all(servers.map((server) => server.close()));
    // What is not healed is remembered too: taking back the rest of it withdraws the suggestion.
    save({ 'src/lines.ts': smallProject['src/lines.ts'] ?? '', 'src/prices.ts': PRICES });
    await serve();
    expect(await next()).toMatchObject({ number: 5, type: 'WATCHING' });
    expect(await next()).toMatchObject({ number: 6, type: 'WITHDRAWN' });
    expect(await api.app.prisma.watchEvent.count()).toBe(6);
  });

  test('is told by the rules of all saves: a formatter, a checkout, a burst, a deletion', async () => {
    const project = { ...wideProject(25), ...smallProject };
    const { api, next, save, serve } = await openWatched(project);
    commitAll(api.roomFolder);
    git(api.roomFolder, 'checkout', '-q', '-b', 'other');
    save({ 'src/lines.ts': 'export const other = 1;\n' });
    git(api.roomFolder, 'commit', '-qam', 'two');
    git(api.roomFolder, 'checkout', '-q', 'main');
    const parts = Object.entries(project).filter(([path]) => path.startsWith('src/part-'));
    const steps: [() => void, object][] = [
      [() => save({ 'src/prices.ts': PRICES.replaceAll(';', '') }), { type: 'FORMATTED', files: ['src/prices.ts'] }],
      [() => save(Object.fromEntries(parts.map(([path, text]) => [path, `${text}export const more = 1;\n`]))), { type: 'CHECKED', isBurst: true, fileCount: 25 }],
      [() => rmSync(join(api.roomFolder, 'src/prices.ts')), { type: expect.stringMatching(/SUGGESTED|BREAKS/), files: ['src/prices.ts'] }],
      [() => (git(api.roomFolder, 'stash', '-q'), git(api.roomFolder, 'checkout', '-q', 'other')), { type: 'CHECKOUT', files: expect.arrayContaining(['src/lines.ts']) }],
    ];
    const first = await serve();
    expect(await next()).toMatchObject({ type: 'WATCHING' });
    await first.close();
    for (const [act, told] of steps) {
      act();
      const server = await serve();
      expect(await next()).toMatchObject({ type: 'WATCHING' });
      expect(await next()).toMatchObject(told);
      await server.close();
    }
  });

  test('is no save where a run wrote it, however long ago', async () => {
    const { api, roomId, next, save, serve } = await openWatched(smallProject);
    const first = await serve();
    expect(await next()).toMatchObject({ type: 'WATCHING' });
    await first.close();
    await heal(api, roomId, 'rename total to sum in src/prices.ts');
    save(PASSED_ON);
    await api.app.prisma.$executeRaw`UPDATE run_events SET created_at = created_at - interval '1 hour'`;
    await api.app.prisma.$executeRaw`UPDATE watch_baselines SET looked_at = looked_at - interval '1 hour'`;
    await serve();
    expect(await next()).toMatchObject({ type: 'WATCHING' });
    expect(await next()).toMatchObject({ type: 'CHECKED', files: ['src/lines.ts'] });
  });

  test('is nothing where the watch was turned off in between', async () => {
    const { api, id, next, save, serve } = await openWatched(smallProject);
    await serve();
    expect(await next()).toMatchObject({ type: 'WATCHING' });
    await api.app.watch.setWatch(id, 'OFF');
    expect(await api.app.prisma.watchedFile.count()).toBe(0);
    save({ 'src/prices.ts': RENAMED });
    await api.app.watch.setWatch(id, 'SUGGEST');
    expect(await next()).toMatchObject({ number: 2, type: 'WATCHING', message: expect.stringContaining('from here on') });
    save(PASSED_ON);
    expect(await next()).toMatchObject({ number: 3, type: 'CHECKED', files: ['src/lines.ts'] });
  });
});

describe('the baseline of a room', () => {
  const lookedAt = (files: Files) => Object.entries(files).map(([path, text]) => ({ path, text, hash: text, before: undefined }));
  const withoutEvent = { head: null, runId: null, event: null };

  test('is written row by row, and only by the watcher that took it last', async () => {
    const { api: { app: { prisma } }, id } = await openWatched(smallProject);
    const first = await Baseline.take(prisma, id, []);
    await first?.begin(lookedAt(smallProject), { head: 'ref: refs/heads/main', logBytes: 7 });
    const versions = async () => new Map((await prisma.$queryRaw<{ path: string; version: string }[]>`SELECT path, xmin::text AS version FROM watched_files`).map(({ path, version }) => [path, version]));
    const before = await versions();
    expect(await first?.keep({ ...withoutEvent, files: lookedAt(PASSED_ON) })).toBe(true);
    const after = await versions();
    expect([...after.keys()].filter((path) => after.get(path) !== before.get(path))).toEqual(['src/lines.ts']);
    const second = await Baseline.take(prisma, id, []);
    expect(await first?.keep({ ...withoutEvent, files: lookedAt({ 'src/lines.ts': '' }), event: { type: 'CHECKED', message: 'not told', files: [] } })).toBe(false);
    expect(await first?.begin(lookedAt({}), null)).toBe(false);
    expect(await prisma.watchEvent.count()).toBe(0);
    expect(second?.left).toMatchObject({ head: null, runId: null, unhealed: [] });
    expect(await second?.readTexts(Object.keys(smallProject))).toEqual(new Map(Object.entries({ ...smallProject, ...PASSED_ON })));
    await prisma.room.delete({ where: { id } });
    expect([await prisma.watchBaseline.count(), await prisma.watchedFile.count()]).toEqual([0, 0]);
  });

  test('says what is unhealed and where git stood, and is given up when many watchers end over it', async () => {
    const { api: { app: { prisma } }, id } = await openWatched(smallProject);
    const head = { head: 'ref: refs/heads/main', logBytes: 7 };
    const first = await Baseline.take(prisma, id, ['out']);
    expect(first).toMatchObject({ left: null, isGivenUp: false });
    await first?.begin(lookedAt(smallProject), null);
    await first?.keep({ head, runId: id, event: null, files: [{ path: 'src/lines.ts', hash: null, text: null, before: 'was' }, { path: 'src/new.ts', hash: 'h', text: '\0 ü', before: null }] });
    expect((await Baseline.take(prisma, id, []))?.left).toBeNull();
    const unhealed = [{ path: 'src/lines.ts', before: 'was', after: null }, { path: 'src/new.ts', before: null, after: '\0 ü' }];
    for (const _ of countFrom(1, 4)) expect((await Baseline.take(prisma, id, ['out']))?.left).toMatchObject({ head, runId: id, unhealed: expect.arrayContaining(unhealed) });
    expect(await Baseline.take(prisma, id, ['out'])).toMatchObject({ left: null, isGivenUp: true });
  });
});
