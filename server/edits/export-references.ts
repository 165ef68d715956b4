// Follows an export to everything that refers to it: import clauses, barrels, namespaces, dynamic imports, import types, augmentations, mocks.
// Owns the ways a name travels from module to module; what happens at each place is the visitor's business.
import type { CrossingName, Edge, FileFacts } from '../graph/facts.ts';
import { isCommonJs } from './commonjs-names.ts';
import { mockFactory, followMockFactory } from './mock-factories.ts';
import { augmentedDeclarations } from './module-augmentations.ts';
import { followImportType, followNamespace, usesThatReach, type NamespaceVisitor, type ReachedForm } from './namespace-uses.ts';
import { analyzeName, type Occurrence } from './occurrences.ts';
import { addSite, skip, syntaxOf, type Work } from './rename-work.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { mayHoldWord } from './words.ts';

/** A specifier of an import or re-export clause that names the export itself. */
export interface ClauseName {
  readonly edge: Edge;
  readonly syntax: Syntax;
  readonly statement: SyntaxNode;
  readonly specifier: SyntaxNode;
  /** The name in the module that is imported from. */
  readonly imported: string;
}

/** What is done where. All offsets are those of the tree as it is. */
export interface ReferenceVisitor {
  /** `import { a }`, `import a`, `import { default as a }`; also inside of `declare module`. */
  imported(at: ClauseName, local: string): void;
  /** `export { a as b } from`: `exported` is its name from here on. To follow it on, add a site. */
  reexported(at: ClauseName, exported: string): void;
  /** `export * from`: false where it does not go on under its name. */
  starred(edge: Edge, name: string): boolean;
  /** A token names it: of a member, a pattern, a string, an import type, a mock. */
  reached(file: string, token: SyntaxNode, form: ReachedForm): void;
  /** A declaration, or a use of one, that `declare module` merges with it. */
  augmented(file: string, found: Occurrence): void;
  /** The namespace goes where it cannot be followed. */
  escaped?(file: string, at: { node: SyntaxNode; ancestors: readonly SyntaxNode[] }): void;
}

const STATEMENTS = new Set(['ImportExpression', 'CallExpression', 'TSImportType', 'TSImportEqualsDeclaration', 'TSModuleDeclaration']);

/** The name an identifier or a string literal of a clause stands for. */
export const clauseNameOf = (node: SyntaxNode): string => String(node['name'] ?? node['value']);

/** The import or export statement of an edge. */
export function statementOf(syntax: Syntax, edge: Edge): SyntaxNode | null {
  return pathToOffset(syntax, edge.start)?.ancestors.findLast((node) => node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') ?? null;
}

function findClause(work: Work, edge: Edge, field: 'local' | 'exported', name: string, imported: string): ClauseName | null {
  const syntax = syntaxOf(work, edge.from);
  const statement = syntax && statementOf(syntax, edge);
  const specifiers = (statement?.['specifiers'] ?? []) as SyntaxNode[];
  const specifier = specifiers.find((node) => isNode(node[field]) && clauseNameOf(node[field] as SyntaxNode) === name);
  return syntax && statement && specifier ? { edge, syntax, statement, specifier, imported } : null;
}

interface Walk {
  readonly work: Work;
  readonly visitor: ReferenceVisitor;
}

function namespaceVisitor({ work, visitor }: Walk, file: string): NamespaceVisitor {
  return {
    reached: (token, form) => visitor.reached(file, token, form),
    exported: (name, path) => (name === null ? addModuleSite(work, file, path) : addSite(work, file, [name, ...path])),
    unresolved: (node, reason) => skip(work, file, node.start, reason),
    ...(visitor.escaped ? { escaped: (at: { node: SyntaxNode; ancestors: readonly SyntaxNode[] }) => visitor.escaped?.(file, at) } : {}),
  };
}

/** The default import of a CommonJS module is the whole of it. */
export function addModuleSite(work: Work, file: string, path: readonly string[]): void {
  addSite(work, file, path);
  if (isCommonJs(work.graph.facts(file), syntaxOf(work, file))) addSite(work, file, ['default', ...path]);
}

/** By the facts of a file: the namespaces that it uses in another way than by a member with a dot. */
const looseNamespaces = new WeakMap<FileFacts, Map<string, boolean>>();

function isLoose(work: Work, facts: FileFacts, text: string, local: string): boolean {
  let known = looseNamespaces.get(facts);
  if (!known) looseNamespaces.set(facts, (known = new Map()));
  const answer = known.get(local);
  if (answer !== undefined) return answer;
  const syntax = syntaxOf(work, facts.path);
  const loose = syntax !== null && analyzeName(syntax, local, usesThatReach(text, local, '')).ofModule.some((use) => use.role === 'reference');
  known.set(local, loose);
  return loose;
}

function followLocalNamespace(walk: Walk, file: string, local: string, path: readonly string[]): void {
  const { work } = walk;
  const text = work.tree.text(file) ?? '';
  const facts = work.graph.facts(file);
  // A file without the name can only pass the namespace on, or take something by a computed key.
  if (facts && !mayHoldWord(facts, text, path[0] ?? '') && !isLoose(work, facts, text, local)) return;
  const syntax = syntaxOf(work, file);
  if (!syntax) return;
  for (const use of analyzeName(syntax, local, usesThatReach(text, local, path[0] ?? '')).ofModule) {
    if (use.role === 'reference') followNamespace(syntax, use, path, namespaceVisitor(walk, file));
  }
}

function followAugmentation({ work, visitor }: Walk, edge: Edge, node: SyntaxNode, path: readonly string[]): void {
  const syntax = syntaxOf(work, edge.from);
  if (!syntax || path.length > 1) return;
  for (const found of augmentedDeclarations(syntax, node, path[0] ?? '')) visitor.augmented(edge.from, found);
}

/** Dynamic imports, require calls, mocks and import types: what happens to the expression is read from the tree. */
function followExpression(walk: Walk, edge: Edge, path: readonly string[]): void {
  const { work } = walk;
  const isAddress = edge.kind === 'MOCK' && edge.names.length === 0;
  // Only the address of the module stands there; a factory beside it can name what the module offers.
  if (isAddress && work.tree.text(edge.from)?.includes(path.at(-1) ?? '') === false) return;
  const syntax = syntaxOf(work, edge.from);
  const at: SyntaxPath | null = syntax && pathToOffset(syntax, edge.start);
  if (!syntax || !at) return;
  const index = at.ancestors.findLastIndex((node) => STATEMENTS.has(node.type));
  const node = at.ancestors[index];
  if (!node) return;
  const expression = { node, ancestors: at.ancestors.slice(0, index) };
  const visitor = namespaceVisitor(walk, edge.from);
  const factory = mockFactory(expression);
  if (factory) followMockFactory(syntax, factory, path, visitor);
  else if (isAddress) return;
  else if (node.type === 'TSImportType') followImportType(syntax, expression, path, visitor);
  else if (node.type === 'TSModuleDeclaration') followAugmentation(walk, edge, node, path);
  else if (node.type === 'TSImportEqualsDeclaration') followLocalNamespace(walk, edge.from, String((node['id'] as SyntaxNode)['name']), path);
  else followNamespace(syntax, expression, path, visitor);
}

function followReexport({ work, visitor }: Walk, edge: Edge, name: CrossingName, path: readonly string[]): void {
  const [first = ''] = path;
  if (name.imported === '*') {
    const isBare = name.exported === '*' || name.exported === null;
    const isShadowed = name.exported === '*' && (first === 'default' || work.graph.facts(edge.from)?.exports.some((entry) => entry.name === first));
    if (!isBare) addSite(work, edge.from, [name.exported as string, ...path]);
    else if (!isShadowed && (path.length > 1 || visitor.starred(edge, first))) addSite(work, edge.from, path);
    return;
  }
  if (path.length > 1) return addSite(work, edge.from, [name.exported ?? name.imported, ...path.slice(1)]);
  const clause = findClause(work, edge, 'exported', name.exported ?? '', first);
  if (clause) visitor.reexported(clause, name.exported ?? '');
}

function followEdge(walk: Walk, edge: Edge, path: readonly string[]): void {
  // Comments are read apart; references and globs take no names.
  if (edge.kind === 'JSDOC' || edge.kind === 'REFERENCE' || edge.kind === 'GLOB') return;
  const isStatement = edge.kind === 'STATIC' || edge.kind === 'REEXPORT' || edge.kind === 'STAR' || (edge.kind === 'TYPE' && edge.names.some((name) => name.local !== null || name.exported !== null));
  if (!isStatement) return followExpression(walk, edge, path);
  for (const name of edge.names) {
    if (name.imported !== '*' && name.imported !== path[0]) continue;
    if (name.exported !== null) followReexport(walk, edge, name, path);
    else if (name.local !== null && name.imported === '*') followLocalNamespace(walk, edge.from, name.local, path);
    else if (name.local !== null && path.length > 1) followLocalNamespace(walk, edge.from, name.local, path.slice(1));
    else if (name.local !== null) {
      const clause = findClause(walk.work, edge, 'local', name.local, name.imported);
      if (clause) walk.visitor.imported(clause, name.local);
    }
  }
}

/** Visits every reference to the sites of the work, and to those that the visitor adds on the way. */
export function followReferences(work: Work, visitor: ReferenceVisitor): void {
  for (let site = work.queue.shift(); site; site = work.queue.shift()) {
    for (const edge of work.graph.edgesTo(site.file)) followEdge({ work, visitor }, edge, site.path);
  }
}
