// Puts `@deprecated` on what a file exports, so that compilers and editors report each use. Owns where the tag goes; which exports get one is given.
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
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

/** The tag in the comment that is there already, else in one of its own; null where one is there. */
function tagAt(syntax: Syntax, node: SyntaxNode, note: string): TextEdit | null {
  const { text } = syntax;
  const comment = syntax.comments.findLast(({ start, end }) => end <= node.start && text.slice(end, node.start).trim() === '' && text.startsWith('/**', start));
  if (!comment) {
    const isStatement = /^(?:Export|Expression|TSExport)/.test(node.type) && !/Specifier$/.test(node.type);
    const end = /\r\n/.test(text) ? '\r\n' : '\n';
    return { start: node.start, end: node.start, text: `/** @deprecated ${note} */${isStatement ? end : ' '}` };
  }
  const written = text.slice(comment.start, comment.end);
  if (/@deprecated\b/.test(written)) return null;
  const lastLine = /(\r?\n)([ \t]*)\*\/$/.exec(written);
  const at = lastLine ? comment.start + lastLine.index : comment.end - 2;
  if (lastLine) return { start: at, end: at, text: `${lastLine[1] ?? '\n'}${lastLine[2] ?? ' '}* @deprecated ${note}` };
  return { start: at, end: at, text: `${/\s$/.test(text.slice(0, at)) ? '' : ' '}@deprecated ${note} ` };
}

/** The edit that tags every export of a file; where it exports nothing that can carry one, a comment at its top. Null when all are tagged. */
export function deprecateExports(tree: VirtualTree, graph: ProjectGraph, { file, note }: { file: string; note: string }): FileEdit | null {
  const text = tree.text(file) ?? '';
  const syntax = parseSyntax(file, text);
  const assigned = new Set(syntax.isModule ? [] : (graph.facts(file)?.exports ?? []).map(({ start }) => start));
  const nodes = carriers(syntax, assigned);
  const tags = nodes.flatMap((node) => tagAt(syntax, node, note) ?? []);
  if (nodes.length > 0) return tree.modify(file, tags);
  if (/@deprecated\b/.test(text.slice(0, 500))) return null;
  const start = /^\uFEFF?(?:#![^\n]*\n)?/.exec(text)?.[0].length ?? 0;
  return tree.modify(file, [{ start, end: start, text: `/** @deprecated ${note} */${/\r\n/.test(text) ? '\r\n' : '\n'}` }]);
}
