// ProjectGraph: the whole import graph of a room as columns. Owns its shape in GraphQL.
import type { EdgeColumns, GraphTable, NodeColumns } from '../graph/graph-table.ts';
import { builder } from './builder.ts';

export const MOST_FILES = 20_000;

export const EdgeKindEnum = builder.enumType('EdgeKind', {
  description: 'How a file refers to another. MOCK and JSDOC only name it: they are no dependencies.',
  values: ['STATIC', 'TYPE', 'REEXPORT', 'STAR', 'DYNAMIC', 'REQUIRE', 'MOCK', 'REFERENCE', 'JSDOC', 'GLOB'] as const,
});

const Nodes = builder.objectRef<NodeColumns>('ProjectGraphNodes').implement({
  description: 'The files as columns of equal length; what stands at one place belongs to one file.',
  fields: (t) => ({
    path: t.stringList({ resolve: ({ path }) => [...path] }),
    folder: t.intList({ description: 'Place in the folders.', resolve: ({ folder }) => [...folder] }),
    community: t.intList({ description: 'Number of its group of files that depend on each other most; 0 is the largest.', resolve: ({ community }) => [...community] }),
    bytes: t.intList({ resolve: ({ bytes }) => [...bytes] }),
    cycle: t.field({ type: ['Int'], nullable: { list: false, items: true }, description: 'Number of the import cycle that it is part of, imports marked as types left out; 0 is the largest, null is none.', resolve: ({ cycle }) => [...cycle] }),
    ca: t.intList({ description: 'Source files that depend on it directly.', resolve: ({ ca }) => [...ca] }),
    ce: t.intList({ description: 'Source files that it depends on directly.', resolve: ({ ce }) => [...ce] }),
  }),
});

const Edges = builder.objectRef<EdgeColumns>('ProjectGraphEdges').implement({
  description: 'The references as columns of equal length; a row is all references of one kind from one file to another.',
  fields: (t) => ({
    from: t.intList({ description: 'Place in the nodes.', resolve: ({ from }) => [...from] }),
    to: t.intList({ description: 'Place in the nodes.', resolve: ({ to }) => [...to] }),
    kind: t.field({ type: [EdgeKindEnum], resolve: ({ kind }) => [...kind] }),
    weight: t.intList({ description: 'Different names that cross, at least 1.', resolve: ({ weight }) => [...weight] }),
    typeOnly: t.booleanList({ description: 'Loads nothing at run time.', resolve: ({ typeOnly }) => [...typeOnly] }),
  }),
});

export const ProjectGraphType = builder.objectRef<GraphTable>('ProjectGraph').implement({
  description: 'The whole import graph of a room.',
  fields: (t) => ({
    folders: t.stringList({ description: 'Folders that hold files of the graph; the root is empty.', resolve: ({ folders }) => [...folders] }),
    communities: t.exposeInt('communities', { description: 'How many communities there are.' }),
    modularity: t.exposeFloat('modularity', { description: "How well they are set apart: Newman's Q, -0.5 to 1." }),
    cycles: t.exposeInt('cycles', { description: 'How many import cycles there are, imports marked as types left out.' }),
    nodes: t.field({ type: Nodes, resolve: ({ nodes }) => nodes }),
    edges: t.field({ type: Edges, resolve: ({ edges }) => edges }),
    filesLeftOut: t.exposeInt('filesLeftOut', { description: 'Files that are not in it.' }),
  }),
});
