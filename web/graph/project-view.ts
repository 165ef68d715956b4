import type { EdgeKind, ProjectGraphColumns } from './graph-documents.ts';

export interface FileNode {
  readonly path: string;
  readonly folder: string;
  /** 0 is the largest. */
  readonly community: number;
  /** Number of the import cycle it is part of; 0 is the largest. */
  readonly cycle: number | null;
  readonly bytes: number;
  /** Files that depend on it, and files that it depends on. */
  readonly ca: number;
  readonly ce: number;
}

/** All references of one kind from one file to another. */
export interface FileEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
  /** Part of an import cycle. */
  readonly isInCycle: boolean;
}

export interface Community {
  readonly number: number;
  readonly name: string;
  readonly files: readonly number[];
}

/** The import graph as it is drawn: a place stands for a file. */
export interface ProjectView {
  readonly files: readonly FileNode[];
  readonly placeOf: ReadonlyMap<string, number>;
  readonly edges: readonly FileEdge[];
  /** The largest first. */
  readonly communities: readonly Community[];
  /** The files of each cycle that is drawn, the largest first. */
  readonly cycles: readonly { readonly number: number; readonly files: readonly number[] }[];
  /** Kinds of references that there are, the most frequent first. */
  readonly kinds: readonly { readonly kind: EdgeKind; readonly count: number }[];
  readonly filesLeftOut: number;
}

function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key | null): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that most of the files are in, and the one that most depend on. */
function nameCommunity(files: readonly FileNode[]): string {
  const folders = [...groupBy(files, ({ folder }) => folder)].sort(([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1));
  const hub = files.reduce((most, file) => (file.ca > most.ca ? file : most));
  const folder = folders[0]?.[0] || 'the root';
  return files.length === 1 ? hub.path : `${folder}, around ${hub.folder === folders[0]?.[0] ? nameOf(hub.path) : hub.path}`;
}

/** Reads the columns of the server. */
export function viewProject({ folders, nodes, edges, filesLeftOut }: ProjectGraphColumns): ProjectView {
  const files = nodes.path.map((path, place): FileNode => ({
    path,
    folder: folders[nodes.folder[place] ?? 0] ?? '',
    community: nodes.community[place] ?? 0,
    cycle: nodes.cycle[place] ?? null,
    bytes: nodes.bytes[place] ?? 0,
    ca: nodes.ca[place] ?? 0,
    ce: nodes.ce[place] ?? 0,
  }));
  const places = [...files.keys()];
  const fileEdges = edges.from.map((from, row): FileEdge => {
    const to = edges.to[row] ?? 0;
    const cycle = files[from]?.cycle ?? null;
    return { from, to, kind: edges.kind[row] ?? 'STATIC', isInCycle: cycle !== null && cycle === files[to]?.cycle && !(edges.typeOnly[row] ?? false) };
  });
  const numbered = (groups: Map<number, number[]>) => [...groups].sort(([a], [b]) => a - b);
  return {
    files,
    placeOf: new Map(files.map(({ path }, place) => [path, place])),
    edges: fileEdges,
    communities: numbered(groupBy(places, (place) => files[place]?.community ?? null)).map(([number, members]) => ({ number, name: nameCommunity(members.flatMap((place) => files[place] ?? [])), files: members })),
    cycles: numbered(groupBy(places, (place) => files[place]?.cycle ?? null)).map(([number, members]) => ({ number, files: members })),
    kinds: [...groupBy(fileEdges, ({ kind }) => kind)].map(([kind, rows]) => ({ kind, count: rows.length })).sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    filesLeftOut,
  };
}

/** Communities of more than one file: one alone is no community that a person would look for. */
export const sharedCommunities = ({ communities }: Pick<ProjectView, 'communities'>): Community[] => communities.filter(({ files }) => files.length > 1);

/** Ce / (Ca + Ce): 0 is a file that others stand on, 1 is one that stands on others; null where it has no neighbours. */
export const instabilityOf = ({ ca, ce }: Pick<FileNode, 'ca' | 'ce'>): number | null => (ca + ce === 0 ? null : ce / (ca + ce));

/** The files with the most neighbours, those that most depend on first. */
export function mostConnected({ files }: ProjectView, count: number): FileNode[] {
  return [...files].sort((a, b) => b.ca + b.ce - (a.ca + a.ce) || b.ca - a.ca || (a.path < b.path ? -1 : 1)).slice(0, count);
}
