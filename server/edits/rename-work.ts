// What one rename has found so far: parsed files, edits by file, modules that are still to be followed. Owns the bookkeeping; decides on no edit.
import type { TextEdit } from './file-edit.ts';
import type { DependentEdits, ExportSite, NotEdited } from './edit-plan.ts';
import { indexOf, isPlainModule } from './names/index-names.ts';
import type { NameIndex } from './names/name-index.ts';
import type { RenameRequest } from './rename-export.ts';
import { parseInParts, parseSyntax, positionAt, type Syntax, type SyntaxNode } from './syntax.ts';

export interface Work extends RenameRequest {
  readonly syntaxes: Map<string, Syntax>;
  readonly declaration: TextEdit[];
  readonly dependents: Map<string, DependentEdits>;
  readonly notEdited: NotEdited[];
  readonly sites: Map<string, ExportSite>;
  readonly queue: ExportSite[];
  /** `file\nlocal` of the bindings that were renamed already. */
  readonly renamedBindings: Set<string>;
  /** Offsets in the declaring file of shorthand properties that are exports: key and value get the new name. */
  readonly publicKeys: Set<number>;
}

/** A rename of which nothing is done yet. */
export function createWork(request: RenameRequest): Work {
  return {
    ...request, syntaxes: new Map(), declaration: [], dependents: new Map(), notEdited: [],
    sites: new Map(), queue: [], renamedBindings: new Set(), publicKeys: new Set(),
  };
}

/** The parsed file, null when it holds no text. A file that cannot be parsed is listed as not edited. */
export function syntaxOf(work: Work, path: string): Syntax | null {
  const known = work.syntaxes.get(path);
  if (known) return known;
  const text = work.tree.text(path);
  if (text === undefined) return null;
  const facts = work.graph.facts(path);
  const syntax = work.parsed?.get(path) ?? (isPlainModule(work.tree, facts, text) ? parseInParts(path, text, facts.statements) : parseSyntax(path, text));
  work.parsed?.set(path, syntax);
  work.syntaxes.set(path, syntax);
  const problem = syntax.errors[0];
  const isUnread = problem !== undefined && (syntax.program['body'] as readonly SyntaxNode[]).length === 0;
  if (isUnread) skip(work, path, 0, `the file cannot be parsed (${problem}); it may use '${work.from}'`);
  return syntax;
}

/** Where the names of a file stand, without its tree; null where that is not known. */
export const namesOf = (work: Work, path: string): NameIndex | null => indexOf(work.tree, work.graph, path);

/** The edits of a file; those of the declaring file are one list. */
export function editsOf(work: Work, path: string): DependentEdits {
  if (path === work.file) return { imports: work.declaration, references: work.declaration };
  let edits = work.dependents.get(path);
  if (!edits) work.dependents.set(path, (edits = { imports: [], references: [] }));
  return edits;
}

/** Notes that `file` offers the export under `path`, and that its importers are to be followed. */
export function addSite(work: Work, file: string, path: readonly string[]): void {
  const key = [file, ...path].join('\n');
  // A module that exports its own namespace would be followed without end: `ns.ns.ns.name`.
  if (work.sites.has(key) || path.slice(1, -1).includes(path[0] ?? '')) return;
  const site = { file, path };
  work.sites.set(key, site);
  work.queue.push(site);
}

/** Lists a place that was seen and is not edited. */
export function skip(work: Work, file: string, offset: number, reason: string): void {
  work.notEdited.push({ file, ...positionAt(work.tree.text(file) ?? '', offset), reason });
}

/** Puts `text` in the place of a name, or between the quotes of a string. */
export const replaceToken = (node: SyntaxNode, text: string): TextEdit => {
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return { start: node.start + 1, end: node.end - 1, text };
  return { start: node.start, end: node.start + String(node['name']).length, text };
};
