// Examples that stand in prose: `>>> total([1])` with the result below, `total([1]) // 1`, `total([1]) => 1`, in the intent and in doc
// comments. Owns the reading. They are hints for ranking and never a proof: prose is often out of date.
import { parseSyntax } from '../../edits/syntax.ts';

export interface DocExample {
  readonly call: string;
  readonly result: string;
}

const MOST = 20;
const SEPARATOR = /^\s*(?:=>|->|➞|→|===?|=|\/\/\s*(?:=>|->|→|returns?:?)?|(?:should\s+)?returns?:?|gives|is)\s*/;

/** Calls of `name` with what the text says they give; both parse as expressions. */
export function readDocExamples(text: string, name: string): DocExample[] {
  // Comment frames are no part of an example.
  const prose = text.replace(/^[ \t]*(?:\/\*+|\*+\/?|\/\/)[ \t]?/gm, '').replace(/\*\/\s*$/gm, '');
  const examples = new Map<string, string>();
  const start = new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}\\s*\\(`, 'g');
  for (const match of prose.matchAll(start)) {
    const end = closingOf(prose, match.index + match[0].length);
    if (end === -1) continue;
    const call = prose.slice(match.index, end);
    const result = resultAfter(prose.slice(end, end + 400), /(?:>>>|^>)\s*$/.test(prose.slice(Math.max(0, match.index - 6), match.index)));
    if (result !== null && isExpression(call) && !examples.has(call)) examples.set(call, result);
    if (examples.size >= MOST) break;
  }
  return [...examples].map(([call, result]) => ({ call, result }));
}

/** Behind the bracket that closes the one before `from`; -1 where none does. */
function closingOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length && at < from + 400; at += 1) {
    const character = text[at]!;
    if (character === '"' || character === "'" || character === '`') {
      at = text.indexOf(character, at + 1);
      if (at === -1) return -1;
    } else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** On the same line behind a separator, or on the next line behind a prompt. The longest beginning of the line that parses. */
function resultAfter(rest: string, hasPrompt: boolean): string | null {
  const [line = '', next = ''] = rest.split('\n');
  const separator = SEPARATOR.exec(line);
  const source = separator ? line.slice(separator[0].length) : hasPrompt && line.trim() === '' ? next : null;
  if (source === null) return null;
  const words = asJavaScript(source.trim());
  for (let end = words.length; end > 0; end -= 1) {
    const value = words.slice(0, end).trim().replace(/[.;,]$/, '');
    if (value !== '' && isValue(value)) return value;
  }
  return null;
}

/** Constants as other languages write them; prose is often copied. */
const asJavaScript = (text: string): string => text.replace(/\bTrue\b/g, 'true').replace(/\bFalse\b/g, 'false').replace(/\bNone\b/g, 'null').replace(/^\((.*,.*)\)/, '[$1]');

function isExpression(source: string): boolean {
  return parseSyntax('example.ts', `(${source}\n)`).errors.length === 0;
}

/** A literal, list or object; words of prose are no values. */
function isValue(source: string): boolean {
  if (!/^(?:[[{"'`\-\d.]|(?:true|false|null|undefined|NaN|Infinity|new (?:Map|Set|Date)\b))/.test(source)) return false;
  const { program, errors } = parseSyntax('example.ts', `([${source}\n])`);
  const [statement] = program['body'] as { readonly expression?: { readonly elements?: readonly unknown[] } }[];
  return errors.length === 0 && statement?.expression?.elements?.length === 1;
}
