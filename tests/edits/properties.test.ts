import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import { DomainError } from '../../server/errors.ts';
import { aliasesOf } from '../../server/graph/aliases.ts';
import type { Change, EditFiles } from '../../server/intents/change.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { graphOf, type OpenGraph } from '../graph/build-graph.ts';
import { writeAll } from '../rooms/temp-project.ts';
import { projectWithChanges, type Texts } from '../support/generated-projects.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { applyAll } from './changed-project.ts';
import { rmSync } from 'node:fs';

interface Changed {
  readonly texts: Texts;
  readonly steps: readonly FileEdit[];
  readonly own: readonly FileEdit[];
}

const RUNS = { numRuns: 50 };

async function onDisk<R>(files: Texts, work: (open: OpenGraph) => Promise<R>): Promise<R> {
  const root = makeTempFolder();
  try {
    await writeAll(root, files);
    return await work(await graphOf(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The change of a project, resolved first; null where it is refused. `applyAll` inverts every edit of every step and compares. */
async function changed(files: Texts, change: Change): Promise<Changed | null> {
  return onDisk(files, async ({ tree, graph }) => {
    try {
      const resolved = resolveWish({ tree, graph }, change);
      const { applyChange, updateImports, updateReferences, after } = await editsOfChange({ tree, graph, aliasesFor: (file) => aliasesOf(graph, file) }, resolved);
      const steps = [...applyChange, ...updateImports, ...updateReferences];
      const texts = applyAll(files, steps);
      for (const path of Object.keys(texts)) expect(after.text(path)).toBe(texts[path]);
      return { texts, steps, own: applyChange };
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  });
}

const sorted = (texts: Texts): [string, string][] => Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));

/** The same change as somebody's edit of its own files, dependents left to be healed. */
function asEdit(files: Texts, own: readonly FileEdit[], isApplied: boolean): EditFiles {
  const after = applyAll(files, own);
  const paths = [...new Set([...Object.keys(files), ...Object.keys(after)])].filter((path) => files[path] !== after[path]);
  return { kind: 'EDIT', files: paths.map((path) => ({ path, text: after[path] ?? null, ...(isApplied ? { base: files[path] ?? null } : {}) })), ...(isApplied ? { isApplied } : {}) };
}

/** Where it is after another change. */
function after(change: Change, other: Change): Change {
  if (other.kind !== 'MOVE_FILE' || change.kind !== 'RENAME_EXPORT') return change;
  return change.file === other.from ? { ...change, file: other.to } : change;
}

/** What no change of names or paths may touch: comments, line ends, a BOM, what stands in strings that are no paths. */
const unchanging = (text: string): unknown => [text.startsWith('\uFEFF'), text.match(/\r\n|\n/g), text.match(/\/\/.*|\/\*.*?\*\//g), text.match(/'👩‍👩‍👧'|`[^`]*`/g), /[\r\n]$/.test(text)];

describe('whatever the project is', () => {
  test('a change inverted gives the same bytes, and touches no comment, blank line, BOM, line end or emoji', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(projectWithChanges(1), async ({ project, changes: [change] }) => {
      const result = change && (await changed(project.files, change));
      fc.pre(result != null);
      const movedTo = new Map(change?.kind === 'MOVE_FILE' ? [[change.from, change.to]] : []);
      if (change?.kind === 'RENAME_EXPORT') expect(Object.values(result?.texts ?? {}).join('\n')).not.toMatch(new RegExp(`\\.${change.from}\\b|\\['${change.from}'\\]`));
      for (const [path, text] of Object.entries(project.files)) expect(unchanging(result?.texts[movedTo.get(path) ?? path] ?? '')).toEqual(unchanging(text));
    }), RUNS);
  });

  test('an edit that says what a change does to its own file is healed to the same tree', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(projectWithChanges(1), async ({ project, changes: [change] }) => {
      const result = change && (await changed(project.files, change));
      fc.pre(result != null && result.own.length > 0);
      const edited = await changed(project.files, asEdit(project.files, result?.own ?? [], false));
      expect(sorted(edited?.texts ?? {})).toEqual(sorted(result?.texts ?? {}));
    }), RUNS);
  });

  test('an edit that was saved already is healed to the same tree, and healed again it edits nothing', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(projectWithChanges(1), async ({ project, changes: [change] }) => {
      const result = change && (await changed(project.files, change));
      fc.pre(result != null && result.own.length > 0);
      const edit = asEdit(project.files, result?.own ?? [], true);
      const healed = await changed(applyAll(project.files, result?.own ?? []), edit);
      expect(sorted(healed?.texts ?? {})).toEqual(sorted(result?.texts ?? {}));
      const again = await changed(healed?.texts ?? {}, edit);
      expect(again?.steps).toEqual([]);
      expect(change && (await changed(result?.texts ?? {}, change))).toBeNull();
    }), RUNS);
  });

  test('two changes of different things give the same tree in either order', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(projectWithChanges(2), async ({ project, changes: [one, two] }) => {
      fc.pre(one !== undefined && two !== undefined && !areRivals(one, two));
      const [first, second] = [one as Change, two as Change];
      const a = await changed(project.files, first);
      const b = await changed(project.files, second);
      fc.pre(a !== null && b !== null);
      const ab = await changed(a?.texts ?? {}, after(second, first));
      const ba = await changed(b?.texts ?? {}, after(first, second));
      fc.pre(ab !== null || ba !== null);
      expect(ab && sorted(ab.texts)).toEqual(ba && sorted(ba.texts));
    }), RUNS);
  });
});

/** Changes of one thing, or two that want the same name. */
function areRivals(one: Change, two: Change): boolean {
  if (one.kind === 'MOVE_FILE' && two.kind === 'MOVE_FILE') return one.from === two.from || one.to === two.to;
  if (one.kind === 'RENAME_EXPORT' && two.kind === 'RENAME_EXPORT') return (one.file === two.file && one.from === two.from) || one.to === two.to;
  return false;
}
