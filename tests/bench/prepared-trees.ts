// What the sources of a package must hold before some kinds of change can be tried on them: a default export, the shim of a change that was made before.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import type { VirtualTree } from '../../server/edits/virtual-tree.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';

/** Writes a tree over the package's copy; the answer puts back what was there. */
export async function writeTree(codebase: Codebase, { overlay }: VirtualTree): Promise<() => Promise<void>> {
  const { tree } = codebase;
  const before = new Map([...overlay.keys()].map((path) => [path, tree.text(path) ?? null]));
  const write = async (texts: ReadonlyMap<string, string | null>) => {
    for (const [path, text] of texts) {
      const file = join(tree.root, path);
      if (text === null) {
        rmSync(file, { force: true });
        continue;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    await codebase.refresh();
  };
  await write(overlay);
  return () => write(before);
}

/** The tree after a change whose callers were all carried along. */
export async function healedTree(codebase: Codebase, wish: Wish): Promise<VirtualTree> {
  return (await editsOfChange(codebase, resolveWish(codebase, wish))).after;
}

/** The tree after a change that left every caller with its shim; null where the change leaves none. */
export async function shimmedTree(codebase: Codebase, wish: Wish): Promise<VirtualTree | null> {
  const edits = await editsOfChange(codebase, resolveWish(codebase, wish));
  const changed = treeWithoutHealing(codebase, edits);
  const kept = edits.shim?.keep(changed) ?? [];
  if (kept.length === 0) return null;
  const shimmed = changed.apply(kept);
  return shimmed.apply(edits.shim?.deprecate(shimmed, kept) ?? []);
}
