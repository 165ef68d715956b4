// GraphSummary, SourceFile, SourceSymbol: figures of a room's import graph, and its files and exports while somebody types their name.
import type { FoundSymbol } from '../graph/match-symbols.ts';
import type { Codebase } from '../impact/codebase.ts';
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
    unparsable: await codebase.countUnparsable(),
    tsconfigs: graph.tsconfigs.all.map(({ path }) => path),
  };
}

interface SourceFile {
  readonly path: string;
  readonly exports: readonly string[];
}

export const SourceFileType = builder.objectRef<SourceFile>('SourceFile').implement({
  description: 'A source file of a room.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'From the root of the room.' }),
    exports: t.stringList({ description: 'Names that it exports and that exist at run time, those of its `export *` included, sorted.', resolve: (file) => [...file.exports] }),
  }),
});

const fileOf = (codebase: Codebase, path: string): SourceFile | null => {
  const exports = codebase.exportsOf(path);
  return exports ? { path, exports } : null;
};

/** Brings the room in step with the disk and looks into the graph. */
export async function findFiles(codebases: Codebases, roomId: string, { matching, first }: { matching: string; first: number }): Promise<SourceFile[]> {
  const codebase = await codebases.get(roomId);
  await codebase.refresh();
  return codebase.matchFiles(matching, first).flatMap((path) => fileOf(codebase, path) ?? []);
}

export async function findFile(codebases: Codebases, roomId: string, path: string): Promise<SourceFile | null> {
  const codebase = await codebases.get(roomId);
  await codebase.refresh();
  return fileOf(codebase, path);
}

export const SourceSymbolType = builder.objectRef<FoundSymbol>('SourceSymbol').implement({
  description: 'An export of a room where it is declared.',
  fields: (t) => ({ name: t.exposeString('name'), file: t.exposeString('file', { description: 'From the root of the room.' }) }),
});

export async function findSymbols(codebases: Codebases, roomId: string, { matching, first }: { matching: string; first: number }): Promise<FoundSymbol[]> {
  const codebase = await codebases.get(roomId);
  await codebase.refresh();
  return codebase.matchSymbols(matching, first);
}
