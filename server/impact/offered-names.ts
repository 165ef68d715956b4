// Names that a package no longer offers. The declarations that a compiler writes name an inferred type by what its package offers, so files of other packages
// can see that which take another name of it. Owns which files those are.
import { posix } from 'node:path';
import type { EditSource } from '../edits/edit-plan.ts';
import { factsOf } from '../edits/export-surface.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import type { FileFacts } from '../graph/facts.ts';

/** Stars count by where they lead. */
const offers = ({ exports, imports }: FileFacts): string[] => [...exports.map(({ name }) => name), ...imports.filter(({ kind }) => kind === 'STAR').map(({ specifier }) => `* ${specifier}`)];

function offersLess({ path, before, after }: TextPair): boolean {
  if (before === null || before === after) return false;
  const left = new Set(offers(factsOf(path, after ?? '')));
  return offers(factsOf(path, before)).some((name) => !left.has(name));
}

/** The nearest folder with a package.json, '.' where there is none below the root. */
function packageFolder(source: EditSource, path: string): string {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) if (source.tree.has(`${folder}/package.json`)) return folder;
  return '.';
}

/** Files of other packages that depend on one which offers less than it did, where declarations are written. */
export function dependentsElsewhere(source: EditSource, texts: readonly TextPair[]): string[] {
  const { graph } = source;
  if (!graph.tsconfigs.all.some(({ config }) => config.declares)) return [];
  return texts.filter(offersLess).flatMap(({ path }) => {
    const own = packageFolder(source, path);
    return [...transitiveDependents(graph, [path]).keys()].filter((file) => packageFolder(source, file) !== own);
  });
}
