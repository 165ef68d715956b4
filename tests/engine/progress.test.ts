import { expect, test } from 'vitest';
import type { NewEvent } from '../../server/engine/events.ts';
import { batchProgress } from '../../server/engine/progress.ts';

function event(done: number): NewEvent {
  return { type: 'STEP_PROGRESS', payload: { done } };
}

test('a thousand events are written in a few batches, in order, none lost', async () => {
  const batches: (readonly NewEvent[])[] = [];
  const progress = batchProgress(async (events) => void batches.push(events), 60_000);
  for (let done = 1; done <= 1_000; done += 1) await progress.add(event(done));
  await progress.add(event(1_001));
  await progress.close();
  expect(batches.flat()).toEqual(Array.from({ length: 1_001 }, (_, index) => event(index + 1)));
  expect(batches).toHaveLength(3);
});

test('a batch is written by itself after the interval', async () => {
  const written = await new Promise<readonly NewEvent[]>((resolve) => {
    const progress = batchProgress(async (events) => resolve(events), 1);
    void progress.add(event(1));
  });
  expect(written).toEqual([event(1)]);
});

test('a write that failed is reported to the step and at the end', async () => {
  const progress = batchProgress(() => Promise.reject(new Error('database away')), 60_000);
  await progress.add(event(1));
  await expect(progress.close()).rejects.toThrow('database away');
});

test.each(['close', 'drop'] as const)('after %s nothing is taken any more', async (end) => {
  const written: NewEvent[] = [];
  const progress = batchProgress(async (events) => void written.push(...events), 1);
  await progress[end]();
  await progress.add(event(1));
  await progress.close();
  expect(written).toEqual([]);
});
