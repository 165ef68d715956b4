// Renames an export whose thing is declared elsewhere: a name of a package that is passed on, or a namespace made by `export * as`.
// Owns the export clauses of that one file; the names on the other side stay.
import { replaceToken, type Work } from './rename-work.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

/** Only what leaves the file under the old name changes. */
export function renamePassedOn(work: Work, syntax: Syntax): void {
  for (const statement of childrenOf(syntax.program)) {
    if (statement.type === 'ExportAllDeclaration' && isNode(statement['exported'])) renameToken(work, statement['exported'], statement['exported']);
    for (const specifier of statement.type === 'ExportNamedDeclaration' ? (statement['specifiers'] as SyntaxNode[]) : []) {
      renameToken(work, specifier['exported'] as SyntaxNode, specifier['local'] as SyntaxNode);
    }
  }
}

function renameToken(work: Work, exported: SyntaxNode, local: SyntaxNode): void {
  if (String(exported['name'] ?? exported['value']) !== work.from) return;
  const isShort = exported !== local && exported.start === local.start;
  work.declaration.push(replaceToken(exported, isShort ? `${work.from} as ${work.to}` : work.to));
}
