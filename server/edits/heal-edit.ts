// What follows from an edit in the files that depend on it: names and paths that are called otherwise now, and places that only a person can adapt.
// Owns how the inferred renames and moves are put together; the edited files stay as they were written, but for specifiers of moved files.
import type { InferredEdit, InferredMove, InferredRename, NamedExport } from '../intents/change.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { DependentEdits, EditSource, ExportSite, NotEdited } from './edit-plan.ts';
import { graphWith, type EditedGraph } from './edited-graph.ts';
import { findOrigin } from './export-names.ts';
import type { TextEdit } from './file-edit.ts';
import { healMovedExports } from './heal-moved-export.ts';
import type { TextPair } from './infer-moves.ts';
import { moveFiles } from './moves/move-files.ts';
import { renameReferences } from './rename-export.ts';
import { isRelative, moveSpecifier } from './specifier.ts';
import { positionAt, type Syntax } from './syntax.ts';
import type { VirtualTree } from './virtual-tree.ts';

export interface EditedProject {
  readonly source: EditSource;
  /** After the edit and nothing else. */
  readonly tree: VirtualTree;
  readonly graph: EditedGraph;
  readonly pairs: readonly TextPair[];
  readonly inferred: InferredEdit;
}

export interface RenameWithSites {
  readonly rename: InferredRename;
  /** Modules that offer the renamed export; edited ones only where they pass on everything. */
  readonly sites: readonly ExportSite[];
}

export interface EditHealing {
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  readonly notEdited: readonly NotEdited[];
  readonly renames: readonly RenameWithSites[];
}

interface Healing {
  readonly project: EditedProject;
  /** `file\nname` of the names that renames bring to dependents. */
  readonly taken: Set<string>;
  readonly dependents: Map<string, DependentEdits>;
  readonly notEdited: NotEdited[];
}

const overlaps = (edits: readonly TextEdit[], edit: TextEdit): boolean => edits.some((other) => (edit.start < other.end && other.start < edit.end) || (edit.start === other.start && edit.end === other.end && edit.text !== other.text));

function place({ tree }: EditedProject, [file, offset]: readonly [string, number], reason: string): NotEdited {
  return { file, ...positionAt(tree.text(file) ?? '', offset), reason };
}

/** Adds the edits of one dependent; one that another edit already covers is listed. */
function merge(healing: Healing, file: string, found: DependentEdits): void {
  const known = healing.dependents.get(file) ?? { imports: [], references: [] };
  healing.dependents.set(file, known);
  for (const list of ['imports', 'references'] as const) {
    for (const edit of found[list]) {
      if (overlaps([...known.imports, ...known.references], edit)) healing.notEdited.push(place(healing.project, [file, edit.start], 'two of the changes meet here; adapt it by hand'));
      else known[list].push(edit);
    }
  }
}

/** Edited files are no bridge for a name: what they export is compared by itself. What passes on everything is followed. */
function withoutNamed(graph: EditedGraph, name: string): ReadableGraph {
  const follow = (edge: Edge): Edge => (graph.isEdited(edge.from) ? { ...edge, names: edge.names.filter(({ imported }) => imported !== name) } : edge);
  return graphWith(graph, { edgesTo: (path) => graph.edgesTo(path).map(follow) });
}

const isSameEdge = (a: Edge, b: Edge): boolean => a.from === b.from && a.start === b.start;

/** A barrel that offers the name by another way is no way to lose it; neither is a clause that is healed. */
function withoutOffered(graph: EditedGraph, name: string, healed: readonly Edge[]): ReadableGraph {
  const isOffered = (edge: Edge) => edge.kind === 'STAR' && findOrigin(graph, edge.from, name) !== null;
  const kept = (edge: Edge): Edge => (healed.some((other) => isSameEdge(edge, other)) || isOffered(edge) ? { ...edge, names: edge.names.filter(({ imported }) => imported !== name && imported !== '*') } : edge);
  return graphWith(graph, { edgesTo: (path) => graph.edgesTo(path).map(kept) });
}

/** Offsets by file of what refers to an export that is gone: clauses, and uses that reach it without one. */
function referencesTo({ tree, graph }: EditedProject, { file, name }: NamedExport, { healed = [], parsed = new Map() }: { healed?: readonly Edge[]; parsed?: Map<string, Syntax> } = {}): [string, number][] {
  if (name === 'default') return graph.edgesTo(file).filter((edge) => edge.names.some(({ imported }) => imported === 'default')).map((edge) => [edge.from, edge.start]);
  const { dependents } = renameReferences({ tree, graph: withoutOffered(graph, name, healed), file, from: name, to: name, parsed });
  return [...dependents].flatMap(([path, { imports, references }]) => [...imports, ...references].map(({ start }): [string, number] => [path, start]));
}

function healRename(healing: Healing, rename: InferredRename): RenameWithSites {
  const { project, taken } = healing;
  const { tree, graph } = project;
  const { file, from, to } = rename;
  const { dependents, sites, notEdited } = renameReferences({ tree, graph: withoutNamed(graph, from), file, from, to, isTaken: (path, name) => taken.has(`${path}\n${name}`) });
  for (const [path, edits] of dependents) {
    if (graph.isEdited(path)) continue;
    merge(healing, path, edits);
    taken.add(`${path}\n${to}`);
  }
  healing.notEdited.push(...notEdited);
  for (const [path, offset] of referencesTo(project, { file, name: from })) {
    if (graph.isEdited(path) && path !== file) healing.notEdited.push(place(project, [path, offset], `'${from}' of ${file} is called '${to}' now; the edited file is left as it was written`));
  }
  return { rename, sites };
}

/** The moved file's own imports: those that lead nowhere from its new place, or all where its text is the old one. */
function ownSpecifiers({ graph, pairs, inferred }: EditedProject, { from, to }: InferredMove): DependentEdits {
  const own: DependentEdits = { imports: [], references: [] };
  const before = pairs.find(({ path }) => path === from)?.before;
  const isAsBefore = before === pairs.find(({ path }) => path === to)?.after;
  for (const edge of graph.edgesFrom(to)) {
    const oldTarget = isRelative(edge.specifier) ? graph.resolveBefore(from, edge.specifier, edge.kind) : null;
    const target = inferred.moves.find((move) => move.from === oldTarget)?.to ?? oldTarget;
    const here = graph.target(to, edge.specifier, edge.kind);
    if (oldTarget === null || target === null || here === target || (here !== null && !isAsBefore) || !graph.has(target)) continue;
    const specifier = moveSpecifier({ specifier: edge.specifier, importer: to, oldTarget, newTarget: target, aliases: [] });
    const isCall = edge.kind === 'DYNAMIC' || edge.kind === 'REQUIRE' || edge.kind === 'MOCK';
    if (specifier !== null && specifier !== edge.specifier) own[isCall ? 'references' : 'imports'].push({ start: edge.start + 1, end: edge.end - 1, text: specifier });
  }
  return own;
}

function healMove(healing: Healing, move: InferredMove): void {
  const { project } = healing;
  const { source, tree, graph } = project;
  const listed = { has: tree.has.bind(tree), text: tree.text.bind(tree), hash: tree.hash.bind(tree), paths: () => [...source.tree.paths()].filter((path) => tree.has(path)) };
  const { dependents, notEdited } = moveFiles({ tree: listed, graph, aliasesFor: source.aliasesFor.bind(source) }, { files: new Map([[move.from, move.to]]), folder: null, editsMentions: false });
  for (const [path, edits] of dependents) if (path !== move.to) merge(healing, path, edits);
  merge(healing, move.to, ownSpecifiers(project, move));
  healing.notEdited.push(...notEdited);
}

/** Imports of exports that went elsewhere; those that are healed. */
function healMoved(healing: Healing): Edge[] {
  const { project } = healing;
  return healMovedExports(project, project.inferred.movedExports).map(({ file, edits, edge }) => {
    merge(healing, file, { imports: [...edits], references: [] });
    return edge;
  });
}

/** What refers to something that the edit took away, but for what is healed. */
function lostPlaces(project: EditedProject, healed: readonly Edge[]): NotEdited[] {
  const { graph, pairs, inferred } = project;
  const gone = pairs.filter(({ path, before, after }) => before !== null && after === null && !inferred.moves.some(({ from }) => from === path));
  // The same files may use all that is gone.
  const parsed = new Map<string, Syntax>();
  const listed = (found: NamedExport, reason: string) => referencesTo(project, found, { healed, parsed }).filter(([path]) => path !== found.file).map(([path, offset]) => place(project, [path, offset], reason));
  // A clause that names only what went elsewhere no longer leads to the file.
  const isHealed = (edge: Edge) => healed.some((other) => isSameEdge(edge, other)) && edge.names.every(({ imported }) => inferred.movedExports.some(({ name, from }) => name === imported && from === edge.to));
  return [
    ...inferred.removed.flatMap((removed) => listed(removed, `${removed.file} no longer exports '${removed.name}'`)),
    ...inferred.movedExports.flatMap(({ name, from, to }) => listed({ file: from, name }, `'${name}' went from ${from} to ${to}; import it from there`)),
    ...gone.flatMap(({ path }) => graph.edgesTo(path).filter((edge) => !isHealed(edge)).map(({ from, line, column, specifier }) => ({ file: from, line, column, reason: `'${specifier}' leads to ${path}, which the edit deletes` }))),
  ];
}

/** Everything that refers to an edited file by a name or path that it no longer has. Edits hold for the tree after the edit. */
export function healEdit(project: EditedProject): EditHealing {
  const healing: Healing = { project, taken: new Set(), dependents: new Map(), notEdited: [] };
  for (const move of project.inferred.moves) healMove(healing, move);
  const renames = project.inferred.renames.map((rename) => healRename(healing, rename));
  healing.notEdited.push(...lostPlaces(project, healMoved(healing)));
  return { dependents: healing.dependents, notEdited: healing.notEdited, renames };
}
