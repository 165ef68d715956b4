// Places that load the old module by an expression or name it by a string: `import()`, `require`, import types, augmentations, mocks. Owns which of them
// can lead to the new module instead.
import type { Edge } from '../graph/facts.ts';
import { cutElements } from './cut-text.ts';
import type { ImportingFile } from './importing-file.ts';
import { followImportType, followNamespace, type NamespaceVisitor } from './namespace-uses.ts';
import { analyzeName } from './occurrences.ts';
import { fileOf, skip, specifierFor, textOf, type Relocating } from './relocation-work.ts';
import { replaceToken } from './rename-work.ts';
import { pathToOffset } from './syntax-path.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

interface Load {
  readonly work: Relocating;
  readonly file: ImportingFile;
  readonly edge: Edge;
  readonly node: SyntaxNode;
  readonly ancestors: readonly SyntaxNode[];
}

const LOADS = new Set(['ImportExpression', 'CallExpression', 'NewExpression', 'TSImportType', 'TSImportEqualsDeclaration', 'TSModuleDeclaration']);

/** Tokens by which this load reaches the name. */
function tokensOf({ work, file, edge, node, ancestors }: Load): SyntaxNode[] {
  const tokens: SyntaxNode[] = [];
  const visitor: NamespaceVisitor = { reached: (token) => void tokens.push(token), exported: () => undefined, unresolved: (at, reason) => skip(work, edge.from, at.start, reason) };
  if (node.type === 'TSImportType') followImportType(file.syntax, { node, ancestors }, [work.name], visitor);
  else followNamespace(file.syntax, { node, ancestors }, [work.name], visitor);
  return tokens;
}

/** The load leads to the new module, and says the name as that has it. */
function redirect({ work, file, edge }: Load, tokens: readonly SyntaxNode[]): void {
  const to = specifierFor(work, edge);
  if (to === null) return;
  file.references.push({ start: edge.start + 1, end: edge.end - 1, text: to });
  if (work.toName === work.name) return;
  for (const token of tokens) {
    const isShort = pathToOffset(file.syntax, token.start)?.ancestors.some((node) => node.type === 'Property' && node['shorthand'] === true && node.start === token.start);
    file.references.push({ ...replaceToken(token, isShort ? `${work.toName}: ${work.name}` : work.toName) });
  }
}

/** `const { a, b } = await import('./old')` becomes `const { b } = await import('./old'), { a } = await import('./new')`. */
function splitPattern(load: Load): boolean {
  const { work, file, edge, node, ancestors } = load;
  const declarator = ancestors.at(-1)?.type === 'AwaitExpression' ? ancestors.at(-2) : ancestors.at(-1);
  const pattern = declarator?.type === 'VariableDeclarator' ? (declarator['id'] as SyntaxNode) : null;
  if (!declarator || pattern?.type !== 'ObjectPattern') return false;
  const properties = pattern['properties'] as readonly SyntaxNode[];
  const own = properties.filter((property) => property.type === 'Property' && property['computed'] !== true && textOf(property['key']) === work.name);
  const hasRest = properties.some((property) => property.type === 'RestElement');
  const to = own.length > 0 && own.length < properties.length && !hasRest ? specifierFor(work, edge) : null;
  if (to === null) return false;
  const { text } = file.syntax;
  const key = (property: SyntaxNode): string => {
    const whole = text.slice(property.start, property.end);
    const rest = property['shorthand'] === true ? `: ${whole}` : whole.slice((property['key'] as SyntaxNode).end - property.start);
    return work.toName === work.name ? whole : work.toName + rest;
  };
  const init = declarator['init'] as SyntaxNode;
  const loaded = text.slice(init.start, edge.start + 1) + to + text.slice(edge.end - 1, init.end);
  file.references.push(...cutElements(file.syntax, properties, new Set(own)), { start: declarator.end, end: declarator.end, text: `, { ${own.map(key).join(', ')} } = ${loaded}` });
  return node !== declarator;
}

/** True when a variable that holds the module is used for the name alone. */
function isOnlyUse({ file, ancestors }: Load, tokens: readonly SyntaxNode[]): boolean {
  const declarator = ancestors.at(-1)?.type === 'AwaitExpression' ? ancestors.at(-2) : ancestors.at(-1);
  const id = declarator?.type === 'VariableDeclarator' ? declarator['id'] : null;
  if (!isNode(id) || id.type !== 'Identifier') return false;
  const analysis = analyzeName(file.syntax, String(id['name']));
  const scopes = analysis.all.find((found) => found.node === id)?.scopes ?? [];
  const bound = scopes.map((scope) => analysis.boundTo(scope)).find((list) => list.some((found) => found.node === id)) ?? [];
  return bound.filter(({ role }) => role === 'reference').length === tokens.length;
}

function followCall(load: Load): void {
  const { work, file, edge } = load;
  const tokens = tokensOf(load);
  if (tokens.length === 0) return;
  for (const token of tokens) work.callers.push({ file: edge.from, start: token.start });
  const takesOnly = edge.names.length > 0 && edge.names.every(({ imported }) => imported === work.name);
  const isIndexed = load.node.type === 'TSImportType';
  if (takesOnly || isIndexed || isOnlyUse(load, tokens)) return redirect(load, tokens);
  if (splitPattern(load)) return;
  for (const token of tokens) skip(work, file.path, token.start, `takes '${work.name}' from a module that is loaded as a whole and holds it no longer; take it from ${work.to}`);
}

function followAugmentation(load: Load): void {
  const { work, file, edge, node } = load;
  const body = isNode(node['body']) ? (node['body']['body'] as readonly SyntaxNode[]) : [];
  const declared = body.map((statement) => (isNode(statement['declaration']) ? statement['declaration'] : statement)).map((statement) => (isNode(statement['id']) ? textOf(statement['id']) : null));
  if (!declared.includes(work.name)) return;
  work.callers.push({ file: edge.from, start: edge.start });
  if (declared.every((name) => name === work.name) && work.toName === work.name) redirect(load, []);
  else skip(work, file.path, edge.start, `adds to '${work.name}' together with others of ${work.file}; put what it adds into a block of its own for ${work.to}`);
}

/** `vi.mock('./old')`: which of the two modules a test means to replace, only its author knows. */
function listMock({ work, file, edge, node }: Load): void {
  const callee = node['callee'];
  const object = isNode(callee) && callee.type === 'MemberExpression' ? callee['object'] : null;
  if (!isNode(object) || !['vi', 'jest'].includes(String(object['name']))) return;
  const to = specifierFor(work, edge);
  skip(work, file.path, edge.start, `mocks '${edge.specifier}', which holds '${work.name}' no longer${to === null ? '' : `; where '${work.name}' is meant, mock '${to}' too`}`);
}

/** An edge that is no import or export statement. */
export function followLoaded(work: Relocating, edge: Edge): void {
  if (!work.tree.text(edge.from)?.includes(work.name)) return;
  const file = fileOf(work, edge.from);
  const at = file && pathToOffset(file.syntax, edge.start);
  const index = at?.ancestors.findLastIndex(({ type }) => LOADS.has(type)) ?? -1;
  const node = at?.ancestors[index];
  if (!file || !at || !node || node.type === 'TSImportEqualsDeclaration') return;
  const load: Load = { work, file, edge, node, ancestors: at.ancestors.slice(0, index) };
  if (edge.kind === 'MOCK') listMock(load);
  else if (node.type === 'TSModuleDeclaration') followAugmentation(load);
  else followCall(load);
}
