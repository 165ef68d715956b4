import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { PrismaClient } from '../../server/generated/prisma/client.ts';
import type { RunStatus } from '../../server/generated/prisma/enums.ts';
import { createUsage } from '../../server/usage/service.ts';
import type { Usage } from '../../server/usage/usage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
let database: TestDatabase;
let rooms = 0;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

interface SeededRun {
  readonly status?: RunStatus;
  readonly at?: string;
  readonly waitedMs?: number;
  readonly tookMs?: number | null;
  /** Kinds of the predictions of its intent. */
  readonly predictions?: readonly ('certain' | 'possible' | 'security')[];
  readonly accuracy?: readonly [predicted: number, happened: number, right: number];
  readonly tests?: readonly [predicted: number, happened: number, right: number] | string;
  /** Again of the intent of the run before. */
  readonly again?: boolean;
}

const counts = ([predicted, happened, right]: readonly [number, number, number]) => ({ predicted, happened, right });

async function seedRun(prisma: PrismaClient, roomId: string, { status = 'COMPLETED', at = '2026-03-10T08:00:00Z', waitedMs = 10, tookMs = 1000, predictions = [], accuracy, tests }: SeededRun, intentId: string | null) {
  const createdAt = new Date(at);
  const startedAt = new Date(createdAt.getTime() + waitedMs);
  const intent = intentId ?? (await prisma.intentCapture.create({ data: {
    roomId, userAction: 'move a', changeKind: 'MOVE_FILE', change: {}, understood: 'Move a',
    predictions: { create: predictions.map((kind, i) => ({ roomId, predictionType: kind === 'security' ? 'SECURITY' as const : 'BREAKING_CHANGE' as const, certainty: kind === 'possible' ? 'POSSIBLE' as const : 'CERTAIN' as const, severity: 7, summary: 'breaks', file: `${i}.ts`, affectedComponents: [], evidence: [], whyPath: [] })) },
  } })).id;
  await prisma.healingRun.create({ data: {
    roomId, intentCaptureId: intent, status, plan: {}, createdAt,
    ...(status === 'PLANNED' ? {} : { queuedAt: createdAt, startedAt, ...(tookMs === null ? {} : { completedAt: new Date(startedAt.getTime() + tookMs) }) }),
    ...(accuracy ? { accuracy: counts(accuracy) } : {}),
    ...(tests ? { testAccuracy: typeof tests === 'string' ? { notRun: tests, predicted: 9, happened: 9, right: 9 } : { notRun: null, ...counts(tests) } } : {}),
  } });
  return intent;
}

/** The usage of a fresh room with these runs. */
async function usageOf(runs: readonly SeededRun[], days = 7): Promise<Usage> {
  const { prisma } = database;
  const room = await prisma.room.create({ data: { name: 'room', rootPath: `/rooms/${++rooms}` } });
  let intent: string | null = null;
  for (const run of runs) intent = await seedRun(prisma, room.id, run, run.again ? intent : null);
  return createUsage({ prisma }).usageOf(room.id, days, NOW);
}

describe('the usage of a room', () => {
  it('has every day of the range, also where nothing was done', async () => {
    const usage = await usageOf([]);
    expect(usage.days.map(({ day }) => day)).toEqual(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']);
    expect(usage).toMatchObject({ runs: 0, outcomes: [], breaksPrevented: 0, duration: { count: 0, p50Ms: null, p95Ms: null }, errors: { predicted: 0, precision: null, recall: null }, repairs: { sessions: 0, rate: null } });
  });

  it('counts runs by outcome on the day of UTC, without plans that nobody started, other rooms and other times', async () => {
    await usageOf([{ status: 'FAILED' }]);
    const usage = await usageOf([{}, {}, { status: 'FAILED', at: '2026-03-09T23:59:59Z' }, { status: 'PLANNED' }, { at: '2026-03-04T00:00:00Z' }, { at: '2026-03-03T23:59:59Z' }]);
    expect(usage).toMatchObject({ runs: 4, outcomes: [{ status: 'COMPLETED', runs: 3 }, { status: 'FAILED', runs: 1 }] });
    expect(usage.days.map(({ runs }) => runs)).toEqual([1, 0, 0, 0, 0, 1, 2]);
    expect(usage.days.at(-2)?.outcomes).toEqual([{ status: 'FAILED', runs: 1 }]);
  });

  it('times runs that healed, whether they were rolled back or not, and the wait of all', async () => {
    const took = (tookMs: number, more: SeededRun = {}): SeededRun => ({ tookMs, waitedMs: tookMs / 100, ...more });
    const usage = await usageOf([took(1000), took(2000), took(3000, { status: 'ROLLED_BACK' }), took(90_000, { status: 'FAILED' }), { status: 'RUNNING', tookMs: null, waitedMs: 40 }]);
    expect(usage.duration).toEqual({ count: 3, p50Ms: 2000, p95Ms: expect.closeTo(2900, 5) });
    expect(usage.queue).toMatchObject({ count: 5, p50Ms: 30 });
  });

  it('leaves out the times of an attempt before, while a retry waits', async () => {
    const { prisma } = database;
    const room = await prisma.room.create({ data: { name: 'room', rootPath: `/rooms/${++rooms}` } });
    await seedRun(prisma, room.id, { status: 'QUEUED' }, null);
    await prisma.healingRun.updateMany({ where: { roomId: room.id }, data: { queuedAt: new Date('2026-03-10T09:00:00Z') } });
    expect(await createUsage({ prisma }).usageOf(room.id, 1, NOW)).toMatchObject({ runs: 1, queue: { count: 0 }, duration: { count: 0 } });
  });

  it('counts certain breaks of completed runs, those of an intent that was healed twice once', async () => {
    const usage = await usageOf([
      { predictions: ['certain', 'certain', 'possible', 'security'], at: '2026-03-09T08:00:00Z' }, { again: true }, { predictions: ['certain'] },
      { status: 'FAILED', predictions: ['certain'] }, { status: 'ROLLED_BACK', predictions: ['certain'] },
    ]);
    expect([usage.breaksPrevented, ...usage.days.slice(-2).map((day) => day.breaksPrevented)]).toEqual([3, 2, 1]);
  });

  it('sums what was predicted and what happened over runs, and tests only where they were run', async () => {
    const usage = await usageOf([{ accuracy: [10, 8, 8], tests: [2, 4, 2] }, { accuracy: [0, 2, 0], tests: 'There are none.', at: '2026-03-09T08:00:00Z' }, {}]);
    expect(usage.errors).toEqual({ predicted: 10, happened: 10, right: 8, precision: 0.8, recall: 0.8 });
    expect(usage.tests).toEqual({ predicted: 2, happened: 4, right: 2, precision: 1, recall: 0.5 });
    expect(usage.days.at(-2)).toMatchObject({ errors: { precision: null, recall: 0 }, tests: { predicted: 0, precision: null, recall: null } });
  });

  it('tells in how many searches of the debugger a fix was verified and applied', async () => {
    const { prisma } = database;
    const room = await prisma.room.create({ data: { name: 'room', rootPath: `/rooms/${++rooms}` } });
    const intent = await seedRun(prisma, room.id, {}, null);
    const run = await prisma.healingRun.findFirstOrThrow({ where: { intentCaptureId: intent } });
    const fix = (status: 'VERIFIED' | 'PLAUSIBLE', runId: string | null = null) => ({ position: 1, fixType: 'EXECUTION_CORRECTION' as const, status, description: 'fix', operator: 'op', edits: [], diff: '', steps: [], evidence: [], features: {}, confidence: 1, confidenceBasis: 'none', runId });
    const session = (searched: boolean, fixes: ReturnType<typeof fix>[], createdAt = NOW) => prisma.intentDebuggerSession.create({ data: { roomId: room.id, triggerAction: 't', userIntent: 'i', expectedBehavior: {}, settings: {}, createdAt, ...(searched ? { search: { kind: 'ended' } } : {}), fixes: { create: fixes } } });
    await session(false, []);
    await session(true, [fix('VERIFIED', run.id), fix('VERIFIED')]);
    await session(true, [fix('PLAUSIBLE')]);
    await session(true, []);
    await session(true, [fix('VERIFIED')], new Date('2026-03-09T12:00:00Z'));
    expect((await createUsage({ prisma }).usageOf(room.id, 1, NOW)).repairs).toEqual({ sessions: 4, searched: 3, verified: 1, applied: 1, rate: 1 / 3 });
  });

  it.each([0, -1, 1.5, 367, Number.NaN])('is refused for %d days', async (days) => {
    await expect(usageOf([], days)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
