import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import type { PreImage, StepContext } from '../../server/engine/contract.ts';
import { applyFileEdits as applyWithPen, restoreFiles as restoreWithPen } from '../../server/healing/file-changes.ts';
import { withPen } from '../../server/rooms/pen.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { makeProject } from '../rooms/temp-project.ts';

const applyFileEdits = (root: string, edits: readonly FileEdit[], context: StepContext) => withPen(root, (pen) => applyWithPen(pen, edits, context));
const restoreFiles = (root: string, context: StepContext, isAllOrNothing: boolean) => withPen(root, (pen) => restoreWithPen(pen, context, isAllOrNothing));

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Replaces the whole text. */
const modify = (path: string, before: string, after: string): FileEdit => ({ kind: 'modify', path, before: hash(before), after: hash(after), edits: [{ start: 0, end: before.length, text: after }] });
const create = (path: string, text: string): FileEdit => ({ kind: 'create', path, after: hash(text), text });
const remove = (path: string, before: string): FileEdit => ({ kind: 'delete', path, before: hash(before) });
const move = (from: string, path: string, before: string, prefix = ''): FileEdit => ({ kind: 'move', from, path, before: hash(before), after: hash(prefix + before), edits: prefix === '' ? [] : [{ start: 0, end: 0, text: prefix }] });

/** A context that keeps pre-images; told of each progress, and what was on disk when the pre-images became durable. */
function contextOf(options: { onProgress?: (path: string) => void; onSave?: (saved: readonly PreImage[]) => void } = {}): StepContext & { readonly images: PreImage[]; readonly seen: string[] } {
  const images: PreImage[] = [];
  const seen: string[] = [];
  return {
    images, seen,
    runId: 'run', epoch: 1, roomId: 'room', actionId: 'action', executionId: 'execution', stepType: 'APPLY_CHANGE', input: {},
    signal: new AbortController().signal,
    progress: ({ path, done, total }) => {
      seen.push(`${path} ${done}/${total}`);
      options.onProgress?.(path);
      return Promise.resolve();
    },
    savePreImages: (saved) => {
      options.onSave?.(saved);
      images.push(...saved);
      return Promise.resolve();
    },
    loadPreImages: () => Promise.resolve(images),
    loadOwnPreImages: () => Promise.resolve([]),
  };
}

const FILES = { 'a.ts': 'a', 'b.ts': 'b', 'lib/c.ts': 'c', 'd.ts': 'd' };
const ALL: readonly FileEdit[] = [modify('a.ts', 'a', 'A'), remove('b.ts', 'b'), move('lib/c.ts', 'src/new/c.ts', 'c', '//'), create('e/f.ts', 'f')];

async function textOf(root: string, path: string): Promise<string | null> {
  return existsSync(join(root, path)) ? readFile(join(root, path), 'utf8') : null;
}

describe('edits', () => {
  it('of every kind are applied, with progress for each file, and restored to the byte', async () => {
    const root = await makeProject(FILES);
    const before = await hashTree(root);
    const context = contextOf();
    expect(await applyFileEdits(root, ALL, context)).toEqual({ kind: 'applied', written: ['a.ts', 'b.ts', 'src/new/c.ts', 'lib/c.ts', 'e/f.ts'], already: [] });
    expect(await Promise.all(['a.ts', 'b.ts', 'lib/c.ts', 'src/new/c.ts', 'e/f.ts', 'd.ts'].map((path) => textOf(root, path)))).toEqual(['A', null, null, '//c', 'f', 'd']);
    expect(context.seen).toEqual(['a.ts 1/5', 'b.ts 2/5', 'src/new/c.ts 3/5', 'lib/c.ts 4/5', 'e/f.ts 5/5']);
    expect(await restoreFiles(root, context, true)).toMatchObject({ kind: 'restored' });
    expect(await hashTree(root)).toBe(before);
    expect((await readdir(root)).sort()).toEqual(['a.ts', 'b.ts', 'd.ts', 'lib']);
  });

  it('in a folder that was empty leave it there when they are put back, and take away the folders they made', async () => {
    const root = await makeProject(FILES);
    await mkdir(join(root, 'empty'));
    const context = contextOf();
    await applyFileEdits(root, [create('empty/x.ts', 'x'), create('made/inner/y.ts', 'y')], context);
    expect(await restoreFiles(root, context, true)).toMatchObject({ kind: 'restored' });
    expect((await readdir(root)).sort()).toEqual(['a.ts', 'b.ts', 'd.ts', 'empty', 'lib']);
    expect(await readdir(join(root, 'empty'))).toEqual([]);
  });

  it('of a file are written only after its pre-image is kept', async () => {
    const root = await makeProject(FILES);
    const kept: string[] = [];
    const untouched = (image: PreImage) => (image.contentBefore === null ? !existsSync(join(root, image.path)) : readFileSync(join(root, image.path)).equals(Buffer.from(image.contentBefore)));
    await applyFileEdits(root, ALL, contextOf({ onSave: (saved) => kept.push(...saved.map((image) => `${image.path} ${untouched(image) ? 'untouched' : 'too late'}`)) }));
    expect(kept).toEqual(['a.ts', 'b.ts', 'src/', 'src/new/', 'src/new/c.ts', 'lib/c.ts', 'e/', 'e/f.ts'].map((path) => `${path} untouched`));
  });

  it('that are applied a second time write nothing', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    const after = await hashTree(root);
    expect(await applyFileEdits(root, ALL, context)).toEqual({ kind: 'applied', written: [], already: ['a.ts', 'b.ts', 'src/new/c.ts', 'lib/c.ts', 'e/f.ts'] });
    expect(await hashTree(root)).toBe(after);
  });

  it.each([
    ['between its files', async (root: string) => writeFile(join(root, 'a.ts'), 'A')],
    ['between the halves of a move', async (root: string) => {
      await mkdir(join(root, 'src/new'), { recursive: true });
      await writeFile(join(root, 'src/new/c.ts'), '//c');
    }],
    ['with its source gone and its target not there', async (root: string) => rm(join(root, 'lib/c.ts'))],
  ])('that were interrupted %s are completed', async (_, interrupt) => {
    const root = await makeProject(FILES);
    const context = contextOf();
    context.images.push({ path: 'lib/c.ts', hashBefore: hash('c'), hashAfter: null, contentBefore: Buffer.from('c'), modeBefore: 0o644 });
    await interrupt(root);
    expect(await applyFileEdits(root, ALL, context)).toMatchObject({ kind: 'applied' });
    expect(await Promise.all(['a.ts', 'lib/c.ts', 'src/new/c.ts'].map((path) => textOf(root, path)))).toEqual(['A', null, '//c']);
  });

  it.each([
    ['a file that changed', async (root: string) => writeFile(join(root, 'a.ts'), 'theirs'), 'a.ts'],
    ['a file that is moved and changed', async (root: string) => writeFile(join(root, 'lib/c.ts'), 'theirs'), 'lib/c.ts'],
    ['a file that is gone', async (root: string) => rm(join(root, 'a.ts')), 'a.ts'],
    ['a file that came where one is created', async (root: string) => {
      await mkdir(join(root, 'e'));
      await writeFile(join(root, 'e/f.ts'), 'theirs');
    }, 'e/f.ts'],
    ['a file that came where one is moved to', async (root: string) => {
      await mkdir(join(root, 'src/new'), { recursive: true });
      await writeFile(join(root, 'src/new/c.ts'), 'theirs');
    }, 'src/new/c.ts'],
  ])('are refused as a whole for %s', async (_, meddle, path) => {
    const root = await makeProject(FILES);
    await meddle(root);
    const before = await hashTree(root);
    const context = contextOf();
    expect(await applyFileEdits(root, ALL, context)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: [path], message: expect.stringContaining(path), hint: expect.any(String) });
    expect(await hashTree(root)).toBe(before);
    expect(context.images).toEqual([]);
  });

  it('stop at a file that changed while the others were written', async () => {
    const root = await makeProject(FILES);
    const edits = [modify('a.ts', 'a', 'A'), modify('d.ts', 'd', 'D')];
    let meddling = Promise.resolve();
    const context = contextOf({ onProgress: (path) => void (path === 'a.ts' && (meddling = writeFile(join(root, 'd.ts'), 'theirs'))) });
    const progress = context.progress.bind(context);
    const outcome = await applyFileEdits(root, edits, { ...context, progress: async (update) => {
      await progress(update);
      await meddling;
    } });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['d.ts'] });
    expect(await textOf(root, 'd.ts')).toBe('theirs');
    const later = contextOf();
    later.images.push(...context.images);
    // The run never wrote d.ts, so it is not the run's to put back.
    expect(await restoreFiles(root, later, false)).toEqual({ kind: 'restored', written: ['a.ts'] });
    expect([await textOf(root, 'a.ts'), await textOf(root, 'd.ts')]).toEqual(['a', 'theirs']);
  });

  it('stop between files when they are cancelled', async () => {
    const root = await makeProject(FILES);
    const stop = new AbortController();
    const context = { ...contextOf({ onProgress: () => stop.abort() }), signal: stop.signal };
    expect(await applyFileEdits(root, ALL, context)).toEqual({ kind: 'cancelled' });
    expect([await textOf(root, 'a.ts'), await textOf(root, 'b.ts')]).toEqual(['A', 'b']);
    expect(await restoreFiles(root, context, true)).toEqual({ kind: 'restored', written: ['a.ts'] });
  });

  it('that are cancelled before the first write keep nothing', async () => {
    const root = await makeProject(FILES);
    const context = { ...contextOf(), signal: AbortSignal.abort() };
    expect(await applyFileEdits(root, ALL, context)).toEqual({ kind: 'cancelled' });
    expect(context.images).toEqual([]);
  });

  it('that do not lead to the planned content are a bug, and nothing is written', async () => {
    const root = await makeProject(FILES);
    const edit: FileEdit = { kind: 'modify', path: 'a.ts', before: hash('a'), after: hash('other'), edits: [{ start: 0, end: 1, text: 'A' }] };
    await expect(applyFileEdits(root, [edit], contextOf())).rejects.toThrow(/planned content/);
    expect(await textOf(root, 'a.ts')).toBe('a');
  });

  it('that the disk refuses say so', async () => {
    // A file in place of the folder: unlike permissions, it stops root too.
    const root = await makeProject({ ...FILES, e: 'no folder' });
    expect(await applyFileEdits(root, [create('e/f.ts', 'f')], contextOf())).toMatchObject({ kind: 'failed', code: 'WRITE_FAILED', files: ['e/f.ts'], hint: expect.stringContaining('permissions'), result: { errno: 'ENOTDIR' } });
  });

  it('of a file whose place a folder took are refused', async () => {
    const root = await makeProject({ 'd.ts': 'd', 'a.ts/inner.ts': '' });
    expect(await applyFileEdits(root, [modify('a.ts', 'a', 'A')], contextOf())).toMatchObject({ kind: 'failed', code: 'WRITE_FAILED', files: ['a.ts'], result: { errno: 'EISDIR' } });
  });

  it('keep the permission bits, over a move and back', async () => {
    const root = await makeProject(FILES);
    const modeOf = async (path: string) => (await stat(join(root, path))).mode & 0o777;
    for (const path of ['a.ts', 'b.ts', 'lib/c.ts']) await chmod(join(root, path), 0o755);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    expect([await modeOf('a.ts'), await modeOf('src/new/c.ts'), await modeOf('e/f.ts')]).toEqual([0o755, 0o755, 0o644]);
    await restoreFiles(root, context, true);
    expect([await modeOf('a.ts'), await modeOf('b.ts'), await modeOf('lib/c.ts')]).toEqual([0o755, 0o755, 0o755]);
  });

  it('of bytes that are not ASCII keep every other byte', async () => {
    const text = '\uFEFFconst größe = "👍🏽";\r\nx\n';
    const root = await makeProject({ 'a.ts': text });
    const at = text.indexOf('x');
    const after = `${text.slice(0, at)}y${text.slice(at + 1)}`;
    const context = contextOf();
    await applyFileEdits(root, [{ kind: 'modify', path: 'a.ts', before: hash(text), after: hash(after), edits: [{ start: at, end: at + 1, text: 'y' }] }], context);
    expect(await textOf(root, 'a.ts')).toBe(after);
    await restoreFiles(root, context, true);
    expect(await textOf(root, 'a.ts')).toBe(text);
  });
});

describe('a restore', () => {
  it('of a file that was written twice goes back to the first content', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, [modify('a.ts', 'a', 'A'), create('e.ts', 'e')], context);
    await applyFileEdits(root, [modify('a.ts', 'A', 'AA'), modify('e.ts', 'e', 'E')], context);
    expect(await restoreFiles(root, context, true)).toEqual({ kind: 'restored', written: ['a.ts', 'e.ts'] });
    expect([await textOf(root, 'a.ts'), await textOf(root, 'e.ts')]).toEqual(['a', null]);
  });

  it('writes nothing at all over a foreign change when it is all or nothing', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    await writeFile(join(root, 'a.ts'), 'theirs');
    const before = await hashTree(root);
    expect(await restoreFiles(root, context, true)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['a.ts'] });
    expect(await hashTree(root)).toBe(before);
  });

  it('goes as far as it can otherwise, and names what is left', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    await writeFile(join(root, 'a.ts'), 'theirs');
    expect(await restoreFiles(root, context, false)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['a.ts'], message: expect.stringContaining('Not every file') });
    expect(await Promise.all(['a.ts', 'b.ts', 'lib/c.ts', 'src/new/c.ts', 'e/f.ts'].map((path) => textOf(root, path)))).toEqual(['theirs', 'b', 'c', null, null]);
  });

  it('leaves a folder alone that took the place of a file', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    await mkdir(join(root, 'b.ts'));
    expect(await restoreFiles(root, context, true)).toMatchObject({ kind: 'failed', code: 'FILE_CONFLICT', files: ['b.ts'] });
    expect(await textOf(root, 'a.ts')).toBe('A');
    expect(await restoreFiles(root, context, false)).toMatchObject({ kind: 'failed', files: ['b.ts'] });
    expect(await textOf(root, 'a.ts')).toBe('a');
  });

  it('of what is restored already writes nothing', async () => {
    const root = await makeProject(FILES);
    const context = contextOf();
    await applyFileEdits(root, ALL, context);
    await restoreFiles(root, context, true);
    expect(await restoreFiles(root, context, true)).toEqual({ kind: 'restored', written: [] });
  });
});
