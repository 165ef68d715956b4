// How tightly one room's parts are tied: files, folders, communities, cycles, and what its history changes together. Owns what is listed first; measures nothing itself.
import { coChanges, type CoChange } from '../graph/co-change.ts';
import { coupling, folderTies, type Coupling, type StrongTies } from '../graph/coupling.ts';
import { findCycles, type Cycle } from '../graph/cycles.ts';
import { groupBy } from '../graph/group-by.ts';
import { countDependents, neighboursOf } from '../graph/module-links.ts';
import { folderCoupling, structureOf, type FolderCoupling, type StructureMetrics } from '../graph/structure.ts';
import type { Codebase } from '../impact/codebase.ts';
import { readGitLog } from '../rooms/git-log.ts';

export interface ModuleCoupling extends Coupling {
  readonly file: string;
  readonly community: number;
}

export type TiedFolder = FolderCoupling & StrongTies;

export interface Community {
  readonly number: number;
  readonly size: number;
  /** Folder of most of its files. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Ties within it, and to other communities. */
  readonly innerTies: number;
  readonly outerTies: number;
}

export interface History {
  /** Null where the history was read; else why it was not. */
  readonly absent: string | null;
  readonly commits: number;
  /** The surest first. */
  readonly pairs: readonly (CoChange & { /** One imports the other. */ readonly isTied: boolean })[];
}

export interface Page {
  readonly first: number;
  readonly skip: number;
}

export interface RoomCoupling {
  readonly files: number;
  readonly metrics: StructureMetrics;
  /** Those with the most direct dependents and dependencies first. */
  modules(page: Page): ModuleCoupling[];
  readonly folderCount: number;
  /** Those with the most files outside that use them or are used by them first. */
  folders(page: Page): TiedFolder[];
  readonly communityCount: number;
  /** The largest first, of more than one file. */
  communities(page: Page): Community[];
  cycles(page: Page): Cycle[];
  /** Reads the history of the repository, if there is one. */
  history(limit: number): Promise<History>;
}

const pageOf = <T>(rows: readonly T[], { first, skip }: Page): T[] => rows.slice(skip, skip + first);

function communitiesOf(structure: ReturnType<typeof structureOf>): Community[] {
  const { modules, ties, folders, communities } = structure;
  const groups = groupBy(modules.files.keys(), (place) => communities.of[place] ?? 0);
  const inner = new Map<number, number>();
  const outer = new Map<number, number>();
  const count = (counts: Map<number, number>, number: number) => counts.set(number, (counts.get(number) ?? 0) + 1);
  for (const { a, b } of ties) {
    const [x, y] = [communities.of[a] ?? 0, communities.of[b] ?? 0];
    if (x === y) count(inner, x);
    else [x, y].forEach((number) => count(outer, number));
  }
  return [...groups].filter(([, places]) => places.length > 1).sort(([x], [y]) => x - y).map(([number, places]) => {
    const [folder] = [...groupBy(places, (place) => folders[place] ?? '')].sort(([x, a], [y, b]) => b.length - a.length || (x < y ? -1 : 1));
    return { number, size: places.length, folder: folder?.[0] ?? '', files: places.map((place) => modules.files[place] ?? ''), innerTies: inner.get(number) ?? 0, outerTies: outer.get(number) ?? 0 };
  });
}

async function historyOf({ tree, graph }: Pick<Codebase, 'tree' | 'graph'>, limit: number): Promise<History> {
  const log = await readGitLog(tree.root);
  if (log.kind === 'absent') return { absent: log.reason, commits: 0, pairs: [] };
  const isTied = (a: string, b: string) => graph.edgesFrom(a).some(({ to }) => to === b) || graph.edgesFrom(b).some(({ to }) => to === a);
  const pairs = coChanges(log.commits, { limit, isWanted: (file) => graph.facts(file) !== undefined });
  return { absent: null, commits: log.commits.length, pairs: pairs.map((pair) => ({ ...pair, isTied: isTied(pair.file, pair.other) })) };
}

/** The codebase must be in step with the disk. What costs more than a pass over the graph is computed when it is asked for. */
export function couplingOf(codebase: Pick<Codebase, 'tree' | 'graph'>): RoomCoupling {
  const { graph } = codebase;
  const structure = structureOf(graph);
  const { modules, communities } = structure;
  const { uses, users } = neighboursOf(modules);
  const degree = (place: number): number => (uses[place]?.size ?? 0) + (users[place]?.size ?? 0);
  const folders = folderCoupling(modules).sort((a, b) => b.ca + b.ce - a.ca - a.ce || (a.folder < b.folder ? -1 : 1));
  const groups = communitiesOf(structure);
  const tiesOf = (folder: string): StrongTies => {
    const places = [...modules.files.keys()].filter((place) => modules.files[place]?.startsWith(`${folder}/`));
    return folderTies(graph, places.map((place) => modules.files[place] ?? ''), countDependents(users, places));
  };
  return {
    files: modules.files.length,
    metrics: structure.metrics,
    modules: (page) => pageOf([...modules.files.keys()].sort((a, b) => degree(b) - degree(a) || a - b), page).map((place) => {
      const file = modules.files[place] ?? '';
      return { file, community: communities.of[place] ?? 0, ...coupling(graph, file) };
    }),
    folderCount: folders.length,
    folders: (page) => pageOf(folders, page).map((row) => ({ ...row, ...tiesOf(row.folder) })),
    communityCount: groups.length,
    communities: (page) => pageOf(groups, page),
    cycles: (page) => pageOf(findCycles(graph), page),
    history: (limit) => historyOf(codebase, limit),
  };
}
