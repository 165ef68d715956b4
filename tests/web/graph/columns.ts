// The columns of a project graph, from rows that can be read.
import type { EdgeKind, ProjectGraphColumns } from '../../../web/graph/graph-documents.ts';

interface Rows {
  /** Path, community, cycle. */
  readonly files: readonly (readonly [string, number, number | null])[];
  readonly edges: readonly (readonly [string, string, EdgeKind])[];
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export function columnsOf({ files, edges }: Rows): ProjectGraphColumns {
  const path = files.map(([name]) => name);
  const folders = [...new Set(path.map(folderOf))];
  const neighbours = (name: string, [self, other]: readonly [0 | 1, 0 | 1]) => new Set(edges.filter((edge) => edge[self] === name).map((edge) => edge[other])).size;
  return {
    folders,
    filesLeftOut: 0,
    nodes: {
      path,
      folder: path.map((name) => folders.indexOf(folderOf(name))),
      community: files.map(([, community]) => community),
      cycle: files.map(([, , cycle]) => cycle),
      bytes: files.map(() => 1),
      ca: path.map((name) => neighbours(name, [1, 0])),
      ce: path.map((name) => neighbours(name, [0, 1])),
    },
    edges: { from: edges.map(([from]) => path.indexOf(from)), to: edges.map(([, to]) => path.indexOf(to)), kind: edges.map(([, , kind]) => kind), typeOnly: edges.map(([, , kind]) => kind === 'TYPE') },
  };
}
