// The file that a declaration is carried to: whether its names are free there, and where the text goes. Owns the destination; the old file and the importers are edited elsewhere.
import type { ReadableGraph } from '../graph/project-graph.ts';
import { declarationsOf } from './declarations.ts';
import type { TextEdit } from './file-edit.ts';
import type { ImportingFile } from './importing-file.ts';
import { importedLocals, type NeededImport } from './import-writer.ts';
import { identifiersIn, type Leaving } from './moved-declarations.ts';
import { refuse, type Refusal } from './move-refusal.ts';
import { analyzeName } from './occurrences.ts';
import { offersAnother } from './relocate-importers.ts';
import { normalizeEdits } from './text-edits.ts';
import type { SyntaxNode } from './syntax.ts';

interface NamedMove {
  readonly graph: ReadableGraph;
  readonly file: string;
  readonly name: string;
  readonly to: string;
}

/** Modules that pass on everything of a file, through any number of stars. */
function* starredBy(graph: ReadableGraph, file: string): Generator<string> {
  const seen = new Set([file]);
  for (const path of seen) for (const edge of graph.edgesTo(path)) if (edge.kind === 'STAR' && !seen.has(edge.from)) seen.add(edge.from);
  seen.delete(file);
  yield* seen;
}

/** Another export of this name that a star would bring together with the moved one. */
function metInBarrel({ graph, file, name, to }: NamedMove, leaving: Leaving): Refusal | null {
  const barrel = [...starredBy(graph, to)].find((path) => offersAnother({ graph, file, name, to, toName: name }, path));
  if (barrel !== undefined) return refuse(`${barrel} passes ${to} on and has another '${name}' already.`, 'Rename one of the two first.', 'NAME_TAKEN');
  for (const { name: staying } of leaving.staying.filter((one) => !graph.facts(file)?.exports.some((entry) => entry.local === one.name))) {
    const other = [...starredBy(graph, file)].find((path) => offersAnother({ graph, file, name: staying, to: file, toName: staying }, path));
    if (other !== undefined) return refuse(`'${staying}' would have to be exported from ${file}, but ${other} passes that on and has another '${staying}' already.`, `Rename '${staying}' first.`, 'NAME_TAKEN');
  }
  return null;
}

/** Why the names cannot live in the destination; null when they can. */
export function nameRefusal(move: NamedMove, leaving: Leaving, home: ImportingFile): Refusal | null {
  const { graph, file, name, to } = move;
  const hint = 'Rename one of the two first, or choose another destination; nothing was written.';
  const exports = graph.facts(to)?.exports ?? [];
  if (exports.some((entry) => entry.name === 'export=') || (exports.length > 0 && !home.syntax.isModule)) return refuse(`${to} is a CommonJS module; an ES export cannot be put into it.`, 'Choose an ES module.');
  const passesOn = (index: number | null): boolean => index !== null && graph.edgesFrom(to)[index]?.to === file;
  if (exports.some((entry) => entry.name === name && !passesOn(entry.importIndex))) return refuse(`${to} already exports '${name}'.`, hint, 'NAME_TAKEN');
  if (!home.isFreeAtTop(leaving.local)) return refuse(`'${leaving.local}' is already a name in ${to}.`, hint, 'NAME_TAKEN');
  const declared = new Set([...declarationsOf(home.syntax).flatMap(({ names }) => names), ...importedLocals(home.syntax).keys()]);
  for (const used of identifiersIn(leaving.declarations)) {
    if (!declared.has(used)) continue;
    const global = leaving.analysisOf(used);
    const isGlobal = global.moduleMeaning === 0 && global.ofModule.some((found) => found.role === 'reference' && leaving.isLeaving(found.node.start));
    if (isGlobal) return refuse(`'${name}' uses the global '${used}', and ${to} has a '${used}' of its own.`, hint, 'NAME_TAKEN');
  }
  return metInBarrel(move, leaving);
}

const directivesOf = ({ syntax }: Leaving): string[] => (syntax.program['body'] as readonly SyntaxNode[]).filter((statement) => typeof statement['directive'] === 'string').map((statement) => syntax.text.slice(statement.start, statement.end));

/** Insertions at one place become one, in their order. */
function joinInsertions(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const at = edit.start === edit.end ? joined.findIndex((one) => one.start === edit.start && one.end === edit.end) : -1;
    const known = joined[at];
    if (known) joined[at] = { ...known, text: known.text + edit.text };
    else joined.push(edit);
  }
  return joined;
}

/** The edits of the destination: clauses, what the moved text needs, and the text itself, before its first use and else at the end. */
export function homeOf(home: ImportingFile, { needed, moved, old, isNew }: { needed: readonly NeededImport[]; moved: string; old: Leaving; isNew: boolean }): TextEdit[] {
  const { text } = home.syntax;
  const { lineEnd } = home.style;
  const clauses = home.clauseEdits(needed);
  if (isNew) {
    const intro = [directivesOf(old).join(lineEnd), clauses.map((edit) => edit.text).join('').trimEnd()].filter((part) => part !== '');
    return [{ start: 0, end: 0, text: [...intro, moved].join(lineEnd + lineEnd) + lineEnd }];
  }
  const uses = home.useEdits();
  const isRead = analyzeName(home.syntax, old.local).ofModule.some(({ role, ancestors }) => role === 'reference' && !ancestors.some((node) => home.gone.has(node))) || home.renames.length > 0 || home.references.length > 0;
  const last = (home.syntax.program['body'] as readonly SyntaxNode[]).findLast((statement) => statement.type === 'ImportDeclaration' && !home.gone.has(statement));
  const first = (home.syntax.program['body'] as readonly SyntaxNode[]).find((statement) => statement.type !== 'ImportDeclaration');
  if (isRead && last) return normalizeEdits(joinInsertions([...clauses, ...uses, { start: last.end, end: last.end, text: lineEnd + lineEnd + moved }]));
  if (isRead && first) {
    const at = text.lastIndexOf('\n', first.start - 1) + 1;
    return normalizeEdits(joinInsertions([...clauses, ...uses, { start: at, end: at, text: moved + lineEnd + lineEnd }]));
  }
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return normalizeEdits(joinInsertions([...clauses, ...uses, { start: text.length, end: text.length, text: gap + moved + lineEnd }]));
}
