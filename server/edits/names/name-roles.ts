// What an identifier does where it stands: it declares, refers, or is only a label. Owns the grammar of that; resolves nothing.
import { isNode, type SyntaxNode } from '../syntax.ts';

/** What a name stands for; TypeScript keeps three name spaces apart and one declaration may fill several. */
export const VALUE = 1;
export const TYPE = 2;
export const NAMESPACE = 4;
const ANY = VALUE | TYPE | NAMESPACE;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'TSDeclareFunction', 'TSEmptyBodyFunctionExpression']);
const SIGNATURES = new Set(['TSFunctionType', 'TSConstructorType', 'TSCallSignatureDeclaration', 'TSConstructSignatureDeclaration', 'TSMethodSignature', 'TSIndexSignature']);
export const SCOPES = new Set([
  ...FUNCTIONS, ...SIGNATURES, 'Program', 'BlockStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'CatchClause', 'StaticBlock',
  'ClassDeclaration', 'ClassExpression', 'TSModuleBlock', 'TSEnumBody', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSMappedType', 'TSConditionalType',
]);
export const HOISTING = new Set([...FUNCTIONS, 'Program', 'TSModuleBlock', 'StaticBlock']);

/** Meaning and target scope of a declaration; `outer`: the scope around the declaring node, `own`: the node's own scope. */
export const DECLARES: Readonly<Record<string, { field: string; meaning: number; scope: 'outer' | 'own' }>> = {
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

/** How the root of the pattern around an identifier declares it; null when the identifier declares nothing. */
export function declarationKind(ancestors: readonly SyntaxNode[], name: SyntaxNode): 'var' | 'lexical' | null {
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

/** `a.b` in a type names a namespace; in `typeof a.b` a value. */
function meaningOfQualified(ancestors: readonly SyntaxNode[]): number {
  return ancestors.findLast((node) => node.type !== 'TSQualifiedName')?.type === 'TSTypeQuery' ? VALUE : NAMESPACE;
}

export function meaningOfReference(ancestors: readonly SyntaxNode[]): number {
  const parent = ancestors.at(-1) as SyntaxNode;
  switch (parent.type) {
    case 'TSTypeReference': case 'TSInterfaceHeritage': case 'TSClassImplements': return TYPE;
    case 'TSQualifiedName': return meaningOfQualified(ancestors);
    case 'ExportSpecifier': case 'TSImportEqualsDeclaration': case 'ExportDefaultDeclaration': case 'TSExportAssignment': return ANY;
    default: return VALUE;
  }
}

export function isNameOnly(parent: SyntaxNode, node: SyntaxNode, grandparent: SyntaxNode | undefined): boolean {
  if (NAMES_ONLY[parent.type]?.some((field) => parent[field] === node)) return true;
  // In `export { a } from './b'` both names belong to other modules.
  if (parent.type === 'ExportSpecifier' && isNode(grandparent?.['source'])) return true;
  if (parent.type === 'MemberExpression') return parent['property'] === node && !parent['computed'];
  return KEYED.has(parent.type) && parent['key'] === node && !parent['computed'] && !parent['shorthand'];
}

/** The name in the text: `N`, `N.M`, `'./module'`, or `global`. */
export function blockName(declaration: SyntaxNode | undefined): string {
  const id = declaration?.['id'];
  if (!isNode(id)) return '';
  return id.type === 'TSQualifiedName' ? `${String((id['left'] as SyntaxNode)['name'])}.${String((id['right'] as SyntaxNode)['name'])}` : String(id['name'] ?? id['value']);
}
