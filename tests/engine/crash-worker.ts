// A process that executes runs until it is killed: `crash-worker <url> <maxPickups>`. Its steps say where they are and never end.
import { connectPrisma } from '../../server/db.ts';
import { createRunner, openEngine, type StepCode } from './plans.ts';

const [url = '', maxPickups = ''] = process.argv.slice(2);

const holdForever: StepCode = () => {
  process.stdout.write('holding\n');
  return new Promise<never>(() => {});
};

const steps: Record<string, StepCode> = {
  hold: holdForever,
  restore: holdForever,
  fail: () => ({ kind: 'failed', code: 'CONFLICT', message: 'a.ts has changed.', hint: 'Plan again.' }),
};
const { engine } = openEngine({ prisma: connectPrisma(url), url, runner: createRunner(steps), limits: { maxPickups: Number(maxPickups) } });
await engine.start();
