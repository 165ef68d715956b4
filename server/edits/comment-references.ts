// Where doc comments of the project refer to an export. Owns which files are looked at and what their names stand for there; one comment is read in doc-comments.ts.
import type { FileFacts } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { docsOf, tokensInComments, type CommentToken, type DocComment, type Meanings } from './doc-comments.ts';
import type { ExportSite } from './edit-plan.ts';
import { indexOf } from './names/index-names.ts';
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
  /** The files whose own binding of this name is the export. */
  readonly bound: ReadonlySet<string>;
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

/** By the facts of a file, which are replaced when its content changes. Comments are no part of the graph, and most files say none of this. */
const KNOWN = new WeakMap<FileFacts, CommentFacts>();

function commentFacts(tree: ReadableTree, graph: ReadableGraph, file: string): CommentFacts {
  const facts = graph.facts(file);
  const known = facts && KNOWN.get(facts);
  if (known) return known;
  const text = tree.text(file) ?? '';
  const found = text.includes('/**') ? { imports: IMPORTS.test(text), links: text.includes('@link') ? new Set([...text.matchAll(LINK)].map((match) => match[1] ?? '')) : NOTHING_SAID.links } : NOTHING_SAID;
  if (facts && facts.hash === tree.hash(file)) KNOWN.set(facts, found);
  return found;
}

/** The files whose doc comments link to something of this name. */
export function filesThatLink(tree: ReadableTree, graph: ReadableGraph, name: string): string[] {
  return graph.files().filter((file) => commentFacts(tree, graph, file).links.has(name));
}

/** By the list of a graph's files, which is another one after every change. */
const IMPORTING = new WeakMap<readonly string[], readonly string[]>();

/** The files whose doc comments import something. */
function filesThatImport(tree: ReadableTree, graph: ReadableGraph): readonly string[] {
  const files = graph.files();
  const known = IMPORTING.get(files);
  if (known) return known;
  const found = files.filter((file) => commentFacts(tree, graph, file).imports);
  IMPORTING.set(files, found);
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

/** The doc comments that hold the name: `docs` are starts and ends of all of them. */
function docsAround(text: string, docs: Int32Array, name: string): DocComment[] {
  const found: DocComment[] = [];
  let next = 0;
  for (const at of positionsOf(text, name)) {
    while (next < docs.length && (docs[next + 1] as number) <= at) next += 2;
    const start = docs[next];
    if (start === undefined) break;
    if (start > at) continue;
    found.push({ start, text: text.slice(start, docs[next + 1]) });
    next += 2;
  }
  return found;
}

/** Those that can name the export; all of a file in which an `@import` says what is a name of it. */
function docsToRead({ tree, graph, name, parse }: CommentRequest, file: string, text: string): readonly DocComment[] {
  const names = indexOf(tree, graph, file);
  if (!names) {
    const syntax = text.includes('/**') && (name === 'default' || standsInComment(text, name)) ? parse(file) : null;
    return syntax ? docsOf(syntax) : [];
  }
  const around = name === 'default' ? [] : docsAround(text, names.docs, name);
  const readsAll = name === 'default' || (around.length > 0 && commentFacts(tree, graph, file).imports);
  return readsAll ? Array.from({ length: names.docs.length / 2 }, (_, i) => ({ start: names.docs[2 * i] as number, text: text.slice(names.docs[2 * i], names.docs[2 * i + 1]) })) : around;
}

/** By file, the tokens in doc comments that name the export. */
export function findInComments(request: CommentRequest): Map<string, readonly CommentToken[]> {
  const { tree, graph, name, sites } = request;
  const offering = new Set(sites.filter(({ path }) => path.length === 1).map(({ file }) => file));
  const namespaces = namespacesOf(request);
  const found = new Map<string, readonly CommentToken[]>();
  for (const file of [...new Set([...request.bound, ...namespaces.keys(), ...filesThatImport(tree, graph)])].sort()) {
    const isBound = request.bound.has(file);
    const [text, facts] = [tree.text(file) ?? '', graph.facts(file)];
    if (facts && name !== 'default' && !mayHoldWord(facts, text, name)) continue;
    const docs = docsToRead(request, file, text);
    const meanings: Meanings = {
      name, isBound, followsImports: request.isRename, namespaces: new Set(namespaces.get(file)),
      isModule: (specifier) => {
        const target = graph.resolve(file, specifier, 'TYPE');
        return 'to' in target && offering.has(target.to);
      },
    };
    const tokens = docs.length > 0 ? tokensInComments(docs, meanings) : [];
    if (tokens.length > 0) found.set(file, tokens);
  }
  return found;
}
