// Where a signature is written: functions with their overloads, methods, constructors, signatures of interfaces. Owns the reading of parameters; edits nothing.
import { findOwners, keyOf, membersOf, withoutAssertions } from './members.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export interface Parameter {
  /** With modifiers, decorators, type and default. */
  readonly start: number;
  readonly end: number;
  /** Null for a pattern. */
  readonly name: string | null;
  /** The identifier or pattern itself, which spans its type. */
  readonly binding: SyntaxNode;
  /** As written, without the colon; null without one. */
  readonly type: string | null;
  readonly defaultValue: SyntaxNode | null;
  /** `a?`, or with a default. */
  readonly isOptional: boolean;
  readonly isRest: boolean;
  /** Declares a property of the class too. */
  readonly isProperty: boolean;
}

export interface SignatureSite {
  readonly file: string;
  readonly syntax: Syntax;
  /** The token that names it; null for a function without a name. */
  readonly name: SyntaxNode | null;
  /** The node that has `params`, `returnType` and, where it is more than a signature, `body`. */
  readonly fn: SyntaxNode;
  readonly kind: 'function' | 'arrow' | 'method' | 'constructor';
  /** The member, declarator or statement around it. */
  readonly around: SyntaxNode;
  /** `this` left out. */
  readonly parameters: readonly Parameter[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'TSDeclareFunction', 'FunctionExpression', 'ArrowFunctionExpression', 'TSEmptyBodyFunctionExpression', 'TSMethodSignature', 'TSFunctionType', 'TSCallSignatureDeclaration']);

/** True for nodes that have parameters and a body or a return type. */
export const isFunction = (node: unknown): node is SyntaxNode => isNode(node) && FUNCTIONS.has(node.type);
export const hasBody = (fn: SyntaxNode): boolean => isNode(fn['body']);
export const isTypedFile = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

function readParameter(text: string, node: SyntaxNode): Parameter {
  const inner = node.type === 'TSParameterProperty' ? (node['parameter'] as SyntaxNode) : node;
  const isAssignment = inner.type === 'AssignmentPattern';
  const isRest = inner.type === 'RestElement';
  const binding = (isAssignment ? inner['left'] : isRest ? inner['argument'] : inner) as SyntaxNode;
  const annotation = (isRest ? inner['typeAnnotation'] : binding['typeAnnotation']) as SyntaxNode | null | undefined;
  const type = annotation ? (annotation['typeAnnotation'] as SyntaxNode) : null;
  const decorators = (node['decorators'] ?? inner['decorators'] ?? []) as SyntaxNode[];
  return {
    start: Math.min(node.start, ...decorators.map(({ start }) => start)), end: node.end, binding, isRest,
    name: binding.type === 'Identifier' ? String(binding['name']) : null,
    type: type ? text.slice(type.start, type.end) : null,
    defaultValue: isAssignment ? (inner['right'] as SyntaxNode) : null,
    isOptional: isAssignment || binding['optional'] === true, isProperty: node.type === 'TSParameterProperty',
  };
}

/** A signature with its parameters read. */
export function signatureSite(file: string, syntax: Syntax, parts: Pick<SignatureSite, 'name' | 'fn' | 'kind' | 'around'>): SignatureSite {
  const parameters = (parts.fn['params'] as SyntaxNode[]).map((node) => readParameter(syntax.text, node)).filter(({ name }) => name !== 'this');
  return { file, syntax, ...parts, parameters };
}

/** The function that a member is, or null: a method, a property that holds a function, a signature. */
function functionOfMember(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'TSMethodSignature') return node;
  const value = withoutAssertions(node['value']);
  if (isFunction(value)) return value;
  const annotation = node['typeAnnotation'] as SyntaxNode | null | undefined;
  const type = annotation?.['typeAnnotation'];
  return node.type === 'TSPropertySignature' && isFunction(type) ? type : null;
}

function siteOfMember(file: string, syntax: Syntax, node: SyntaxNode): SignatureSite | null {
  const fn = functionOfMember(node);
  if (!fn) return null;
  const isConstructor = node['kind'] === 'constructor';
  return signatureSite(file, syntax, { name: isConstructor ? (node['key'] as SyntaxNode) : keyOf(node), fn, around: node, kind: isConstructor ? 'constructor' : fn.type === 'ArrowFunctionExpression' ? 'arrow' : 'method' });
}

/** The signature whose name or function a node is or directly stands in; null for other nodes. */
export function siteAround(file: string, syntax: Syntax, node: SyntaxNode, parent: SyntaxNode | undefined): SignatureSite | null {
  if (parent && 'key' in parent) return siteOfMember(file, syntax, parent);
  const declared = node.type === 'FunctionDeclaration' || node.type === 'TSDeclareFunction' ? node : parent;
  if (declared && isFunction(declared) && (declared === node || declared['id'] === node)) return signatureSite(file, syntax, { name: isNode(declared['id']) ? declared['id'] : null, fn: declared, around: declared, kind: 'function' });
  if (parent?.type !== 'VariableDeclarator') return null;
  const fn = withoutAssertions(parent['init']);
  return isFunction(fn) ? signatureSite(file, syntax, { name: parent['id'] as SyntaxNode, fn, around: parent, kind: fn.type === 'ArrowFunctionExpression' ? 'arrow' : 'function' }) : null;
}

/** The type that is written beside a constant's name; null for none. */
function annotationOf({ around }: Pick<SignatureSite, 'around'>): SyntaxNode | null {
  const annotation = around.type === 'VariableDeclarator' ? ((around['id'] as SyntaxNode)['typeAnnotation'] as SyntaxNode | null | undefined) : null;
  return annotation ? (annotation['typeAnnotation'] as SyntaxNode) : null;
}

/** `const f: (a: A) => B = ...`: the signature is written twice. */
export function annotatedSite(found: SignatureSite): SignatureSite | null {
  const type = annotationOf(found);
  return isFunction(type) ? signatureSite(found.file, found.syntax, { name: found.name, fn: type, around: found.around, kind: 'arrow' }) : null;
}

/** `const f: F = ...`: the signature is that of another declaration. */
export const isTypedElsewhere = (found: SignatureSite): boolean => annotationOf(found) !== null && annotatedSite(found) === null;

function functionsOf(file: string, syntax: Syntax, name: string): SignatureSite[] {
  return (syntax.program['body'] as SyntaxNode[]).flatMap((statement) => {
    const declared = isNode(statement['declaration']) ? statement['declaration'] : statement;
    const isDefault = name === 'default' && statement.type === 'ExportDefaultDeclaration';
    if (declared.type === 'VariableDeclaration') {
      const declarator = (declared['declarations'] as SyntaxNode[]).find((each) => (each['id'] as SyntaxNode)['name'] === name);
      return (declarator && siteAround(file, syntax, declarator['id'] as SyntaxNode, declarator)) ?? [];
    }
    if (!isFunction(declared) || !(isDefault || (declared['id'] as SyntaxNode | null)?.['name'] === name)) return [];
    return [signatureSite(file, syntax, { name: isNode(declared['id']) ? declared['id'] : null, fn: declared, around: declared, kind: declared.type === 'ArrowFunctionExpression' ? 'arrow' : 'function' })];
  });
}

/** Every signature of a module-scope function, or of `Owner.member` and `Owner.constructor`; overloads included. `local` is the name in the file. */
export function findSites(file: string, syntax: Syntax, local: string): SignatureSite[] {
  const [owner, member] = local.split('.', 2) as [string, string | undefined];
  if (member === undefined) return functionsOf(file, syntax, owner);
  return findOwners(syntax, owner).flatMap((found) => {
    if (member !== 'constructor') return membersOf(found).filter(({ name }) => name === member).flatMap(({ node }) => siteOfMember(file, syntax, node) ?? []);
    const body = found.kind === 'class' ? ((found.node['body'] as SyntaxNode)['body'] as SyntaxNode[]) : [];
    return body.filter((node) => node['kind'] === 'constructor').flatMap((node) => siteOfMember(file, syntax, node) ?? []);
  });
}

/** The one with a body, whose parameter names count; else the first. */
export const implementationOf = (sites: readonly SignatureSite[]): SignatureSite | undefined => sites.find(({ fn }) => hasBody(fn)) ?? sites[0];

/** Offset of the `(` of the parameters; null for an arrow function with a bare parameter. */
export function openParenOf({ syntax, fn, name, parameters }: SignatureSite): number | null {
  const { text } = syntax;
  const first = parameters[0];
  const typeParameters = fn['typeParameters'];
  const from = isNode(typeParameters) ? typeParameters.end : name && name.end <= fn.end && name.start >= fn.start ? name.start + String(name['name'] ?? '').length : fn.start;
  const at = text.indexOf('(', from);
  return at === -1 || (first && at >= first.start) ? null : at;
}

/** True when the function reads `arguments` itself. */
export function readsArguments(fn: SyntaxNode, text: string): boolean {
  return fn.type !== 'ArrowFunctionExpression' && isNode(fn['body']) && /\barguments\b/.test(text.slice(fn['body'].start, fn['body'].end));
}
