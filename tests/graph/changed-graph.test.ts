import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { DomainError } from '../../server/errors.ts';
import { aliasesOf } from '../../server/graph/aliases.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { writeAll } from '../rooms/temp-project.ts';
import { projectWithChanges } from '../support/generated-projects.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { contentsOf, graphOf, type OpenGraph } from './build-graph.ts';
import type { Change } from '../../server/intents/change.ts';

/** The paths that differ after the change; null where it is refused. */
async function overlayAfter({ tree, graph }: OpenGraph, change: Change): Promise<ReadonlyMap<string, string | null> | null> {
  try {
    return (await editsOfChange({ tree, graph, aliasesFor: (file) => aliasesOf(graph, file) }, resolveWish({ tree, graph }, change))).after.overlay;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

test('after any two changes the updated graph is the one that a fresh build gives, and no import leads elsewhere than before', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(projectWithChanges(2), async ({ project, changes }) => {
    const root = makeTempFolder();
    try {
      await writeAll(root, project.files);
      const open = await graphOf(root);
      const dangling = (files: readonly string[]) => files.flatMap((file) => open.graph.edgesFrom(file).filter((edge) => edge.unresolved)).length;
      const before = dangling(open.graph.files());
      for (const change of changes) {
        const overlay = await overlayAfter(open, change);
        if (!overlay) continue;
        for (const [path, text] of overlay) await (text === null ? rm(join(root, path)) : writeAll(root, { [path]: text }));
        await open.graph.update(await open.tree.scan());
        expect(contentsOf(open)).toEqual(contentsOf(await graphOf(root)));
        expect(dangling(open.graph.files())).toBe(before);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }), { numRuns: 40 });
});
