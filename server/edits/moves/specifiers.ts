// Every specifier that leads to, or stands in, a file that moves. Owns which of them change and to what; globs and mentions are decided elsewhere.
import { posix } from 'node:path';
import { isSpecifier, type Edge, type EdgeKind } from '../../graph/facts.ts';
import { isRelative, moveSpecifier, relativeTo } from '../specifier.ts';
import type { EntryNames } from './entry-names.ts';
import type { MoveWork } from './move-work.ts';

const CLAUSES: ReadonlySet<EdgeKind> = new Set(['STATIC', 'TYPE', 'REEXPORT', 'STAR', 'REFERENCE', 'JSDOC']);

/** An edge whose relative specifier is seen as one even where it has no dot (`/// <reference path="x.d.ts">`). */
interface Written {
  readonly edge: Edge;
  readonly specifier: string;
  readonly isBare: boolean;
}

function writtenOf(edge: Edge): Written {
  const isBare = edge.kind === 'REFERENCE' && !/^[./]/.test(edge.specifier);
  return { edge, isBare, specifier: isBare ? `./${edge.specifier}` : edge.specifier };
}

/** The quotes (or backticks) stay: only what is between them is replaced. */
function rewrite(work: MoveWork, { edge, isBare }: Written, specifier: string): void {
  const text = isBare ? specifier.replace(/^\.\//, '') : specifier;
  if (text !== edge.specifier) work.edit(edge.from, { start: edge.start + 1, end: edge.end - 1, text }, CLAUSES.has(edge.kind) ? 'imports' : 'references');
}

/** A relative specifier that shows how they are written: one of the importer's own, else one that reaches the same file. */
function relativeModel({ graph }: MoveWork, edge: Edge): { specifier: string; target: string } | undefined {
  const target = edge.to ?? '';
  const model = [...graph.edgesFrom(edge.from), ...graph.edgesTo(target), ...graph.edgesFrom(target)].find((other) => isRelative(other.specifier) && isSpecifier(other.kind) && other.to !== null);
  return model?.to ? { specifier: model.specifier, target: model.to } : undefined;
}

/** Steps up at the start of a specifier. */
const climbs = (specifier: string): number => (/^(?:\.\/)*((?:\.\.\/)*)/.exec(`${specifier}/`)?.[1] ?? '').length / 3;

/** True when both ends move and stay where they were to each other, and the path between them does not go by the name of a folder that changes. */
function staysTogether(work: MoveWork, { edge, specifier }: Written, target: string): boolean {
  const folder = posix.dirname(edge.from);
  if (posix.relative(folder, target) !== posix.relative(work.folderAfter(edge.from), work.fileAfter(target))) return false;
  const needed = climbs(posix.relative(folder, posix.join(folder, specifier)));
  return climbs(specifier) <= needed || work.folderAfter(edge.from) === folder;
}

/** A path that went further up than it must, and down again by name, does so at the new place. */
function climbingAs(specifier: string, moved: string, folder: string): string {
  const up = '../'.repeat(climbs(specifier));
  const top = posix.join(folder, up);
  // The new place may lie less deep than the path goes up.
  if (top.startsWith('..')) return moved;
  const rest = posix.relative(top, posix.join(folder, moved));
  return climbs(moved) < climbs(specifier) && !rest.startsWith('..') ? up + rest : moved;
}

function moveRelative(work: MoveWork, written: Written, target: string): void {
  const { edge, specifier } = written;
  if (staysTogether(work, written, target)) return;
  const moved = moveSpecifier({ specifier, importer: work.fileAfter(edge.from), oldTarget: target, newTarget: work.fileAfter(target), aliases: [] });
  const isWithin = work.moves.files.has(edge.from) && work.moves.files.has(target);
  if (moved !== null) rewrite(work, written, isWithin ? climbingAs(specifier, moved, work.folderAfter(edge.from)) : moved);
}

/** A relative path to something that is no file of the room: what a build makes, or a package by its place. */
function moveOutside(work: MoveWork, written: Written): void {
  const { edge, specifier } = written;
  if (edge.unresolved || work.folderAfter(edge.from) === posix.dirname(edge.from)) return;
  const target = posix.join(posix.dirname(edge.from), specifier.replace(/\?.*$/, ''));
  // It can be made again beside the files that moved along.
  if (work.pathAfter(target) !== target) return;
  const { root } = work.graph;
  rewrite(work, written, relativeTo(posix.join(root, work.fileAfter(edge.from)), posix.join(root, target)) + (/\?.*$/.exec(specifier)?.[0] ?? ''));
}

/** True when a specifier that is not relative leads to the same file from the importer's new place. */
function stillReaches(work: MoveWork, edge: Edge): boolean {
  const after = work.fileAfter(edge.from);
  const config = work.graph.tsconfigs.governing(edge.from)?.path;
  const governor = edge.specifier.startsWith('#') ? nearestPackage(work, edge.from) : config;
  // What gives the specifier its meaning moves along.
  if (after === edge.from || (governor !== undefined && work.moves.files.has(governor))) return true;
  if (edge.specifier.startsWith('#')) return nearestPackage(work, after) === governor;
  const found = work.graph.resolve(after, edge.specifier, edge.kind);
  return !('to' in found) || found.to === edge.to;
}

function nearestPackage({ tree }: MoveWork, file: string): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, 'package.json');
    if (tree.has(path)) return path;
    if (folder === '.') return undefined;
  }
}

function moveNamed(work: MoveWork, written: Written, target: string, entries: EntryNames): void {
  const { edge } = written;
  const newTarget = work.fileAfter(target);
  if (entries.follows(edge.specifier) || entries.isOfMovedPackage(edge.specifier)) return;
  if (newTarget === target) {
    if (stillReaches(work, edge)) return;
    const model = relativeModel(work, edge);
    const specifier = model ? moveSpecifier({ specifier: model.specifier, importer: work.fileAfter(edge.from), oldTarget: model.target, newTarget, aliases: [] }) : null;
    rewrite(work, written, specifier ?? relativeTo(work.fileAfter(edge.from), newTarget));
    return;
  }
  const moved = entries.isExact(edge.specifier) ? null : moveSpecifier({ specifier: edge.specifier, importer: work.fileAfter(edge.from), oldTarget: target, newTarget, aliases: work.aliasesFor(work.fileAfter(edge.from)), model: relativeModel(work, edge) });
  if (moved !== null) return rewrite(work, written, moved);
  work.skip(edge.from, edge, `'${edge.specifier}' reaches the file through an exact alias or a package entry; change that entry to '${newTarget}'`);
}

/** Edits the specifiers of everything that moves, and of everything that refers to it. */
export function moveSpecifiers(work: MoveWork, entries: EntryNames): void {
  const moved = work.moves.files;
  const edges = new Set<Edge>();
  for (const path of moved.keys()) {
    for (const edge of work.graph.edgesTo(path)) edges.add(edge);
    for (const edge of work.graph.edgesFrom(path)) edges.add(edge);
  }
  for (const edge of edges) {
    if (edge.kind === 'GLOB') continue;
    const written = writtenOf(edge);
    const isPath = isRelative(written.specifier);
    if (edge.to === null && isPath) moveOutside(work, written);
    else if (edge.to !== null && isPath) moveRelative(work, written, edge.to);
    else if (edge.to !== null) moveNamed(work, written, edge.to, entries);
  }
}
