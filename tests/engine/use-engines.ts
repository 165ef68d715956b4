// A fresh database for each test of a file, and engines on it. Apart from plans.ts, which processes that are no test use too.
import { afterEach, beforeEach } from 'vitest';
import type { StepRunner } from '../../server/engine/contract.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openEngine, type Opened } from './plans.ts';

/** Called once in a file. Engines that `open` makes are stopped at the end of their test, before the database is closed. */
export function useEngines() {
  let database: TestDatabase;
  const engines: Opened[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const { engine } of engines.splice(0)) await engine.stop();
    await database.close();
  });
  return {
    get prisma() {
      return database.prisma;
    },
    get url() {
      return database.url;
    },
    open(runner: StepRunner, limits: Partial<EngineLimits> = {}): Opened {
      const opened = openEngine({ prisma: database.prisma, url: database.url, runner, limits });
      engines.push(opened);
      return opened;
    },
  };
}
