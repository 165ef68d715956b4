// Puts `@deprecated` on what a file exports, so that compilers and editors report each use. Owns where the tag goes; which exports get one is given.
import type { ProjectGraph } from '../graph/project-graph.ts';
import { tagAt } from './deprecation.ts';
import type { FileEdit } from './file-edit.ts';
import { childrenOf, isNode, parseSyntax, type Syntax, type SyntaxNode } from './syntax.ts';
import type { VirtualTree } from './virtual-tree.ts';

const isExport = (statement: SyntaxNode): boolean => /^(?:ExportNamed|ExportDefault)Declaration$|^TSExportAssignment$/.test(statement.type);

/** What carries the tags: declarations, the names of export clauses, assignments of CommonJS. */
function carriers(syntax: Syntax, assigned: ReadonlySet<number>): SyntaxNode[] {
  return [...childrenOf(syntax.program)].flatMap((statement) => {
    if (statement.type === 'ExpressionStatement' && [...assigned].some((start) => start >= statement.start && start < statement.end)) return [statement];
    if (!isExport(statement)) return [];
    const specifiers = (statement['specifiers'] ?? []) as SyntaxNode[];
    return statement.type === 'ExportNamedDeclaration' && !isNode(statement['declaration']) ? specifiers : [statement];
  });
}

/** The edit that tags every export of a file; where it exports nothing that can carry one, a comment at its top. Null when all are tagged. */
export function deprecateExports(tree: VirtualTree, graph: ProjectGraph, { file, note }: { file: string; note: string }): FileEdit | null {
  const text = tree.text(file) ?? '';
  const syntax = parseSyntax(file, text);
  const assigned = new Set(syntax.isModule ? [] : (graph.facts(file)?.exports ?? []).map(({ start }) => start));
  const nodes = carriers(syntax, assigned);
  const tags = nodes.flatMap((node) => tagAt(syntax, node.start, `@deprecated ${note}`));
  if (nodes.length > 0) return tree.modify(file, tags);
  if (/@deprecated\b/.test(text.slice(0, 500))) return null;
  const start = /^\uFEFF?(?:#![^\n]*\n)?/.exec(text)?.[0].length ?? 0;
  return tree.modify(file, [{ start, end: start, text: `/** @deprecated ${note} */${/\r\n/.test(text) ? '\r\n' : '\n'}` }]);
}
