// Finds where a module's namespace object is taken apart until one of its names is reached: `ns.a.b`, patterns, `.then`, `typeof ns['a']`.
// Owns the forms of access; what to do with a name that was reached is the caller's business.
import { analyzeName } from './occurrences.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export interface NamespaceVisitor {
  /** The token that names the last part of the path: an identifier, a string literal, or the key of a shorthand pattern. */
  reached(token: SyntaxNode, form: 'name' | 'string' | 'shorthand-pattern'): void;
  /** The namespace leaves the file under `exported`, with this part of the path still to go. */
  exported(exported: string, path: readonly string[]): void;
  /** A use that cannot be resolved by reading: a computed key. */
  unresolved(node: SyntaxNode, reason: string): void;
}

interface Follow {
  readonly syntax: Syntax;
  readonly visitor: NamespaceVisitor;
}

const TRANSPARENT = new Set(['AwaitExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'ChainExpression', 'TSTypeAssertion']);
const stringOf = (node: unknown): string | null => (isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null);
const nameOf = (node: unknown): string | null => (isNode(node) && (node.type === 'Identifier' || node.type === 'JSXIdentifier') ? String(node['name']) : stringOf(node));

/** Name and string tokens that are the same name; reports it or goes on with the rest of the path. */
function step(follow: Follow, at: { token: unknown; whole: SyntaxNode; ancestors: readonly SyntaxNode[] }, path: readonly string[]): void {
  if (!isNode(at.token) || nameOf(at.token) !== path[0]) return;
  if (path.length === 1) follow.visitor.reached(at.token, at.token.type === 'Literal' ? 'string' : 'name');
  else followNamespace(follow.syntax, { node: at.whole, ancestors: at.ancestors }, path.slice(1), follow.visitor);
}

function followMember(follow: Follow, member: SyntaxNode, ancestors: readonly SyntaxNode[], path: readonly string[]): void {
  const property = member['property'] as SyntaxNode;
  const call = ancestors.at(-1);
  if (nameOf(property) === 'then' && call?.type === 'CallExpression' && call['callee'] === member) {
    const callback = (call['arguments'] as SyntaxNode[])[0];
    const parameter = (callback?.['params'] as SyntaxNode[] | undefined)?.[0];
    if (parameter) followPattern(follow, parameter, path);
    return;
  }
  if (member['computed'] === true && stringOf(property) === null) {
    follow.visitor.unresolved(member, `the key is computed; it may be '${path[0]}'`);
    return;
  }
  step(follow, { token: property, whole: member, ancestors }, path);
}

/** A variable, parameter or import that holds the namespace. */
function followBinding(follow: Follow, id: SyntaxNode, path: readonly string[]): void {
  const analysis = analyzeName(follow.syntax, String(id['name']));
  const scope = analysis.all.find((found) => found.role === 'declaration' && found.node === id)?.scopes.at(-1);
  if (!scope) return;
  for (const use of analysis.boundTo(scope)) {
    if (use.role === 'reference') followNamespace(follow.syntax, use, path, follow.visitor);
  }
}

function followPattern(follow: Follow, pattern: SyntaxNode, path: readonly string[]): void {
  if (pattern.type === 'Identifier') followBinding(follow, pattern, path);
  if (pattern.type === 'AssignmentPattern') followPattern(follow, pattern['left'] as SyntaxNode, path);
  if (pattern.type !== 'ObjectPattern') return;
  for (const property of pattern['properties'] as SyntaxNode[]) {
    if (property.type !== 'Property' || nameOf(property['key']) !== path[0] || (property['computed'] === true && stringOf(property['key']) === null)) continue;
    const key = property['key'] as SyntaxNode;
    if (path.length > 1) followPattern(follow, property['value'] as SyntaxNode, path.slice(1));
    else follow.visitor.reached(key, property['shorthand'] === true ? 'shorthand-pattern' : key.type === 'Literal' ? 'string' : 'name');
  }
}

function followTypeQuery(follow: Follow, ancestors: readonly SyntaxNode[], path: readonly string[]): void {
  const indexed = ancestors.at(-1);
  const index = indexed?.type === 'TSIndexedAccessType' ? indexed['indexType'] : null;
  const token = isNode(index) && index.type === 'TSLiteralType' ? index['literal'] : null;
  if (indexed && stringOf(token) !== null) step(follow, { token, whole: indexed, ancestors: ancestors.slice(0, -1) }, path);
}

/**
 * Follows an expression or entity name that is a namespace object (or a promise of one) until `path` is used up.
 * @param path names still to go, first one next; at least one.
 */
export function followNamespace(syntax: Syntax, at: { node: SyntaxNode; ancestors: readonly SyntaxNode[] }, path: readonly string[], visitor: NamespaceVisitor): void {
  const follow = { syntax, visitor };
  const parent = at.ancestors.at(-1);
  const above = at.ancestors.slice(0, -1);
  if (!parent) return;
  if (TRANSPARENT.has(parent.type)) return followNamespace(syntax, { node: parent, ancestors: above }, path, visitor);
  switch (parent.type) {
    case 'MemberExpression':
      if (parent['object'] === at.node) followMember(follow, parent, above, path);
      return;
    case 'TSQualifiedName':
      if (parent['left'] === at.node) step(follow, { token: parent['right'], whole: parent, ancestors: above }, path);
      return;
    case 'JSXMemberExpression':
      if (parent['object'] === at.node) step(follow, { token: parent['property'], whole: parent, ancestors: above }, path);
      return;
    case 'VariableDeclarator':
      if (parent['init'] === at.node) followPattern(follow, parent['id'] as SyntaxNode, path);
      return;
    case 'TSImportEqualsDeclaration':
      followBinding(follow, parent['id'] as SyntaxNode, path);
      return;
    case 'TSTypeQuery':
      followTypeQuery(follow, above, path);
      return;
    case 'ExportSpecifier':
      visitor.exported(nameOf(parent['exported']) ?? '', path);
      return;
    case 'ExportDefaultDeclaration':
      visitor.exported('default', path);
      return;
    default:
  }
}

/** `import("./x").A.B`: follows the qualifier of an import type, or what is done with the type where there is none. */
export function followImportType(syntax: Syntax, at: { node: SyntaxNode; ancestors: readonly SyntaxNode[] }, path: readonly string[], visitor: NamespaceVisitor): void {
  const parts: SyntaxNode[] = [];
  for (let part = at.node['qualifier']; isNode(part); part = part['left']) parts.unshift(part.type === 'TSQualifiedName' ? (part['right'] as SyntaxNode) : part);
  const misses = parts.findIndex((part, i) => i < path.length && nameOf(part) !== path[i]);
  if (misses !== -1) return;
  const last = parts[path.length - 1];
  if (last) visitor.reached(last, 'name');
  else if (parts.length === 0) followNamespace(syntax, at, path, visitor);
}
