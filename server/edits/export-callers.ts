// Who uses an export, through every module that passes it on, under whatever name. Owns telling callers from mere passing on, and what is cleaned up when there are none.
import type { ProjectGraph } from '../graph/project-graph.ts';
import { findInComments } from './comment-references.ts';
import type { DependentEdits, NotEdited } from './edit-plan.ts';
import { addModuleSite, clauseNameOf, followReferences, type ClauseName, type ReferenceVisitor } from './export-references.ts';
import { removeSpecifiers } from './list-edits.ts';
import { analyzeName } from './occurrences.ts';
import { addSite, createWork, editsOf, skip, syntaxOf, type Work } from './rename-work.ts';
import { removeSpans } from './statement-spans.ts';
import { pathToOffset } from './syntax-path.ts';
import { childrenOf, positionAt, type Syntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface CallersRequest {
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
  readonly file: string;
  readonly name: string;
}

export interface Callers {
  /** Uses outside of the file, and places that may be some. */
  readonly callers: readonly NotEdited[];
  /** Mocks of it, and comments: they break nothing. */
  readonly mentions: readonly NotEdited[];
  /** What names it without using it: barrels and unused imports. */
  readonly passedOn: ReadonlyMap<string, DependentEdits>;
}

/** By file, the nodes that go: specifiers, `export default a`. */
type Gone = Map<string, Set<SyntaxNode>>;

function forget(gone: Gone, file: string, node: SyntaxNode): void {
  gone.set(file, (gone.get(file) ?? new Set()).add(node));
}

/** The name under which a use passes the export on; null for a real use. */
function passesOn(found: { ancestors: readonly SyntaxNode[] }): { node: SyntaxNode; exported: string } | null {
  const parent = found.ancestors.at(-1) as SyntaxNode;
  if (parent.type === 'ExportSpecifier') return { node: parent, exported: clauseNameOf(parent['exported'] as SyntaxNode) };
  return parent.type === 'ExportDefaultDeclaration' ? { node: parent, exported: 'default' } : null;
}

function noteImport(work: Work, gone: Gone, { edge, syntax, specifier }: ClauseName, local: string): void {
  const bound = analyzeName(syntax, local).ofModule;
  const uses = bound.filter((found) => found.role === 'reference');
  if (!bound.some((found) => found.ancestors.at(-1) === specifier)) skip(work, edge.from, specifier.start, `imports '${work.from}' into a declared module`);
  const passed = uses.map((found) => ({ found, on: passesOn(found) }));
  for (const { found, on } of passed) {
    if (!on) skip(work, edge.from, found.node.start, `uses '${work.from}'`);
    else addSite(work, edge.from, [on.exported]);
  }
  if (passed.some(({ on }) => !on)) return;
  forget(gone, edge.from, specifier);
  for (const { on } of passed) if (on) forget(gone, edge.from, on.node);
}

function isMockKey(syntax: Syntax | null, token: SyntaxNode): boolean {
  const ancestors = syntax ? (pathToOffset(syntax, token.start)?.ancestors ?? []) : [];
  return ancestors.at(-1)?.type === 'Property' && ancestors.at(-2)?.type === 'ObjectExpression';
}

function visitorOf(work: Work, gone: Gone, mentions: NotEdited[]): ReferenceVisitor {
  return {
    imported: (at, local) => noteImport(work, gone, at, local),
    reexported: ({ edge, specifier }, exported) => {
      forget(gone, edge.from, specifier);
      addSite(work, edge.from, [exported]);
    },
    starred: () => true,
    reached: (file, token) => {
      if (!isMockKey(syntaxOf(work, file), token)) return skip(work, file, token.start, `uses '${work.from}'`);
      mentions.push({ file, ...positionAt(work.tree.text(file) ?? '', token.start), reason: `a mock gives '${work.from}'` });
    },
    augmented: (file, found) => {
      if (found.role === 'declaration') skip(work, file, found.node.start, `adds to '${work.from}'`);
    },
    escaped: (file, { node }) => {
      if (work.from === 'default' && node.type === 'ImportExpression') skip(work, file, node.start, "the module is handed on whole; its default export may be used");
    },
  };
}

/** The module still runs where nothing is taken from it any more. */
function withoutNames(syntax: Syntax, statement: SyntaxNode, runs: boolean): string {
  const source = statement['source'] as SyntaxNode | null;
  const isType = statement['importKind'] === 'type' || statement['exportKind'] === 'type';
  return source && runs && !isType ? `import ${syntax.text.slice(source.start, statement.end)}` : '';
}

function cleanUp(work: Work, file: string, nodes: ReadonlySet<SyntaxNode>, runs: boolean): void {
  const syntax = syntaxOf(work, file);
  if (!syntax) return;
  const { imports } = editsOf(work, file);
  const whole: SyntaxNode[] = [];
  for (const statement of childrenOf(syntax.program)) {
    const specifiers = (statement['specifiers'] ?? []) as SyntaxNode[];
    const isGone = nodes.has(statement) || (specifiers.length > 0 && specifiers.every((specifier) => nodes.has(specifier)));
    const kept = isGone ? withoutNames(syntax, statement, runs) : '';
    if (isGone && kept === '') whole.push(statement);
    else if (isGone) imports.push({ start: statement.start, end: statement.end, text: kept });
    else if (specifiers.some((specifier) => nodes.has(specifier))) imports.push(...removeSpecifiers(syntax, statement, (specifier) => nodes.has(specifier)));
  }
  const isModuleStill = [...childrenOf(syntax.program)].some((node) => /^(Import|Export)/.test(node.type) && !whole.includes(node));
  const edits = removeSpans(syntax, whole);
  const last = edits.at(-1);
  const eol = syntax.text.includes('\r\n') ? '\r\n' : '\n';
  // Importers of the file itself still find a module.
  if (last && !isModuleStill) edits[edits.length - 1] = { ...last, text: `export {};${eol}` };
  imports.push(...edits);
}

/** The compiler reads the types in the comments of JavaScript; elsewhere a comment only mentions. */
function noteComments(work: Work, mentions: NotEdited[]): void {
  const found = findInComments({ tree: work.tree, graph: work.graph, name: work.from, sites: [...work.sites.values()], bound: new Set(), parse: (file) => syntaxOf(work, file), isRename: false });
  for (const [file, tokens] of found) {
    for (const { start } of tokens) {
      if (/\.[cm]?jsx?$/.test(file)) skip(work, file, start, `uses '${work.from}' in a doc comment`);
      else mentions.push({ file, ...positionAt(work.tree.text(file) ?? '', start), reason: `a doc comment names '${work.from}'` });
    }
  }
}

/** Every caller of the export. `runs`: the file does something when it is loaded, so that what only names it must load it still. */
export function findCallers(request: CallersRequest, runs: boolean): Callers {
  const work = createWork({ ...request, from: request.name, to: request.name });
  const gone: Gone = new Map();
  const mentions: NotEdited[] = [];
  addModuleSite(work, request.file, [request.name]);
  followReferences(work, visitorOf(work, gone, mentions));
  noteComments(work, mentions);
  for (const [file, nodes] of gone) cleanUp(work, file, nodes, runs);
  return { callers: work.notEdited, mentions, passedOn: work.dependents };
}
