// Exports and files that would be better elsewhere: an export that closes a cycle or has its only user elsewhere, a file whose neighbours are in another folder.
import { posix } from 'node:path';
import type { EditSource } from '../../edits/edit-plan.ts';
import { packageFolder } from '../../edits/package-entries.ts';
import { modularity } from '../../graph/communities.ts';
import { findCycles, isRuntimeEdge } from '../../graph/cycles.ts';
import { groupBy } from '../../graph/group-by.ts';
import { folderOf } from '../../graph/graph-table.ts';
import { importsAmong } from '../../graph/module-links.ts';
import type { Structure } from '../../graph/structure.ts';
import { isTest } from '../../impact/test-files.ts';
import type { Breather } from '../../rooms/breather.ts';
import { say, type Candidate } from './candidate.ts';
import { ownExports, type ExportUsers } from './export-users.ts';
import { newFileFor } from './names.ts';
import { splitOff } from './split-module.ts';

const MOST_FILE_MOVES = 20;
/** Imports that close cycles, of all cycles together. */
const MOST_BREAKS = 30;
const MOST_NAMES = 6;
/** The share of a file's neighbours that must be in the other folder: what many folders use is at home in none of them. */
const LEAST_NEIGHBOURS = 0.75;

function moveOf(file: string, name: string, to: string, why: string, promise: number): Candidate {
  return {
    kind: 'MOVE_EXPORT', title: `Move ${name} from ${file} to ${to}`, why, promise,
    intent: `move ${name} from ${say(file)} to ${say(to)}`,
    wish: { kind: 'MOVE_EXPORT', file, name, to },
    focus: { before: file, after: file },
  };
}

/** The names that close an arc of a cycle go to the importer, or to a file that needs neither. */
export async function cycleBreakers(source: EditSource, breathe: Breather): Promise<Candidate[]> {
  const { graph, tree } = source;
  const breaks = findCycles(graph).flatMap(({ files, breaks }) => breaks.map((one) => ({ ...one, files }))).slice(0, MOST_BREAKS);
  const all: Candidate[] = [];
  for (const { from, to, files } of breaks) {
    const names = [...new Set(graph.edgesFrom(from).filter((edge) => edge.to === to && isRuntimeEdge(edge)).flatMap((edge) => edge.names.map(({ imported }) => imported)))];
    const own = new Set(ownExports(graph, to));
    if (from === to || names.length === 0 || names.length > MOST_NAMES || names.some((name) => !own.has(name))) continue;
    const why = `The import in ${from} closes a cycle of ${files.length} files.`;
    const [name = ''] = names;
    const [cycle] = files;
    const made = newFileFor(names, to, tree);
    const found = names.length > 1 ? [await splitOff(source, { file: to, names, why, promise: 8 }, breathe)] : [moveOf(to, name, from, why, 9), made === null ? null : moveOf(to, name, made, why, 8)];
    all.push(...found.flatMap((one) => (one === null ? [] : [{ ...one, cycle }])));
  }
  return all;
}

/** Exports that one file of another folder uses, and nobody else. */
export function exportsToTheirUser({ graph, tree }: EditSource, users: ExportUsers): Candidate[] {
  return [...users].flatMap(([file, byName]) => {
    if (isTest(file) || ownExports(graph, file).length < 2) return [];
    return ownExports(graph, file).flatMap((name): Candidate[] => {
      const [user, more] = [...(byName.get(name) ?? [])];
      if (user === undefined || more !== undefined || isTest(user) || folderOf(user) === folderOf(file) || packageFolder(tree, user) !== packageFolder(tree, file)) return [];
      return [{ ...moveOf(file, name, user, `${user} is the only file that uses it.`, 2), isForFolders: true }];
    });
  });
}

/** A module that only hands on what others have says nothing of where they belong. */
function onlyHandsOn({ graph }: EditSource, file: string): boolean {
  return graph.edgesFrom(file).some(({ kind }) => kind === 'STAR' || kind === 'REEXPORT') && (graph.facts(file)?.exports ?? []).every(({ importIndex }) => importIndex !== null);
}

/** Files with more ties to another folder than to their own, where the folders would be better set apart with them there. */
export function filesToTheirNeighbours(source: EditSource, { modules, ties, folders, metrics }: Structure): Candidate[] {
  const { tree } = source;
  const { files } = modules;
  const barrels = new Set(files.map((_, place) => place).filter((place) => onlyHandsOn(source, files[place] ?? '')));
  // Who starts a program stands where it is looked for.
  const users = new Set(importsAmong(modules).map(({ to }) => to));
  const sides = ties.flatMap(({ a, b, weight }) => [{ place: a, other: b, weight }, { place: b, other: a, weight }]).filter(({ other }) => !barrels.has(other));
  const found = [...groupBy(sides, ({ place }) => place)].flatMap(([place, own]): Candidate[] => {
    const file = files[place] ?? '';
    const weights = new Map<string, number>();
    for (const { other, weight } of own) weights.set(folders[other] ?? '', (weights.get(folders[other] ?? '') ?? 0) + weight);
    const [best] = [...weights].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
    const here = weights.get(folders[place] ?? '') ?? 0;
    const to = posix.join(best?.[0] ?? '', posix.basename(file));
    const isPlaced = barrels.has(place) || isTest(file) || isTest(to) || /^index\.|\.d\.|\.config\./.test(posix.basename(file)) || best === undefined || best[0] === '' || best[0] === folders[place];
    const count = own.filter(({ other }) => folders[other] === best?.[0]).length;
    const isEntry = !users.has(place);
    if (isPlaced || isEntry || (best?.[1] ?? 0) <= here || own.length < 2 || count < own.length * LEAST_NEIGHBOURS || tree.has(to) || packageFolder(tree, file) !== packageFolder(tree, to)) return [];
    const gain = modularity(ties, folders.map((folder, i) => (i === place ? best[0] : folder))) - metrics.folderModularity;
    if (gain <= 0) return [];
    return [{ kind: 'MOVE_FILE', title: `Move ${file} to ${best[0]}`, why: `${count} of its ${own.length} neighbours are in ${best[0]}.`, intent: `move ${say(file)} to ${say(to)}`, wish: { kind: 'MOVE_FILE', from: file, to }, focus: { before: file, after: to }, promise: 1 + gain, isForFolders: true }];
  });
  return found.sort((a, b) => b.promise - a.promise || (a.title < b.title ? -1 : 1)).slice(0, MOST_FILE_MOVES);
}
