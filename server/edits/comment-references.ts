// Where doc comments of the project refer to an export. Owns which files are looked at and what their names stand for there; one comment is read in doc-comments.ts.
import type { ReadableGraph } from '../graph/project-graph.ts';
import { tokensInComments, type CommentToken, type Meanings } from './doc-comments.ts';
import type { ExportSite } from './edit-plan.ts';
import type { Syntax } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';
import { mayHoldWord, positionsOf } from './words.ts';

export interface CommentRequest {
  readonly tree: ReadableTree;
  readonly graph: ReadableGraph;
  /** The export as it is called now. */
  readonly name: string;
  /** The modules that offer it. */
  readonly sites: readonly ExportSite[];
  /** True for a file whose own binding of this name is the export. */
  isBound(file: string): boolean;
  /** Null for a file that holds no text. */
  parse(file: string): Syntax | null;
  /** The export gets another name, which what is imported under it takes on. */
  readonly isRename: boolean;
}

const IMPORTS = /@import\b|@[a-z]+\s*\{[^\n]*\bimport\(/;
const LINK = /\{@link(?:code|plain)?\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** What the doc comments of one text say, as far as other files must know. */
interface CommentFacts {
  readonly imports: boolean;
  /** The names that links begin with. */
  readonly links: ReadonlySet<string>;
}

const NOTHING_SAID: CommentFacts = { imports: false, links: new Set() };

/** By graph, and by the hash of a text. Comments are no part of the graph, and most files say none of this. */
const KNOWN = new WeakMap<ReadableGraph, Map<string, CommentFacts>>();

function commentFacts(tree: ReadableTree, graph: ReadableGraph, file: string): CommentFacts {
  const known = KNOWN.get(graph) ?? new Map<string, CommentFacts>();
  KNOWN.set(graph, known);
  const hash = tree.hash(file) ?? '';
  const before = known.get(hash);
  if (before) return before;
  const text = tree.text(file) ?? '';
  const found = text.includes('/**') ? { imports: IMPORTS.test(text), links: text.includes('@link') ? new Set([...text.matchAll(LINK)].map((match) => match[1] ?? '')) : NOTHING_SAID.links } : NOTHING_SAID;
  known.set(hash, found);
  return found;
}

/** The files whose doc comments link to something of this name. */
export function filesThatLink(tree: ReadableTree, graph: ReadableGraph, name: string): string[] {
  return graph.files().filter((file) => commentFacts(tree, graph, file).links.has(name));
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

/** Also true for some places after a string that looks like a comment; it spares the parsing of most files. Goes through the text once: looking back from each place is quadratic. */
function standsInComment(text: string, name: string): boolean {
  let [opened, closed] = [-1, -1];
  let [open, close] = [text.indexOf('/**'), text.indexOf('*/')];
  return positionsOf(text, name).some((at) => {
    for (; open !== -1 && open <= at; open = text.indexOf('/**', open + 1)) opened = open;
    for (; close !== -1 && close <= at; close = text.indexOf('*/', close + 1)) closed = close;
    return opened > closed;
  });
}

/** By file, the tokens in doc comments that name the export. */
export function findInComments(request: CommentRequest): Map<string, readonly CommentToken[]> {
  const { tree, graph, name, sites } = request;
  const offering = new Set(sites.filter(({ path }) => path.length === 1).map(({ file }) => file));
  const namespaces = namespacesOf(request);
  const found = new Map<string, readonly CommentToken[]>();
  for (const file of graph.files()) {
    const isBound = request.isBound(file);
    if (!isBound && !namespaces.has(file) && !commentFacts(tree, graph, file).imports) continue;
    const text = tree.text(file) ?? '';
    const facts = graph.facts(file);
    if (facts && name !== 'default' && !mayHoldWord(facts, text, name)) continue;
    if (!text.includes('/**') || (name !== 'default' && !standsInComment(text, name))) continue;
    const meanings: Meanings = {
      name, isBound, followsImports: request.isRename, namespaces: new Set(namespaces.get(file)),
      isModule: (specifier) => {
        const target = graph.resolve(file, specifier, 'TYPE');
        return 'to' in target && offering.has(target.to);
      },
    };
    const syntax = request.parse(file);
    const tokens = syntax ? tokensInComments(syntax, meanings) : [];
    if (tokens.length > 0) found.set(file, tokens);
  }
  return found;
}
