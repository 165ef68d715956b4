// The forms in which a name of a namespace object is said beside it: `spyOn(ns, 'a')`, `keyof typeof ns`, `Pick<typeof ns, 'a'>`, `Promise.all([ns])`.
// Owns recognising them; follows nothing.
import { analyzeName } from './occurrences.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

/** A node with what is around it, the program first. */
export interface Use {
  readonly node: SyntaxNode;
  readonly ancestors: readonly SyntaxNode[];
}

/** Functions that take an object and the name of one of its members. */
const TAKES_NAME = new Set(['spyOn', 'spyOnProperty', 'stub', 'spy', 'replace', 'replaceProperty', 'replaceGetter', 'replaceSetter', 'method', 'getter', 'setter', 'hasOwn', 'has', 'get', 'mockProperty', 'getOwnPropertyDescriptor']);

/** The value of a string literal, or of a template without substitutions. */
export function stringOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  const parts = node.type === 'TemplateLiteral' ? (node['quasis'] as readonly SyntaxNode[]) : [];
  const value = parts.length === 1 ? (parts[0]?.['value'] as { cooked?: unknown } | undefined)?.cooked : null;
  return typeof value === 'string' ? value : null;
}

export const nameOf = (node: unknown): string | null => (isNode(node) && (node.type === 'Identifier' || node.type === 'JSXIdentifier') ? String(node['name']) : stringOf(node));

/** The string that names a member of the namespace `at`: `spyOn(ns, 'a')`, `'a' in ns`. */
export function namedBeside({ node, ancestors }: Use): SyntaxNode | null {
  const parent = ancestors.at(-1);
  if (parent?.type === 'BinaryExpression') return parent['operator'] === 'in' && parent['right'] === node && stringOf(parent['left']) !== null ? (parent['left'] as SyntaxNode) : null;
  if (parent?.type !== 'CallExpression') return null;
  const [object, name] = parent['arguments'] as SyntaxNode[];
  const callee = parent['callee'] as SyntaxNode;
  const method = callee.type === 'MemberExpression' ? nameOf(callee['property']) : nameOf(callee);
  return object === node && TAKES_NAME.has(method ?? '') && stringOf(name) !== null ? (name as SyntaxNode) : null;
}

/** The pattern that takes the module apart in `const [{ a }] = await Promise.all([import('./x')])`. */
export function slotInPromiseAll({ node, ancestors }: Use): SyntaxNode | null {
  const [array, call, wait, declarator] = ancestors.toReversed();
  const callee = call?.['callee'];
  if (!array || !isNode(callee) || nameOf(callee['object']) !== 'Promise' || nameOf(callee['property']) !== 'all' || wait?.type !== 'AwaitExpression') return null;
  const pattern = declarator?.type === 'VariableDeclarator' ? declarator['id'] : null;
  if (!isNode(pattern) || pattern.type !== 'ArrayPattern') return null;
  const slot = (pattern['elements'] as (SyntaxNode | null)[])[(array['elements'] as (SyntaxNode | null)[]).indexOf(node)];
  return slot ?? null;
}

/** The strings of `'a'` and `'a' | 'b'` as types. */
export function literalsOfType(type: unknown): SyntaxNode[] {
  if (!isNode(type)) return [];
  if (type.type === 'TSLiteralType') return stringOf(type['literal']) === null ? [] : [type['literal'] as SyntaxNode];
  return type.type === 'TSUnionType' ? (type['types'] as SyntaxNode[]).flatMap(literalsOfType) : [];
}

const literal = (node: unknown): SyntaxNode[] => (isNode(node) && stringOf(node) !== null ? [node] : []);

/** Strings that must be keys because their type is `at`, the keys of a module. */
function valuesOfKeyType(syntax: Syntax, { node, ancestors }: Use): SyntaxNode[] {
  const [parent, above, around] = ancestors.toReversed();
  switch (parent?.type) {
    case 'TSTypeAnnotation': {
      if (around?.type === 'VariableDeclarator') return literal(around['init']);
      return around?.type === 'AssignmentPattern' ? literal(around['right']) : [];
    }
    case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSTypeAssertion': return literal(parent['expression']);
    case 'TSArrayType': {
      const init = above?.type === 'TSTypeAnnotation' ? ancestors.at(-4)?.['init'] : null;
      return isNode(init) && init.type === 'ArrayExpression' ? (init['elements'] as unknown[]).flatMap(literal) : [];
    }
    case 'TSTypeParameterInstantiation': return (parent['params'] as SyntaxNode[]).filter((other) => other !== node).flatMap(literalsOfType);
    case 'TSTypeAliasDeclaration': {
      const id = parent['id'] as SyntaxNode;
      return analyzeName(syntax, String(id['name'])).ofModule.filter((found) => found.role === 'reference')
        .flatMap((found) => valuesOfKeyType(syntax, { node: found.ancestors.at(-1) as SyntaxNode, ancestors: found.ancestors.slice(0, -1) }));
    }
    default: return [];
  }
}

/** Strings that name members of the type `at` of a module: those of `keyof typeof ns`, and of `Pick<typeof ns, 'a'>`. */
export function keyLiterals(syntax: Syntax, { node, ancestors }: Use): SyntaxNode[] {
  const parent = ancestors.at(-1);
  if (parent?.type === 'TSTypeOperator' && parent['operator'] === 'keyof') return valuesOfKeyType(syntax, { node: parent, ancestors: ancestors.slice(0, -1) });
  const name = parent?.type === 'TSTypeParameterInstantiation' ? nameOf(ancestors.at(-2)?.['typeName']) : null;
  if (name !== 'Pick' && name !== 'Omit') return [];
  return (parent?.['params'] as SyntaxNode[]).filter((other) => other !== node).flatMap(literalsOfType);
}
