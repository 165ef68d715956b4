// The specifier by which one file would name another, in the style that its surroundings are written in. Owns the choice of the example to follow.
import { posix } from 'node:path';
import type { ProjectGraph } from '../graph/project-graph.ts';
import { isRelative, moveSpecifier, type Alias } from './specifier.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface SpecifierSource {
  readonly tree: Pick<ReadableTree, 'has'>;
  readonly graph: ProjectGraph;
  aliasesFor(file: string): readonly Alias[];
}

/** A specifier that somebody wrote, and the file it leads to. */
export interface WrittenSpecifier {
  readonly specifier: string;
  readonly target: string;
}

const isIndex = (path: string): boolean => /(^|\/)index\.[^/]+$/.test(path);

/** The folder of the package.json that a file belongs to; null where there is none above it. */
export function packageFolder(tree: Pick<ReadableTree, 'has'>, file: string): string | null {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (tree.has(folder === '.' ? 'package.json' : `${folder}/package.json`)) return folder;
    if (folder === '.' || folder === '/') return null;
  }
}

function* examples(graph: ProjectGraph, importer: string, target: string): Generator<WrittenSpecifier> {
  const near = [...graph.edgesFrom(importer), ...graph.edgesTo(importer), ...graph.edgesTo(target), ...graph.edgesFrom(target)];
  for (const { specifier, to } of near) if (to !== null && isRelative(specifier)) yield { specifier, target: to };
  for (const file of graph.files()) {
    for (const { specifier, to } of graph.edgesFrom(file)) if (to !== null && isRelative(specifier) && graph.facts(to) && !isIndex(to)) yield { specifier, target: to };
  }
}

/** A relative specifier, with or without extension as the nearest example has it. */
export function relativeSpecifier(graph: ProjectGraph, importer: string, target: string): string {
  for (const { specifier, target: oldTarget } of examples(graph, importer, target)) {
    const found = moveSpecifier({ specifier, importer, oldTarget, newTarget: target, aliases: [] });
    if (found !== null) return found;
  }
  const bare = posix.relative(posix.dirname(importer), target).replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  return bare.startsWith('.') ? bare : `./${bare}`;
}

/** In the style of `like`; where that cannot express the target, relative within the same package. Null: no specifier is known. */
export function specifierLike(source: SpecifierSource, importer: string, target: string, like: WrittenSpecifier): string | null {
  const { graph, tree } = source;
  const model = graph.edgesFrom(importer).find((edge) => isRelative(edge.specifier) && edge.to !== null);
  const found = moveSpecifier({
    specifier: like.specifier, importer, oldTarget: like.target, newTarget: target, aliases: source.aliasesFor(importer),
    model: model?.to ? { specifier: model.specifier, target: model.to } : undefined,
  });
  if (found !== null && leadsTo(graph, importer, found, target)) return found;
  return packageFolder(tree, importer) === packageFolder(tree, target) ? relativeSpecifier(graph, importer, target) : null;
}

/** True when it can be believed: relative ones by their text; others lead there, or at least nowhere else, since the target may not exist yet. */
function leadsTo(graph: ProjectGraph, importer: string, specifier: string, target: string): boolean {
  if (isRelative(specifier)) return true;
  const resolved = graph.resolve(importer, specifier);
  return 'to' in resolved ? resolved.to === target : !('external' in resolved);
}
