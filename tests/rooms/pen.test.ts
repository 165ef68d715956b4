import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import { removeFolderIfEmpty } from '../../server/rooms/folders.ts';
import { isHeld, withPen } from '../../server/rooms/pen.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { writeFileChange } from '../../server/rooms/write-files.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeTree } from '../support/tree.ts';
import { makeProject, writeAll } from './temp-project.ts';

/** Hundreds of copies are flushed. */
const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const after = (text: string) => ({ bytes: Buffer.from(text), hash: hash(text), mode: null });

const FILES = { 'a.ts': 'a', 'gone/deep/b.ts': 'b', 'lib/c.ts': 'c', 'd.ts': 'd' };
const EDITS: readonly FileEdit[] = [
  { kind: 'modify', path: 'a.ts', before: hash('a'), after: hash('A'), edits: [{ start: 0, end: 1, text: 'A' }] },
  { kind: 'delete', path: 'gone/deep/b.ts', before: hash('b') },
  { kind: 'move', from: 'lib/c.ts', path: 'src/new/c.ts', before: hash('c'), after: hash('c'), edits: [] },
  { kind: 'create', path: 'e/f.ts', after: hash('f'), text: 'f' },
];

const stateOf = (pid: number): string => (existsSync('/proc/self/stat') ? (/\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '') : execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }));

/** Resolves when the process does not run any more, and is not gone. */
async function untilStopped(pid: number): Promise<void> {
  while (!stateOf(pid).startsWith('T')) await delay(2);
}

describe('a writer that is stopped between any two calls and wakes late', () => {
  test('changes nothing after somebody else took the pen', async () => {
    const original = join(makeTempFolder(IN_MEMORY), 'room');
    await mkdir(original);
    await writeAll(original, FILES);
    const script = fileURLToPath(new URL('stopped-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, original, JSON.stringify(EDITS)], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    const points: string[] = [];
    const outcomes = new Map<string, number>();
    const changed: string[] = [];
    let seen: readonly string[] | null = null;
    for await (const line of createInterface(child.stdout)) {
      const [event, folder = '', ...rest] = line.split(' ');
      if (event === 'stopped') {
        points.push(rest.join(' '));
        await untilStopped(child.pid ?? 0);
        writeFileSync(`${folder}.epoch`, '2');
        await withPen(folder, async () => (seen = await describeTree(folder)));
        child.kill('SIGCONT');
      } else {
        const now = await describeTree(folder);
        if (seen && JSON.stringify(now) !== JSON.stringify(seen)) changed.push(`${points.at(-1)}: ${JSON.stringify(seen)} became ${JSON.stringify(now)}`);
        seen = null;
        outcomes.set(rest.join(' '), (outcomes.get(rest.join(' ')) ?? 0) + 1);
        if (existsSync(folder)) expect((await readdir(folder)).filter((name) => name.startsWith('.supernova-'))).toEqual([]);
      }
    }
    expect(await exited).toEqual([0, null]);
    expect(changed).toEqual([]);
    // Those that were stopped in the last step of tidying up, and the one that was not stopped, had done their work.
    expect([...outcomes.keys()].sort()).toEqual(['FencedError', 'applied']);
    expect(outcomes.get('FencedError')).toBeGreaterThan(100);
    for (const call of ['before rename', 'before rmdir', 'before mkdir', 'before file writeFile', 'after file sync']) expect(points.some((point) => point.endsWith(call))).toBe(true);
  });
});

describe('the pen', () => {
  test('is with whoever took it last', async () => {
    const root = await makeProject(FILES);
    await withPen(root, async (first) => {
      await withPen(root, async (second) => {
        expect([await isHeld(first), await isHeld(second)]).toEqual([false, true]);
        expect(await writeFileChange(first, { path: 'a.ts', before: after('a'), after: after('A') })).toEqual({ kind: 'fenced' });
        expect(await writeFileChange(first, { path: 'a.ts', before: after('a'), after: null })).toEqual({ kind: 'fenced' });
        expect(await writeFileChange(first, { path: 'a.ts', before: after('a'), after: { ...after('a'), mode: 0o700 } })).toEqual({ kind: 'fenced' });
        expect(await writeFileChange(second, { path: 'a.ts', before: after('a'), after: after('A') })).toEqual({ kind: 'written' });
      });
    });
    expect(await readFile(join(root, 'a.ts'), 'utf8')).toBe('A');
  });

  test('that was taken away removes no folder', async () => {
    const root = await makeProject(FILES);
    await mkdir(join(root, 'empty'));
    await withPen(root, async (first) => {
      await withPen(root, () => removeFolderIfEmpty(first, 'empty'));
      expect(existsSync(join(root, 'empty'))).toBe(true);
    });
    await withPen(root, (pen) => removeFolderIfEmpty(pen, 'empty'));
    expect(existsSync(join(root, 'empty'))).toBe(false);
  });

  test('of a writer that died is gone after the next one, with what it held', async () => {
    const root = await makeProject({ ...FILES, '.supernova-pen-of-the-dead/half': 'written' });
    await symlink('lib', join(root, '.supernova-pen-link'));
    await withPen(root, async () => undefined);
    expect((await readdir(root)).sort()).toEqual(['a.ts', 'd.ts', 'gone', 'lib']);
    expect(await readdir(join(root, 'lib'))).toEqual(['c.ts']);
  });

  test('is seen by no scan, no hash and no git', async () => {
    const root = await makeProject(FILES);
    const tree = await SourceTree.open(root);
    await tree.scan();
    const before = [tree.paths(), await hashTree(root)];
    await withPen(root, async (pen) => {
      await writeAll(pen.folder, { 'half.ts': 'half' });
      expect(await tree.scan()).toEqual({ added: [], changed: [], removed: [] });
      expect([tree.paths(), await hashTree(root)]).toEqual(before);
      const git = (...args: string[]) => spawn('git', ['-C', root, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(git('init', '-q'), 'exit');
      const status = git('status', '--porcelain', '--untracked-files=all');
      let listed = '';
      for await (const chunk of status.stdout) listed += String(chunk);
      expect(listed.trim().split('\n').sort()).toEqual(['?? a.ts', '?? d.ts', '?? gone/deep/b.ts', '?? lib/c.ts']);
    });
  });
});
