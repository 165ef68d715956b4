// The public names of a CommonJS module: keys of `module.exports = { a }`, `exports.a = x`, and reads of both in the module itself.
// Owns where those names stand; whether the binding behind one is renamed too is the caller's business.
import type { ExportFact, FileFacts } from '../graph/facts.ts';
import { exportedObject } from '../graph/commonjs-exports.ts';
import { followNamespace, type NamespaceVisitor } from './namespace-uses.ts';
import { analyzeName } from './occurrences.ts';
import { pathToOffset } from './syntax-path.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';

/** True for a module whose default import is the whole of it: it says nothing in ESM syntax that other modules could take. */
export function isCommonJs(facts: FileFacts | undefined, syntax: Syntax | null): boolean {
  if (!facts || !syntax || facts.statements.length > 0 || facts.exports.some((entry) => entry.name === 'default')) return false;
  const body = syntax.program['body'] as readonly SyntaxNode[];
  return !body.some((node) => node.type.startsWith('Export') || node.type === 'ImportDeclaration');
}

export interface CommonJsKey {
  readonly token: SyntaxNode;
  /** `{ a }`: the key is the name of a binding as well. */
  readonly isShorthand: boolean;
}

/** The tokens of those facts that are keys of assignments; none for ESM exports. */
export function commonJsKeys(syntax: Syntax, facts: readonly ExportFact[]): CommonJsKey[] {
  return facts.flatMap((fact) => {
    const at = pathToOffset(syntax, fact.start);
    const parent = at?.ancestors.at(-1);
    const isKey = parent?.type === 'MemberExpression' || (parent?.type === 'Property' && at?.ancestors.at(-2)?.type === 'ObjectExpression');
    return at && parent && isKey ? [{ token: at.node, isShorthand: parent['shorthand'] === true }] : [];
  });
}

/** Visits every place in the module that reaches the export through `exports`, `module.exports` or the constant that is exported, assignments included. */
export function followOwnExports(syntax: Syntax, name: string, visitor: NamespaceVisitor): void {
  const constant = exportedObject(syntax.program)?.name;
  const ways: [string, readonly string[]][] = [['exports', [name]], ['module', ['exports', name]], ...(constant === undefined ? [] : [[constant, [name]] satisfies [string, string[]]])];
  for (const [object, path] of ways) {
    for (const use of analyzeName(syntax, object).ofModule) {
      if (use.role === 'reference') followNamespace(syntax, use, path, visitor);
    }
  }
}
