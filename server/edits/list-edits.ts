// Removes items from lists that commas part: declarators, specifiers, properties. Owns which comma goes along.
import type { TextEdit } from './file-edit.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';

/** The edits that remove some items of a list, never all: the comma behind each goes along, behind the last the one before. `startOf` says where comments of an item begin. */
export function removeFromList(list: readonly SyntaxNode[], isRemoved: (item: SyntaxNode) => boolean, startOf: (item: SyntaxNode) => number = ({ start }) => start): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let first = 0; first < list.length; first += 1) {
    if (!isRemoved(list[first] as SyntaxNode)) continue;
    let next = first;
    while (next < list.length && isRemoved(list[next] as SyntaxNode)) next += 1;
    const [start, end] = [list[first] as SyntaxNode, list[next - 1] as SyntaxNode];
    if (next < list.length) edits.push({ start: startOf(start), end: startOf(list[next] as SyntaxNode), text: '' });
    else edits.push({ start: (list[first - 1] as SyntaxNode).end, end: end.end, text: '' });
    first = next;
  }
  return edits;
}

/** The same for the specifiers of an import or export statement, of which some stay: braces that would be empty go too. */
export function removeSpecifiers({ text }: Syntax, statement: SyntaxNode, isRemoved: (specifier: SyntaxNode) => boolean): TextEdit[] {
  const all = statement['specifiers'] as SyntaxNode[];
  const inBraces = all.filter(({ type }) => type === 'ImportSpecifier' || type === 'ExportSpecifier');
  const [lead] = all.filter(({ type }) => type === 'ImportDefaultSpecifier');
  const other = all.find((specifier) => specifier !== lead);
  const edits: TextEdit[] = [];
  if (inBraces.length > 0 && inBraces.every(isRemoved)) edits.push({ start: lead?.end ?? (inBraces[0] as SyntaxNode).start, end: text.indexOf('}', (inBraces.at(-1) as SyntaxNode).end) + 1, text: '' });
  else edits.push(...removeFromList(inBraces, isRemoved));
  if (lead && other && isRemoved(lead)) edits.push({ start: lead.start, end: other.type === 'ImportSpecifier' ? text.indexOf('{', lead.end) : other.start, text: '' });
  else if (lead && other?.type === 'ImportNamespaceSpecifier' && isRemoved(other)) edits.push({ start: lead.end, end: other.end, text: '' });
  return edits;
}
