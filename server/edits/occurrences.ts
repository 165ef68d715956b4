// Where a name occurs in one file and which occurrences mean the module's own binding of that name.
// Owns scope analysis for one name at a time: cheaper and simpler than resolving every name of the file.
import { blockName, declarationKind, DECLARES, HOISTING, isNameOnly, meaningOfReference, SCOPES, VALUE } from './names/name-roles.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { hasPositionIn, positionsOf } from './words.ts';

export interface Occurrence {
  readonly node: SyntaxNode;
  /** From the program down to the parent. */
  readonly ancestors: readonly SyntaxNode[];
  readonly role: 'declaration' | 'reference';
  readonly meaning: number;
  /** Scopes around it, innermost last; the first is the program. */
  readonly scopes: readonly SyntaxNode[];
}

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

function declareInPattern(walk: Walk, node: SyntaxNode): boolean {
  const kind = declarationKind(walk.ancestors, node);
  const scope = kind === 'var' ? walk.scopes.findLast((s) => HOISTING.has(s.type)) : walk.scopes.at(-1);
  if (!kind || !scope) return false;
  declare(walk, node, VALUE, scope);
  return true;
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
