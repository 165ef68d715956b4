// The declarations of a module's top level, by name. Owns what counts as one thing: overloads and merged declarations do, and the names of one pattern.
import { boundNames, namesOf } from './default-declarations.ts';
import { isPureDeclaration } from './pure-expressions.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export interface Declared {
  readonly names: readonly string[];
  /** A statement, or one declarator of several. */
  readonly node: SyntaxNode;
  readonly statement: SyntaxNode;
  readonly isExported: boolean;
  /** False where something happens when it is evaluated. */
  readonly isPure: boolean;
}

/** The exported declaration itself, or the statement. */
export function declarationIn(statement: SyntaxNode): SyntaxNode {
  const inner = statement['declaration'];
  const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return isExport && isNode(inner) ? inner : statement;
}

/** Every declaration of the top level, imports left out. */
export function declaredIn(syntax: Syntax): Declared[] {
  return [...childrenOf(syntax.program)].flatMap((statement) => {
    const declaration = declarationIn(statement);
    const isExported = declaration !== statement;
    if (declaration.type === 'VariableDeclaration') {
      return (declaration['declarations'] as SyntaxNode[]).map((node) => ({ names: boundNames(node['id'] as SyntaxNode), node, statement, isExported, isPure: isPureDeclaration(node, syntax.text) }));
    }
    const isDeclaration = /Declaration$|^TSDeclareFunction$/.test(declaration.type) && !declaration.type.startsWith('Import') && !declaration.type.startsWith('Export') && declaration.type !== 'TSImportEqualsDeclaration';
    if (!isDeclaration) return [];
    return [{ names: namesOf(declaration), node: statement, statement, isExported, isPure: isPureDeclaration(declaration, syntax.text) }];
  });
}
