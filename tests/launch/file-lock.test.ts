import { spawnSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileLockTimeout, withFileLock } from '../../server/launch/file-lock.mjs';
import { makeTempFolder } from '../support/temp-folder.ts';

const makeOptions = () => ({ path: join(makeTempFolder(), 'lock'), limitMs: 10_000, abandonedAfterMs: 60_000 });

/** The id of a process that has ended. */
const findDeadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('holders follow one another and the lock is gone after the last', async () => {
  const options = makeOptions();
  let inside = 0;
  const entries = await Promise.all(
    Array.from({ length: 5 }, () =>
      withFileLock(options, async () => {
        inside += 1;
        await new Promise(setImmediate);
        return inside--;
      }),
    ),
  );
  expect(entries).toEqual([1, 1, 1, 1, 1]);
  expect(existsSync(options.path)).toBe(false);
});

test('the lock of a process that has died is taken over by one of those who wait', async () => {
  const options = makeOptions();
  writeFileSync(options.path, String(findDeadPid()));
  let inside = 0;
  const enter = () =>
    withFileLock(options, async () => {
      inside += 1;
      await new Promise(setImmediate);
      return inside--;
    });
  expect(await Promise.all([enter(), enter(), enter()])).toEqual([1, 1, 1]);
});

test('a lock that is older than any holder works is taken over although its process lives', async () => {
  const options = makeOptions();
  writeFileSync(options.path, String(process.pid));
  utimesSync(options.path, 0, 0);
  expect(await withFileLock(options, async () => 'mine')).toBe('mine');
});

test('a lock that stays held ends the wait with an error and is left alone', async () => {
  const options = { ...makeOptions(), limitMs: 0 };
  writeFileSync(options.path, String(process.pid));
  await expect(withFileLock(options, async () => 'mine')).rejects.toThrow(FileLockTimeout);
  expect(existsSync(options.path)).toBe(true);
});

test('an action that fails gives the lock back', async () => {
  const options = makeOptions();
  await expect(withFileLock(options, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(options.path)).toBe(false);
});
