// Where a name occurs in one file and which occurrences mean the module's own binding of that name.
// Owns scope analysis for one name at a time: cheaper and simpler than resolving every name of the file.
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { hasPositionIn, positionsOf } from './words.ts';

/** What a name stands for; TypeScript keeps three name spaces apart and one declaration may fill several. */
export const VALUE = 1;
export const TYPE = 2;
export const NAMESPACE = 4;
const ANY = VALUE | TYPE | NAMESPACE;

export interface Occurrence {
  readonly node: SyntaxNode;
  /** From the program down to the parent. */
  readonly ancestors: readonly SyntaxNode[];
  readonly role: 'declaration' | 'reference';
  readonly meaning: number;
  /** Scopes around it, innermost last; the first is the program. */
  readonly scopes: readonly SyntaxNode[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'TSDeclareFunction', 'TSEmptyBodyFunctionExpression']);
const SIGNATURES = new Set(['TSFunctionType', 'TSConstructorType', 'TSCallSignatureDeclaration', 'TSConstructSignatureDeclaration', 'TSMethodSignature', 'TSIndexSignature']);
const SCOPES = new Set([
  ...FUNCTIONS, ...SIGNATURES, 'Program', 'BlockStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'CatchClause', 'StaticBlock',
  'ClassDeclaration', 'ClassExpression', 'TSModuleBlock', 'TSEnumBody', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSMappedType', 'TSConditionalType',
]);
const HOISTING = new Set([...FUNCTIONS, 'Program', 'TSModuleBlock', 'StaticBlock']);

/** Meaning and target scope of a declaration; `outer`: the scope around the declaring node, `own`: the node's own scope. */
const DECLARES: Readonly<Record<string, { field: string; meaning: number; scope: 'outer' | 'own' }>> = {
  FunctionDeclaration: { field: 'id', meaning: VALUE, scope: 'outer' },
  TSDeclareFunction: { field: 'id', meaning: VALUE, scope: 'outer' },
  FunctionExpression: { field: 'id', meaning: VALUE, scope: 'own' },
  ClassDeclaration: { field: 'id', meaning: VALUE | TYPE, scope: 'outer' },
  ClassExpression: { field: 'id', meaning: VALUE | TYPE, scope: 'own' },
  TSInterfaceDeclaration: { field: 'id', meaning: TYPE, scope: 'outer' },
  TSTypeAliasDeclaration: { field: 'id', meaning: TYPE, scope: 'outer' },
  TSEnumDeclaration: { field: 'id', meaning: ANY, scope: 'outer' },
  TSModuleDeclaration: { field: 'id', meaning: VALUE | NAMESPACE, scope: 'outer' },
  TSImportEqualsDeclaration: { field: 'id', meaning: ANY, scope: 'outer' },
  TSEnumMember: { field: 'id', meaning: VALUE, scope: 'outer' },
  TSTypeParameter: { field: 'name', meaning: TYPE, scope: 'outer' },
  TSMappedType: { field: 'key', meaning: TYPE, scope: 'own' },
  ImportSpecifier: { field: 'local', meaning: ANY, scope: 'outer' },
  ImportDefaultSpecifier: { field: 'local', meaning: ANY, scope: 'outer' },
  ImportNamespaceSpecifier: { field: 'local', meaning: ANY, scope: 'outer' },
};

/** Fields whose identifier is only a label or a member's name, never a reference. */
const NAMES_ONLY: Readonly<Record<string, readonly string[]>> = {
  ImportSpecifier: ['imported'], ExportSpecifier: ['exported'], ExportAllDeclaration: ['exported'], LabeledStatement: ['label'], BreakStatement: ['label'],
  ContinueStatement: ['label'], MetaProperty: ['meta', 'property'], TSQualifiedName: ['right'], JSXAttribute: ['name'], JSXMemberExpression: ['property'],
  JSXNamespacedName: ['namespace', 'name'], ImportAttribute: ['key'], TSNamedTupleMember: ['label'], TSImportType: ['qualifier'], TSNamespaceExportDeclaration: ['id'],
};
const KEYED = new Set(['Property', 'MethodDefinition', 'PropertyDefinition', 'AccessorProperty', 'TSPropertySignature', 'TSMethodSignature', 'TSAbstractMethodDefinition', 'TSAbstractPropertyDefinition', 'TSAbstractAccessorProperty']);

/** Body of a namespace or enum -> its name: bodies of one name are merged. */
const blockNames = new WeakMap<SyntaxNode, string>();

interface Walk {
  readonly name: string;
  /** Where the name stands in the text. */
  readonly positions: readonly number[];
  readonly found: Occurrence[];
  /** scope -> meanings of the name it declares */
  readonly declared: Map<SyntaxNode, number>;
  readonly ancestors: SyntaxNode[];
  readonly scopes: SyntaxNode[];
}

function declare(walk: Walk, node: SyntaxNode, meaning: number, scope: SyntaxNode): void {
  walk.declared.set(scope, (walk.declared.get(scope) ?? 0) | meaning);
  walk.found.push({ node, ancestors: [...walk.ancestors], role: 'declaration', meaning, scopes: walk.scopes.slice(0, walk.scopes.indexOf(scope) + 1) });
}

/** How the root of the pattern around an identifier declares it; null when the identifier declares nothing. */
function declarationKind(ancestors: readonly SyntaxNode[], name: SyntaxNode): 'var' | 'lexical' | null {
  let below = name;
  for (let i = ancestors.length - 1; i >= 0; i -= 1) {
    const node = ancestors[i] as SyntaxNode;
    const goesOn = node.type === 'ArrayPattern' || node.type === 'ObjectPattern' || node.type === 'RestElement' || node.type === 'TSParameterProperty'
      || (node.type === 'AssignmentPattern' && node['left'] === below)
      || (node.type === 'Property' && ancestors[i - 1]?.type === 'ObjectPattern' && node['value'] === below);
    if (!goesOn) {
      if (node.type === 'VariableDeclarator') return node['id'] === below ? (ancestors[i - 1]?.['kind'] === 'var' ? 'var' : 'lexical') : null;
      if (node.type === 'CatchClause') return node['param'] === below ? 'lexical' : null;
      if (!FUNCTIONS.has(node.type) && !SIGNATURES.has(node.type)) return null;
      const parameters = (node['params'] ?? node['parameters']) as readonly unknown[] | undefined;
      return parameters?.includes(below) ? 'lexical' : null;
    }
    below = node;
  }
  return null;
}

function declareInPattern(walk: Walk, node: SyntaxNode): boolean {
  const kind = declarationKind(walk.ancestors, node);
  const scope = kind === 'var' ? walk.scopes.findLast((s) => HOISTING.has(s.type)) : walk.scopes.at(-1);
  if (!kind || !scope) return false;
  declare(walk, node, VALUE, scope);
  return true;
}

/** `a.b` in a type names a namespace; in `typeof a.b` a value. */
function meaningOfQualified(ancestors: readonly SyntaxNode[]): number {
  return ancestors.findLast((node) => node.type !== 'TSQualifiedName')?.type === 'TSTypeQuery' ? VALUE : NAMESPACE;
}

function meaningOfReference(ancestors: readonly SyntaxNode[]): number {
  const parent = ancestors.at(-1) as SyntaxNode;
  switch (parent.type) {
    case 'TSTypeReference': case 'TSInterfaceHeritage': case 'TSClassImplements': return TYPE;
    case 'TSQualifiedName': return meaningOfQualified(ancestors);
    case 'ExportSpecifier': case 'TSImportEqualsDeclaration': case 'ExportDefaultDeclaration': case 'TSExportAssignment': return ANY;
    default: return VALUE;
  }
}

function isNameOnly(parent: SyntaxNode, node: SyntaxNode, grandparent: SyntaxNode | undefined): boolean {
  if (NAMES_ONLY[parent.type]?.some((field) => parent[field] === node)) return true;
  // In `export { a } from './b'` both names belong to other modules.
  if (parent.type === 'ExportSpecifier' && isNode(grandparent?.['source'])) return true;
  if (parent.type === 'MemberExpression') return parent['property'] === node && !parent['computed'];
  return KEYED.has(parent.type) && parent['key'] === node && !parent['computed'] && !parent['shorthand'];
}

function visitName(walk: Walk, node: SyntaxNode): void {
  const parent = walk.ancestors.at(-1) as SyntaxNode;
  if (isNameOnly(parent, node, walk.ancestors.at(-2))) return;
  const declaring = DECLARES[parent.type];
  if (declaring && parent[declaring.field] === node) {
    const own = walk.scopes.at(-1) === parent;
    const scope = declaring.scope === 'outer' && own ? walk.scopes.at(-2) : walk.scopes.at(-1);
    if (scope) declare(walk, node, declaring.meaning, scope);
    return;
  }
  if (declareInPattern(walk, node)) return;
  // Lower-case JSX names are elements of the platform.
  if (node.type === 'JSXIdentifier' && parent.type !== 'JSXMemberExpression' && /^[a-z]/.test(walk.name)) return;
  walk.found.push({ node, ancestors: [...walk.ancestors], role: 'reference', meaning: meaningOfReference(walk.ancestors), scopes: [...walk.scopes] });
}

/** The name in the text: `N`, `N.M`, `'./module'`, or `global`. */
function blockName(declaration: SyntaxNode | undefined): string {
  const id = declaration?.['id'];
  if (!isNode(id)) return '';
  return id.type === 'TSQualifiedName' ? `${String((id['left'] as SyntaxNode)['name'])}.${String((id['right'] as SyntaxNode)['name'])}` : String(id['name'] ?? id['value']);
}

const isDecorated = (node: unknown): boolean => isNode(node) && Array.isArray(node['decorators']) && node['decorators'].length > 0;

/** False for a node in which none of the sorted positions is. Decorators stand in front of the span of what they decorate, and of what is around that. */
export function holdsPosition(positions: readonly number[], node: SyntaxNode): boolean {
  return hasPositionIn(positions, node.start, node.end) || isDecorated(node) || isDecorated(node['declaration']) || isDecorated(node['left']);
}

function visit(walk: Walk, node: SyntaxNode): void {
  const isScope = SCOPES.has(node.type);
  if (isScope) walk.scopes.push(node);
  if (node.type === 'TSModuleBlock' || node.type === 'TSEnumBody') blockNames.set(node, blockName(walk.ancestors.at(-1)));
  if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && node['name'] === walk.name ) visitName(walk, node);
  walk.ancestors.push(node);
  for (const child of childrenOf(node)) {
    // A shorthand property has the same identifier as key and as value; the value counts.
    if (node['shorthand'] === true && child === node['key']) continue;
    if (node.type === 'TSImportType' && child === node['qualifier']) continue;
    if (holdsPosition(walk.positions, child)) visit(walk, child);
  }
  walk.ancestors.pop();
  if (isScope) walk.scopes.pop();
}

/** All occurrences of one name in a file, and which scope each is bound to. */
export interface NameAnalysis {
  readonly all: readonly Occurrence[];
  /** Meanings that the module scope declares under this name; 0 when it declares none. */
  readonly moduleMeaning: number;
  /** Declarations in the module scope and the references that are not bound by a scope inside it. */
  readonly ofModule: readonly Occurrence[];
  /** The same for the declaration in another scope. */
  boundTo(scope: SyntaxNode): Occurrence[];
  /** True when a scope inside the program declares the name with one of these meanings. */
  isShadowedAt(scopes: readonly SyntaxNode[], meaning: number): boolean;
}

/** Analyses one name. Cost: a search of the text and a walk of the nodes that hold the name. `positions`: where the text is looked at, if not wherever the name stands. */
export function analyzeName(syntax: Syntax, name: string, positions: readonly number[] = positionsOf(syntax.text, name)): NameAnalysis {
  const walk: Walk = { name, positions, found: [], declared: new Map(), ancestors: [syntax.program], scopes: [syntax.program] };
  for (const statement of positions.length > 0 ? syntax.statementsWith(positions) : []) if (holdsPosition(positions, statement)) visit(walk, statement);
  // Blocks of one namespace or enum see what each other block exports; that it is exported is not asked, which errs towards leaving a name alone.
  const declares = (scope: SyntaxNode, meaning: number) => {
    const merged = blockNames.get(scope);
    if (merged === undefined) return ((walk.declared.get(scope) ?? 0) & meaning) !== 0;
    return [...walk.declared].some(([block, meanings]) => (meanings & meaning) !== 0 && blockNames.get(block) === merged);
  };
  const bindingScope = (found: Occurrence) => (found.role === 'declaration' ? found.scopes.at(-1) : (found.scopes.findLast((scope) => declares(scope, found.meaning)) ?? syntax.program));
  const boundTo = (scope: SyntaxNode) => walk.found.filter((found) => bindingScope(found) === scope);
  const moduleMeaning = walk.declared.get(syntax.program) ?? 0;
  return {
    all: walk.found,
    moduleMeaning,
    // Beside a function of that name, the type `Record` is still the global one.
    ofModule: boundTo(syntax.program).filter((found) => moduleMeaning === 0 || (found.meaning & moduleMeaning) !== 0),
    boundTo,
    isShadowedAt: (scopes, meaning) => scopes.slice(1).some((scope) => declares(scope, meaning)),
  };
}
