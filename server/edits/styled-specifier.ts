// The specifier by which one file would name another, in the style that its surroundings are written in. Owns the choice of the example to follow.
import { posix } from 'node:path';
import { isSpecifier } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { isRelative, moveSpecifier, type Alias } from './specifier.ts';
import type { ReadableTree } from './virtual-tree.ts';
import { manifestOf, packageFolder, publicSpecifiers } from './package-entries.ts';

export interface SpecifierSource {
  readonly tree: Pick<ReadableTree, 'has' | 'text'>;
  readonly graph: ReadableGraph;
  aliasesFor(file: string): readonly Alias[];
}

/** A specifier that somebody wrote, and the file it leads to. */
export interface WrittenSpecifier {
  readonly specifier: string;
  readonly target: string;
}

const isIndex = (path: string): boolean => /(^|\/)index\.[^/]+$/.test(path);

function* examples(graph: ReadableGraph, importer: string, target: string): Generator<WrittenSpecifier> {
  const near = [...graph.edgesFrom(importer), ...graph.edgesTo(importer), ...graph.edgesTo(target), ...graph.edgesFrom(target)];
  for (const { specifier, to, kind } of near) if (to !== null && isRelative(specifier) && isSpecifier(kind)) yield { specifier, target: to };
  for (const file of graph.files()) {
    for (const { specifier, to, kind } of graph.edgesFrom(file)) if (to !== null && isRelative(specifier) && isSpecifier(kind) && graph.facts(to) && !isIndex(to)) yield { specifier, target: to };
  }
}

/** A relative specifier, with or without extension as the nearest example has it. */
export function relativeSpecifier(graph: ReadableGraph, importer: string, target: string): string {
  for (const { specifier, target: oldTarget } of examples(graph, importer, target)) {
    const found = moveSpecifier({ specifier, importer, oldTarget, newTarget: target, aliases: [] });
    if (found !== null) return found;
  }
  const bare = posix.relative(posix.dirname(importer), target).replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  return bare.startsWith('.') ? bare : `./${bare}`;
}

/** In the style of `like`; where that cannot express the target, relative within the same package, or by a public entry of another. Null: there is no way. */
export function specifierLike(source: SpecifierSource, importer: string, target: string, like: WrittenSpecifier): string | null {
  const { graph, tree } = source;
  const model = graph.edgesFrom(importer).find((edge) => isRelative(edge.specifier) && isSpecifier(edge.kind) && edge.to !== null);
  const found = moveSpecifier({
    specifier: like.specifier, importer, oldTarget: like.target, newTarget: target, aliases: source.aliasesFor(importer),
    model: model?.to ? { specifier: model.specifier, target: model.to } : undefined,
  });
  // An alias that became relative says nothing of how relative ones end.
  const isGuess = found !== null && isRelative(found) && !isRelative(like.specifier) && !model;
  const isNear = packageFolder(tree, importer) === packageFolder(tree, target);
  if (found !== null && !isGuess && (isRelative(found) ? isNear || isRelative(like.specifier) : leadsTo(source, importer, found, target))) return found;
  return isNear ? relativeSpecifier(graph, importer, target) : (publicSpecifiers(tree, target)[0] ?? null);
}

/** True when a specifier that is not relative can be believed to lead there. The target may not exist yet. */
function leadsTo({ graph, tree }: SpecifierSource, importer: string, specifier: string, target: string): boolean {
  const resolved = graph.resolve(importer, specifier);
  if ('to' in resolved) return resolved.to === target;
  const name = manifestOf(tree, target)?.name;
  const isOfPackage = name !== undefined && (specifier === name || specifier.startsWith(`${name}/`));
  return !('external' in resolved) && (!isOfPackage || publicSpecifiers(tree, target).includes(specifier));
}
