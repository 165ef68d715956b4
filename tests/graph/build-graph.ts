import { SourceTree } from '../../server/rooms/source-tree.ts';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';

export interface OpenGraph {
  readonly tree: SourceTree;
  readonly graph: ProjectGraph;
}

export async function openGraph(files: Files): Promise<OpenGraph> {
  return graphOf(await makeProject(files));
}

export async function graphOf(root: string): Promise<OpenGraph> {
  const tree = await SourceTree.open(root);
  await tree.scan();
  return { tree, graph: await ProjectGraph.build(tree, tree.root) };
}

/** Each import of a file as `specifier -> target`. */
export function leadsTo(graph: ProjectGraph, file: string): string[] {
  return graph.edgesFrom(file).map((edge) => `${edge.specifier} -> ${edge.to ?? (edge.unresolved ? 'nowhere' : 'outside')}`);
}

/** Everything a graph says, to compare two of them. */
export function contentsOf({ tree, graph }: OpenGraph): unknown {
  return {
    files: graph.files().map((file) => [graph.facts(file), graph.edgesFrom(file)]),
    importers: tree.paths().map((file) => [file, graph.edgesTo(file)]),
    configs: graph.tsconfigs.all.map((tsconfig) => tsconfig.path),
    problems: graph.tsconfigs.problems,
  };
}
