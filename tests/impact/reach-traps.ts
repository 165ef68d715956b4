// Small projects in which a change of one file is seen by others or not, beside what the compiler says of all their files.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { seeingFiles } from '../../server/impact/declared-reach.ts';
import { findBreaks, NO_RENAMES, predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { writeAll } from '../rooms/temp-project.ts';

export interface Trap {
  readonly files: Readonly<Record<string, string>>;
  /** New text of the first file; null deletes it. */
  readonly after: string | null;
  /** The files that stop compiling. */
  readonly breaks: readonly string[];
  /** More files that may be asked. */
  readonly asked?: readonly string[];
}

type Traps = Readonly<Record<string, Trap>>;

const CONFIG = JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, allowJs: true, checkJs: true, noEmit: true, types: [] } });

async function outcomeOf(codebase: Codebase, folder: string, { files, after }: Trap) {
  const inCase = (name: string) => `${folder}/${name}`;
  const named = (paths: Iterable<string>) => [...paths].map((path) => path.slice(folder.length + 1)).sort();
  const [changed = ''] = Object.keys(files);
  const change = resolveWish(codebase, { kind: 'EDIT', files: [{ path: inCase(changed), text: after }] });
  const edits = await editsOfChange(codebase, change);
  const tried = treeWithoutHealing(codebase, edits);
  const { problems } = await findBreaks(codebase.checker, { after: tried.overlay, files: Object.keys(files).map(inCase), renames: NO_RENAMES });
  const { predictions } = await predictBreaks(codebase, change);
  const seeing = seeingFiles(codebase, { edits, tried });
  return {
    changed,
    broken: named(new Set(problems.map(({ file }) => file))),
    predicted: named(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file)),
    seeing: seeing === null ? null : named(seeing),
  };
}

/** Tests that the files of the first are asked, and that of the second nobody asks `c`, the last file in the chain. */
export function testReach(seen: Traps, unseen: Traps): void {
  const titles = [...Object.keys(seen), ...Object.keys(unseen)];
  const folderOf = (title: string) => `case${titles.indexOf(title)}`;
  let codebase: Codebase;
  // Each case is a project: what one declares for all is not for the others.
  beforeAll(async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'supernova-test-')));
    for (const [title, { files }] of Object.entries({ ...seen, ...unseen })) await writeAll(join(root, folderOf(title)), { 'tsconfig.json': CONFIG, ...files });
    codebase = await Codebase.open(root);
  });
  afterAll(async () => {
    await codebase.close();
    await rm(codebase.tree.root, { recursive: true, force: true });
  });

  describe('a file is asked of the compiler that sees the change through', () => {
    it.each(Object.entries(seen))('%s', async (title, trap) => {
      const { changed, broken, predicted, seeing } = await outcomeOf(codebase, folderOf(title), trap);
      expect(broken).toEqual(trap.breaks);
      expect(predicted).toEqual(trap.breaks);
      if (seeing !== null) expect(seeing).toEqual([...new Set([changed, ...trap.breaks, ...(trap.asked ?? [])])].sort());
    });
  });

  describe('a file is not asked that sees nothing of the change because it is', () => {
    it.each(Object.entries(unseen))('%s', async (title, trap) => {
      const { broken, predicted, seeing } = await outcomeOf(codebase, folderOf(title), trap);
      expect(broken).toEqual(trap.breaks);
      expect(predicted).toEqual(trap.breaks);
      expect(seeing).not.toBeNull();
      expect(seeing?.filter((file) => file.startsWith('c.'))).toEqual([]);
    });
  });
}
