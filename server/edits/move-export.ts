// Computes every edit of "this declaration goes to another file". Owns what the new file needs and what the old one keeps; importers are sent on elsewhere.
import { posix } from 'node:path';
import { isSpecifier, type Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { cutElements } from './cut-text.ts';
import type { DependentEdits, EditSource, NotEdited } from './edit-plan.ts';
import type { TextEdit } from './file-edit.ts';
import { ImportingFile } from './importing-file.ts';
import { importedLocals, styleOf, type NeededImport } from './import-writer.ts';
import { findCycle } from './move-cycles.ts';
import { homeOf, nameRefusal } from './move-home.ts';
import { isRefusal, refuse, type Refusal } from './move-refusal.ts';
import { chooseLeaving, type Leaving } from './moved-declarations.ts';
import { isOneOfSeveral, movedText } from './moved-text.ts';
import { isRuntimeUse } from './evaluation-reads.ts';
import { packageFolder } from './package-entries.ts';
import { relocateImporters } from './relocate-importers.ts';
import { fileOf, type Relocating } from './relocation-work.ts';
import { editOccurrence } from './rename-export.ts';
import { isRelative, moveSpecifier } from './specifier.ts';
import { relativeSpecifier, specifierLike } from './styled-specifier.ts';
import { parseSyntax, positionAt, type SyntaxNode } from './syntax.ts';
import { applyEdits, normalizeEdits } from './text-edits.ts';

export interface MoveExportRequest extends Pick<EditSource, 'tree' | 'aliasesFor'> {
  readonly graph: ReadableGraph;
  readonly file: string;
  readonly name: string;
  readonly to: string;
}

export interface MoveExportEdits {
  readonly kind: 'moved';
  readonly oldFile: readonly TextEdit[];
  /** Of the destination; the whole text where it is made. */
  readonly newFile: { readonly edits: readonly TextEdit[] } | { readonly text: string };
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  readonly notEdited: readonly NotEdited[];
  /** How the old file names the new one. */
  readonly specifier: string;
  readonly isType: boolean;
  /** False where passing the name on from the old file would break it at run time. */
  readonly canPassOn: boolean;
}

const isTypeScript = (path: string): boolean => /\.[cm]?tsx?$/.test(path);

/** One file's name for another: like its first import inside of the room, relative ones before others. */
function specifierBetween(source: MoveExportRequest, importer: string, target: string): string {
  const edges = source.graph.edgesFrom(importer).filter((edge) => edge.to !== null && source.graph.facts(edge.to));
  const like = edges.find((edge) => isRelative(edge.specifier) && isSpecifier(edge.kind)) ?? edges[0];
  return (like?.to ? specifierLike(source, importer, target, { specifier: like.specifier, target: like.to }) : null) ?? relativeSpecifier(source.graph, importer, target);
}

/** A specifier of the old file as the new one has to write it; null where the new place has no way to it. */
function carriedSpecifier(request: MoveExportRequest, edge: Edge): string | null {
  const { file, to, graph, tree } = request;
  if (isRelative(edge.specifier)) {
    if (edge.to !== null) return moveSpecifier({ specifier: edge.specifier, importer: to, oldTarget: edge.to, newTarget: edge.to, aliases: [] });
    const path = posix.relative(posix.dirname(to), posix.join(posix.dirname(file), edge.specifier));
    return isRelative(path) ? path : `./${path}`;
  }
  const found = graph.resolve(to, edge.specifier);
  if (edge.to === null || ('to' in found && found.to === edge.to)) return edge.specifier;
  return packageFolder(tree, to) === packageFolder(tree, edge.to) ? relativeSpecifier(graph, to, edge.to) : null;
}

/** What the new file has to import, and how names of the moved text change for it. */
interface Needs {
  readonly imports: NeededImport[];
  readonly renames: Map<string, string>;
}

function sameImport(home: ImportingFile, needed: NeededImport): string | null {
  for (const [local, one] of importedLocals(home.syntax)) {
    if (one.imported !== needed.imported || home.gone.has(one.specifier) || (one.isType && !needed.isType)) continue;
    const source = one.statement['source'] as SyntaxNode | undefined;
    const edge = home.graph.edgesFrom(home.path).find((other) => other.start === source?.start);
    if (needed.to === null ? source?.['value'] === needed.specifier : edge?.to === needed.to) return local;
  }
  return null;
}

function need(needs: Needs, home: ImportingFile, needed: NeededImport): void {
  const known = sameImport(home, needed);
  const local = known ?? (home.isFreeAtTop(needed.local) ? needed.local : home.freeName(needed.local));
  if (local !== needed.local) needs.renames.set(needed.local, local);
  if (known === null) needs.imports.push({ ...needed, local });
}

function needImport(needs: Needs, request: MoveExportRequest, home: ImportingFile, leaving: Leaving, name: string): Refusal | null {
  const { graph, file, to } = request;
  const found = importedLocals(leaving.syntax).get(name);
  const source = (found?.statement['source'] ?? (found?.statement['moduleReference'] as SyntaxNode | undefined)?.['expression']) as SyntaxNode | undefined;
  const edge = graph.edgesFrom(file).find((one) => one.start === source?.start);
  if (!found || !edge || !source) return null;
  const own = edge.to === to ? graph.facts(to)?.exports.find((entry) => entry.name === found.imported)?.local : null;
  if (own != null) {
    if (own !== name) needs.renames.set(name, own);
    return null;
  }
  const specifier = carriedSpecifier(request, edge);
  if (specifier === null) return refuse(`'${name}' is imported from '${edge.specifier}', which ${to} has no way to.`, 'Choose a destination in the same package.');
  const rest = leaving.syntax.text.slice(source.end, found.statement.end).replace(/;\s*$/, '');
  const attributes = /^\s*(with|assert)\b/.test(rest) ? { attributes: rest } : {};
  need(needs, home, { imported: found.imported, local: name, isType: found.isType, isInline: found.statement['importKind'] !== 'type', specifier, to: edge.to, ...attributes });
  return null;
}

function needsOf(request: MoveExportRequest, home: ImportingFile, leaving: Leaving): Needs | Refusal {
  const { graph, file, to } = request;
  const needs: Needs = { imports: [], renames: new Map() };
  for (const { name } of leaving.imports) {
    const refusal = needImport(needs, request, home, leaving, name);
    if (refusal) return refusal;
  }
  for (const { name, isValue } of leaving.staying) {
    const exported = graph.facts(file)?.exports.filter((entry) => entry.local === name && entry.importIndex === null).map((entry) => entry.name) ?? [];
    const imported = exported.find((one) => one === name) ?? exported.find((one) => one !== 'default') ?? exported[0] ?? name;
    need(needs, home, { imported, local: name, isType: !isValue && isTypeScript(to), specifier: home.specifierOf(file, () => specifierBetween(request, to, file)), to: file });
  }
  for (const declaration of leaving.declarations) {
    for (const name of declaration === leaving.target ? [] : declaration.names) if (!home.isFreeAtTop(name)) needs.renames.set(name, home.freeName(name));
  }
  return needs;
}

/** The edits of the moved text: names that are called otherwise in the new file, and specifiers in calls. */
function editsWithin(request: MoveExportRequest, leaving: Leaving, renames: ReadonlyMap<string, string>): TextEdit[] {
  const named = [...renames].flatMap(([from, to]) => leaving.analysisOf(from).ofModule.filter((found) => leaving.isLeaving(found.node.start)).map((found) => editOccurrence(found, from, to)));
  const loads = request.graph.edgesFrom(request.file).filter((edge) => isRelative(edge.specifier) && leaving.isLeaving(edge.start)).flatMap((edge) => {
    const specifier = carriedSpecifier(request, edge);
    return specifier === null || specifier === edge.specifier ? [] : [{ start: edge.start + 1, end: edge.end - 1, text: specifier }];
  });
  return [...named, ...loads];
}

/** Exports what the new file needs: by the keyword where one statement declares it alone, else by a clause at the end. */
function exportStaying(old: ImportingFile, leaving: Leaving, names: readonly string[]): TextEdit[] {
  const keyword: TextEdit[] = [];
  const listed: string[] = [];
  const types: string[] = [];
  for (const name of names) {
    const declaration = leaving.others.find((one) => one.names.includes(name));
    const part = declaration?.parts[0];
    const isAlone = declaration && part && declaration.names.length === 1 && declaration.parts.filter((one) => !one.isAssignment).length === 1 && part.start === part.statement.start;
    const isPlain = part && ((part.node['decorators'] as readonly unknown[] | undefined) ?? []).length === 0;
    if (isAlone && isPlain) keyword.push({ start: part.start, end: part.start, text: 'export ' });
    else (declaration?.isType ? types : listed).push(name);
  }
  const { text } = old.syntax;
  const { lineEnd, semicolon } = old.style;
  const lines = [...(listed.length > 0 ? [`export { ${listed.join(', ')} }${semicolon}`] : []), ...(types.length > 0 ? [`export type { ${types.join(', ')} }${semicolon}`] : [])];
  const gap = text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return lines.length === 0 ? keyword : [...keyword, { start: text.length, end: text.length, text: gap + lines.join(lineEnd) + lineEnd }];
}

function editsOfOldFile(request: MoveExportRequest, leaving: Leaving, specifier: string): TextEdit[] {
  const { graph, file, name, to } = request;
  const { syntax } = leaving;
  const old = new ImportingFile(file, syntax, graph);
  const several = new Map<SyntaxNode, Set<SyntaxNode>>();
  for (const part of leaving.declarations.flatMap(({ parts }) => parts)) {
    if (!isOneOfSeveral(part, leaving)) old.cuts.push({ start: Math.min(part.start, part.statement.start), end: part.statement.end });
    else several.set(part.statement, (several.get(part.statement) ?? new Set()).add(part.node));
  }
  const listed = [...several].flatMap(([statement, gone]) => cutElements(syntax, ((statement['declaration'] ?? statement) as SyntaxNode)['declarations'] as SyntaxNode[], gone));
  const passed = (syntax.program['body'] as readonly SyntaxNode[]).filter((statement) => statement.type === 'ExportNamedDeclaration' && !statement['source'] && !statement['declaration']);
  for (const one of leaving.specifiers) old.gone.add(one);
  for (const statement of passed) if ((statement['specifiers'] as readonly SyntaxNode[]).length > 0 && (statement['specifiers'] as readonly SyntaxNode[]).every((one) => old.gone.has(one))) old.gone.add(statement);
  for (const [local, { statement, specifier: one }] of importedLocals(syntax)) {
    const isUnused = leaving.imports.some((used) => used.name === local) && leaving.analysisOf(local).ofModule.every((found) => found.role === 'declaration' || leaving.isLeaving(found.node.start));
    if (isUnused && local !== 'React') old.gone.add(one);
    const siblings = (statement['specifiers'] ?? [statement]) as readonly SyntaxNode[];
    if (siblings.every((sibling) => old.gone.has(sibling))) old.gone.add(statement);
    if (statement.type === 'TSImportEqualsDeclaration' && old.gone.has(statement)) old.cuts.push(statement);
  }
  if (leaving.usesLeft.length > 0) old.needed.push({ imported: name, local: leaving.local, isType: !leaving.usesLeft.some(isRuntimeUse) && isTypeScript(file), specifier, to });
  const isPrivate = (one: string) => !graph.facts(file)?.exports.some((entry) => entry.local === one);
  const edits = [...old.clauseEdits(), ...listed, ...exportStaying(old, leaving, leaving.staying.map((one) => one.name).filter(isPrivate))];
  const rest = parseSyntax(file, applyEdits(syntax.text, normalizeEdits(edits)));
  // What is imported as a module must stay one.
  if (!rest.isModule) edits.push({ start: syntax.text.length, end: syntax.text.length, text: `${rest.text === '' || rest.text.endsWith('\n') ? '' : old.style.lineEnd}export {}${old.style.semicolon}${old.style.lineEnd}` });
  return edits;
}

/** What depends on the place of the file it stands in. */
function placeBound({ file, to }: MoveExportRequest, { syntax, declarations }: Leaving): NotEdited[] {
  const spans = declarations.flatMap(({ parts }) => parts);
  return [...syntax.text.matchAll(/\bimport\.meta\.(?:url|dirname|filename|glob)\b|\b__(?:dirname|filename)\b/g)]
    .filter(({ index }) => spans.some(({ start, end }) => start <= index && index < end))
    .map(({ 0: found, index }) => ({ file, ...positionAt(syntax.text, index), reason: `'${found}' means another place in ${to}` }));
}

function relocationOf(request: MoveExportRequest, leaving: Leaving): Relocating {
  const { tree, graph, file, name, to } = request;
  return relocateImporters({ tree, graph, aliasesFor: request.aliasesFor.bind(request), file, name, to, toName: name, isType: leaving.target.isType && isTypeScript(to), localAtHome: leaving.local });
}

/** Every edit that carries `name` from `file` to `to`, or why that cannot be. The kinds of the two files must agree. */
export function moveExport(request: MoveExportRequest): MoveExportEdits | Refusal {
  const { tree, graph, file, name, to } = request;
  const leaving = chooseLeaving(graph, request, parseSyntax(file, tree.text(file) ?? ''));
  if (isRefusal(leaving)) return leaving;
  const style = styleOf(leaving.syntax);
  const work = relocationOf(request, leaving);
  const exists = tree.has(to);
  const home = exists ? fileOf(work, to) : new ImportingFile(to, parseSyntax(to, ''), graph, style);
  if (!home) return refuse(`${to} cannot be read.`, 'Choose another destination.');
  const taken = nameRefusal(request, leaving, home);
  if (taken) return taken;
  const cycle = findCycle({ graph, file, to, name, leaving, destination: exists ? home.syntax : null });
  if (isRefusal(cycle)) return cycle;
  const needs = needsOf(request, home, leaving);
  if (isRefusal(needs)) return needs;
  const moved = movedText(leaving, name, editsWithin(request, leaving, needs.renames), exists ? home.style : style);
  const edits = homeOf(home, { needed: needs.imports, moved, old: leaving, isNew: !exists });
  const text = applyEdits(home.syntax.text, edits);
  const problem = parseSyntax(to, text).errors[0];
  if (problem !== undefined) return refuse(`'${name}' does not parse in ${to}: ${problem}`, 'Choose a destination of the same kind, such as .tsx for JSX.');
  const specifier = specifierBetween(request, file, to);
  work.files.delete(to);
  work.files.delete(file);
  const blocked = cycle.passOnBreaks === null ? [] : [{ file, line: 1, column: 1, reason: `cannot pass '${name}' on: ${to} reads '${cycle.passOnBreaks}' of it while it is loaded` }];
  return {
    kind: 'moved', specifier, isType: leaving.target.isType, canPassOn: cycle.passOnBreaks === null,
    oldFile: normalizeEdits(editsOfOldFile(request, leaving, specifier)),
    newFile: exists ? { edits } : { text },
    dependents: new Map([...work.files].map(([path, one]) => [path, one.edits()])),
    notEdited: [...placeBound(request, leaving), ...blocked, ...work.notEdited],
  };
}
