// Modules whose exports fall into groups that are used apart: one group goes to a file of its own. Owns how a module is divided, and the diff of it.
import { posix } from 'node:path';
import { composeEdits, type EditSource } from '../../edits/edit-plan.ts';
import { EditedGraph } from '../../edits/edited-graph.ts';
import { declarationsOf } from '../../edits/declarations.ts';
import { moveExport } from '../../edits/move-export.ts';
import { isRefusal } from '../../edits/move-refusal.ts';
import { analyzeName } from '../../edits/occurrences.ts';
import { parseSyntax } from '../../edits/syntax.ts';
import { overlayDiff } from '../../edits/unified-diff.ts';
import { VirtualTree } from '../../edits/virtual-tree.ts';
import { findCommunities, type Tie } from '../../graph/communities.ts';
import type { ReadableGraph } from '../../graph/project-graph.ts';
import type { Breather } from '../../rooms/breather.ts';
import type { Candidate } from './candidate.ts';
import { ownExports, type ExportUsers } from './export-users.ts';
import { newFileFor } from './names.ts';

const LEAST_EXPORTS = 4;
const LEAST_USERS = 4;
/** Modules that are read, those with the most users first. */
const MOST_READ = 200;
/** Groups that are set apart less are one. */
const LEAST_MODULARITY = 0.25;
/** A use inside of the module ties more than one user of both. */
const INNER_WEIGHT = 2;
/** What one suggestion may show and store. */
const MOST_DIFF = 60_000;

/** Exports of a file tied by common users and by uses of each other. */
function tiesBetween({ tree, graph }: Pick<EditSource, 'tree' | 'graph'>, file: string, names: readonly string[], users: ExportUsers): Tie[] {
  const weights = new Map<string, Tie>();
  const add = (x: number, y: number, weight: number) => {
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = `${a} ${b}`;
    weights.set(key, { a, b, weight: (weights.get(key)?.weight ?? 0) + weight });
  };
  const used = new Map<string, number[]>();
  for (const [place, name] of names.entries()) for (const user of users.get(file)?.get(name) ?? []) used.set(user, [...(used.get(user) ?? []), place]);
  for (const places of used.values()) for (const [i, x] of places.entries()) for (const y of places.slice(i + 1)) add(x, y, 1 / (places.length - 1));
  const syntax = parseSyntax(file, tree.text(file) ?? '');
  const locals = names.map((name) => graph.facts(file)?.exports.find((fact) => fact.name === name)?.local ?? name);
  const declarations = declarationsOf(syntax);
  for (const [x, local] of locals.entries()) {
    for (const { node, role } of analyzeName(syntax, local).ofModule) {
      const inside = role === 'reference' ? declarations.find(({ parts }) => parts.some(({ start, end }) => start <= node.start && node.start < end)) : undefined;
      const y = inside ? locals.findIndex((other) => inside.names.includes(other)) : -1;
      if (y >= 0 && y !== x) add(x, y, INNER_WEIGHT);
    }
  }
  return [...weights.values()];
}

/** The tree in which several exports have gone to one file, one after the other; null where one of them cannot. */
async function moveSeveral(source: EditSource, { file, names, to }: { file: string; names: readonly string[]; to: string }, breathe: Breather): Promise<VirtualTree | null> {
  let tree = new VirtualTree(source.tree);
  let graph: ReadableGraph = source.graph;
  for (const name of names) {
    await breathe();
    const at = tree;
    const paths = () => new Set([...source.tree.paths(), ...at.overlay.keys()]);
    const readable = { has: (path: string) => at.has(path), text: (path: string) => at.text(path), hash: (path: string) => at.hash(path), paths };
    const moved = moveExport({ tree: readable, graph, aliasesFor: source.aliasesFor.bind(source), file, name, to });
    if (isRefusal(moved)) return null;
    const { after } = composeEdits(at, (base) => [base.modify(file, moved.oldFile), 'edits' in moved.newFile ? base.modify(to, moved.newFile.edits) : base.create(to, moved.newFile.text)], moved.dependents);
    tree = new VirtualTree(source.tree, new Map([...at.overlay, ...after.overlay]));
    graph = new EditedGraph(source, [...tree.overlay].map(([path, text]) => ({ path, before: source.tree.text(path) ?? null, after: text })));
  }
  return tree;
}

export interface Split {
  readonly file: string;
  readonly names: readonly string[];
  readonly why: string;
  readonly promise: number;
}

/** A split as a diff, dependents included; null where it cannot be made. Each name that goes may take the time of a large module's syntax. */
export async function splitOff(source: EditSource, { file, names, why, promise }: Split, breathe: Breather): Promise<Candidate | null> {
  const to = newFileFor(names, file, source.tree);
  const tree = to === null ? null : ((await moveSeveral(source, { file, names, to }, breathe)) ?? (await moveSeveral(source, { file, names: [...names].reverse(), to }, breathe)));
  if (to === null || !tree) return null;
  const diff = overlayDiff(source.tree, tree.overlay);
  if (diff.length > MOST_DIFF) return null;
  const shown = names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');
  return { kind: 'SPLIT_MODULE', title: `Split ${file}: ${shown} to ${posix.basename(to)}`, why, intent: diff, wish: { kind: 'EDIT', files: [], diff, isApplied: false }, focus: { before: file, after: file }, promise };
}

export interface Division {
  readonly file: string;
  readonly names: readonly string[];
  readonly modularity: number;
}

/** Modules with two groups of exports or more, each with the second largest of them; what each group is used for says whether it is one. */
export async function findDivisions(source: EditSource, users: ExportUsers, breathe: Breather): Promise<Division[]> {
  const wide = [...users].flatMap(([file, byName]) => {
    const names = ownExports(source.graph, file).filter((name) => byName.has(name));
    const count = new Set([...byName.values()].flatMap((some) => [...some])).size;
    return names.length < LEAST_EXPORTS || count < LEAST_USERS || source.tree.text(file) === undefined ? [] : [{ file, names, count }];
  });
  const divisions: Division[] = [];
  for (const { file, names } of wide.sort((a, b) => b.count - a.count || (a.file < b.file ? -1 : 1)).slice(0, MOST_READ)) {
    await breathe();
    const { of, modularity } = findCommunities(names.length, tiesBetween(source, file, names, users));
    const group = names.filter((_, place) => of[place] === 1);
    if (modularity >= LEAST_MODULARITY && group.length >= 2) divisions.push({ file, names: group, modularity });
  }
  return divisions;
}

export const splitModule = (source: EditSource, { file, names, modularity }: Division, breathe: Breather): Promise<Candidate | null> =>
  splitOff(source, { file, names, why: `Its exports fall into groups that are used apart (modularity ${modularity.toFixed(2)}).`, promise: 3 + modularity }, breathe);
