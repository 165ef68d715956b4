// The references of an export that becomes the default of its module, or stops being it. Owns the visitor that both directions share.
import { findInComments } from './comment-references.ts';
import type { CommentToken } from './doc-comments.ts';
import type { DependentEdits, NotEdited } from './edit-plan.ts';
import { followReferences, statementOf, type ReferenceVisitor } from './export-references.ts';
import type { TextEdit } from './file-edit.ts';
import { importByDefault, importByName, isTypeClause, reexportAs } from './import-clauses.ts';
import { escapedImport, isLazilyLoaded } from './lazy-imports.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import { createWork, editsOf, addSite, replaceToken, skip, syntaxOf, type Work } from './rename-work.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface DefaultRequest {
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
  readonly file: string;
  /** One of them is `default`. */
  readonly from: string;
  readonly to: string;
}

/** A barrel that passes everything on must name what does not pass through a star. */
function nameBesideStar(work: Work, edge: Edge, name: string): void {
  const syntax = syntaxOf(work, edge.from);
  const statement = syntax && statementOf(syntax, edge);
  if (!syntax || !statement) return;
  const lineEnd = syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = syntax.text.slice((statement['source'] as SyntaxNode).start, statement.end);
  editsOf(work, edge.from).imports.push({ start: statement.end, end: statement.end, text: `${lineEnd}export ${isTypeClause(statement) ? 'type ' : ''}{ default as ${name} } from ${rest}` });
}

/** `import p = ns.a` takes an identifier only. */
function cannotBeSaid(syntax: Syntax | null, token: SyntaxNode, name: string): boolean {
  return name === 'default' && syntax !== null && /\bimport\s+[\w$]+\s*=\s*[\w$.\s]*$/.test(syntax.text.slice(Math.max(0, token.start - 200), token.start));
}

function visitorOf(work: Work): ReferenceVisitor {
  const { from, to } = work;
  const edit = (file: string, edits: readonly TextEdit[]) => editsOf(work, file).imports.push(...edits);
  return {
    imported: (at, local) => edit(at.edge.from, to === 'default' ? importByDefault(at, local) : importByName(at, local, to)),
    // The barrel's own name stays, so nobody behind it notices.
    reexported: (at, exported) => edit(at.edge.from, reexportAs(at, to, exported)),
    starred: (edge, name) => {
      if (to === 'default') nameBesideStar(work, edge, name);
      return false;
    },
    reached: (file, token, form) => {
      if (cannotBeSaid(syntaxOf(work, file), token, to)) return skip(work, file, token.start, `an import alias cannot name 'default'; import '${from}' another way`);
      const replaced = replaceToken(token, to);
      editsOf(work, file).references.push(form === 'shorthand-pattern' ? { ...replaced, text: `${to}: ${from}` } : replaced);
    },
    augmented: (file, found) => skip(work, file, found.node.start, `a declaration is merged with '${from}' by that name; a default export cannot be merged with`),
    escaped: (file, at) => {
      const load = from === 'default' ? escapedImport(at) : null;
      if (!load) return;
      if (isLazilyLoaded(at)) editsOf(work, file).references.push({ start: load.end, end: load.end, text: `.then((m) => ({ default: m.${to} }))` });
      else skip(work, file, load.start, 'the module is handed on whole; what takes its default export is not followed');
    },
  };
}

/** The name in a doc comment, said the other way; the local name of an `@import` stays. */
function editComment(work: Work, file: string, { start, end, form }: CommentToken): void {
  const text = work.tree.text(file) ?? '';
  const local = text.slice(start, end);
  if (form === 'default' && /^\s*,/.test(text.slice(end))) return skip(work, file, start, 'an @import takes the default and names at once; take it apart by hand');
  const named = local === work.to ? local : `${work.to} as ${local}`;
  const said = form === 'name' ? work.to : form === 'clause' ? named : `{ ${named} }`;
  editsOf(work, file).references.push({ start, end, text: said });
}

/** Edits of every file that refers to the export; those of its own file are in `own`. */
export function editDefaultReferences(request: DefaultRequest): { own: readonly TextEdit[]; dependents: ReadonlyMap<string, DependentEdits>; notEdited: readonly NotEdited[] } {
  const work = createWork(request);
  addSite(work, request.file, [request.from]);
  followReferences(work, visitorOf(work));
  const comments = findInComments({ tree: request.tree, graph: request.graph, name: request.from, sites: [...work.sites.values()], bound: new Set(), parse: (file) => syntaxOf(work, file), isRename: false });
  for (const [file, tokens] of comments) for (const token of tokens) editComment(work, file, token);
  return { own: work.declaration, dependents: work.dependents, notEdited: work.notEdited };
}
