// Places that say a name without being code: documents, comments, strings. Owns which of them are plausible; they are listed, never edited.
import type { NotEdited } from './edit-plan.ts';
import { holdsPosition } from './occurrences.ts';
import { childrenOf, positionAt, type Syntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface MentionRequest {
  readonly tree: ReadableTree & { paths(): Iterable<string> };
  readonly name: string;
  /** The files whose code says the name: the ones whose comments and strings are likely to mean it too. */
  readonly files: readonly string[];
  /** Other files, whose doc comments link to something of this name. */
  readonly linking: readonly string[];
  /** Null for a file that holds no text. */
  parse(file: string): Syntax | null;
  /** True for a place that is edited. */
  isEdited(file: string, start: number): boolean;
}

/** Shorter ones are words of every text. */
const SHORTEST = 3;
const DOCUMENT = /\.mdx?$/i;
/** What was said then stays said. */
const HISTORY = /(^|\/)(changelog|history|changes|releases)[^/]*$|(^|\/)migrations\//i;
const escape = (name: string): string => name.replace(/[$]/g, '\\$&');
const wholeWord = (name: string): RegExp => new RegExp(`(?<![\\p{ID_Continue}$-])${escape(name)}(?![\\p{ID_Continue}$-])`, 'gu');

/** Offsets of the name in code spans and code blocks of a document. */
function inDocument(text: string, name: string): number[] {
  const code = [...text.matchAll(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1|(`+)(?!`)[^\n]*?\2/gm)];
  return code.flatMap((block) => [...block[0].matchAll(wholeWord(name))].map(({ index }) => block.index + index));
}

function stringsIn(node: SyntaxNode, name: string, positions: readonly number[], found: number[] = []): number[] {
  if (node.type === 'Literal' && node['value'] === name) found.push(node.start + 1);
  for (const child of childrenOf(node)) if (holdsPosition(positions, child)) stringsIn(child, name, positions, found);
  return found;
}

const CONTINUES = /[\p{ID_Continue}$]/uy;
const IN_NAME = /[\p{ID_Continue}$-]/uy;
/** The tag of a link and the blanks behind it, a line break with an indentation among them. */
const LONGEST_LINK = 120;

function isAt(text: string, pattern: RegExp, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function placesOf(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
}

const IN_NAME_BEFORE = /[\p{ID_Continue}$-]$/u;

/** Between two backticks of one line, and no part of a longer name. Looks at the line only: a pattern that looks behind would do it at every character of the text. */
function isQuoted(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const opening = start === 0 ? -1 : before.lastIndexOf('`');
  if (opening === -1 || (opening < before.length - 1 && IN_NAME_BEFORE.test(before.slice(-2)))) return false;
  const lineEnd = text.indexOf('\n', end);
  const closing = text.slice(end, lineEnd === -1 ? undefined : lineEnd).indexOf('`');
  return closing === 0 || (closing > 0 && !isAt(text, IN_NAME, end));
}

/** Where the name stands between backticks, and the opening quotes where it is all of a string. */
function quotedIn(text: string, name: string): { backticked: number[]; literals: number[] } {
  const backticked: number[] = [];
  const literals: number[] = [];
  let from = 0;
  for (const at of placesOf(text, name)) {
    const end = at + name.length;
    const before = text[at - 1];
    if ((before === '"' || before === "'") && text[end] === before && at - 1 >= from) {
      literals.push(at - 1);
      from = end + 1;
    }
    if (isQuoted(text, at, end)) backticked.push(at);
  }
  return { backticked, literals };
}

function inSource({ tree, name, isEdited, parse }: MentionRequest, file: string): NotEdited[] {
  const text = tree.text(file) ?? '';
  const { backticked, literals } = quotedIn(text, name);
  if (backticked.length === 0 && literals.length === 0) return [];
  const syntax = parse(file);
  if (!syntax) return [];
  const isInComment = (at: number) => syntax.comments.some(({ start, end }) => start <= at && at < end);
  const comments = backticked.filter(isInComment).map((at) => ({ at, reason: `a comment names '${name}'` }));
  const strings = syntax.statementsWith(literals).flatMap((statement) => stringsIn(statement, name, literals)).map((at) => ({ at, reason: `a string says '${name}'` }));
  return [...comments, ...strings].filter(({ at }) => !isEdited(file, at)).map(({ at, reason }) => ({ file, ...positionAt(text, at), reason }));
}

const LINK_BEFORE = /\{@link(?:code|plain)?$/;

function inLinks({ tree, name, isEdited }: MentionRequest, file: string): NotEdited[] {
  const text = tree.text(file) ?? '';
  return placesOf(text, name).filter((at) => {
    const before = text.slice(Math.max(0, at - LONGEST_LINK), at);
    const tag = before.trimEnd();
    return tag.length < before.length && LINK_BEFORE.test(tag) && !isAt(text, CONTINUES, at + name.length) && !isEdited(file, at);
  }).map((at) => ({ file, ...positionAt(text, at), reason: `a doc comment links to '${name}'` }));
}

/** Every plausible mention of the name, in the order of documents and files. */
export function findMentions(request: MentionRequest): NotEdited[] {
  const { tree, name, files, linking } = request;
  if (name.length < SHORTEST || name === 'default') return [];
  const documents = [...tree.paths()].filter((path) => DOCUMENT.test(path) && !HISTORY.test(path)).flatMap((file) => {
    const text = tree.text(file) ?? '';
    return text.includes(name) ? inDocument(text, name).map((at) => ({ file, ...positionAt(text, at), reason: `a document names '${name}'` })) : [];
  });
  return [...documents, ...[...new Set(files)].sort().flatMap((file) => inSource(request, file)), ...linking.flatMap((file) => inLinks(request, file))];
}
