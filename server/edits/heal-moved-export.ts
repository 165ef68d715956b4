// Imports of an export that an edit carried to another file. Owns clauses that name it: they take it from its new place; every other use is the caller's to list.
import type { Edge } from '../graph/facts.ts';
import type { InferredEdit } from '../intents/change.ts';
import type { EditSource } from './edit-plan.ts';
import type { EditedGraph } from './edited-graph.ts';
import type { TextEdit } from './file-edit.ts';
import { moveSpecifier } from './specifier.ts';
import { pathToOffset } from './syntax-path.ts';
import { parseSyntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface MovedImports {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** The import or re-export that is healed. */
  readonly edge: Edge;
}

interface Request {
  readonly source: EditSource;
  readonly tree: ReadableTree;
  readonly graph: EditedGraph;
}

type Moved = InferredEdit['movedExports'][number];

const nameOf = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);
const importedName = (specifier: SyntaxNode): string => nameOf(specifier.type === 'ExportSpecifier' ? specifier['local'] : specifier['imported']);

/** The clause without some of its names, each with the comma behind it; the last ones with the comma before them. */
function withoutSpecifiers(all: readonly SyntaxNode[], removed: ReadonlySet<SyntaxNode>): TextEdit[] {
  const last = all.findLastIndex((specifier) => !removed.has(specifier));
  const edits = all.slice(0, last).flatMap((specifier, i): TextEdit[] => (removed.has(specifier) ? [{ start: specifier.start, end: (all[i + 1] as SyntaxNode).start, text: '' }] : []));
  const end = all.at(-1) as SyntaxNode;
  const kept = all[last] as SyntaxNode;
  return kept === end ? edits : [...edits, { start: kept.end, end: end.end, text: '' }];
}

/** Null where the statement is of a form that is left to a person. */
function moveInStatement({ source, tree, graph }: Request, edge: Edge, moved: readonly Moved[]): MovedImports | null {
  const text = tree.text(edge.from) ?? '';
  const statement = pathToOffset(parseSyntax(edge.from, text), edge.start)?.ancestors.findLast((node) => node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration');
  const specifiers = (statement?.['specifiers'] ?? []) as readonly SyntaxNode[];
  const named = specifiers.filter(({ type }) => type === 'ImportSpecifier' || type === 'ExportSpecifier');
  const goals = new Map(moved.map(({ name, to }) => [name, to]));
  const taken = named.filter((specifier) => goals.has(importedName(specifier)));
  const isWhole = taken.length === specifiers.length;
  if (!statement || taken.length === 0 || (taken.length === named.length && !isWhole)) return null;
  const specifierTo = (goal: string) => moveSpecifier({ specifier: edge.specifier, importer: edge.from, oldTarget: graph.resolveBefore(edge.from, edge.specifier) ?? edge.to ?? '', newTarget: goal, aliases: source.aliasesFor(edge.from) });
  const targets = [...new Set(taken.map((specifier) => goals.get(importedName(specifier)) ?? ''))];
  const written = targets.map(specifierTo);
  if (written.includes(null)) return null;
  if (isWhole && written.length === 1) return { file: edge.from, edge, edits: [{ start: edge.start + 1, end: edge.end - 1, text: written[0] ?? '' }] };
  if (isWhole) return null;
  const [start] = /^(?:import|export)(?:\s+type)?\b/.exec(text.slice(statement.start)) ?? ['import'];
  const quote = text[edge.start] ?? "'";
  const end = (text[statement.end - 1] === ';' ? ';' : '');
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = targets.map((goal, i) => `${start} { ${taken.filter((specifier) => goals.get(importedName(specifier)) === goal).map((specifier) => text.slice(specifier.start, specifier.end)).join(', ')} } from ${quote}${written[i] ?? ''}${quote}${end}`);
  return { file: edge.from, edge, edits: [...withoutSpecifiers(named, new Set(taken)), { start: statement.end, end: statement.end, text: lines.map((line) => lineEnd + line).join('') }] };
}

/** The clauses of files that are not edited themselves. Edits hold for the tree after the edit. */
export function healMovedExports(request: Request, movedExports: readonly Moved[]): MovedImports[] {
  return [...new Set(movedExports.map(({ from }) => from))].flatMap((from) => {
    const moved = movedExports.filter((other) => other.from === from);
    const edges = request.graph.edgesTo(from).filter((edge) => !request.graph.isEdited(edge.from) && edge.names.some(({ imported }) => moved.some(({ name }) => name === imported)));
    return edges.flatMap((edge) => moveInStatement(request, edge, moved) ?? []);
  });
}
