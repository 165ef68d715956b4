import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveAction, moveRun, moveStep } from '../../server/engine/moves.ts';
import { inTransaction } from '../../server/engine/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createRoom, planRun } from './plans.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const event = { type: 'RUN_QUEUED', payload: {} } as const;

async function planOne() {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a'] }]);
  const action = await database.prisma.healingAction.findFirstOrThrow({ where: { runId }, include: { executions: true } });
  return { runId, actionId: action.id, executionId: action.executions[0]!.id };
}

test('of two equal moves the second is stale, says what it found, and leaves no event', async () => {
  const { runId } = await planOne();
  const move = () => inTransaction(database.prisma, (tx) => moveRun(tx, { runId, from: 'PLANNED', to: 'QUEUED', events: [event] }));
  expect(await move()).toEqual({ kind: 'moved' });
  expect(await move()).toEqual({ kind: 'stale', found: 'QUEUED' });
  expect(await database.prisma.runEvent.count({ where: { runId } })).toBe(1);
});

test('a stale move of an action or a step says what it found', async () => {
  const { runId, actionId, executionId } = await planOne();
  const { prisma } = database;
  expect(await inTransaction(prisma, (tx) => moveAction(tx, { runId, actionId, from: 'EXECUTING', to: 'COMPLETED' }))).toEqual({ kind: 'stale', found: 'PENDING' });
  expect(await inTransaction(prisma, (tx) => moveStep(tx, { runId, actionId, executionId, from: 'RUNNING', to: 'FAILED' }))).toEqual({ kind: 'stale', found: 'PENDING' });
  expect(await prisma.runEvent.count({ where: { runId } })).toBe(0);
});

test('a move that the table does not list is a bug', async () => {
  const { runId } = await planOne();
  await expect(inTransaction(database.prisma, (tx) => moveRun(tx, { runId, from: 'PLANNED', to: 'COMPLETED', events: [event] }))).rejects.toThrow('illegal move from PLANNED to COMPLETED');
});

test('a move whose transaction fails leaves neither state nor event', async () => {
  const { runId } = await planOne();
  const failing = inTransaction(database.prisma, async (tx) => {
    await moveRun(tx, { runId, from: 'PLANNED', to: 'QUEUED', events: [event] });
    throw new Error('later');
  });
  await expect(failing).rejects.toThrow('later');
  expect(await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'PLANNED', lastEventNumber: 0 });
  expect(await database.prisma.runEvent.count({ where: { runId } })).toBe(0);
});

test('a run that is gone is found as nothing', async () => {
  const { runId } = await planOne();
  await database.prisma.healingRun.delete({ where: { id: runId } });
  expect(await inTransaction(database.prisma, (tx) => moveRun(tx, { runId, from: 'PLANNED', to: 'QUEUED', events: [event] }))).toEqual({ kind: 'stale', found: null });
});
