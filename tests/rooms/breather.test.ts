import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBreather } from '../../server/rooms/breather.ts';

function work(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}

/** How many turns others get while one piece of work breathes. */
async function turnsWhile(breathe: () => Promise<void>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await nextTurn();
      turns += 1;
    }
  })();
  await breathe();
  isOver = true;
  await others;
  return turns;
}

test('a short piece of work goes on at once', async () => {
  expect(await turnsWhile(createBreather())).toBeLessThanOrEqual(1);
});

test('a long one rests for a share of its time, in which others get many turns', async () => {
  const [bare, resting] = [createBreather(), createBreather(undefined, { restShare: 0.5 })];
  work(60);
  expect(await turnsWhile(bare)).toBeLessThanOrEqual(3);
  expect(await turnsWhile(resting)).toBeGreaterThan(10);
});

test('one that is aborted throws, also when it rests', async () => {
  const stop = new AbortController();
  const breathe = createBreather(stop.signal, { restShare: 0.5 });
  work(60);
  const resting = breathe();
  stop.abort(new Error('enough'));
  await expect(resting).rejects.toThrow('enough');
});
