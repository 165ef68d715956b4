import { expect, onTestFinished, test } from 'vitest';
import { estimateDuration } from '../../server/healing/estimate-durations.ts';
import type { PlannedStep } from '../../server/healing/planned.ts';
import { loadDurations, scaleOf } from '../../server/healing/recorded-durations.ts';
import { createRoom, planRun } from '../engine/plans.ts';
import { createTestDatabase } from '../support/database.ts';

test('executions are recorded with the size of the project for which they were planned', async () => {
  const { prisma, close } = await createTestDatabase();
  onTestFinished(close);
  const ran = async (roomId: string, durationMs: number, roomFiles: number | null) => {
    const runId = await planRun(prisma, roomId, [{ steps: ['first', { name: 'check', type: 'VERIFY' }] }]);
    const [action] = await prisma.healingAction.findMany({ where: { runId } });
    const step = (stepType: PlannedStep['stepType']): PlannedStep => ({ stepType, description: 'step', input: { change: null, edits: [] }, diff: '' });
    if (roomFiles !== null) await prisma.healingAction.update({ where: { id: action?.id ?? '' }, data: { executionPlan: [scaleOf(step('UPDATE_IMPORTS'), roomFiles), scaleOf(step('VERIFY'), roomFiles)] } });
    const startedAt = new Date('2026-01-01T00:00:00Z');
    await prisma.healingExecution.updateMany({ where: { healingAction: { runId }, stepType: 'VERIFY' }, data: { status: 'COMPLETED', size: 3, startedAt, completedAt: new Date(startedAt.getTime() + durationMs) } });
  };
  const [large, small] = [await createRoom(prisma), await createRoom(prisma)];
  await ran(small, 61, 20);
  await ran(small, 62, null);
  await ran(large, 13_000, 6000);

  const ofLarge = (await loadDurations(prisma, large, ['VERIFY', 'VERIFY', 'UPDATE_IMPORTS'])).get('VERIFY') ?? [];
  expect([...ofLarge].sort((a, b) => a.durationMs - b.durationMs)).toEqual([
    { size: 3, roomFiles: 20, durationMs: 61, isSameRoom: false },
    { size: 3, roomFiles: null, durationMs: 62, isSameRoom: false },
    { size: 3, roomFiles: 6000, durationMs: 13_000, isSameRoom: true },
  ]);
  const another = await loadDurations(prisma, await createRoom(prisma), ['VERIFY']);
  expect(estimateDuration({ size: 3, roomFiles: 5000 }, another.get('VERIFY') ?? [])).toMatchObject({ expectedMs: 13_000, records: 1 });
  expect(estimateDuration({ size: 3, roomFiles: 30 }, another.get('VERIFY') ?? [])).toMatchObject({ expectedMs: 61, records: 1 });
  expect(estimateDuration({ size: 3, roomFiles: 400 }, another.get('VERIFY') ?? [])).toBeNull();
});
