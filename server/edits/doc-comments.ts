// Names that doc comments say: `{@link a}`, `@see a`, `@type {import('./x').a}`, `@import { a } from`, and types in JavaScript. Owns finding them in one comment.
import type { Syntax } from './syntax.ts';

/** What the names of one file stand for, as far as its comments can use them. */
export interface Meanings {
  readonly name: string;
  /** The file has the export under this very name. */
  isBound: boolean;
  /** What an `@import` binds gets the new name in the types of the file's comments too. */
  readonly followsImports: boolean;
  /** Locals that hold the module. */
  readonly namespaces: Set<string>;
  /** True when a specifier leads to a module that offers the export. */
  isModule(specifier: string): boolean;
}

export interface CommentToken {
  readonly start: number;
  readonly end: number;
  /** `clause`: `{ a }` of an `@import`, which names the export and a local at once; `default`: the `a` of `@import a from`. */
  readonly form: 'name' | 'clause' | 'default';
}

const LINK = /(?:\{@link(?:code|plain)?|@see|@augments|@extends|@implements)\s+([\p{ID_Start}$_][\p{ID_Continue}$.]*)(?!\s*:\/)/gu;
const IMPORT_TYPE = /import\(\s*(['"])([^'"]+)\1\s*\)\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const IMPORT_TAG = /@import\s+([^'"@]*?)\s*from\s*(['"])([^'"]+)\2/g;
const TYPE_TAG = /@(?:type|param|arg|argument|returns?|typedef|template|extends|augments|implements|satisfies|throws|property|prop|this|enum|yields)\s*\{/g;
const escape = (name: string): string => name.replaceAll('$', '\\$');

/** The end of a text in braces that opens before `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** `@import` tags bind names for all comments of the file; the tokens in them that name the export. */
function readImportTags(text: string, offset: number, meanings: Meanings): CommentToken[] {
  return [...text.matchAll(IMPORT_TAG)].flatMap((match): CommentToken[] => {
    const [whole, clause = '', , specifier = ''] = match;
    if (!meanings.isModule(specifier)) return [];
    const namespace = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
    if (namespace) meanings.namespaces.add(namespace);
    const offsetOfClause = offset + match.index + whole.indexOf(clause);
    const own = meanings.name === 'default' ? /^([\w$]+)\s*(?:,|$)/.exec(clause)?.[1] : undefined;
    if (own !== undefined) return [{ start: offsetOfClause, end: offsetOfClause + own.length, form: 'default' }];
    const at = new RegExp(`(?<=[{,]\\s*)${escape(meanings.name)}(?=\\s*(?:[,}]|as\\s))`, 'u').exec(clause);
    if (!at) return [];
    const isAlias = /^\s*as\s/.test(clause.slice(at.index + meanings.name.length));
    if (!isAlias && meanings.followsImports) meanings.isBound = true;
    const start = offsetOfClause + at.index;
    return [{ start, end: start + meanings.name.length, form: isAlias ? 'name' : 'clause' }];
  });
}

function inLinks(text: string, { name, isBound, namespaces }: Meanings): number[] {
  return [...text.matchAll(LINK)].flatMap((match) => {
    const [first = '', second] = (match[1] ?? '').split('.');
    const at = match.index + match[0].length - (match[1] ?? '').length;
    if (isBound && first === name) return [at];
    return namespaces.has(first) && second === name ? [at + first.length + 1] : [];
  });
}

function inTypes(text: string, { name, isBound, namespaces }: Meanings): number[] {
  return [...text.matchAll(TYPE_TAG)].flatMap((tag) => {
    const from = tag.index + tag[0].length;
    const type = text.slice(from, closing(text, from));
    const own = isBound ? [...type.matchAll(new RegExp(`(?<![\\w$.'"])${escape(name)}(?![\\w$'"]|\\??:)`, 'gu'))].map(({ index }) => from + index) : [];
    const members = [...namespaces].flatMap((local) => [...type.matchAll(new RegExp(`(?<![\\w$.])${escape(local)}\\.(?=${escape(name)}(?![\\w$]))`, 'gu'))].map(({ index, 0: found }) => from + index + found.length));
    return [...own, ...members];
  });
}

export interface DocComment {
  readonly start: number;
  readonly text: string;
}

export function docsOf({ comments, text }: Syntax): DocComment[] {
  return comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*')).map(({ start, end }) => ({ start, text: text.slice(start, end) }));
}

/** The tokens in the doc comments of a file that name the export; `meanings` learns what `@import` binds. Comments that do not hold the name may be left out unless there is an `@import`. */
export function tokensInComments(docs: readonly DocComment[], meanings: Meanings): CommentToken[] {
  const imported = docs.flatMap(({ start, text }) => readImportTags(text, start, meanings));
  const starts = docs.flatMap(({ start, text }) => {
    const types = [...text.matchAll(IMPORT_TYPE)].flatMap((match) => (match[3] === meanings.name && meanings.isModule(match[2] ?? '') ? [match.index + match[0].length - meanings.name.length] : []));
    return [...new Set([...inLinks(text, meanings), ...inTypes(text, meanings), ...types])].map((at) => start + at);
  });
  return [...imported, ...starts.map((start) => ({ start, end: start + meanings.name.length, form: 'name' as const }))].sort((a, b) => a.start - b.start);
}
