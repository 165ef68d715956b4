import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { findOrigin } from '../../server/edits/export-names.ts';
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

/** Imports that lead nowhere, or take a name that is not there. */
function lost({ graph }: OpenGraph): string[] {
  return graph.files().flatMap((file) => graph.edgesFrom(file).flatMap(({ to, kind, specifier, names }) => {
    if (to === null) return [`${file}: ${specifier}`];
    const isTaken = (name: string) => kind === 'MOCK' || name === '*' || findOrigin(graph, to, name) !== null;
    return names.filter(({ imported }) => !isTaken(imported)).map(({ imported }) => `${file}: ${imported} of ${to}`);
  }));
}

test('after any two changes the updated graph is the one that a fresh build gives, and every import finds its file and its name', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(projectWithChanges(2), async ({ project, changes }) => {
    const root = makeTempFolder();
    try {
      await writeAll(root, project.files);
      const open = await graphOf(root);
      expect(lost(open)).toEqual([]);
      for (const change of changes) {
        const overlay = await overlayAfter(open, change);
        if (!overlay) continue;
        for (const [path, text] of overlay) await (text === null ? rm(join(root, path)) : writeAll(root, { [path]: text }));
        await open.graph.update(await open.tree.scan());
        expect(contentsOf(open)).toEqual(contentsOf(await graphOf(root)));
        expect(lost(open)).toEqual([]);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }), { numRuns: 50 });
});
