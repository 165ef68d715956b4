// Which identifier of a file means which declaration. Owns scopes of values; types and labels are left out.
import { childrenOf, isNode, parseSyntax, type Syntax, type SyntaxNode } from '../../../edits/syntax.ts';

export interface Binding {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'param' | 'function' | 'class' | 'import' | 'catch' | 'enum';
  readonly scope: SyntaxNode;
  /** The identifiers that declare it. */
  readonly declarations: SyntaxNode[];
  /** The VariableDeclarator, function or class; null for parameters and imports. */
  readonly declarator: SyntaxNode | null;
  readonly references: SyntaxNode[];
}

/** A file with parents and bindings. */
export interface FileScopes {
  readonly path: string;
  readonly text: string;
  readonly syntax: Syntax;
  readonly parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** By identifier, of a declaration or a reference; a missing one is a global. */
  readonly bindings: ReadonlyMap<SyntaxNode, Binding>;
  readonly all: readonly Binding[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const SCOPES = new Set([...FUNCTIONS, 'Program', 'BlockStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'CatchClause', 'StaticBlock', 'ClassDeclaration', 'ClassExpression', 'TSModuleBlock']);
/** Nodes of types that hold a value. */
const VALUE_TYPES = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression', 'TSParameterProperty', 'TSModuleDeclaration', 'TSModuleBlock', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember', 'TSExportAssignment']);
const KEYED = new Set(['Property', 'MethodDefinition', 'PropertyDefinition', 'AccessorProperty', 'TSEnumMember']);

export const isFunctionNode = (node: SyntaxNode): boolean => FUNCTIONS.has(node.type);

interface Walk {
  readonly parents: Map<SyntaxNode, SyntaxNode>;
  readonly scopes: Map<SyntaxNode, Map<string, Binding>>;
  readonly identifiers: { readonly node: SyntaxNode; readonly chain: readonly SyntaxNode[] }[];
  readonly all: Binding[];
}

function declare(walk: Walk, id: SyntaxNode, options: { readonly kind: Binding['kind']; readonly scope: SyntaxNode; readonly declarator: SyntaxNode | null }): void {
  const name = String(id['name']);
  const names = walk.scopes.get(options.scope) ?? new Map<string, Binding>();
  walk.scopes.set(options.scope, names);
  const known = names.get(name);
  if (known) {
    known.declarations.push(id);
    return;
  }
  const binding: Binding = { name, ...options, declarations: [id], references: [] };
  names.set(name, binding);
  walk.all.push(binding);
}

/** The identifiers that a pattern declares. */
export function* namesIn(pattern: unknown): Generator<SyntaxNode> {
  if (!isNode(pattern)) return;
  if (pattern.type === 'Identifier') yield pattern;
  else if (pattern.type === 'ObjectPattern') for (const property of pattern['properties'] as SyntaxNode[]) yield* namesIn(property.type === 'Property' ? property['value'] : property['argument']);
  else if (pattern.type === 'ArrayPattern') for (const item of pattern['elements'] as unknown[]) yield* namesIn(item);
  else if (pattern.type === 'AssignmentPattern') yield* namesIn(pattern['left']);
  else if (pattern.type === 'RestElement') yield* namesIn(pattern['argument']);
  else if (pattern.type === 'TSParameterProperty') yield* namesIn(pattern['parameter']);
}

const hoistTarget = (chain: readonly SyntaxNode[]): SyntaxNode => (chain.findLast((scope) => FUNCTIONS.has(scope.type) || scope.type === 'Program' || scope.type === 'StaticBlock' || scope.type === 'TSModuleBlock') ?? chain[0]) as SyntaxNode;

function declareAt(walk: Walk, node: SyntaxNode, chain: readonly SyntaxNode[]): void {
  const scope = chain.at(-1) as SyntaxNode;
  const outer = chain.at(-2) ?? scope;
  if (node.type === 'VariableDeclaration') {
    const kind = node['kind'] === 'var' || node['kind'] === 'let' ? node['kind'] : 'const';
    for (const declarator of node['declarations'] as SyntaxNode[]) for (const id of namesIn(declarator['id'])) declare(walk, id, { kind, scope: kind === 'var' ? hoistTarget(chain) : scope, declarator });
  } else if (FUNCTIONS.has(node.type)) {
    if (isNode(node['id'])) declare(walk, node['id'], { kind: 'function', scope: node.type === 'FunctionDeclaration' ? outer : scope, declarator: node });
    for (const parameter of node['params'] as SyntaxNode[]) for (const id of namesIn(parameter)) declare(walk, id, { kind: 'param', scope, declarator: null });
  } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    if (isNode(node['id'])) declare(walk, node['id'], { kind: 'class', scope: node.type === 'ClassDeclaration' ? outer : scope, declarator: node });
  } else if (node.type === 'CatchClause') {
    for (const id of namesIn(node['param'])) declare(walk, id, { kind: 'catch', scope, declarator: null });
  } else if (node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier' || node.type === 'ImportNamespaceSpecifier') {
    declare(walk, node['local'] as SyntaxNode, { kind: 'import', scope, declarator: node });
  } else if (node.type === 'TSEnumDeclaration') {
    declare(walk, node['id'] as SyntaxNode, { kind: 'enum', scope, declarator: node });
  }
}

/** True for an identifier that is a label, a key or a member's name. */
function isNameOnly(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (parent.type === 'MemberExpression') return parent['property'] === node && parent['computed'] !== true;
  if (KEYED.has(parent.type)) return parent['key'] === node && parent['computed'] !== true && parent['shorthand'] !== true;
  if (parent.type === 'LabeledStatement' || parent.type === 'BreakStatement' || parent.type === 'ContinueStatement' || parent.type === 'MetaProperty') return true;
  if (parent.type === 'ExportSpecifier') return parent['local'] !== node;
  return parent.type === 'ImportSpecifier' && parent['imported'] === node && parent['local'] !== node;
}

const isType = (node: SyntaxNode): boolean => node.type.startsWith('TS') && !VALUE_TYPES.has(node.type);

function visit(walk: Walk, node: SyntaxNode, chain: readonly SyntaxNode[]): void {
  const inner = SCOPES.has(node.type) ? [...chain, node] : chain;
  declareAt(walk, node, inner);
  if (node.type === 'Identifier' || (node.type === 'JSXIdentifier' && /^[A-Z]/.test(String(node['name'])))) walk.identifiers.push({ node, chain });
  for (const child of childrenOf(node)) {
    if (isType(child)) continue;
    // A shorthand property has one identifier as key and value.
    if (node['shorthand'] === true && child === node['key']) continue;
    walk.parents.set(child, node);
    visit(walk, child, inner);
  }
}

/** Parses a file and binds its names. Throws where the path is no source file; syntax errors are in `syntax.errors`. */
export function bindNames(path: string, text: string): FileScopes {
  const syntax = parseSyntax(path, text);
  const walk: Walk = { parents: new Map(), scopes: new Map(), identifiers: [], all: [] };
  visit(walk, syntax.program, [syntax.program]);
  const bindings = new Map<SyntaxNode, Binding>();
  for (const binding of walk.all) for (const id of binding.declarations) bindings.set(id, binding);
  for (const { node, chain } of walk.identifiers) {
    const parent = walk.parents.get(node);
    if (bindings.has(node) || (parent && isNameOnly(node, parent))) continue;
    const scope = chain.findLast((one) => walk.scopes.get(one)?.has(String(node['name'])));
    const binding = scope && walk.scopes.get(scope)?.get(String(node['name']));
    if (!binding) continue;
    binding.references.push(node);
    bindings.set(node, binding);
  }
  return { path, text, syntax, parents: walk.parents, bindings, all: walk.all };
}

/** From the parent up to the program. */
export function* ancestorsOf(file: FileScopes, node: SyntaxNode): Generator<SyntaxNode> {
  for (let at = file.parents.get(node); at; at = file.parents.get(at)) yield at;
}

export const isWithin = (node: { readonly start: number; readonly end: number }, region: { readonly start: number; readonly end: number }): boolean => node.start >= region.start && node.end <= region.end;

/** Every node below one, itself first; nodes of types are left out. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) {
    if (!isType(child) && !(node['shorthand'] === true && child === node['key'])) yield* descendants(child);
  }
}

export const sourceOf = (file: FileScopes, node: { readonly start: number; readonly end: number }): string => file.text.slice(node.start, node.end);

/** The node below brackets of types: `x` of `x as T` and `x!`. */
export function bare(node: SyntaxNode): SyntaxNode {
  let at = node;
  while ((at.type.startsWith('TS') || at.type === 'ChainExpression' || at.type === 'ParenthesizedExpression') && isNode(at['expression'])) at = at['expression'];
  return at;
}

/** The nearest function around a node; null at the top of the module. */
export function functionOf(file: FileScopes, node: SyntaxNode): SyntaxNode | null {
  for (const around of ancestorsOf(file, node)) if (FUNCTIONS.has(around.type)) return around;
  return null;
}

/** `Math.max`, `xs.push`, `parse`: names joined by dots; null where something is computed. `this` is a name. */
export function dottedName(node: SyntaxNode): string | null {
  const at = bare(node);
  if (at.type === 'Identifier') return String(at['name']);
  if (at.type === 'ThisExpression') return 'this';
  if (at.type !== 'MemberExpression' || at['computed'] === true) return null;
  const object = dottedName(at['object'] as SyntaxNode);
  return object === null ? null : `${object}.${String((at['property'] as SyntaxNode)['name'])}`;
}
