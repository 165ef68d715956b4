// Names that a package no longer offers. The declarations that a compiler writes name an inferred type by what its package offers, so files of other packages
// can see that which take another name of it. Owns which files those are.
import type { EditSource } from '../edits/edit-plan.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { packageFolder } from '../edits/package-entries.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import type { FileFacts } from '../graph/facts.ts';
import { factsIn } from './written-texts.ts';

/** Stars count by where they lead. */
const offers = ({ exports, imports }: FileFacts): string[] => [...exports.map(({ name }) => name), ...imports.filter(({ kind }) => kind === 'STAR').map(({ specifier }) => `* ${specifier}`)];

function offersLess(source: EditSource, { path, before, after }: TextPair): boolean {
  if (before === null || before === after) return false;
  const left = new Set(offers(factsIn(source, path, after ?? '')));
  return offers(factsIn(source, path, before)).some((name) => !left.has(name));
}

/** Files of other packages that depend on one which offers less than it did, where declarations are written. */
export function dependentsElsewhere(source: EditSource, texts: readonly TextPair[]): string[] {
  const { graph, tree } = source;
  if (!graph.tsconfigs.all.some(({ config }) => config.declares)) return [];
  return texts.filter((pair) => offersLess(source, pair)).flatMap(({ path }) => {
    const own = packageFolder(tree, path);
    return [...transitiveDependents(graph, [path]).keys()].filter((file) => packageFolder(tree, file) !== own);
  });
}
