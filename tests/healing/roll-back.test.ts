import { createHash } from 'node:crypto';
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import type { PreImage, StepContext } from '../../server/engine/contract.ts';
import { applyFileEdits } from '../../server/healing/file-changes.ts';
import { planRollback, readerOf, rollBackFiles } from '../../server/healing/roll-back.ts';
import { withPen } from '../../server/rooms/pen.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { makeProject } from '../rooms/temp-project.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const modify = (path: string, before: string, after: string): FileEdit => ({ kind: 'modify', path, before: hash(before), after: hash(after), edits: [{ start: 0, end: before.length, text: after }] });
const create = (path: string, text: string): FileEdit => ({ kind: 'create', path, after: hash(text), text });
const remove = (path: string, before: string): FileEdit => ({ kind: 'delete', path, before: hash(before) });
const move = (from: string, path: string, before: string, prefix: string): FileEdit => ({ kind: 'move', from, path, before: hash(before), after: hash(prefix + before), edits: [{ start: 0, end: 0, text: prefix }] });

const LINES = 'one\ntwo\nthree\nfour\n';
const HEALED = LINES.replace('one', 'ONE');
const FILES = { 'a.ts': LINES, 'gone.ts': LINES, 'moved.ts': LINES, 'other.ts': 'x\n' };
const EDITS: readonly FileEdit[] = [modify('a.ts', LINES, HEALED), remove('gone.ts', LINES), move('moved.ts', 'lib/moved.ts', LINES, '// moved\n'), create('new.ts', 'new\n')];

/** A run whose restore has a memory of its own; `onProgress` is called after each file that it wrote. */
async function heal(files: Record<string, string> = FILES, edits = EDITS) {
  const root = await makeProject(files);
  const before = await hashTree(root);
  const images: PreImage[] = [];
  const own: PreImage[] = [];
  const contextOf = (isRestore: boolean, onProgress = (_path: string): void => {}): StepContext => ({
    runId: 'run', epoch: 1, roomId: 'room', actionId: 'action', executionId: 'execution', stepType: isRestore ? 'RESTORE' : 'APPLY_CHANGE', input: {},
    signal: new AbortController().signal,
    progress: async ({ path }) => onProgress(path),
    savePreImages: async (saved) => void (isRestore ? own : images).push(...saved),
    loadPreImages: () => Promise.resolve(images),
    loadOwnPreImages: () => Promise.resolve(own),
  });
  expect(await withPen(root, (pen) => applyFileEdits(pen, edits, contextOf(false)))).toMatchObject({ kind: 'applied' });
  return {
    root, before, own,
    write: (path: string, text: string | Buffer) => writeFile(join(root, path), text),
    read: (path: string) => readFile(join(root, path), 'utf8').catch(() => null),
    modeOf: async (path: string) => (await stat(join(root, path))).mode & 0o777,
    kinds: async () => Object.fromEntries((await planRollback(images, edits, readerOf(root))).map(({ path, kind }) => [path, kind])),
    rollBack: (isMerging: boolean, onProgress?: (path: string) => void) => withPen(root, (pen) => rollBackFiles({ pen, context: contextOf(true, onProgress), isMerging, edits })),
  };
}

const ALL_UNCHANGED = { 'a.ts': 'UNCHANGED', 'gone.ts': 'UNCHANGED', 'lib/moved.ts': 'UNCHANGED', 'moved.ts': 'UNCHANGED', 'new.ts': 'UNCHANGED' };

describe('a rollback', () => {
  it.each([true, false])('of files that nobody touched gives every byte back, asked to merge: %s', async (isMerging) => {
    const run = await heal();
    expect(await run.kinds()).toEqual(ALL_UNCHANGED);
    expect(await run.rollBack(isMerging)).toMatchObject({ kind: 'restored', merged: 0 });
    expect(await hashTree(run.root)).toBe(run.before);
  });

  it('keeps what was changed since, in a changed file and in a moved one, with its permission bits', async () => {
    const run = await heal();
    await run.write('a.ts', HEALED.replace('four', 'FOUR'));
    await run.write('lib/moved.ts', `// moved\n${LINES.replace('three', 'THREE')}`);
    await chmod(join(run.root, 'a.ts'), 0o755);
    await chmod(join(run.root, 'lib/moved.ts'), 0o700);
    expect(await run.kinds()).toEqual({ ...ALL_UNCHANGED, 'a.ts': 'MERGES', 'lib/moved.ts': 'MERGES', 'moved.ts': 'MERGES' });
    const healed = await hashTree(run.root);
    expect(await run.rollBack(false)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['a.ts', 'lib/moved.ts', 'moved.ts'] });
    expect(await hashTree(run.root)).toBe(healed);
    expect(await run.rollBack(true)).toMatchObject({ kind: 'restored', merged: 2 });
    expect(await Promise.all(['a.ts', 'gone.ts', 'lib/moved.ts', 'moved.ts', 'new.ts'].map(run.read))).toEqual([LINES.replace('four', 'FOUR'), LINES, null, LINES.replace('three', 'THREE'), null]);
    expect([await run.modeOf('a.ts'), await run.modeOf('moved.ts')]).toEqual([0o755, 0o700]);
  });

  it.each([
    { what: 'a line that the run changed was changed again', path: 'a.ts', content: HEALED.replace('ONE', 'one!') },
    { what: 'a changed file was deleted', path: 'a.ts', content: null },
    { what: 'a changed file became binary', path: 'a.ts', content: Buffer.from([0, 1, 2]) },
    { what: 'a file that the run made was changed', path: 'new.ts', content: 'new and more\n' },
    { what: 'a file that the run deleted was made again', path: 'gone.ts', content: 'another\n' },
    { what: 'a moved file was changed where the run had changed it', path: 'lib/moved.ts', content: `// moved by us\n${LINES}` },
  ])('is refused as a whole where $what', async ({ path, content }) => {
    const run = await heal();
    if (content === null) await rm(join(run.root, path));
    else await run.write(path, content);
    const now = await hashTree(run.root);
    expect((await run.kinds())[path]).toBe('CONFLICTS');
    expect(await run.rollBack(true)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: expect.arrayContaining([path]) });
    expect(await hashTree(run.root)).toBe(now);
    expect(run.own).toEqual([]);
  });

  it('counts a file that somebody put back already as unchanged', async () => {
    const run = await heal();
    await run.write('a.ts', LINES);
    await rm(join(run.root, 'new.ts'));
    expect(await run.kinds()).toEqual(ALL_UNCHANGED);
    await run.rollBack(false);
    expect(await hashTree(run.root)).toBe(run.before);
  });

  it('that was interrupted after each of its files is completed to the same bytes', async () => {
    for (let stopAfter = 1; stopAfter <= 5; stopAfter += 1) {
      const run = await heal();
      await run.write('a.ts', HEALED.replace('four', 'FOUR'));
      let written = 0;
      const stopped = run.rollBack(true, () => {
        written += 1;
        if (written === stopAfter) throw new Error('killed');
      });
      await expect(stopped).rejects.toThrow('killed');
      expect(await run.rollBack(true)).toMatchObject({ kind: 'restored', merged: 1 });
      expect(await run.read('a.ts')).toBe(LINES.replace('four', 'FOUR'));
      await run.write('a.ts', LINES);
      expect(await hashTree(run.root), `after ${stopAfter}`).toBe(run.before);
    }
  });

  it('that meets a file which somebody saves meanwhile takes back what it wrote', async () => {
    const run = await heal();
    await run.write('a.ts', HEALED.replace('four', 'FOUR'));
    let isFirst = true;
    const saves: Promise<void>[] = [];
    const end = await run.rollBack(true, (path) => {
      expect(path).not.toBe('new.ts');
      if (isFirst) saves.push(run.write('new.ts', 'saved by a person\n'));
      isFirst = false;
    });
    await Promise.all(saves);
    expect(end).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['new.ts'] });
    expect(await Promise.all(['a.ts', 'gone.ts', 'lib/moved.ts', 'moved.ts', 'new.ts'].map(run.read))).toEqual([HEALED.replace('four', 'FOUR'), null, `// moved\n${LINES}`, null, 'saved by a person\n']);
  });
});
