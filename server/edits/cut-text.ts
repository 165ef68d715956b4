// Where a statement or an element of a list is cut out of a text. Owns comments, blank lines and commas around it; knows no meaning.
import type { TextEdit } from './file-edit.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Comments that speak of the whole file. */
const OF_FILE = /^\/\*!|@(license|licence|copyright|file|fileoverview|packageDocumentation|module|ts-nocheck|ts-check|jsx\w*)\b|SPDX-|Copyright|eslint-disable(?!-)|#!/;
const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const isBlank = (text: string): boolean => text.trim().replace('\uFEFF', '') === '';

const IS_IMPORT = /^import\b/;

/** Start of the comments that stand directly above, or before on the same line. What opens a file above its imports speaks of the file. */
function startWithComments({ text, comments }: Syntax, start: number): number {
  let at = start;
  for (const comment of [...comments].filter(({ end }) => end <= start).reverse()) {
    const between = text.slice(comment.end, at);
    if (!/^[ \t]*(\r?\n[ \t]*)?$/.test(between) || !isBlank(text.slice(lineStart(text, comment.start), comment.start))) break;
    const isFirst = isBlank(text.slice(0, comment.start));
    if (isFirst && (OF_FILE.test(text.slice(comment.start, comment.end)) || IS_IMPORT.test(text.slice(start, start + 10)))) break;
    at = comment.start;
  }
  return at;
}

/** End of a comment that follows on the same line and has it for itself. */
function endWithComment(text: string, end: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(end, end + 2_000));
  return rest ? end + rest[0].trimEnd().length : end;
}

/** A statement with the comments that belong to it. */
export function withComments(syntax: Syntax, { start, end }: Span): Span {
  return { start: startWithComments(syntax, start), end: endWithComment(syntax.text, end) };
}

/** What goes when a statement goes: its comments and its lines. */
function regionOf(syntax: Syntax, statement: Span): Span {
  const { text } = syntax;
  const own = withComments(syntax, statement);
  const line = lineStart(text, own.start);
  const bom = text.startsWith('\uFEFF') ? 1 : 0;
  if (!isBlank(text.slice(line, own.start)) || !/^[ \t]*(\r?\n|$)/.test(text.slice(own.end))) return own;
  const start = Math.max(line, bom);
  const end = own.end + (/^[ \t]*(\r?\n|$)/.exec(text.slice(own.end))?.[0].length ?? 0);
  return { start, end };
}

/** The blank lines below go too where there are some above, or nothing at all. */
function withGap(text: string, { start, end }: Span): Span {
  const above = text.slice(0, start).replace('\uFEFF', '');
  const isGapAbove = above === '' || /\n[ \t]*\r?\n$/.test(above);
  return isGapAbove && /\n$/.test(text.slice(start, end)) ? { start, end: end + (/^([ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0) } : { start, end };
}

/** The regions as edits that do not overlap; blank lines that would be left at the end of the text go too. */
export function cutRegions(syntax: Syntax, statements: readonly Span[]): TextEdit[] {
  const { text } = syntax;
  const merged: { start: number; end: number }[] = [];
  for (const region of statements.map((statement) => regionOf(syntax, statement)).sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    const isBlankBetween = last && /\n$/.test(text.slice(last.start, last.end)) && isBlank(text.slice(last.end, region.start));
    if (last && (region.start <= last.end || isBlankBetween)) last.end = Math.max(last.end, region.end);
    else merged.push({ ...region });
  }
  for (const region of merged) Object.assign(region, withGap(text, region));
  const last = merged.at(-1);
  if (last && isBlank(text.slice(last.end))) {
    const kept = text.slice(0, last.start).replace(/(\r?\n)[ \t\r\n]*$/, '$1');
    last.start = Math.min(last.start, kept.length);
    last.end = text.length;
  }
  return merged.map((region) => ({ ...region, text: '' }));
}

/** The edits that take elements out of a list with commas; at least one element stays. */
export function cutElements(syntax: Syntax, list: readonly SyntaxNode[], gone: ReadonlySet<SyntaxNode>): TextEdit[] {
  const firstKept = list.findIndex((element) => !gone.has(element));
  const begin = (element: SyntaxNode): number => {
    const comment = syntax.comments.findLast(({ end }) => end <= element.start);
    const isOwn = comment && isBlank(syntax.text.slice(comment.end, element.start)) && comment.start > (list[list.indexOf(element) - 1]?.end ?? 0);
    return isOwn && !syntax.text.slice(comment.end, element.start).includes('\n\n') ? comment.start : element.start;
  };
  return list.flatMap((element, i) => {
    if (!gone.has(element)) return [];
    const next = list[i + 1];
    if (i < firstKept && next) return [{ start: begin(element), end: begin(next), text: '' }];
    return [{ start: list[i - 1]?.end ?? element.start, end: element.end, text: '' }];
  });
}
