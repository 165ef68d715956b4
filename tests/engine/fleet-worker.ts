// A worker of a fleet: `fleet-worker <url> <limits as JSON>`. Its steps do nothing but take a moment, or wait until the clock has jumped.
import { setTimeout as delay } from 'node:timers/promises';
import { connectPrisma } from '../../server/db.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { completed, createRunner, openEngine, type StepCode } from './plans.ts';

const [url = '', limits = '{}'] = process.argv.slice(2);
const HOUR_MS = 3_600_000;

const work: StepCode = async () => {
  await delay(5);
  return completed;
};

/** Tells the clock of this machine until it has gone more than an hour ahead, and then more than an hour back. */
const watchClock: StepCode = async ({ progress, signal }) => {
  let before = Date.now();
  for (const [done, hasJumped] of [[1, (by: number) => by > HOUR_MS], [2, (by: number) => by < -HOUR_MS]] as const) {
    await progress({ path: 'clock', done: done - 1, total: 2 });
    while (!hasJumped(Date.now() - before)) {
      signal.throwIfAborted();
      before = Date.now();
      await delay(50);
    }
    before = Date.now();
  }
  await progress({ path: 'clock', done: 2, total: 2 });
  return completed;
};

const prisma = connectPrisma(url);
const { engine, log } = openEngine({ prisma, url, runner: createRunner({ work, watchClock }), limits: JSON.parse(limits) as Partial<EngineLimits> });
process.once('SIGTERM', () => {
  void engine.stop().then(async () => {
    await prisma.$disconnect();
    process.stdout.write(`${JSON.stringify(log)}\n`, () => process.exit(0));
  });
});
await engine.start();
process.stdout.write('ready\n');
