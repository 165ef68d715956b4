// The order of the test files: what takes longest begins first, so that at the end no worker waits for another one. Without times of an earlier run Vitest
// goes by the size of the files, and small ones that compile a real package or start servers would come last.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = join(import.meta.dirname, '../..');

/** Each takes at least half a minute; the longest first. */
const LONG = [
  'tests/engine/kill-points.test.ts',
  'tests/e2e/heal.e2e.test.ts',
  'tests/cli.test.ts',
  'tests/e2e/debug.e2e.test.ts',
  'tests/e2e/tabs.e2e.test.ts',
  'tests/impact/prediction-accuracy.test.ts',
  'tests/api/branch.test.ts',
  'tests/api/heal.test.ts',
  'tests/debugger/record/sandbox.test.ts',
  'tests/healing/real-package.test.ts',
  'tests/healing/fixture-projects.test.ts',
  'tests/api/live-restart.test.ts',
  'tests/engine/frozen-worker.test.ts',
  'tests/api/restart.test.ts',
  'tests/api/shims.test.ts',
  'tests/database/embedded.test.ts',
  'tests/engine/fleet.test.ts',
  'tests/api/debugger.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = LONG.filter((path) => !existsSync(join(root, path)));
    if (gone.length > 0) throw new Error(`tests/support/longest-first.ts names files that are not there: ${gone.join(', ')}`);
    const places = new Map(LONG.map((path, place) => [path, place]));
    const placeOf = ({ moduleId }: TestSpecification) => places.get(relative(root, moduleId).replaceAll('\\', '/')) ?? LONG.length;
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
