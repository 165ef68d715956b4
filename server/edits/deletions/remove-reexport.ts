// Takes a re-export out of a barrel. Owns the span that goes, and that the file stays a module.
import type { Edge } from '../../graph/facts.ts';
import type { TextEdit } from '../file-edit.ts';
import { childrenOf, parseSyntax, type SyntaxNode } from '../syntax.ts';

const isModuleSyntax = ({ type }: SyntaxNode): boolean => /^(?:Import|Export\w*)Declaration$/.test(type);

/** The whole line where nothing else stands on it, else the statement with the blanks on one side. */
function wholeLine(text: string, { start, end }: SyntaxNode): { start: number; end: number } {
  const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end))?.[0] ?? '';
  const startsLine = start - before === 0 || text[start - before - 1] === '\n' || text[start - before - 1] === '\uFEFF';
  const endsLine = after.includes('\n') || end + after.length === text.length;
  if (startsLine && endsLine) return { start: start - before, end: end + after.length };
  return startsLine ? { start, end: end + after.length } : { start: start - before, end };
}

/** The edits that remove the statements of these edges, all of one file. */
export function removeReexports(file: string, text: string, edges: readonly Edge[]): TextEdit[] {
  const statements = [...childrenOf(parseSyntax(file, text).program)];
  const gone = statements.filter((statement) => edges.some((edge) => edge.start >= statement.start && edge.end <= statement.end));
  const staysModule = statements.some((statement) => isModuleSyntax(statement) && !gone.includes(statement));
  return gone.map((statement, i) => {
    if (staysModule || i > 0) return { ...wholeLine(text, statement), text: '' };
    return { start: statement.start, end: statement.end, text: text.slice(statement.start, statement.end).endsWith(';') ? 'export {};' : 'export {}' };
  });
}
