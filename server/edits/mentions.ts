// Places that say a name without being code: documents, comments, strings. Owns which of them are plausible; they are listed, never edited.
import type { NotEdited } from './edit-plan.ts';
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

function stringsIn(node: SyntaxNode, name: string, found: number[] = []): number[] {
  if (node.type === 'Literal' && node['value'] === name) found.push(node.start + 1);
  for (const child of childrenOf(node)) stringsIn(child, name, found);
  return found;
}

function inSource({ tree, name, isEdited, parse }: MentionRequest, file: string): NotEdited[] {
  const text = tree.text(file) ?? '';
  if (!text.includes(name)) return [];
  const quoted = new RegExp(`(?<=\`(?:[^\`\\n]*[^\`\\n\\p{ID_Continue}$-])?)${escape(name)}(?=(?:[^\`\\n\\p{ID_Continue}$-][^\`\\n]*)?\`)`, 'gu');
  const backticked = [...text.matchAll(quoted)].map(({ index }) => index);
  const literals = [...text.matchAll(new RegExp(`(["'])${escape(name)}\\1`, 'g'))].map(({ index }) => index);
  if (backticked.length === 0 && literals.length === 0) return [];
  const syntax = parse(file);
  if (!syntax) return [];
  const isInComment = (at: number) => syntax.comments.some(({ start, end }) => start <= at && at < end);
  const comments = backticked.filter(isInComment).map((at) => ({ at, reason: `a comment names '${name}'` }));
  const strings = syntax.statementsWith(literals).flatMap((statement) => stringsIn(statement, name)).map((at) => ({ at, reason: `a string says '${name}'` }));
  return [...comments, ...strings].filter(({ at }) => !isEdited(file, at)).map(({ at, reason }) => ({ file, ...positionAt(text, at), reason }));
}

function inLinks({ tree, name, isEdited }: MentionRequest, file: string): NotEdited[] {
  const text = tree.text(file) ?? '';
  return [...text.matchAll(new RegExp(`(?<=\\{@link(?:code|plain)?\\s+)${escape(name)}(?![\\p{ID_Continue}$])`, 'gu'))].filter(({ index }) => !isEdited(file, index))
    .map(({ index }) => ({ file, ...positionAt(text, index), reason: `a doc comment links to '${name}'` }));
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
