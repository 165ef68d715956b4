// The members that a declaration offers, by syntax: of classes, interfaces, object types, enums and constant objects. Owns the reading; edits nothing.
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export type OwnerKind = 'class' | 'interface' | 'type' | 'enum' | 'object';

/** A declaration with members; an interface or enum can be declared in several pieces. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly node: SyntaxNode;
  /** The name token; null for a class without one. */
  readonly id: SyntaxNode | null;
}

export interface Member {
  /** `#x` for a private name. */
  readonly name: string;
  /** The token that names it; a string with its quotes. */
  readonly key: SyntaxNode;
  /** The whole declaration of the member. */
  readonly node: SyntaxNode;
  readonly isStatic: boolean;
  readonly owner: Owner;
}

/** The declarations that statements make, `export` taken off. */
function* declarationsIn(body: readonly SyntaxNode[]): Generator<SyntaxNode> {
  for (const statement of body) {
    const declared = statement['declaration'];
    yield isNode(declared) ? declared : statement;
  }
}

const idOf = (node: SyntaxNode): SyntaxNode | null => (isNode(node['id']) ? node['id'] : null);
const isNamed = (node: SyntaxNode, name: string): boolean => idOf(node)?.['name'] === name;

function ownerOf(statement: SyntaxNode, name: string, isDefault: boolean): Owner | null {
  const fits = isNamed(statement, name) || isDefault;
  switch (statement.type) {
    case 'ClassDeclaration': case 'ClassExpression': return fits ? { kind: 'class', node: statement, id: idOf(statement) } : null;
    case 'TSInterfaceDeclaration': return fits ? { kind: 'interface', node: statement, id: idOf(statement) } : null;
    case 'TSTypeAliasDeclaration': return isNamed(statement, name) ? { kind: 'type', node: statement, id: idOf(statement) } : null;
    case 'TSEnumDeclaration': return isNamed(statement, name) ? { kind: 'enum', node: statement, id: idOf(statement) } : null;
    case 'VariableDeclaration': {
      const declarator = (statement['declarations'] as SyntaxNode[]).find((each) => isNamed(each, name));
      const value = declarator && withoutAssertions(declarator['init']);
      if (!declarator || !value) return null;
      if (value.type === 'ClassExpression') return { kind: 'class', node: value, id: idOf(declarator) };
      return value.type === 'ObjectExpression' ? { kind: 'object', node: value, id: idOf(declarator) } : null;
    }
    default: return null;
  }
}

/** `x as const`, `x satisfies T`: the x. */
export function withoutAssertions(node: unknown): SyntaxNode | null {
  let at = isNode(node) ? node : null;
  while (at && (at.type === 'TSAsExpression' || at.type === 'TSSatisfiesExpression' || at.type === 'TSNonNullExpression')) at = at['expression'] as SyntaxNode;
  return at;
}

/** The declarations of a module-scope name that have members; empty when there are none. `default` means the default export. */
export function findOwners(syntax: Syntax, name: string): Owner[] {
  const body = syntax.program['body'] as readonly SyntaxNode[];
  const byDefault = body.filter((statement) => name === 'default' && statement.type === 'ExportDefaultDeclaration').map((statement) => statement['declaration'] as SyntaxNode);
  return [...declarationsIn(body)].flatMap((statement) => ownerOf(statement, name, byDefault.includes(statement)) ?? []);
}

/** Object types inside of a type: through intersections, unions and parentheses. */
function* literalsIn(type: SyntaxNode): Generator<SyntaxNode> {
  if (type.type === 'TSTypeLiteral') yield type;
  else if (type.type === 'TSIntersectionType' || type.type === 'TSUnionType') for (const part of type['types'] as SyntaxNode[]) yield* literalsIn(part);
  else if (type.type === 'TSParenthesizedType') yield* literalsIn(type['typeAnnotation'] as SyntaxNode);
}

function memberNodes({ kind, node }: Owner): SyntaxNode[] {
  switch (kind) {
    case 'class': case 'interface': return ((node['body'] as SyntaxNode)['body'] as SyntaxNode[]).flatMap((member) => [member, ...parameterProperties(member)]);
    case 'enum': return (node['body'] as SyntaxNode)['members'] as SyntaxNode[];
    case 'object': return (node['properties'] as SyntaxNode[]).filter((property) => property.type === 'Property');
    case 'type': return [...literalsIn(node['typeAnnotation'] as SyntaxNode)].flatMap((literal) => literal['members'] as SyntaxNode[]);
  }
}

function parameterProperties(member: SyntaxNode): SyntaxNode[] {
  if (member['kind'] !== 'constructor') return [];
  return ((member['value'] as SyntaxNode)['params'] as SyntaxNode[]).filter((parameter) => parameter.type === 'TSParameterProperty');
}

/** The token that names a member; null for computed keys and signatures without a name. */
export function keyOf(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'TSParameterProperty') {
    const parameter = node['parameter'] as SyntaxNode;
    const name = parameter.type === 'AssignmentPattern' ? (parameter['left'] as SyntaxNode) : parameter;
    return name.type === 'Identifier' ? name : null;
  }
  const key = node.type === 'TSEnumMember' ? node['id'] : node['key'];
  if (!isNode(key)) return null;
  return key.type === 'Literal' || !node['computed'] ? key : null;
}

export function keyName(key: SyntaxNode): string {
  return key.type === 'PrivateIdentifier' ? `#${String(key['name'])}` : String(key['name'] ?? key['value']);
}

/** The named members of an owner, in source order. A constructor is none. */
export function membersOf(owner: Owner): Member[] {
  return memberNodes(owner).flatMap((node) => {
    const key = keyOf(node);
    return !key || node['kind'] === 'constructor' ? [] : [{ name: keyName(key), key, node, isStatic: node['static'] === true, owner }];
  });
}

/** The owner around a node and the member that the node is; null where it stands elsewhere. */
export function ownerAround(ancestors: readonly SyntaxNode[]): Owner | null {
  for (const [index, node] of [...ancestors.entries()].reverse()) {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return { kind: 'class', node, id: idOf(node) ?? idOf(ancestors[index - 1] as SyntaxNode) };
    if (node.type === 'TSInterfaceDeclaration') return { kind: 'interface', node, id: idOf(node) };
    if (node.type === 'TSEnumDeclaration') return { kind: 'enum', node, id: idOf(node) };
    if (node.type === 'TSTypeAliasDeclaration') return { kind: 'type', node, id: idOf(node) };
    if (node.type === 'ObjectExpression') return { kind: 'object', node, id: null };
  }
  return null;
}

/** Every node of a tree with its parent, parents first. */
export function* walk(node: SyntaxNode, parent: SyntaxNode | null = null): Generator<{ node: SyntaxNode; parent: SyntaxNode | null }> {
  yield { node, parent };
  for (const child of childrenOf(node)) yield* walk(child, node);
}
