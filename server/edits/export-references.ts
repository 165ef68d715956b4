// Follows an export to everything that refers to it: import clauses, barrels, namespaces, dynamic imports, import types, augmentations, mocks.
// Owns the ways a name travels from module to module; what happens at each place is the visitor's business.
import type { CrossingName, Edge } from '../graph/facts.ts';
import { readOnce } from './read-once.ts';
import { isCommonJs } from './commonjs-names.ts';
import { mockFactory, followMockFactory } from './mock-factories.ts';
import { augmentedDeclarations } from './module-augmentations.ts';
import { followImportType, followNamespace, usesThatReach, type NamespaceVisitor, type ReachedForm } from './namespace-uses.ts';
import { CLAUSE, type NameIndex } from './names/name-index.ts';
import { analyzeName, type Occurrence } from './occurrences.ts';
import { addSite, namesOf, skip, syntaxOf, type Work } from './rename-work.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

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

/** The local name of an import that stands in no more than one clause of the file, which is parsed when somebody looks at it. */
function findImport(work: Work, edge: Edge, local: string, imported: string): ClauseName | null {
  const find = () => findClause(work, edge, 'local', local, imported);
  if (namesOf(work, edge.from)?.places(local, CLAUSE).length !== 1) return find();
  const read = readOnce((): ClauseName => {
    const clause = find();
    if (!clause) throw new Error(`${edge.from} has no clause for ${local}`);
    return clause;
  });
  return {
    edge, imported,
    get syntax() {
      return read().syntax;
    },
    get statement() {
      return read().statement;
    },
    get specifier() {
      return read().specifier;
    },
  };
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

/** The names of the file are known: what takes the name by a dot is read from them, and only what is left from the tree. */
function followIndexed(walk: Walk, file: string, names: NameIndex, at: { readonly local: string; readonly path: readonly string[] }): void {
  const { local, path } = at;
  const [first = ''] = path;
  const text = walk.work.tree.text(file) ?? '';
  const members = names.members(text, local, first);
  if (path.length === 1) for (const { member: start } of members) walk.visitor.reached(file, { type: 'Identifier', start, end: start + first.length, name: first }, 'name');
  const others = [...names.loose(local), ...(path.length > 1 ? members.map(({ holder }) => holder) : [])].sort((a, b) => a - b);
  followUses(walk, file, path, { local, positions: others });
}

function followUses(walk: Walk, file: string, path: readonly string[], { local, positions }: { readonly local: string; readonly positions: readonly number[] }): void {
  const syntax = positions.length > 0 ? syntaxOf(walk.work, file) : null;
  if (!syntax) return;
  for (const use of analyzeName(syntax, local, positions).ofModule) {
    if (use.role === 'reference') followNamespace(syntax, use, path, namespaceVisitor(walk, file));
  }
}

function followLocalNamespace(walk: Walk, file: string, local: string, path: readonly string[]): void {
  const names = namesOf(walk.work, file);
  if (names?.has(local)) return followIndexed(walk, file, names, { local, path });
  followUses(walk, file, path, { local, positions: usesThatReach(walk.work.tree.text(file) ?? '', local, path[0] ?? '') });
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
      const clause = findImport(walk.work, edge, name.local, name.imported);
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
