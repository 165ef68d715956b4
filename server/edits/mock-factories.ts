// What a mocked module is replaced by: the keys of the object that the factory of `vi.mock` or `jest.mock` makes, and the real module it asks for.
// Owns finding them; edits nothing.
import { nameOf, type Use } from './namespace-forms.ts';
import { followNamespace, type NamespaceVisitor } from './namespace-uses.ts';
import { analyzeName } from './occurrences.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

const RUNNERS = new Set(['vi', 'vitest', 'jest']);
const MOCKS = new Set(['mock', 'doMock', 'setMock', 'unstable_mockModule']);
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression']);
const WRAPPERS: Readonly<Record<string, string>> = { AwaitExpression: 'argument', TSAsExpression: 'expression', TSSatisfiesExpression: 'expression', TSNonNullExpression: 'expression', TSTypeAssertion: 'expression' };

/** The second argument of a mock call: `use` is the call itself, or `import('./x')` as its first argument. */
export function mockFactory({ node, ancestors }: Use): Use | null {
  const around = ancestors.at(-1);
  const isInner = node.type === 'ImportExpression' && around?.type === 'CallExpression' && (around['arguments'] as SyntaxNode[])[0] === node;
  const call = isInner ? around : node;
  const callee = call.type === 'CallExpression' ? call['callee'] : null;
  if (!isNode(callee) || callee.type !== 'MemberExpression' || !RUNNERS.has(nameOf(callee['object']) ?? '') || !MOCKS.has(nameOf(callee['property']) ?? '')) return null;
  const factory = (call['arguments'] as SyntaxNode[])[1];
  return factory ? { node: factory, ancestors: [...(isInner ? ancestors : [...ancestors, call])] } : null;
}

function unwrapped(use: Use): Use {
  const field = WRAPPERS[use.node.type];
  const inner = field === undefined ? null : use.node[field];
  return isNode(inner) ? unwrapped({ node: inner, ancestors: [...use.ancestors, use.node] }) : use;
}

/** What a function gives back, its inner functions left out. */
function results(use: Use): Use[] {
  const { node, ancestors } = use;
  if (FUNCTIONS.has(node.type)) {
    const body = node['body'] as SyntaxNode;
    return body.type === 'BlockStatement' ? returned({ node: body, ancestors: [...ancestors, node] }) : [unwrapped({ node: body, ancestors: [...ancestors, node] })];
  }
  return [unwrapped(use)];
}

function returned({ node, ancestors }: Use): Use[] {
  if (FUNCTIONS.has(node.type) || node.type === 'FunctionDeclaration') return [];
  if (node.type === 'ReturnStatement') return isNode(node['argument']) ? [unwrapped({ node: node['argument'], ancestors: [...ancestors, node] })] : [];
  return [...childrenOf(node)].flatMap((child) => returned({ node: child, ancestors: [...ancestors, node] }));
}

/** `const mocks = { ... }` behind a name. */
function objectBehind(syntax: Syntax, use: Use): Use | null {
  if (use.node.type === 'ObjectExpression') return use;
  if (use.node.type !== 'Identifier') return null;
  const analysis = analyzeName(syntax, String(use.node['name']));
  const scope = analysis.all.find((found) => found.node === use.node)?.scopes.toReversed().find((candidate) => analysis.boundTo(candidate).some((found) => found.node === use.node));
  const declaration = scope && analysis.boundTo(scope).find((found) => found.role === 'declaration');
  const declarator = declaration?.ancestors.at(-1);
  const init = declarator?.type === 'VariableDeclarator' ? declarator['init'] : null;
  if (!declaration || !isNode(init)) return null;
  const value = unwrapped({ node: init, ancestors: declaration.ancestors });
  // vi.hoisted(() => ({ ... }))
  const callee = value.node['callee'];
  const made = value.node.type === 'CallExpression' && isNode(callee) && nameOf(callee['property']) === 'hoisted' ? results({ node: (value.node['arguments'] as SyntaxNode[])[0] as SyntaxNode, ancestors: [...value.ancestors, value.node] })[0] : value;
  return made?.node.type === 'ObjectExpression' ? made : null;
}

function followKeys(syntax: Syntax, object: SyntaxNode, path: readonly string[], visitor: NamespaceVisitor): void {
  for (const property of object['properties'] as SyntaxNode[]) {
    const key = property['key'];
    if (property.type !== 'Property' || !isNode(key)) continue;
    if (property['computed'] === true && key.type !== 'Literal') visitor.unresolved(key, `the key of a mock is computed; it may be '${path[0]}'`);
    else if (nameOf(key) === path[0]) {
      const value = property['value'];
      if (path.length === 1) visitor.reached(key, property['shorthand'] === true ? 'shorthand-pattern' : key.type === 'Literal' ? 'string' : 'name');
      else if (isNode(value) && value.type === 'ObjectExpression') followKeys(syntax, value, path.slice(1), visitor);
    }
  }
}

/** `async (importOriginal) => { const actual = await importOriginal(); ... }` */
function followOriginal(syntax: Syntax, factory: Use, path: readonly string[], visitor: NamespaceVisitor): void {
  const parameter = (factory.node['params'] as SyntaxNode[] | undefined)?.[0];
  if (parameter?.type !== 'Identifier') return;
  for (const use of analyzeName(syntax, String(parameter['name'])).boundTo(factory.node)) {
    const call = use.ancestors.at(-1);
    if (call?.type === 'CallExpression' && call['callee'] === use.node) followNamespace(syntax, { node: call, ancestors: use.ancestors.slice(0, -1) }, path, visitor);
  }
}

/** Visits the keys of a factory's object that name the export, and what the factory takes from the real module. */
export function followMockFactory(syntax: Syntax, factory: Use, path: readonly string[], visitor: NamespaceVisitor): void {
  followOriginal(syntax, factory, path, visitor);
  for (const result of results(factory)) {
    const object = objectBehind(syntax, result);
    if (object) followKeys(syntax, object.node, path, visitor);
    else if (FUNCTIONS.has(factory.node.type) || result.node.type === 'Identifier') visitor.unresolved(result.node, `what stands in for the module is made elsewhere; it may name '${path[0]}'`);
  }
}
