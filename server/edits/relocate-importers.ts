// Sends everybody who takes a name from one module to another module for it. Owns which clauses are split, which accesses become names, and what
// stays listed; the declaration itself is carried by move-export.ts.
import type { CrossingName, Edge } from '../graph/facts.ts';
import { findOrigin } from './export-names.ts';
import type { ImportingFile } from './importing-file.ts';
import { importedLocals, styleOf } from './import-writer.ts';
import { followLoaded } from './relocate-loads.ts';
import { followNamespace } from './relocate-namespaces.ts';
import { fileOf, skip, specifierFor, textOf, type Relocating, type Relocation } from './relocation-work.ts';
import { pathToOffset } from './syntax-path.ts';
import type { SyntaxNode } from './syntax.ts';

function statementOf(file: ImportingFile, edge: Edge): SyntaxNode | null {
  const at = pathToOffset(file.syntax, edge.start);
  return at?.ancestors.findLast((node) => node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') ?? null;
}

/** Inside of the new home: the import goes, and its local name becomes the declaration's. */
function takeHome(work: Relocating, file: ImportingFile, specifier: SyntaxNode): void {
  file.gone.add(specifier);
  const local = textOf(specifier['local']);
  if (local !== work.localAtHome) file.renames.push({ from: local, to: work.localAtHome });
}

function moveImport(work: Relocating, file: ImportingFile, statement: SyntaxNode, specifier: SyntaxNode, edge: Edge): void {
  if (file.path === work.to) return takeHome(work, file, specifier);
  const to = specifierFor(work, edge);
  if (to === null) return;
  file.gone.add(specifier);
  const isTypeStatement = statement['importKind'] === 'type';
  const needed = { imported: work.toName, local: textOf(specifier['local']), isType: isTypeStatement || specifier['importKind'] === 'type', isInline: !isTypeStatement, specifier: to, to: work.to };
  const isAlone = (statement['specifiers'] as readonly SyntaxNode[]).length === 1;
  const hasOther = [...importedLocals(file.syntax).values()].some((one) => one.specifier.type === 'ImportSpecifier' && one.isType === needed.isType && file.graph.edgesFrom(file.path).some((other) => other.to === work.to && other.start === (one.statement['source'] as SyntaxNode).start));
  if (!isAlone || hasOther) return void file.needed.push(needed);
  // The whole statement goes along: only where it leads to, and perhaps the name, are written anew.
  file.gone.delete(specifier);
  file.imports.push({ start: edge.start + 1, end: edge.end - 1, text: to });
  const imported = specifier['imported'] as SyntaxNode | undefined;
  if (imported && textOf(imported) !== work.toName) file.imports.push({ start: imported.start, end: imported.end, text: textOf(specifier['local']) === textOf(imported) && imported.start === (specifier['local'] as SyntaxNode).start ? `${work.toName} as ${textOf(imported)}` : work.toName });
}

function moveReexport(work: Relocating, file: ImportingFile, statement: SyntaxNode, specifier: SyntaxNode, edge: Edge): void {
  const exported = textOf(specifier['exported']);
  const atHome = file.path === work.to;
  const to = atHome ? null : specifierFor(work, edge);
  if (!atHome && to === null) return;
  const specifiers = statement['specifiers'] as readonly SyntaxNode[];
  file.gone.add(specifier);
  const { quote, semicolon } = styleOf(file.syntax);
  const isType = statement['exportKind'] === 'type';
  const inline = specifier['exportKind'] === 'type' && !isType ? 'type ' : '';
  const clause = (name: string) => `export ${isType ? 'type ' : ''}{ ${inline}${name === exported ? exported : `${name} as ${exported}`} }`;
  const line = atHome ? (exported === work.toName ? null : `${clause(work.localAtHome)}${semicolon}`) : `${clause(work.toName)} from ${quote}${to}${quote}${semicolon}`;
  if (line !== null) file.exportsAfter.set(statement, [...(file.exportsAfter.get(statement) ?? []), line]);
  if (specifiers.every((one) => file.gone.has(one))) file.gone.add(statement);
}

/** `export *` does not offer the name any more; the barrel names it, unless it offers the new place as a whole or says the name itself. */
function completeStar(work: Relocating, file: ImportingFile, statement: SyntaxNode, edge: Edge): void {
  if (file.path === work.to || work.name === 'default') return;
  const { graph } = work;
  if (graph.facts(file.path)?.exports.some((entry) => entry.name === work.name)) return;
  if (work.toName === work.name && starsReach(work, file.path)) return;
  const to = specifierFor(work, edge);
  if (to === null) return;
  const { quote, semicolon } = styleOf(file.syntax);
  const type = work.isType || statement['exportKind'] === 'type' ? 'type ' : '';
  const clause = work.toName === work.name ? work.name : `${work.toName} as ${work.name}`;
  file.exportsAfter.set(statement, [...(file.exportsAfter.get(statement) ?? []), `export ${type}{ ${clause} } from ${quote}${to}${quote}${semicolon}`]);
}

/** True when stars lead from the barrel to the new place without the old one. */
function starsReach({ graph, to, file }: Relocating, barrel: string): boolean {
  const seen = new Set([barrel]);
  for (const path of seen) for (const edge of graph.edgesFrom(path)) if (edge.kind === 'STAR' && edge.to !== null && edge.to !== file) seen.add(edge.to);
  return seen.has(to);
}

function moveClause(work: Relocating, edge: Edge, name: CrossingName): void {
  const file = fileOf(work, edge.from);
  const statement = file && statementOf(file, edge);
  if (!file || !statement) return;
  if (statement.type === 'ExportAllDeclaration') return name.exported === '*' ? completeStar(work, file, statement, edge) : void work.namespaces.push({ file: edge.from, path: [name.exported ?? '', work.name] });
  const specifier = (statement['specifiers'] as readonly SyntaxNode[]).find((one) => (name.exported !== null ? textOf(one['exported']) === name.exported : textOf(one['local']) === name.local));
  if (!specifier) return;
  work.callers.push({ file: edge.from, start: ((specifier['imported'] ?? specifier['local']) as SyntaxNode).start });
  if (name.exported !== null) moveReexport(work, file, statement, specifier, edge);
  else moveImport(work, file, statement, specifier, edge);
  if ((statement['specifiers'] as readonly SyntaxNode[]).every((one) => file.gone.has(one))) file.gone.add(statement);
}

const isStatement = (edge: Edge): boolean => edge.kind === 'STATIC' || edge.kind === 'REEXPORT' || edge.kind === 'STAR' || (edge.kind === 'TYPE' && edge.names.some((name) => name.local !== null || name.exported !== null));

function passOn(work: Relocating, file: string, path: readonly string[]): void {
  if (path.length < 5 && !work.namespaces.some((one) => one.file === file && one.path.join('.') === path.join('.'))) work.namespaces.push({ file, path });
}

/** Importers of a module that offers the old one as a namespace. */
function followSite(work: Relocating, { file, path }: Relocating['namespaces'][number]): void {
  skip(work, file, 0, `the namespace '${path.slice(0, -1).join('.')}' that it offers holds '${work.name}' only as long as ${work.file} passes it on`);
  for (const edge of work.graph.edgesTo(file)) {
    for (const { local, imported, exported } of edge.names) {
      if (local !== null && imported === path[0]) followNamespace(work, edge, local, path.slice(1));
      else if (local !== null && imported === '*') followNamespace(work, edge, local, path);
      else if (exported === '*') passOn(work, edge.from, path);
      else if (exported !== null && imported === path[0]) passOn(work, edge.from, [exported, ...path.slice(1)]);
    }
  }
}

/** Every importer of `name` from `file`, sent to `to`. The old file itself is left out. */
export function relocateImporters(relocation: Relocation): Relocating {
  const work: Relocating = { ...relocation, files: new Map(), notEdited: [], callers: [], namespaces: [] };
  const edges = work.graph.edgesTo(work.file).filter((edge) => edge.from !== work.file);
  for (const edge of edges.filter(isStatement)) {
    for (const name of edge.names) {
      if (name.imported === work.name) moveClause(work, edge, name);
      else if (name.imported === '*' && name.exported !== null) moveClause(work, edge, name);
    }
  }
  for (const edge of edges.filter((one) => !isStatement(one))) followLoaded(work, edge);
  for (const edge of edges) for (const { imported, local } of edge.names) if (imported === '*' && local !== null && edge.kind !== 'DYNAMIC') followNamespace(work, edge, local, [work.name]);
  for (const site of work.namespaces) followSite(work, site);
  return work;
}

/** True when the module offers the name from somewhere else than the two places. */
export function offersAnother({ graph, file, name, to, toName }: Pick<Relocation, 'graph' | 'file' | 'name' | 'to' | 'toName'>, module: string): boolean {
  const origin = findOrigin(graph, module, toName);
  return origin !== null && origin.file !== to && !(origin.file === file && origin.name === name);
}
