// The files that a change can make stop compiling. Owns the reach: imports lead there, and declarations that every file sees lead everywhere.
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';
import { isImport, transitiveDependents } from '../graph/dependents.ts';

/** `declare global`, and `declare module`, which adds to a module that others import from elsewhere. */
const DECLARES_OUTSIDE = /\bdeclare\s+(?:global|module)\b/;
const IS_TYPESCRIPT = /\.[cm]?tsx?$/;

/** True for a text whose declarations are seen by files that do not import it: a script, or one that adds to other modules. */
export function reachesBeyondImports({ graph }: EditSource, path: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  if (DECLARES_OUTSIDE.test(text)) return true;
  const facts = graph.facts(path);
  // CommonJS modules have neither imports nor exports that make them modules for the compiler's eye; only typed scripts declare globals on purpose.
  return IS_TYPESCRIPT.test(path) && facts !== undefined && facts.exports.length === 0 && !facts.imports.some((fact) => isImport(fact) && fact.kind !== 'REFERENCE' && fact.kind !== 'DYNAMIC' && fact.kind !== 'REQUIRE');
}

export interface Reach {
  readonly edits: ChangeEdits;
  readonly tried: VirtualTree;
  /** Everything that reaches a target by imports. */
  readonly dependents: Iterable<string>;
}

/**
 * What must be checked: the written files, all their dependents, and where one of these declares something for files that do not import it, every
 * file. New paths can take the place of what an import led to before: files whose imports are resolved otherwise then are among them.
 */
export function affectedFiles(source: EditSource, { edits, tried, dependents }: Reach): string[] {
  // Where the change is made already, the graph has lost some dependents; those that are healed, or listed because they cannot be, are known again.
  const lost = edits.baseline ? [...edits.after.overlay.keys(), ...edits.notEdited.map(({ file }) => file)] : [];
  const files = new Set([...tried.overlay.keys(), ...dependents, ...lost, ...transitiveDependents(source.graph, lost.filter((path) => source.graph.facts(path))).keys()]);
  for (const path of files) {
    const before = source.tree.text(path);
    if (reachesBeyondImports(source, path, before) || reachesBeyondImports(source, path, tried.text(path))) return [...new Set([...files, ...source.graph.files()])];
  }
  return [...files];
}
