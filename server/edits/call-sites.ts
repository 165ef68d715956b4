// What is done with a function where its name stands: called, passed on, given another name. Owns the reading of one place; edits nothing.
import { isNode, type SyntaxNode } from './syntax.ts';
import type { SyntaxPath } from './syntax-path.ts';

export interface Call {
  /** The CallExpression or NewExpression. */
  readonly node: SyntaxNode;
  readonly ancestors: readonly SyntaxNode[];
  /** The expression nodes that are the function's arguments: of `f.call(x, a)` only `a`, of `f.apply(x, [a])` the elements. */
  readonly args: readonly SyntaxNode[];
  /** Where arguments are put when there are none; null where the call has no list of its own. */
  readonly emptyAt: number | null;
}

/** A use of the name, by what has to be done about it. */
export type Use =
  | { readonly kind: 'call'; readonly call: Call }
  /** Another name for the same function, to be followed. */
  | { readonly kind: 'alias'; readonly name: SyntaxNode }
  /** `extends`: constructors of the class call this one. */
  | { readonly kind: 'inherits'; readonly owner: SyntaxNode }
  | { readonly kind: 'other'; readonly reason: string }
  /** Imports, exports, types, documentation: nothing to do. */
  | { readonly kind: 'name' };

const PASSED_ON = 'the function is passed as a value here; whoever gets it calls it in the old way';
/** The one escape through which nobody calls. */
export const TYPE_MADE = 'a type is made of the signature here; it changes with it';

const NAMES = new Set(['ImportSpecifier', 'ImportDefaultSpecifier', 'ImportNamespaceSpecifier', 'ExportSpecifier', 'ExportDefaultDeclaration', 'ExportAllDeclaration', 'TSImportEqualsDeclaration', 'TSExportAssignment', 'TSTypeReference', 'TSQualifiedName', 'TSInterfaceHeritage', 'TSClassImplements', 'TSImportType', 'TSLiteralType', 'JSXClosingElement', 'TSExpressionWithTypeArguments']);
const PASSING = new Set(['TSNonNullExpression', 'TSInstantiationExpression', 'ChainExpression', 'TSAsExpression', 'TSSatisfiesExpression']);

/** The whole expression that evaluates to the function: `f`, `a.f`, `a['f']`, `f!`. */
function expressionAround({ node, ancestors }: SyntaxPath): { node: SyntaxNode; ancestors: readonly SyntaxNode[] } {
  let at = node;
  let index = ancestors.length - 1;
  for (; index >= 0; index -= 1) {
    const parent = ancestors[index] as SyntaxNode;
    const isMember = parent.type === 'MemberExpression' && parent['property'] === at;
    const isLast = parent.type === 'SequenceExpression' && (parent['expressions'] as SyntaxNode[]).at(-1) === at;
    if (!isMember && !isLast && !(PASSING.has(parent.type) && parent['expression'] === at)) break;
    at = parent;
  }
  return { node: at, ancestors: ancestors.slice(0, index + 1) };
}

const listOf = (node: SyntaxNode): SyntaxNode[] => (node['arguments'] ?? []) as SyntaxNode[];

/** `f.call(x, a)`, `f.apply(x, [a])`, `f.bind(x, a)`: what is called through a method of functions. */
function indirectUse(name: unknown, call: SyntaxNode, ancestors: readonly SyntaxNode[]): Use {
  const args = listOf(call);
  if (args.some(({ type }) => type === 'SpreadElement')) return { kind: 'other', reason: `the arguments of .${String(name)} are spread` };
  if (name === 'call' && args[0]) return { kind: 'call', call: { node: call, ancestors, args: args.slice(1), emptyAt: args[0]?.end ?? null } };
  const list = args[1];
  if (name === 'apply' && list?.type === 'ArrayExpression') return { kind: 'call', call: { node: call, ancestors, args: (list['elements'] as (SyntaxNode | null)[]).filter(isNode), emptyAt: list.end - 1 } };
  if (name === 'apply' && !list) return { kind: 'name' };
  return { kind: 'other', reason: name === 'bind' ? 'the function is bound here: whoever calls the result passes the old arguments' : 'the arguments come from a list that is made elsewhere' };
}

/** `f.call(x, a)`, `f.apply(x, [a])`: the arguments are not those of the call itself. */
export const isIndirect = ({ call }: { readonly call: Call }): boolean => call.args !== call.node['arguments'];

/** A call or `new` with its own list of arguments. */
export function readCall(node: SyntaxNode, ancestors: readonly SyntaxNode[], text: string): Call {
  return { node, ancestors, args: listOf(node), emptyAt: text[node.end - 1] === ')' ? node.end - 1 : null };
}

function useOfMember(parent: SyntaxNode, ancestors: readonly SyntaxNode[]): Use {
  const name = (parent['property'] as SyntaxNode)['name'];
  const call = ancestors.at(-2);
  const isCalled = call?.type === 'CallExpression' && call['callee'] === parent;
  if (isCalled && (name === 'call' || name === 'apply' || name === 'bind')) return indirectUse(name, call, ancestors.slice(0, -2));
  return /^mock|^to[A-Z]/.test(String(name)) ? { kind: 'other', reason: `the function is replaced or watched through .${String(name)}` } : { kind: 'name' };
}

/** Patterns and variables that give the function another name. */
function aliasOf(node: SyntaxNode, parent: SyntaxNode, ancestors: readonly SyntaxNode[]): SyntaxNode | null {
  if (parent.type === 'VariableDeclarator' && parent['init'] === node && (parent['id'] as SyntaxNode).type === 'Identifier') return parent['id'] as SyntaxNode;
  // `{ f = other }` binds f too.
  const [property, pattern] = parent.type === 'AssignmentPattern' && parent['left'] === node ? [ancestors.at(-2), ancestors.at(-3)] : [parent, ancestors.at(-2)];
  if (property?.type !== 'Property' || pattern?.type !== 'ObjectPattern') return null;
  if (property['shorthand'] === true && property.start === node.start) return node;
  if (property['key'] !== node) return null;
  const value = property['value'] as SyntaxNode;
  const target = value.type === 'AssignmentPattern' ? (value['left'] as SyntaxNode) : value;
  return target.type === 'Identifier' ? target : null;
}

/** What is done with the function at a token. `text`: of the file. */
export function readUse(path: SyntaxPath, text: string): Use {
  const { node, ancestors } = expressionAround(path);
  const parent = ancestors.at(-1);
  if (!parent || NAMES.has(parent.type)) return { kind: 'name' };
  const around = ancestors.slice(0, -1);
  const alias = aliasOf(node, parent, ancestors);
  if (alias) return { kind: 'alias', name: alias };
  const isBound = (parent.type === 'Property' && ancestors.at(-2)?.type === 'ObjectPattern') || (parent.type === 'AssignmentPattern' && parent['left'] === node);
  if (isBound) return { kind: 'name' };
  switch (parent.type) {
    case 'CallExpression': case 'NewExpression':
      return parent['callee'] === node ? { kind: 'call', call: readCall(parent, around, text) } : { kind: 'other', reason: PASSED_ON };
    case 'TaggedTemplateExpression': return { kind: 'other', reason: 'the function is the tag of a template, whose arguments are fixed' };
    case 'Decorator': return { kind: 'other', reason: 'the function is a decorator, whose arguments are fixed' };
    case 'JSXOpeningElement': return { kind: 'other', reason: 'the function is a component: it gets its props as one object' };
    case 'JSXMemberExpression': return { kind: 'name' };
    case 'TSTypeQuery': return { kind: 'other', reason: TYPE_MADE };
    case 'ClassDeclaration': case 'ClassExpression': return parent['superClass'] === node ? { kind: 'inherits', owner: parent } : { kind: 'name' };
    case 'MemberExpression': return parent['object'] === node ? useOfMember(parent, ancestors) : { kind: 'name' };
    case 'ExpressionStatement': case 'TSPropertySignature': case 'TSMethodSignature': case 'MethodDefinition': case 'PropertyDefinition': case 'FunctionDeclaration': case 'TSDeclareFunction': case 'VariableDeclarator': return { kind: 'name' };
    case 'UnaryExpression': return { kind: 'name' }; // typeof f
    case 'BinaryExpression': return { kind: 'name' }; // compared, or x instanceof f
    default: return isNode(parent['body']) && node.type !== 'Identifier' ? { kind: 'name' } : { kind: 'other', reason: PASSED_ON };
  }
}
