// The text of declarations as it stands in the file they are carried to. Owns which pieces are taken and how they are joined.
import { withComments } from './cut-text.ts';
import type { Part } from './declarations.ts';
import type { TextEdit } from './file-edit.ts';
import type { Leaving } from './moved-declarations.ts';
import { applyEdits, normalizeEdits } from './text-edits.ts';
import type { SyntaxNode } from './syntax.ts';

const declaratorsOf = ({ statement }: Part): readonly SyntaxNode[] => {
  const declaration = (statement['declaration'] ?? statement) as SyntaxNode;
  return declaration.type === 'VariableDeclaration' ? (declaration['declarations'] as readonly SyntaxNode[]) : [];
};

/** True where other declarators of the statement stay behind. */
export function isOneOfSeveral(part: Part, leaving: Pick<Leaving, 'isLeaving'>): boolean {
  const declarators = declaratorsOf(part);
  return declarators.length > 1 && declarators.some((one) => !leaving.isLeaving(one.start));
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isDecorated = ({ node }: Part): boolean => ((node['decorators'] as readonly unknown[] | undefined) ?? []).length > 0;

function pieceOf(leaving: Leaving, part: Part, edits: readonly TextEdit[]): Piece {
  const { syntax, target } = leaving;
  const { text } = syntax;
  const declarators = declaratorsOf(part);
  const span = declarators.length > 1 ? { start: part.statement.start, end: part.statement.end } : part;
  const needsExport = target.parts.includes(part) && !part.isExported && !part.isAssignment && !isDecorated(part) && leaving.exportsByDeclaration;
  const exporting = needsExport ? [{ start: span.start, end: span.start, text: 'export ' }] : [];
  const slice = (start: number, end: number): string => applyEdits(text.slice(start, end), normalizeEdits([...edits, ...exporting].filter((edit) => start <= edit.start && edit.end <= end).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))));
  if (!isOneOfSeveral(part, leaving)) {
    const whole = withComments(syntax, span);
    return { ...whole, text: slice(whole.start, whole.end) };
  }
  const first = declarators[0] as SyntaxNode;
  const head = (needsExport ? 'export ' : '') + text.slice(part.statement.start, first.start);
  return { start: part.start, end: part.end, text: head + slice(part.start, part.end) + (text.slice(part.statement.start, part.statement.end).endsWith(';') ? ';' : '') };
}

/** The leaving declarations as they stand in the new file, in their order, without a line break at the end. `edits`: of the old text. */
export function movedText(leaving: Leaving, name: string, edits: readonly TextEdit[], style: { readonly lineEnd: string; readonly semicolon: string }): string {
  const parts = leaving.declarations.flatMap((declaration) => declaration.parts).sort((a, b) => a.start - b.start);
  const single = parts.filter((part, i) => isOneOfSeveral(part, leaving) || parts.findIndex((other) => other.statement === part.statement) === i);
  const pieces = single.map((part) => pieceOf(leaving, part, edits));
  const between = (i: number): string => {
    const [before, after] = [pieces[i - 1], pieces[i]];
    return before && after && /^[ \t]*\r?\n[ \t]*$/.test(leaving.syntax.text.slice(before.end, after.start)) ? '\n' : '\n\n';
  };
  const joined = pieces.map(({ text }, i) => (i === 0 ? '' : between(i)) + text).join('');
  const type = leaving.target.isType ? 'type ' : '';
  const isSaid = leaving.target.parts.some((part) => part.isExported || (leaving.exportsByDeclaration && !isDecorated(part)));
  const clause = leaving.local === name ? name : `${leaving.local} as ${name}`;
  const text = isSaid ? joined : `${joined}\n\nexport ${type}{ ${clause} }${style.semicolon}`;
  return text.replace(/\r\n/g, '\n').replaceAll('\n', style.lineEnd);
}
