// Where doc comments of the project refer to an export. Owns which files are looked at and what their names stand for there; one comment is read in doc-comments.ts.
import type { ProjectGraph } from '../graph/project-graph.ts';
import { tokensInComments, type CommentToken, type Meanings } from './doc-comments.ts';
import type { ExportSite } from './edit-plan.ts';
import { parseSyntax } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface CommentRequest {
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
  /** The export as it is called now. */
  readonly name: string;
  /** The modules that offer it. */
  readonly sites: readonly ExportSite[];
  /** True for a file whose own binding of this name is the export. */
  isBound(file: string): boolean;
  /** The export gets another name, which what is imported under it takes on. */
  readonly isRename: boolean;
}

const IMPORTS = /@import\b|@[a-z]+\s*\{[^\n]*\bimport\(/;

/** By graph, and by the hash of a text: whether its comments import. Comments are no part of the graph, and most files have none of these. */
const KNOWN = new WeakMap<ProjectGraph, Map<string, boolean>>();

function importsInComments({ tree, graph }: CommentRequest, file: string): boolean {
  const known = KNOWN.get(graph) ?? new Map<string, boolean>();
  KNOWN.set(graph, known);
  const hash = tree.hash(file) ?? '';
  const before = known.get(hash);
  if (before !== undefined) return before;
  const text = tree.text(file) ?? '';
  const found = text.includes('/**') && IMPORTS.test(text);
  known.set(hash, found);
  return found;
}

/** The names under which a file holds a module that offers the export. */
function namespacesOf({ graph, sites }: CommentRequest): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const site of sites) {
    if (site.path.length > 1) continue;
    for (const { from, names } of graph.edgesTo(site.file)) {
      for (const { imported, local } of names) if (imported === '*' && local !== null) found.set(from, (found.get(from) ?? new Set()).add(local));
    }
  }
  return found;
}

/** By file, the tokens in doc comments that name the export. */
export function findInComments(request: CommentRequest): Map<string, readonly CommentToken[]> {
  const { tree, graph, name, sites } = request;
  const offering = new Set(sites.filter(({ path }) => path.length === 1).map(({ file }) => file));
  const namespaces = namespacesOf(request);
  const found = new Map<string, readonly CommentToken[]>();
  for (const file of graph.files()) {
    const isBound = request.isBound(file);
    if (!isBound && !namespaces.has(file) && !importsInComments(request, file)) continue;
    const text = tree.text(file) ?? '';
    if (!text.includes('/**') || (name !== 'default' && !text.includes(name))) continue;
    const meanings: Meanings = {
      name, isBound, followsImports: request.isRename, namespaces: new Set(namespaces.get(file)),
      isModule: (specifier) => {
        const target = graph.resolve(file, specifier, 'TYPE');
        return 'to' in target && offering.has(target.to);
      },
    };
    const tokens = tokensInComments(parseSyntax(file, text), meanings);
    if (tokens.length > 0) found.set(file, tokens);
  }
  return found;
}
