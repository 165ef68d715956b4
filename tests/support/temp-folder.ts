// Folders of one test that are gone when it ends.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder in `parent` that everyone may enter; removed, with all that is in it, when the test ends. */
export function makeTempFolder(parent = tmpdir()): string {
  const folder = realpathSync(mkdtempSync(join(parent, 'supernova-test-')));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
