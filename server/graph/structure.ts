// How well a project is put together, as numbers of its whole graph: what a refactoring should make better. Pure.

import { findCommunities, modularity, tiesOf, type Communities, type Tie } from './communities.ts';
import { stronglyConnected } from './cycles.ts';
import { cycleNumbers, folderOf } from './graph-table.ts';
import { importsAmong, moduleLinks, neighboursOf, type ModuleLinks } from './module-links.ts';
import type { ReadableGraph } from './project-graph.ts';

export interface StructureMetrics {
  /** Cycles of the imports that are not marked as types, and the files in them. */
  readonly cycles: number;
  readonly cyclicFiles: number;
  /** Pairs of files that import each other one way or both. */
  readonly ties: number;
  /** Ties between files of different folders, and of different communities. */
  readonly crossFolderTies: number;
  readonly crossCommunityTies: number;
  /** Newman's Q of the folders, and of the communities that Louvain finds. */
  readonly folderModularity: number;
  readonly modularity: number;
  /** Pairs of files of which a change of one can reach the other through imports (visibility: MacCormack, Rusnak and Baldwin 2006). */
  readonly reach: number;
}

/** The graph as every measure needs it. */
export interface Structure {
  readonly modules: ModuleLinks;
  readonly ties: readonly Tie[];
  readonly folders: readonly string[];
  readonly communities: Communities;
  readonly cycleOf: readonly (number | null)[];
  readonly metrics: StructureMetrics;
}

function popCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Pairs of different files of which the first imports the second, however indirectly. One set of bits for each strongly connected part. */
export function reachablePairs(modules: ModuleLinks): number {
  const { files, placeOf } = modules;
  const { uses } = neighboursOf(modules);
  const words = (files.length + 31) >>> 5;
  const partOf = new Map<number, Uint32Array>();
  let pairs = 0;
  // Tarjan gives a part after those that it leads to.
  for (const part of stronglyConnected(files, (file) => [...(uses[placeOf.get(file) ?? 0] ?? [])].map((place) => files[place] ?? ''))) {
    const reached = new Uint32Array(words);
    const places = part.map((file) => placeOf.get(file) ?? 0);
    for (const place of places) reached[place >>> 5] = (reached[place >>> 5] ?? 0) | (1 << (place & 31));
    const nexts = new Set(places.flatMap((place) => [...(uses[place] ?? [])].flatMap((target) => partOf.get(target) ?? [])));
    for (const next of nexts) for (let i = 0; i < words; i++) reached[i] = (reached[i] ?? 0) | (next[i] ?? 0);
    for (const place of places) partOf.set(place, reached);
    pairs += places.length * (reached.reduce((sum, word) => sum + popCount(word), 0) - 1);
  }
  return pairs;
}

export function structureOf(graph: Pick<ReadableGraph, 'files' | 'edgesFrom'>): Structure {
  const modules = moduleLinks(graph);
  const ties = tiesOf(modules);
  const folders = modules.files.map(folderOf);
  const communities = findCommunities(modules.files.length, ties);
  const { of: cycleOf, count: cycles } = cycleNumbers(modules);
  const metrics: StructureMetrics = {
    cycles,
    cyclicFiles: cycleOf.filter((number) => number !== null).length,
    ties: ties.length,
    crossFolderTies: ties.filter(({ a, b }) => folders[a] !== folders[b]).length,
    crossCommunityTies: ties.filter(({ a, b }) => communities.of[a] !== communities.of[b]).length,
    folderModularity: modularity(ties, folders),
    modularity: communities.modularity,
    reach: reachablePairs(modules),
  };
  return { modules, ties, folders, communities, cycleOf, metrics };
}

/** Ca, Ce and instability of one file, all imports counted. */
export interface FilePlace {
  readonly ca: number;
  readonly ce: number;
  /** Ce / (Ca + Ce); 0 for a file that stands alone. */
  readonly instability: number;
}

export const placeOf = (ca: number, ce: number): FilePlace => ({ ca, ce, instability: ca + ce === 0 ? 0 : ce / (ca + ce) });

/** Martin's metrics for each file. */
export function filePlaces(modules: ModuleLinks): Map<string, FilePlace> {
  const { uses, users } = neighboursOf(modules);
  return new Map(modules.files.map((file, place) => [file, placeOf(users[place]?.size ?? 0, uses[place]?.size ?? 0)]));
}

export interface FolderCoupling extends FilePlace {
  readonly folder: string;
  readonly files: number;
}

/**
 * Martin's metrics for each folder with everything below it: Ca counts the files outside that import one inside, Ce the files outside that
 * are imported from inside. The root, outside of which there is nothing, is left out.
 */
export function folderCoupling(modules: ModuleLinks): FolderCoupling[] {
  const folders = new Map<string, { files: number; users: Set<number>; uses: Set<number> }>();
  const above = modules.files.map((file) => {
    const all: string[] = [];
    for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) all.push(folder);
    return all;
  });
  for (const own of above) {
    for (const folder of own) {
      const row = folders.get(folder) ?? { files: 0, users: new Set(), uses: new Set() };
      row.files += 1;
      folders.set(folder, row);
    }
  }
  for (const { from, to } of importsAmong(modules)) {
    const [source, target] = [above[from] ?? [], above[to] ?? []];
    for (const folder of target) if (!source.includes(folder)) folders.get(folder)?.users.add(from);
    for (const folder of source) if (!target.includes(folder)) folders.get(folder)?.uses.add(to);
  }
  return [...folders].map(([folder, { files, users, uses }]) => ({ folder, files, ...placeOf(users.size, uses.size) })).sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
