import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** File contents by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files, gone when the test is over. */
export async function makeProject(files: Files = {}): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'supernova-test-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await writeAll(root, files);
  return root;
}

export async function writeAll(root: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
