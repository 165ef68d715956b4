// Finds what former changes left for old callers: deprecated export aliases and overloads, and files that pass a moved one on. Owns what counts as such a shim.
import type { Edge } from '../graph/facts.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import { isDeprecatedAt, signatureShimsIn, type SignatureShim } from './signatures/find-signature-shims.ts';
import { parseSyntax, type Syntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

/** What stands for the old form now: another name of a file, or a whole file. */
export interface Replacement {
  readonly file: string;
  /** Null: the file as a whole. */
  readonly name: string | null;
}

export interface FoundShim {
  readonly file: string;
  /** The deprecated name; null for a file that passes another one on. */
  readonly name: string | null;
  /** Null where it leads out of the room, or nowhere that can be written instead. */
  readonly replacement: Replacement | null;
  /** The export specifier; null for a whole file, and for an overload. */
  readonly specifier: SyntaxNode | null;
  /** An old signature beside the new one; the replacement is the same function. */
  readonly signature?: SignatureShim;
}

interface ShimSource {
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
}

const nameOf = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);
const statementsOf = (syntax: Syntax): readonly SyntaxNode[] => syntax.program['body'] as readonly SyntaxNode[];

/** The export specifiers that are deprecated, each by itself or with its statement. */
function deprecatedSpecifiers(syntax: Syntax): { specifier: SyntaxNode; statement: SyntaxNode }[] {
  return statementsOf(syntax).filter((statement) => statement.type === 'ExportNamedDeclaration').flatMap((statement) => {
    const isWhole = isDeprecatedAt(syntax, statement.start);
    return (statement['specifiers'] as readonly SyntaxNode[]).filter((specifier) => isWhole || isDeprecatedAt(syntax, specifier.start)).map((specifier) => ({ specifier, statement }));
  });
}

/** The same thing under a name of the same file that is not deprecated. */
function siblingOf(syntax: Syntax, specifier: SyntaxNode, statement: SyntaxNode, facts: readonly { name: string; local: string | null }[]): string | null {
  const source = statement['source'] as SyntaxNode | null;
  const deprecated = new Set(deprecatedSpecifiers(syntax).map((one) => one.specifier));
  const local = nameOf(specifier['local']);
  for (const other of statementsOf(syntax).filter((one) => one.type === 'ExportNamedDeclaration')) {
    if ((other['source'] as SyntaxNode | null)?.['value'] !== source?.['value']) continue;
    for (const one of other['specifiers'] as readonly SyntaxNode[]) if (!deprecated.has(one) && nameOf(one['local']) === local && nameOf(one['exported']) !== 'default') return nameOf(one['exported']);
  }
  if (source) return null;
  return facts.find((fact) => fact.local === local && fact.name !== nameOf(specifier['exported']) && fact.name !== 'default')?.name ?? null;
}

function replacementOf({ graph }: ShimSource, file: string, syntax: Syntax, { specifier, statement }: { specifier: SyntaxNode; statement: SyntaxNode }): Replacement | null {
  const local = nameOf(specifier['local']);
  const sibling = siblingOf(syntax, specifier, statement, graph.facts(file)?.exports ?? []);
  if (sibling !== null) return { file, name: sibling };
  const source = statement['source'] as SyntaxNode | null;
  const leads = (edge: Edge | undefined, name: string | undefined): Replacement | null => (edge?.to && graph.facts(edge.to) && name !== undefined && name !== '*' ? { file: edge.to, name } : null);
  if (source) return leads(graph.edgesFrom(file).find((edge) => edge.start === source.start), local);
  const edge = graph.edgesFrom(file).find(({ names }) => names.some((name) => name.local === local));
  return leads(edge, edge?.names.find((name) => name.local === local)?.imported);
}

/** The one file that a module passes on, when that is all it does. */
function passedOnFile({ graph }: ShimSource, file: string, syntax: Syntax): string | null {
  const edges = graph.edgesFrom(file);
  const targets = new Set(edges.map((edge) => edge.to));
  const [target] = targets;
  if (targets.size !== 1 || target == null || !graph.facts(target)) return null;
  const isPassing = (statement: SyntaxNode): boolean => {
    if (statement.type === 'ExportAllDeclaration') return statement['exported'] === null;
    if (statement.type === 'ExportNamedDeclaration') return statement['source'] !== null && (statement['specifiers'] as readonly SyntaxNode[]).every((one) => nameOf(one['local']) === nameOf(one['exported']));
    if (statement.type === 'ImportDeclaration') return (statement['specifiers'] as readonly unknown[]).length === 0;
    if (statement.type === 'TSImportEqualsDeclaration' || statement.type === 'TSExportAssignment') return true;
    const text = syntax.text.slice(statement.start, statement.end);
    return /^module\.exports\s*=\s*require\(\s*(["'])[^"']+\1\s*\);?$/.test(text);
  };
  return statementsOf(syntax).every(isPassing) ? target : null;
}

/** What others call a function or member that the file calls `local`; null where it is not exported. */
function exportedName({ graph }: ShimSource, file: string, local: string): string | null {
  const [owner, ...member] = local.split('.');
  const entries = graph.facts(file)?.exports.filter((entry) => entry.importIndex === null && entry.local === owner) ?? [];
  const name = entries.find((entry) => entry.name !== 'default')?.name ?? (entries.length > 0 || owner === 'default' ? owner : undefined);
  return name === undefined ? null : [name, ...member].join('.');
}

function oldSignatures(source: ShimSource, file: string, syntax: Syntax): FoundShim[] {
  return signatureShimsIn(file, syntax).filter(({ tag }) => tag !== null).flatMap((signature) => {
    const name = exportedName(source, file, signature.local);
    return name === null ? [] : [{ file, name, replacement: { file, name }, specifier: null, signature }];
  });
}

/** The shims of one file. */
export function shimsIn(source: ShimSource, file: string): FoundShim[] {
  const text = source.tree.text(file);
  if (text === undefined || !text.includes('@deprecated') || !source.graph.facts(file)) return [];
  const syntax = parseSyntax(file, text);
  const first = statementsOf(syntax)[0];
  const named = deprecatedSpecifiers(syntax);
  const target = first && (isDeprecatedAt(syntax, first.start) || named.length > 0) ? passedOnFile(source, file, syntax) : null;
  const isWholeFile = target !== null && statementsOf(syntax).every((statement) => (statement['specifiers'] as readonly SyntaxNode[] | undefined ?? []).every((one) => named.some(({ specifier }) => specifier === one)));
  if (isWholeFile) return [{ file, name: null, replacement: { file: target, name: null }, specifier: null }];
  return [...named.map((one) => ({ file, name: nameOf(one.specifier['exported']), replacement: replacementOf(source, file, syntax, one), specifier: one.specifier })), ...oldSignatures(source, file, syntax)];
}

/** Every shim of the room, by file. */
export function findShims(source: ShimSource): FoundShim[] {
  return source.graph.files().flatMap((file) => shimsIn(source, file));
}
