// How deeply the syntax of a text nests: brackets, and chains that lean to the right. The parser descends once for each and has a stack of fixed
// size; where that ends, the process does.

/**
 * With a stack of 8 MB the parser ends the process from 2,900 nested functions on, 3,500 templates, 5,400 parentheses, 5,000 links of `else if`,
 * 8,000 of `a ? b :`, `a =` or `a =>`; with 4 MB from half of that. What leans to the left (`a.b.c`, `1 + 1 + 1`) it reads in a loop. Chains of
 * nothing but unary operators, which end it from 20,000 on, are not looked for.
 */
export const NESTING_LIMIT = 1000;
/** A link takes less of the stack than a bracket. */
const LINKS_FOR_LEVEL = 2;

/** No text that is shorter can nest deeply enough to do harm. */
const SHORT_TEXT = 3 * NESTING_LIMIT;
const LITERALS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\$]|\$(?!\{))*`|[ \t]*\/\/[^\n]*|[ \t]*\/\*[\s\S]*?\*\//g;

const OPEN = 1;
const CLOSE = 2;
const OPEN_ANGLE = 3;
const CLOSE_ANGLE = 4;
const END = 5;
const COMMA = 6;
const LINK = 7;
const LINE = 8;
const SPACE = 32;
const FIRST_LETTER = 65;
const PARTS = new Uint8Array(128);
for (const [signs, part] of [['([{', OPEN], [')]}', CLOSE], ['<', OPEN_ANGLE], ['>', CLOSE_ANGLE], [';', END], [',', COMMA], ['?=!~:', LINK], ['\n', LINE]] as const) {
  for (const sign of signs) PARTS[sign.charCodeAt(0)] = part;
}
const ENDS_STATEMENT = /[\w$)\]}"'`>]/;
const BEGINS_STATEMENT = /[\w$@"'<}]/;
/** Beside one of these, a sign is part of `==`, `!=`, `<=`, `?.` or `??`, which are no links. */
const DOUBLES = /[=!<>?]/;

/** True for a text that the parser must not be given. What stands in strings and comments counts only while nothing is too deep with it. */
export function nestsTooDeeply(text: string): boolean {
  return text.length >= SHORT_TEXT && mayBeDeep(text) && isDeep(text.replace(LITERALS, ''));
}

/** A bound that costs little: brackets as they are, and every sign that may be a link, whatever statement it is in, from one line that begins with a name to the next. */
function mayBeDeep(text: string): boolean {
  let depth = 0;
  let angles = 0;
  let links = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const part = code < 128 ? PARTS[code] : 0;
    if (part === 0 || part === COMMA) continue;
    if (part === OPEN) depth += 1;
    else if (part === CLOSE) depth = Math.max(0, depth - 1);
    else if (part === OPEN_ANGLE) angles += text.charCodeAt(i + 1) === SPACE ? 0 : 1;
    else if (part === CLOSE_ANGLE) angles = Math.max(0, angles - 1);
    if (part === OPEN || part === CLOSE || part === END) angles = 0;
    if (part === CLOSE || part === LINK) links += 1;
    else if (part === LINE && text.charCodeAt(i + 1) >= FIRST_LETTER && goesOn(text, i) === 'IS_NEW') links = 0;
    if (LINKS_FOR_LEVEL * (depth + angles) + links > LINKS_FOR_LEVEL * NESTING_LIMIT) return true;
  }
  return false;
}

/** `<` is a bracket of types, or a comparison that never ends: what stands alone is none, and each other bracket begins to count anew. */
function isDeep(text: string): boolean {
  /** Of each open bracket, the links in front of it. */
  const open: number[] = [];
  let angles = 0;
  let links = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const part = code < 128 ? PARTS[code] : 0;
    if (part === 0) continue;
    if (part === LINK) links += isLink(text, i) ? 1 : 0;
    else if (part === OPEN_ANGLE) angles += text.charCodeAt(i + 1) === SPACE ? 0 : 1;
    else if (part === CLOSE_ANGLE) angles = Math.max(0, angles - 1);
    else if (part === OPEN) open.push(links);
    else if (part === CLOSE) links = open.pop() ?? links;
    if (part === OPEN || part === CLOSE || part === END) angles = 0;
    if (part === CLOSE || part === END || part === LINE || (part === COMMA && angles === 0)) {
      const going = goesOn(text, i);
      links = going === 'IS_NEW' ? (open.at(-1) ?? 0) : going === 'ADDS' ? links + 1 : links;
    }
    if (LINKS_FOR_LEVEL * (open.length + angles) + links > LINKS_FOR_LEVEL * NESTING_LIMIT) return true;
  }
  return false;
}

const isLink = (text: string, at: number): boolean => !DOUBLES.test(text[at - 1] ?? '') && !/[=?.]/.test(text[at + 1] ?? '');

/** Whether what follows a bracket, a sign or an end of line is a link of the same statement, part of it, or another one. */
function goesOn(text: string, at: number): 'ADDS' | 'STAYS' | 'IS_NEW' {
  const sign = text[at] as string;
  if (sign === ',') return 'IS_NEW';
  if (sign === ']') return 'STAYS';
  let to = at + 1;
  while (text.charCodeAt(to) <= SPACE) to += 1;
  const isElse = text.startsWith('else', to);
  if (sign === ')') return /[\w$]/.test(text[to] ?? '') ? 'ADDS' : 'STAYS';
  if (sign === '\n') return !isElse && ENDS_STATEMENT.test(text[at - 1] ?? '') && !/(?:=>|else)$/.test(text.slice(at - 4, at)) && BEGINS_STATEMENT.test(text[to] ?? '') ? 'IS_NEW' : 'STAYS';
  if (isElse) return 'ADDS';
  return sign === ';' || BEGINS_STATEMENT.test(text[to] ?? '') ? 'IS_NEW' : 'STAYS';
}
