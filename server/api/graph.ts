// GraphSummary: figures of a room's import graph.
import type { Codebases } from '../impact/codebases.ts';
import { builder } from './builder.ts';

interface GraphSummary {
  readonly files: number;
  readonly edges: number;
  readonly unresolved: number;
  readonly unparsable: number;
  readonly tsconfigs: readonly string[];
}

export const GraphSummaryType = builder.objectRef<GraphSummary>('GraphSummary').implement({
  description: 'Figures of an import graph.',
  fields: (t) => ({
    files: t.exposeInt('files', { description: 'Source files.' }),
    edges: t.exposeInt('edges', { description: 'References from one file to another module.' }),
    unresolved: t.exposeInt('unresolved', { description: 'References that lead nowhere.' }),
    unparsable: t.exposeInt('unparsable', { description: 'Files with a syntax error.' }),
    tsconfigs: t.stringList({ resolve: (summary) => [...summary.tsconfigs] }),
  }),
});

/** Brings the room in step with the disk and counts. */
export async function summarizeGraph(codebases: Codebases, roomId: string): Promise<GraphSummary> {
  const codebase = await codebases.get(roomId);
  await codebase.refresh();
  const { graph } = codebase;
  const files = graph.files();
  const edges = files.flatMap((file) => graph.edgesFrom(file));
  return {
    files: files.length,
    edges: edges.length,
    unresolved: edges.filter((edge) => edge.unresolved).length,
    unparsable: files.filter((file) => (graph.facts(file)?.problems.length ?? 0) > 0).length,
    tsconfigs: graph.tsconfigs.all.map(({ path }) => path),
  };
}
