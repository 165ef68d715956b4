// The compatibility layer of a change: the old name or the old path keeps working, expressed through the new one. Owns the text of shims and of their tags.
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { MoveFile, RenameExport } from '../intents/change.ts';
import { aliasInCommonJs } from './commonjs-alias.ts';
import { findOrigin, isImported, offeredNames } from './export-names.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import type { ExportSite } from './edit-plan.ts';
import { relativeSpecifier } from './styled-specifier.ts';
import { childrenOf, parseSyntax, type Syntax, type SyntaxNode } from './syntax.ts';
import type { VirtualTree } from './virtual-tree.ts';

/** A file's path before and after. */
type MovedPath = Pick<MoveFile, 'from' | 'to'>;

export interface ShimRequest {
  /** The tree after the change and its updates. */
  readonly tree: VirtualTree;
  /** The graph before the change. */
  readonly graph: ReadableGraph;
}

const present = <T>(value: T | null): value is T => value !== null;
const lineEnd = (text: string): string => (/\r\n/.test(text) ? '\r\n' : '\n');
const nameOf = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);

/** The export specifiers of a file, with the statement each stands in. */
function exportSpecifiers(syntax: Syntax): { specifier: SyntaxNode; statement: SyntaxNode }[] {
  return [...childrenOf(syntax.program)]
    .filter((statement) => statement.type === 'ExportNamedDeclaration')
    .flatMap((statement) => (statement['specifiers'] as SyntaxNode[]).map((specifier) => ({ specifier, statement })));
}

/** True when every declaration behind an export is only a type, so that it must leave as `export type`. */
function isTypeOnly(graph: ReadableGraph, file: string, name: string): boolean {
  const origin = findOrigin(graph, file, name) ?? { file, name };
  const facts = graph.facts(origin.file)?.exports.filter((entry) => entry.name === origin.name) ?? [];
  return facts.length > 0 && facts.every((entry) => entry.isType);
}

function append(tree: VirtualTree, file: string, lines: readonly string[]): FileEdit | null {
  const text = tree.text(file) ?? '';
  const end = lineEnd(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? end : end + end;
  return tree.modify(file, [{ start: text.length, end: text.length, text: gap + lines.join(end) + end }]);
}

/** The alias in the declaring file. */
function aliasAtOrigin({ tree, graph }: ShimRequest, change: RenameExport): FileEdit | null {
  const { file, from, to } = change;
  const note = `/** @deprecated Use {@link ${to}}. Keeps callers working that still say ${from}. */`;
  const fact = graph.facts(file)?.exports.find((entry) => entry.name === from);
  const syntax = parseSyntax(file, tree.text(file) ?? '');
  if (!syntax.isModule) return tree.modify(file, [aliasInCommonJs(syntax, change, { note, lineEnd: lineEnd(syntax.text) })]);
  const type = isTypeOnly(graph, file, from) ? 'type ' : '';
  const edge = fact?.importIndex == null ? undefined : graph.edgesFrom(file)[fact.importIndex];
  const crossing = edge?.names.find((name) => name.exported === from);
  if (edge && crossing) {
    const clause = crossing.imported === '*' ? `* as ${from}` : `{ ${crossing.imported === from ? from : `${crossing.imported} as ${from}`} }`;
    return append(tree, file, [note, `export ${crossing.isType ? 'type ' : ''}${clause} from '${edge.specifier}';`]);
  }
  const local = fact?.local === from && !isImported(graph, file, from) ? to : (fact?.local ?? to);
  return append(tree, file, [note, `export ${type}{ ${local === from ? from : `${local} as ${from}`} };`]);
}

/** A barrel that names its exports must name the old one too; `export *` passes it on by itself. */
function aliasInBarrel(tree: VirtualTree, file: string, change: RenameExport): FileEdit | null {
  const syntax = parseSyntax(file, tree.text(file) ?? '');
  const found = exportSpecifiers(syntax).find(({ specifier }) => nameOf(specifier['exported']) === change.to);
  if (!found) return null;
  const { specifier, statement } = found;
  const type = specifier['exportKind'] === 'type' && statement['exportKind'] !== 'type' ? 'type ' : '';
  return tree.modify(file, [{ start: specifier.end, end: specifier.end, text: `, ${type}${nameOf(specifier['local'])} as ${change.from}` }]);
}

/** Keeps the old name working: an alias in the declaring file and in every barrel that names its exports. */
export function renameShim(request: ShimRequest, change: RenameExport, sites: readonly ExportSite[]): FileEdit[] {
  const barrels = new Set(sites.filter((site) => site.path.length === 1 && site.file !== change.file).map((site) => site.file));
  return [aliasAtOrigin(request, change), ...[...barrels].sort().map((file) => aliasInBarrel(request.tree, file, change))].filter(present);
}

/** True for a file without module syntax that exports, or that the runtime can only load as CommonJS. */
function isCommonJsFile(graph: ReadableGraph, file: string): boolean {
  return /\.(js|jsx|cjs)$/.test(file) || (graph.facts(file)?.exports.length ?? 0) > 0;
}

function moveShimText({ tree, graph }: ShimRequest, change: MovedPath): string {
  const text = tree.text(change.to) ?? '';
  const quote = /from "/.test(text) ? '"' : "'";
  const semicolon = /;\s*$/m.test(text) || !/^(import|export)\b/m.test(text) ? ';' : '';
  const specifier = quote + relativeSpecifier(graph, change.from, change.to) + quote;
  const lines = [`/** @deprecated Moved to ${change.to}. Keeps importers working that still use this path. */`];
  if (!parseSyntax(change.to, text).isModule && isCommonJsFile(graph, change.from)) return [...lines, `module.exports = require(${specifier})${semicolon}`, ''].join(lineEnd(text));
  const { names, complete } = offeredNames(graph, change.from);
  if (names.some(({ name }) => name === 'export=')) return [...lines, `import moved = require(${specifier})${semicolon}`, `export = moved${semicolon}`, ''].join(lineEnd(text));
  const listed = names.filter(({ name }) => complete || name === 'default').map(({ name, isType }) => `${isType || isTypeOnly(graph, change.from, name) ? 'type ' : ''}${name}`);
  if (!complete) lines.push(`export * from ${specifier}${semicolon}`);
  const types = listed.length > 0 && listed.every((name) => name.startsWith('type '));
  const written = types ? listed.map((name) => name.slice(5)) : listed;
  const inner = written.length > 3 ? `\n${written.map((name) => `  ${name},\n`).join('')}` : ` ${written.join(', ')} `;
  if (written.length > 0) lines.push(`export ${types ? 'type ' : ''}{${inner}} from ${specifier}${semicolon}`);
  if (names.length === 0 && complete) lines.push(`import ${specifier}${semicolon}`);
  return [...lines, ''].join('\n').replaceAll('\n', lineEnd(text));
}

/** Keeps the old path working: a file there that passes on everything the moved one offers. Null for files that are no modules of code. */
export function moveShim(request: ShimRequest, change: MovedPath): FileEdit[] {
  if (!/\.[cm]?[jt]sx?$/.test(change.from) || /\.d\.[cm]?ts$/.test(change.from)) return [];
  return [request.tree.create(change.from, moveShimText(request, change))];
}

/** Puts `@deprecated` on every name of the shims, so that compilers and editors report each use. `tree`: after the shims. */
export function markDeprecated(tree: VirtualTree, shims: readonly FileEdit[], request: { isOld(exported: string): boolean; replacement: string }): FileEdit[] {
  return shims.flatMap((shim) => {
    const syntax = parseSyntax(shim.path, tree.text(shim.path) ?? '');
    const tags: TextEdit[] = exportSpecifiers(syntax)
      .filter(({ specifier }) => request.isOld(nameOf(specifier['exported'])))
      .map(({ specifier }) => ({ start: specifier.start, end: specifier.start, text: `/** @deprecated ${request.replacement} */ ` }));
    return [tree.modify(shim.path, tags)].filter(present);
  });
}
