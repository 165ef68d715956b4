import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { FileContentsDocument, FileListDocument, SaveFileDocument, TryContentsDocument } from '../../web/editor/editor-documents.ts';
import { SetWatchDocument, WatchEventsDocument } from '../../web/watch/watch-documents.ts';
import { TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { countRows } from '../support/row-counts.ts';
import { openTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { dataOf, openRoom, readEvents } from '../support/walk-through.ts';

const PRICES = smallProject['src/prices.ts'] ?? '';
const RENAMED = PRICES.replace('total', 'sum');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const undo: Undo[] = [];
let api: TestApp;
let roomId: string;

beforeAll(async () => {
  api = await openTestApp({ isServer: true, project: (folder) => writeFiles(folder, smallProject) }, undo);
  roomId = await openRoom(api, api.roomFolder);
});
afterAll(() => undoAll(undo));
beforeEach(() => {
  for (const name of readdirSync(api.roomFolder)) rmSync(join(api.roomFolder, name), { recursive: true, force: true });
  writeFiles(api.roomFolder, smallProject);
});

const onDisk = (path: string) => readFileSync(join(api.roomFolder, path), 'utf8');
const read = async (path: string) => (await api.graphql(FileContentsDocument, { roomId, path })).fileContents;
const tryIt = async (path: string, text: string) => (await api.graphql(TryContentsDocument, { roomId, path, text })).tryContents;
const save = async (path: string, text: string, baseHash: string | null) => (await api.graphql(SaveFileDocument, { input: { roomId, path, text, baseHash } })).saveFile;

/** Files that cannot be edited, written into the room. */
const REFUSED: Readonly<Record<string, { readonly write: (file: string) => void; readonly expected: object }>> = {
  'src/huge.ts': { write: (file) => writeFileSync(file, 'a'.repeat(5 * 1024 * 1024)), expected: { code: 'FILE_REFUSED', reason: 'TOO_LARGE', message: expect.stringContaining('5.0 MB') } },
  'src/logo.png': { write: (file) => writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])), expected: { code: 'FILE_REFUSED', reason: 'BINARY' } },
  'src/zero.ts': { write: (file) => writeFileSync(file, 'a\0b'), expected: { code: 'FILE_REFUSED', reason: 'BINARY' } },
  'src/link.ts': { write: (file) => symlinkSync('prices.ts', file), expected: { code: 'FILE_REFUSED', reason: 'NOT_A_FILE' } },
  'src/out.ts': { write: (file) => symlinkSync('/etc/passwd', file), expected: { code: 'PATH_OUTSIDE_ROOM' } },
  'src/folder': { write: (file) => mkdirSync(file), expected: { code: 'FILE_REFUSED', reason: 'NOT_A_FILE' } },
  'node_modules/a.ts': { write: (file) => (mkdirSync(join(file, '..')), writeFileSync(file, 'export {};\n')), expected: { code: 'FILE_REFUSED', reason: 'NOT_LISTED' } },
  '../outside.ts': { write: () => undefined, expected: { code: 'PATH_OUTSIDE_ROOM' } },
  '/etc/passwd': { write: () => undefined, expected: { code: 'PATH_OUTSIDE_ROOM' } },
};

describe('a file', () => {
  test('is listed and read as it is on disk now, every byte of it', async () => {
    const text = '\uFEFFexport const a = 1;\r\nexport const b = "ä";\n';
    writeFileSync(join(api.roomFolder, 'src/new.ts'), text);
    writeFileSync(join(api.roomFolder, 'notes.css'), 'a {}\n');
    const { node } = await api.graphql(FileListDocument, { room: roomId });
    expect(node).toMatchObject({ fileList: { paths: [...Object.keys(smallProject), 'notes.css', 'src/new.ts'].sort(), total: Object.keys(smallProject).length + 2 } });
    expect(dataOf(await read('src/new.ts'))).toEqual({ path: 'src/new.ts', text, hash: hashOf(text), isPredicted: true, isReadOnly: false });
    expect(dataOf(await read('notes.css'))).toMatchObject({ isPredicted: false });
    expect(await read('src/none.ts')).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(Object.entries(REFUSED))('%s is neither read nor saved, and the reason is said', async (path, { write, expected }) => {
    write(join(api.roomFolder, path));
    const before = await hashTree(api.roomFolder);
    expect(await read(path)).toMatchObject(expected);
    const { reason: _, message: __, ...saving } = expected as { reason?: string; message?: string };
    expect(await save(path, 'export {};\n', hashOf('a'))).toMatchObject(saving);
    expect(await hashTree(api.roomFolder)).toBe(before);
  });
});

describe('contents that are tried', () => {
  test('break what a save of them would break, and nothing is stored or written', async () => {
    const [before, rows] = [await hashTree(api.roomFolder), await countRows(api.app.prisma)];
    const { breaks, brokenFiles, filesChecked } = dataOf(await tryIt('src/prices.ts', `${RENAMED}export const wrong: number = currency;\n`));
    expect(breaks.map(({ file, certainty }) => [file, certainty]).sort()).toEqual([['src/cart.ts', 'CERTAIN'], ['src/index.ts', 'CERTAIN'], ['src/prices.ts', 'CERTAIN']]);
    expect(breaks.find(({ file }) => file === 'src/cart.ts')?.places).toEqual([expect.objectContaining({ line: 1, code: 'TS2305', symbol: 'total' })]);
    expect(breaks.find(({ file }) => file === 'src/prices.ts')?.places).toEqual([expect.objectContaining({ line: 6, code: 'TS2322' })]);
    expect([brokenFiles, filesChecked]).toEqual([3, 4]);
    expect(await hashTree(api.roomFolder)).toBe(before);
    expect(await countRows(api.app.prisma)).toEqual(rows);
  });

  test.each<[string, string, string, object]>([
    ['that are those on disk', 'src/prices.ts', PRICES, { data: { breaks: [], filesChecked: 0 } }],
    ['that only say the same otherwise', 'src/prices.ts', PRICES.replace('sum + price', 'price + sum'), { data: { breaks: [] } }],
    ['that do not parse', 'src/prices.ts', 'export const a = 1;\nexport function (', { code: 'UNPARSABLE_FILE', line: 2 }],
    ['of a file outside', '../a.ts', 'export {};\n', { code: 'INVALID_INPUT' }],
    ['of a style sheet', 'src/a.css', 'a {}\n', { code: 'INVALID_INPUT' }],
    ['with a NUL character', 'src/prices.ts', 'a\0', { code: 'INVALID_INPUT' }],
  ])('%s are answered', async (_, path, text, expected) => {
    expect(await tryIt(path, text)).toMatchObject(expected);
  });

  test('are given up when whoever asked has gone', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    const { id } = await api.app.prisma.room.findFirstOrThrow();
    await expect(api.app.impact.tryContents(id, { path: 'src/prices.ts', text: RENAMED }, gone)).rejects.toThrow('gone');
  });
});

describe('a save', () => {
  test('writes the file, tells what it breaks and plans the healing, which can be started', { timeout: 60_000 }, async () => {
    const { contents, event } = dataOf(await save('src/prices.ts', RENAMED, hashOf(PRICES)));
    expect([contents.hash, onDisk('src/prices.ts')]).toEqual([hashOf(RENAMED), RENAMED]);
    expect(event).toMatchObject({ type: 'SUGGESTED', run: { status: 'PLANNED' }, message: expect.stringContaining('Saved src/prices.ts') });
    const runId = event?.run?.id ?? '';
    dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
    expect((await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
    expect(onDisk('src/cart.ts')).toContain('sum([1, 2])');
  });

  test('belongs to one change with the saves before it until what they break is healed or taken back', { timeout: 60_000 }, async () => {
    dataOf(await save('src/prices.ts', 'export function sum(', hashOf(PRICES)));
    const mended = dataOf(await save('src/prices.ts', RENAMED, hashOf('export function sum('))).event;
    expect(mended).toMatchObject({ type: 'SUGGESTED' });
    const both = dataOf(await save('src/lines.ts', 'export const quantity = 1;\n', hashOf(smallProject['src/lines.ts'] ?? ''))).event;
    expect(both?.message).toContain('src/lines.ts and 1 more file');
    expect(dataOf(await save('src/lines.ts', smallProject['src/lines.ts'] ?? '', hashOf('export const quantity = 1;\n'))).event).toMatchObject({ type: 'SUGGESTED', message: expect.stringContaining('Saved src/prices.ts:') });
    expect(dataOf(await save('src/prices.ts', PRICES, hashOf(RENAMED))).event).toMatchObject({ type: 'WITHDRAWN' });
  });

  test('is measured against what somebody else made of the file meanwhile', async () => {
    dataOf(await save('src/prices.ts', RENAMED, hashOf(PRICES)));
    const healed = RENAMED.replace('sum', 'total');
    writeFileSync(join(api.roomFolder, 'src/prices.ts'), `${healed}export const more = 1;\n`);
    expect(dataOf(await save('src/prices.ts', `${healed}export const most = 1;\n`, hashOf(`${healed}export const more = 1;\n`))).event).toMatchObject({ type: 'CHECKED' });
  });

  test.each<[string, string, object | null]>([
    ['of nothing new', PRICES, null],
    ['of another layout', PRICES.replace(/'/g, '"'), { type: 'FORMATTED' }],
    ['of what does not parse', 'export function sum(', { type: 'REFUSED', error: { hint: expect.any(String) } }],
    ['that breaks nothing', `${PRICES}export const more = 1;\n`, { type: 'CHECKED', run: null }],
  ])('%s says so', async (_, text, expected) => {
    const { event } = dataOf(await save('src/prices.ts', text, hashOf(PRICES)));
    if (expected === null) expect(event).toBeNull();
    else expect(event).toMatchObject(expected);
    expect(onDisk('src/prices.ts')).toBe(text);
    expect(readdirSync(api.roomFolder).filter((name) => name.startsWith('.supernova'))).toEqual([]);
  });

  test('over what somebody else saved, or deleted, is a conflict, until it is meant', async () => {
    const theirs = `${PRICES}// theirs\n`;
    writeFileSync(join(api.roomFolder, 'src/prices.ts'), theirs);
    expect(await save('src/prices.ts', RENAMED, hashOf(PRICES))).toMatchObject({ code: 'SAVE_CONFLICT', found: hashOf(theirs) });
    expect(onDisk('src/prices.ts')).toBe(theirs);
    rmSync(join(api.roomFolder, 'src/prices.ts'));
    expect(await save('src/prices.ts', RENAMED, hashOf(theirs))).toMatchObject({ code: 'SAVE_CONFLICT', found: null });
    expect(existsSync(join(api.roomFolder, 'src/prices.ts'))).toBe(false);
    dataOf(await save('src/prices.ts', RENAMED, null));
    expect(onDisk('src/prices.ts')).toBe(RENAMED);
    expect(await save('src/prices.ts', PRICES, null)).toMatchObject({ code: 'SAVE_CONFLICT', found: hashOf(RENAMED) });
  });

  test.each<[string, string, string | null, object]>([
    ['of too much', 'a'.repeat(4 * 1024 * 1024) + 'ä', hashOf(PRICES), { code: 'INVALID_INPUT' }],
    ['of too many bytes', 'ä'.repeat(3 * 1024 * 1024), hashOf(PRICES), { code: 'FILE_REFUSED' }],
    ['of a NUL character', 'a\0', hashOf(PRICES), { code: 'INVALID_INPUT' }],
    ['with a malformed hash', RENAMED, 'abc', { code: 'INVALID_INPUT' }],
  ])('%s is refused', async (_, text, baseHash, expected) => {
    expect(await save('src/prices.ts', text, baseHash)).toMatchObject(expected);
    expect(onDisk('src/prices.ts')).toBe(PRICES);
  });

  test('over a read-only file is refused, for root too', async () => {
    chmodSync(join(api.roomFolder, 'src/prices.ts'), 0o444);
    expect(dataOf(await read('src/prices.ts')).isReadOnly).toBe(true);
    expect(await save('src/prices.ts', RENAMED, hashOf(PRICES))).toMatchObject({ code: 'FILE_REFUSED', message: expect.stringContaining('read-only') });
    expect(onDisk('src/prices.ts')).toBe(PRICES);
  });

  test('while a run changes files is refused, and takes nothing from the run', async () => {
    const room = await api.app.prisma.room.findFirstOrThrow();
    const intentCapture = { create: { roomId: room.id, userAction: 'a', changeKind: 'EDIT', change: {}, understood: 'a' } } as const;
    const run = await api.app.prisma.healingRun.create({ data: { room: { connect: { id: room.id } }, intentCapture, status: 'RUNNING', plan: {} } });
    expect(await save('src/prices.ts', RENAMED, hashOf(PRICES))).toMatchObject({ code: 'RUN_STATE' });
    expect(onDisk('src/prices.ts')).toBe(PRICES);
    await api.app.prisma.healingRun.delete({ where: { id: run.id } });
  });

  test('in a watched room is looked at once, by the watch', { timeout: 60_000 }, async () => {
    const { id } = await api.app.prisma.room.findFirstOrThrow();
    const { lastWatchNumber } = await api.app.prisma.room.findUniqueOrThrow({ where: { id } });
    const stream = api.subscribe(WatchEventsDocument, { roomId, after: lastWatchNumber });
    const next = async () => (await stream.next()).value?.watchEvents;
    dataOf((await api.graphql(SetWatchDocument, { roomId, mode: 'SUGGEST' })).setWatch);
    expect(await next()).toMatchObject({ type: 'WATCHING' });
    // Not as the run above left it: that would count as written by the run for a while.
    expect(dataOf(await save('src/prices.ts', PRICES.replace('total', 'due'), hashOf(PRICES))).event).toBeNull();
    expect(await next()).toMatchObject({ type: 'SUGGESTED', message: expect.stringContaining('Saved src/prices.ts') });
    dataOf(await save('src/lines.ts', 'export const amount = 2;\n', hashOf(smallProject['src/lines.ts'] ?? '')));
    expect(await next()).toMatchObject({ number: lastWatchNumber + 3 });
    dataOf((await api.graphql(SetWatchDocument, { roomId, mode: 'OFF' })).setWatch);
    await stream.return(undefined);
  });
});
