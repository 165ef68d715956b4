import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { wideProject, writeFiles } from '../support/projects.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeTree } from '../support/tree.ts';
import { command, openWorker, planMove, runKillWorker } from './kill-runs.ts';

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const VICTIM = 'src/part-005.ts';

interface Planned {
  readonly root: string;
  readonly database: TestDatabase;
  readonly runId: string;
}

/** A move that twelve files import is queued, and nobody works. */
async function planIn(root: string): Promise<Planned> {
  mkdirSync(root, { recursive: true });
  const files = wideProject(12);
  // Larger than all others, so that a disk can have room for them and not for it.
  writeFiles(root, { ...files, [VICTIM]: `${files[VICTIM]}// ${'large '.repeat(4_000)}\n` });
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const runId = await planMove(database.url, root);
  await command(database.url, root, (healing) => healing.triggerHealing(runId));
  return { root, database, runId };
}

async function work({ root, database, runId }: Planned, during?: () => Promise<void>): Promise<void> {
  const worker = openWorker(database.url, root);
  try {
    await Promise.all([worker.untilEnded(runId, 'healing'), during?.()]);
  } finally {
    await worker.close();
  }
}

const endOf = ({ database, runId }: Planned) => database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, select: { status: true, error: true } });

function giveTo(uid: number, path: string): void {
  chownSync(path, uid, uid);
  for (const entry of readdirSync(path, { recursive: true })) chownSync(join(path, String(entry)), uid, uid);
}

const leftOver = (root: string) => readdirSync(root, { recursive: true }).filter((path) => String(path).includes('.supernova-'));

interface Fault {
  readonly what: string;
  /** Brings it about between plan and run. */
  readonly make: (root: string) => void;
  readonly error: object;
}

const refusedFor = (path: string, errno: string) => ({ code: 'WRITE_FAILED', files: [path], message: expect.stringMatching(new RegExp(`^Could not (?:write|read) ${path.replaceAll('.', '\\.')}: ${errno}`)), hint: expect.stringContaining('permissions') });

describe('a run that the permissions of files stop ends FAILED with the file named, and everything is put back', () => {
  const faults: readonly Fault[] = [
    { what: 'a read-only file', make: (root) => chmodSync(join(root, VICTIM), 0o444), error: refusedFor(VICTIM, 'EACCES') },
    { what: 'a read-only folder', make: (root) => chmodSync(join(root, 'src'), 0o555), error: refusedFor('src/kept/deep/origin.ts', 'EACCES') },
    { what: 'a read-only project', make: (root) => chmodSync(root, 0o555), error: refusedFor('src/kept/deep/origin.ts', 'EACCES') },
  ];
  test.each(faults)('$what', { timeout: 300_000 }, async ({ make, error }) => {
    const planned = await planIn(join(makeTempFolder(), 'room'));
    const { root, database, runId } = planned;
    if (isRoot) giveTo(NOBODY, root);
    make(root);
    const before = await describeTree(root);
    await runKillWorker({ url: database.url, root, runId, ending: 'healing', victim: 'worker', at: 0, ...(isRoot ? { user: NOBODY } : {}) });
    expect(await endOf(planned)).toEqual({ status: 'FAILED', error });
    expect(await describeTree(root)).toEqual(before);
    expect(leftOver(root)).toEqual([]);
  });
});

/** Mounts over the folder until the test ends. */
function mount(folder: string, ...args: readonly string[]): void {
  execFileSync('mount', [...args, folder], { stdio: 'pipe' });
  onTestFinished(() => void execFileSync('umount', [folder], { stdio: 'pipe' }));
}

describe.skipIf(!isRoot)('a run that a file system stops ends FAILED with the file named, and everything is put back', () => {
  test('a full disk', async () => {
    const disk = join(makeTempFolder(), 'disk');
    mkdirSync(disk);
    mount(disk, '-t', 'tmpfs', '-o', 'size=1m,mode=755', 'tmpfs');
    const planned = await planIn(join(disk, 'room'));
    const before = await describeTree(planned.root);
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    truncateSync(filler, (bavail - 4) * bsize);
    await work(planned);
    expect(await endOf(planned)).toEqual({ status: 'FAILED', error: refusedFor(VICTIM, 'ENOSPC') });
    // Others had been written before it.
    expect(await planned.database.prisma.fileSnapshot.count({ where: { runId: planned.runId } })).toBeGreaterThan(4);
    expect(await describeTree(planned.root)).toEqual(before);
    expect(leftOver(planned.root)).toEqual([]);
  });

  test('a part of the project that is another file system, and may only be read', async () => {
    const planned = await planIn(join(makeTempFolder(), 'room'));
    const { root } = planned;
    const before = await describeTree(root);
    const source = join(root, 'src');
    mount(source, '--bind', source);
    execFileSync('mount', ['-o', 'remount,bind,ro', source], { stdio: 'pipe' });
    await work(planned);
    expect(await endOf(planned)).toEqual({ status: 'FAILED', error: refusedFor('src/origin.ts', 'EROFS') });
    expect(await describeTree(root)).toEqual(before);
    expect(leftOver(root)).toEqual([]);
  });

  test('and one that may be written is healed like the rest', async () => {
    const planned = await planIn(join(makeTempFolder(), 'room'));
    const { root } = planned;
    mount(join(root, 'src'), '--bind', join(root, 'src'));
    await work(planned);
    expect(await endOf(planned)).toMatchObject({ status: 'COMPLETED' });
    expect(existsSync(join(root, 'src/kept/deep/origin.ts'))).toBe(true);
    expect(leftOver(root)).toEqual([]);
  });
});

describe('a run whose file was deleted by somebody else ends FAILED with the file named', () => {
  const conflict = { code: 'FILE_CONFLICT', files: [VICTIM], message: expect.stringContaining(`${VICTIM} was changed by someone else`), hint: expect.any(String) };

  test('before it began, and nothing is written', async () => {
    const planned = await planIn(join(makeTempFolder(), 'room'));
    rmSync(join(planned.root, VICTIM));
    const before = await describeTree(planned.root);
    await work(planned);
    expect(await endOf(planned)).toEqual({ status: 'FAILED', error: conflict });
    expect(await describeTree(planned.root)).toEqual(before);
  });

  test('between two of its steps, and all others are put back', async () => {
    const planned = await planIn(join(makeTempFolder(), 'room'));
    const { root, database } = planned;
    const before = await describeTree(root);
    const gate = await closeStepGate(database.url);
    await work(planned, async () => {
      // The first step has written, and may not say so yet.
      await expect.poll(() => existsSync(join(root, 'src/kept/deep/origin.ts')), { timeout: 50_000 }).toBe(true);
      rmSync(join(root, VICTIM));
      await gate.open();
    });
    expect(await endOf(planned)).toEqual({ status: 'FAILED', error: conflict });
    expect(await describeTree(root)).toEqual(before.filter((line) => !line.startsWith(`${VICTIM} `)));
    expect(leftOver(root)).toEqual([]);
  });
});
