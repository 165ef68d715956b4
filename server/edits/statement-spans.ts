// Removes whole statements from a text: with the comments that belong to them, and without leaving double blank lines. Owns those spans.
import type { TextEdit } from './file-edit.ts';
import type { Syntax } from './syntax.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const STAYS = /^!|@license|@copyright|@preserve|copyright|eslint-(disable|enable)|@ts-(no)?check|#(end)?region|^\s*<reference|@jsx|prettier-ignore-start/i;
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const isBlank = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === '';

/** Where the comments begin that stand directly above; a blank line between, or a comment about the whole file, ends them. */
export function startWithComments({ text, comments }: Syntax, start: number): number {
  let at = start;
  for (const comment of comments.filter(({ end }) => end <= start).toReversed()) {
    const between = text.slice(comment.end, at);
    const isOwnLine = isBlank(text, lineStart(text, comment.start), comment.start);
    if (between.trim() !== '' || (between.match(/\n/g)?.length ?? 0) > 1 || STAYS.test(comment.value) || !(isOwnLine || !between.includes('\n'))) break;
    if (!isOwnLine && text.slice(lineStart(text, comment.start), comment.start).trimEnd().match(/[;,{}]$/)) break;
    at = comment.start;
  }
  return at;
}

/** The end of the comment that follows on the same line, else the end itself. */
function endWithComment({ text, comments }: Syntax, end: number): number {
  const comment = comments.find(({ start }) => start >= end);
  if (!comment || text.slice(end, comment.start).trim() !== '' || text.slice(end, comment.start).includes('\n')) return end;
  const lineEnd = text.indexOf('\n', comment.end);
  return isBlank(text, comment.end, lineEnd === -1 ? text.length : lineEnd) ? comment.end : end;
}

/** The whole lines of a span, and one of the blank lines around it where there are two. */
function withLines(text: string, { start, end }: Span): Span {
  const from = isBlank(text, lineStart(text, start), start) ? lineStart(text, start) : start;
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  if (from !== lineStart(text, start) || !rest) return { start: from, end: rest && from === start ? end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) : end };
  const to = end + rest[0].length;
  const isFirst = text.slice(0, from).replace('\uFEFF', '').trim() === '';
  const blankAbove = /(^|\n)[ \t]*\r?\n$/.test(text.slice(0, from)) || isFirst;
  const below = /^(?:[ \t]*\r?\n)+/.exec(text.slice(to))?.[0].length ?? 0;
  if (blankAbove && below > 0) return { start: from, end: to + below };
  const isLast = text.slice(to).trim() === '';
  const above = isLast ? (/(?:\r?\n[ \t]*)*$/.exec(text.slice(0, from).replace(/\r?\n$/, ''))?.[0].length ?? 0) : 0;
  return { start: from - above, end: to + (isLast ? text.length - to : 0) };
}

/** Spans that only blanks part become one. */
function mergeSpans(text: string, spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && isBlank(text, last.end, span.start)) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** The edits that remove statements, their comments and the lines they stood on. */
export function removeSpans(syntax: Syntax, statements: readonly Span[]): TextEdit[] {
  const whole = statements.map(({ start, end }) => ({ start: startWithComments(syntax, start), end: endWithComment(syntax, end) }));
  return mergeSpans(syntax.text, whole).map((span) => ({ ...withLines(syntax.text, span), text: '' }));
}
