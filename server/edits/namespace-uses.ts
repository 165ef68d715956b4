// Finds where a module's namespace object is taken apart until one of its names is reached: `ns.a.b`, patterns, `.then`, `typeof ns['a']`.
// Owns the forms of access; what to do with a name that was reached is the caller's business.
import { assignedExport } from './commonjs-assignments.ts';
import { keyLiterals, literalsOfType, namedBeside, nameOf, slotInPromiseAll, stringOf, type Use } from './namespace-forms.ts';
import { analyzeName } from './occurrences.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { positionsOf } from './words.ts';

/** `shorthand-pattern`: the key is a binding as well, which keeps its name. */
export type ReachedForm = 'name' | 'string' | 'shorthand-pattern';

export interface NamespaceVisitor {
  /** The token that names the last part of the path: an identifier, a string, or the key of a shorthand pattern. */
  reached(token: SyntaxNode, form: ReachedForm): void;
  /** The namespace leaves the file under `exported` (null: it is the module's exports), with this part of the path still to go. */
  exported(exported: string | null, path: readonly string[]): void;
  /** A use that cannot be resolved by reading: a computed key. */
  unresolved(node: SyntaxNode, reason: string): void;
  /** The namespace, or a promise of it, goes to where it is not followed: an argument, a result. */
  escaped?(at: Use): void;
}

interface Follow {
  readonly syntax: Syntax;
  readonly visitor: NamespaceVisitor;
  /** By node the lengths of the paths it was followed with: `var ns = ns` must come to an end. */
  readonly seen: Map<SyntaxNode, Set<number>>;
}

const TRANSPARENT = new Set(['AwaitExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'ChainExpression', 'TSTypeAssertion']);

/** Name and string tokens that are the same name; reports it or goes on with the rest of the path. */
function step(follow: Follow, at: { token: unknown; whole: SyntaxNode; ancestors: readonly SyntaxNode[] }, path: readonly string[]): void {
  if (!isNode(at.token) || nameOf(at.token) !== path[0]) return;
  if (path.length === 1) follow.visitor.reached(at.token, stringOf(at.token) === null ? 'name' : 'string');
  else followUse(follow, { node: at.whole, ancestors: at.ancestors }, path.slice(1));
}

function followMember(follow: Follow, member: SyntaxNode, ancestors: readonly SyntaxNode[], path: readonly string[]): void {
  const property = member['property'] as SyntaxNode;
  const call = ancestors.at(-1);
  if (nameOf(property) === 'then' && call?.type === 'CallExpression' && call['callee'] === member) {
    const callback = (call['arguments'] as SyntaxNode[])[0];
    const parameter = (callback?.['params'] as SyntaxNode[] | undefined)?.[0];
    if (parameter) followPattern(follow, parameter, path);
    else if (callback && !callback.type.endsWith('FunctionExpression')) follow.visitor.escaped?.({ node: member['object'] as SyntaxNode, ancestors: [...ancestors, member] });
    return;
  }
  if (member['computed'] === true && stringOf(property) === null) {
    follow.visitor.unresolved(member, `the key is computed; it may be '${path[0]}'`);
    return;
  }
  step(follow, { token: property, whole: member, ancestors }, path);
}

/** A variable, parameter or import that holds the namespace; `id` is its declaration or an assignment to it. */
function followBinding(follow: Follow, id: SyntaxNode, path: readonly string[]): void {
  const analysis = analyzeName(follow.syntax, String(id['name']));
  const scopes = analysis.all.find((found) => found.node === id)?.scopes ?? [];
  const uses = scopes.map((scope) => analysis.boundTo(scope)).find((bound) => bound.some((found) => found.node === id)) ?? [];
  for (const use of uses) if (use.role === 'reference') followUse(follow, use, path);
}

/** `x = ns`, `module.exports = ns`, `exports.x = ns`; the value of the assignment is the namespace again. */
function followAssignment(follow: Follow, at: Use, path: readonly string[]): void {
  const assignment = at.ancestors.at(-1) as SyntaxNode;
  if (assignment['operator'] !== '=') return;
  const exported = assignedExport(assignment);
  if (exported !== undefined) follow.visitor.exported(exported, path);
  else followPattern(follow, assignment['left'] as SyntaxNode, path);
  followUse(follow, { node: assignment, ancestors: at.ancestors.slice(0, -1) }, path);
}

/** `module.exports = { ...ns }` and `module.exports = { x: ns }`. */
function followObject(follow: Follow, at: Use, path: readonly string[]): void {
  const entry = at.ancestors.at(-1) as SyntaxNode;
  const object = at.ancestors.at(-2);
  const assignment = at.ancestors.at(-3);
  if (object?.type !== 'ObjectExpression' || assignment?.type !== 'AssignmentExpression' || assignedExport(assignment) !== null) return;
  if (entry.type === 'SpreadElement') {
    const after = (object['properties'] as readonly SyntaxNode[]).slice((object['properties'] as readonly SyntaxNode[]).indexOf(entry) + 1);
    if (!after.some((property) => property['computed'] !== true && nameOf(property['key']) === path[0])) follow.visitor.exported(null, path);
  } else if (entry['value'] === at.node && entry['computed'] !== true) follow.visitor.exported(nameOf(entry['key']) ?? '', path);
}

/** `const x = ns`, exported or not, and the patterns that take a namespace apart. */
function followDeclarator(follow: Follow, at: Use, path: readonly string[]): void {
  const id = (at.ancestors.at(-1) as SyntaxNode)['id'] as SyntaxNode;
  if (id.type === 'Identifier' && at.ancestors.at(-3)?.type === 'ExportNamedDeclaration') follow.visitor.exported(String(id['name']), path);
  followPattern(follow, id, path);
}

function followPattern(follow: Follow, pattern: SyntaxNode, path: readonly string[]): void {
  if (pattern.type === 'Identifier') followBinding(follow, pattern, path);
  if (pattern.type === 'AssignmentPattern') followPattern(follow, pattern['left'] as SyntaxNode, path);
  if (pattern.type !== 'ObjectPattern') return;
  const properties = pattern['properties'] as SyntaxNode[];
  for (const property of properties) {
    // What is not taken before is in the rest.
    const isTaken = property.type === 'RestElement' && properties.some((other) => other.type === 'Property' && other['computed'] !== true && nameOf(other['key']) === path[0]);
    if (property.type === 'RestElement' && !isTaken) followPattern(follow, property['argument'] as SyntaxNode, path);
    if (property.type !== 'Property' || nameOf(property['key']) !== path[0] || (property['computed'] === true && stringOf(property['key']) === null)) continue;
    const key = property['key'] as SyntaxNode;
    if (path.length > 1) followPattern(follow, property['value'] as SyntaxNode, path.slice(1));
    else follow.visitor.reached(key, property['shorthand'] === true ? 'shorthand-pattern' : key.type === 'Literal' ? 'string' : 'name');
  }
}

/** `typeof ns['a']`, `let x: typeof ns`, `keyof typeof ns` and `Pick<typeof ns, 'a'>`. */
function followTypeQuery(follow: Follow, at: Use, path: readonly string[]): void {
  const [parent, above] = [at.ancestors.at(-1), at.ancestors.slice(0, -1)];
  const annotated = above.at(-1);
  if (parent?.type === 'TSTypeAnnotation' && annotated) followPattern(follow, annotated, path);
  if (parent?.type === 'TSIndexedAccessType' && parent['objectType'] === at.node) {
    for (const token of literalsOfType(parent['indexType'])) step(follow, { token, whole: parent, ancestors: above }, path);
  }
  if (path.length === 1) for (const token of keyLiterals(follow.syntax, at)) step(follow, { token, whole: token, ancestors: [] }, path);
}

/** `spyOn(ns, 'a')` and `'a' in ns`. */
function followBeside(follow: Follow, at: Use, path: readonly string[]): void {
  const token = namedBeside(at);
  if (token && path.length === 1) step(follow, { token, whole: token, ancestors: [] }, path);
  if (!token && at.ancestors.at(-1)?.type === 'CallExpression') follow.visitor.escaped?.(at);
}

function followUse(follow: Follow, at: Use, path: readonly string[]): void {
  const lengths = follow.seen.get(at.node) ?? new Set();
  if (lengths.has(path.length)) return;
  follow.seen.set(at.node, lengths.add(path.length));
  const parent = at.ancestors.at(-1);
  const above = at.ancestors.slice(0, -1);
  if (!parent) return;
  if (TRANSPARENT.has(parent.type)) return followUse(follow, { node: parent, ancestors: above }, path);
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
      if (parent['init'] === at.node) followDeclarator(follow, at, path);
      return;
    case 'AssignmentExpression':
      if (parent['right'] === at.node) followAssignment(follow, at, path);
      return;
    case 'AssignmentPattern':
      if (parent['right'] === at.node) followPattern(follow, parent['left'] as SyntaxNode, path);
      return;
    case 'ArrayExpression': {
      const slot = slotInPromiseAll(at);
      if (slot) followPattern(follow, slot, path);
      return;
    }
    case 'CallExpression':
    case 'BinaryExpression':
      followBeside(follow, at, path);
      return;
    case 'ArrowFunctionExpression':
    case 'ReturnStatement':
      follow.visitor.escaped?.(at);
      return;
    case 'SpreadElement':
    case 'Property':
      followObject(follow, at, path);
      return;
    case 'TSImportEqualsDeclaration':
      followBinding(follow, parent['id'] as SyntaxNode, path);
      return;
    case 'TSTypeQuery':
      followTypeQuery(follow, { node: parent, ancestors: above }, path);
      return;
    case 'ExportSpecifier':
      follow.visitor.exported(nameOf(parent['exported']) ?? '', path);
      return;
    case 'ExportDefaultDeclaration':
      follow.visitor.exported('default', path);
      return;
    case 'TSExportAssignment':
      follow.visitor.exported(null, path);
      return;
    default:
  }
}

/** After a name: a word on the same line; a dot with a member; the quote of code in prose. */
const AFTER_NAME = /[ \t]+([A-Za-z]\w*)|\s*(?:\?\.|\.(?!\.))\s*([\w$\u0080-\uffff/]*)|(`)/y;
/** In code only these words follow a reference on the same line. */
const AFTER_NAME_IN_CODE = new Set(['as', 'extends', 'implements', 'in', 'instanceof', 'is', 'of', 'satisfies']);

/** Where a namespace object stands in the text, without the places that take another member of it by a dot, and without prose. */
export function usesThatReach(text: string, namespace: string, member: string): number[] {
  return positionsOf(text, namespace).filter((at) => {
    AFTER_NAME.lastIndex = at + namespace.length;
    const [whole, word, taken] = AFTER_NAME.exec(text) ?? [];
    if (word !== undefined) return AFTER_NAME_IN_CODE.has(word);
    return whole === undefined || taken === member || taken === 'then' || taken?.startsWith('/') === true;
  });
}

/**
 * Follows an expression or entity name that is a namespace object (or a promise of one) until `path` is used up.
 * @param path names still to go, first one next; at least one.
 */
export function followNamespace(syntax: Syntax, at: Use, path: readonly string[], visitor: NamespaceVisitor): void {
  followUse({ syntax, visitor, seen: new Map() }, at, path);
}

/** `import("./x").A.B`: follows the qualifier of an import type, or what is done with the type where there is none. */
export function followImportType(syntax: Syntax, at: Use, path: readonly string[], visitor: NamespaceVisitor): void {
  const parts: SyntaxNode[] = [];
  for (let part = at.node['qualifier']; isNode(part); part = part['left']) parts.unshift(part.type === 'TSQualifiedName' ? (part['right'] as SyntaxNode) : part);
  const misses = parts.findIndex((part, i) => i < path.length && nameOf(part) !== path[i]);
  if (misses !== -1) return;
  const last = parts[path.length - 1];
  if (last) visitor.reached(last, 'name');
  else if (parts.length === 0) followNamespace(syntax, at, path, visitor);
}
