// Empties what stands in braces, so that a parser that wants imports and exports alone has a tenth of the work. One pass over the text; owns no syntax
// beyond what it takes to tell brackets from strings, templates, comments and regular expressions.

import { NESTING_LIMIT } from './nesting.ts';
import { BEFORE_EXPRESSION, BEFORE_NAME_OR_EXPRESSION, divides, endOfRegularExpression, isNamePart, isWideSpace, wordUpTo } from './slash.ts';

const SPACE = 32;
const NEWLINE = 10;
const BACKSLASH = 92;
const LONG_STRING = 1_000;

/** What an open bracket is. */
const BRACE = 0;
/** `${` of a template. */
const HOLE = 1;
const ROUND = 2;
/** The `(` of `if (`, `while (`, `for (`, `with (`: behind its end a `/` begins a regular expression. */
const CONDITION = 3;
const SQUARE = 4;

/** Signs that the pass has to look at; all others are part of a name, a number or an operator. */
const SPECIAL = new Uint8Array(128);
for (const sign of '"\'`/{}()[]\\') SPECIAL[sign.charCodeAt(0)] = 1;

const JSX_FILE = /\.[jt]sx$/i;
/** Ends a line comment, but no line of an editor. */
const hasRareLineEnd = (text: string): boolean => text.includes('\u2028') || text.includes('\u2029') || (text.includes('\r') && /\r(?!\n)/.test(text));
/** Stands in every text with JSX, and in few others outside of comments. */
const MAY_BE_JSX = /<\/|\/>/;
const JAVASCRIPT = /\.[cm]?js$/i;
/** Behind these, brackets hold one operand or type, and cannot be empty. */
const BEFORE_OPERAND = new Set([...BEFORE_EXPRESSION, 'if', 'while', 'for', 'with', 'switch', 'catch', ...BEFORE_NAME_OR_EXPRESSION, 'as', 'satisfies', 'is', 'keyof', 'infer', 'readonly', 'unique', 'export', 'import', 'require', 'using']);
const CONDITIONS = new Set(['if', 'while', 'for', 'with']);
/** A brace right behind one of these lists names. */
const BEFORE_NAMES = new Set(['import', 'export', 'type', 'const', 'let', 'var', 'using']);

/** Offsets of a first character and behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextComment extends Span {
  readonly type: 'Line' | 'Block';
}

export interface BlankedText {
  /** As long as the text, with the same statements at the same places: every outermost `{ ... }` that lists no imported, exported or declared names, and every list of arguments or parameters, has only spaces in it. */
  readonly text: string;
  /** The text without what was emptied. */
  readonly kept: string;
  /** All of them, in order; they are emptied too. */
  readonly comments: readonly TextComment[];
  /** Long ones, in order: programs that a module carries along as text. */
  readonly strings: readonly Span[];
}

/**
 * Null where the pass cannot be sure of what it reads: files that may hold JSX, a `/` that may divide or begin a regular expression, brackets that do
 * not match. `import` and `export` statements and everything outside of braces are as they were.
 */
export function blankBodies(path: string, text: string): BlankedText | null {
  if (JSX_FILE.test(path) || (JAVASCRIPT.test(path) && MAY_BE_JSX.test(text)) || hasRareLineEnd(text)) return null;
  return new BodyPass(text).run();
}

class BodyPass {
  readonly #text: string;
  readonly #open: number[] = [];
  readonly #pieces: string[] = [];
  readonly #kept: string[] = [];
  readonly #comments: TextComment[] = [];
  readonly #strings: Span[] = [];
  /** The last character that is neither space nor comment. */
  #last = -1;
  #closedCondition = false;
  /** Up to where the text was taken over. */
  #taken = 0;
  /** How many brackets were open in front of the brace that is being emptied, or kept. */
  #emptiedAt = -1;
  #keptAt = -1;

  constructor(text: string) {
    this.#text = text;
  }

  run(): BlankedText | null {
    const { length } = this.#text;
    let at = this.#text.startsWith('#!') ? this.#endOfLine(0) : 0;
    while (at < length) {
      const code = this.#text.charCodeAt(at);
      if (code >= 128 || SPECIAL[code] === 0) {
        if (code > SPACE && !isWideSpace(code)) this.#last = at;
        at += 1;
      } else {
        at = this.#special(code, at);
        if (at < 0) return null;
      }
    }
    if (this.#open.length > 0) return null;
    this.#take(length);
    return { text: this.#pieces.join(''), kept: this.#kept.join(''), comments: this.#comments, strings: this.#strings };
  }

  /** The place to go on, or -1 to give up. */
  #special(code: number, at: number): number {
    switch (code) {
      case 34:
      case 39:
        return this.#string(at, this.#endOfString(code, at));
      case 96:
        return this.#through(this.#endOfTemplate(at));
      case 47:
        return this.#slash(at);
      case BACKSLASH:
        return -1;
      case 123:
      case 40:
      case 91:
        return this.#opens(code, at);
      default:
        return this.#closes(code, at);
    }
  }

  #string(start: number, end: number): number {
    if (end - start > LONG_STRING) this.#strings.push({ start, end });
    return this.#through(end);
  }

  #through(end: number): number {
    if (end > 0) this.#last = end - 1;
    return end;
  }

  #opens(code: number, at: number): number {
    if (this.#open.length > NESTING_LIMIT) return -1;
    const word = code === 40 || this.#emptiedAt < 0 ? wordUpTo(this.#text, this.#last + 1) : '';
    if (code !== 40 && this.#emptiedAt < 0 && this.#keptAt < 0) {
      if (this.#mayListNames(word)) this.#keptAt = this.#open.length;
      else if (code === 123) this.#beginBody(at);
    } else if (code === 40 && this.#emptiedAt < 0 && this.#keptAt < 0 && this.#mayBeEmpty(word)) this.#beginBody(at);
    this.#open.push(code === 123 ? BRACE : code === 91 ? SQUARE : CONDITIONS.has(word) ? CONDITION : ROUND);
    this.#last = at;
    return at + 1;
  }

  /** `import a, {`, `export const {`, `export const a = 1, [`, and some types. */
  #mayListNames(word: string): boolean {
    return BEFORE_NAMES.has(word) || (this.#text[this.#last] === ',' && !this.#open.some((bracket) => bracket === ROUND || bracket === CONDITION));
  }

  /** Arguments and parameters may. */
  #mayBeEmpty(word: string): boolean {
    const sign = this.#text[this.#last] ?? '';
    if (sign === '>') return this.#text[this.#last - 1] !== '=';
    return isNamePart(sign.charCodeAt(0)) && !BEFORE_OPERAND.has(word);
  }

  #beginBody(at: number): void {
    this.#emptiedAt = this.#open.length;
    this.#take(at + 1);
  }

  #closes(code: number, at: number): number {
    const opened = this.#open.pop();
    if (opened === undefined) return -1;
    if (code === 125 && opened === HOLE) return this.#through(this.#endOfTemplate(at));
    const fits = code === 125 ? opened === BRACE : code === 93 ? opened === SQUARE : opened === ROUND || opened === CONDITION;
    if (!fits) return -1;
    this.#closedCondition = opened === CONDITION;
    if (this.#open.length === this.#emptiedAt) {
      this.#empty(at);
      this.#emptiedAt = -1;
    } else if (this.#open.length === this.#keptAt) this.#keptAt = -1;
    this.#last = at;
    return at + 1;
  }

  #take(end: number): void {
    const piece = this.#text.slice(this.#taken, end);
    this.#pieces.push(piece);
    this.#kept.push(piece);
    this.#taken = end;
  }

  #empty(end: number): void {
    this.#pieces.push(' '.repeat(end - this.#taken));
    this.#taken = end;
  }

  /** An end of line in a comment can end a statement, so one is left. */
  #comment(type: TextComment['type'], start: number, end: number): number {
    // Of an end that was not found.
    if (end < start + 2) return -1;
    this.#comments.push({ type, start, end });
    if (this.#emptiedAt >= 0) return end;
    this.#take(start);
    if (type === 'Block' && this.#text.slice(start, end).includes('\n')) {
      this.#pieces.push('\n');
      this.#taken = start + 1;
    }
    this.#empty(end);
    return end;
  }

  #slash(at: number): number {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 47) return this.#comment('Line', at, this.#endOfLine(at));
    if (next === 42) return this.#comment('Block', at, this.#text.indexOf('*/', at + 2) + 2);
    const isDivision = divides(this.#text, this.#last, this.#closedCondition);
    if (isDivision === null) return -1;
    if (!isDivision) return this.#through(endOfRegularExpression(this.#text, at));
    this.#last = at;
    return at + 1;
  }

  #endOfLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  #endOfString(quote: number, at: number): number {
    for (let i = at + 1; i < this.#text.length; i += 1) {
      const code = this.#text.charCodeAt(i);
      if (code === quote) return i + 1;
      if (code === BACKSLASH) i += this.#text.startsWith('\r\n', i + 1) ? 2 : 1;
      else if (code === NEWLINE) return -1;
    }
    return -1;
  }

  /** From a backtick, or from the brace that ends a hole, to behind the closing backtick or the next `${`. */
  #endOfTemplate(at: number): number {
    for (let i = at + 1; i < this.#text.length; i += 1) {
      const code = this.#text.charCodeAt(i);
      if (code === 96) return i + 1;
      if (code === BACKSLASH) i += 1;
      else if (code === 36 && this.#text.charCodeAt(i + 1) === 123) {
        this.#open.push(HOLE);
        return this.#open.length > NESTING_LIMIT ? -1 : i + 2;
      }
    }
    return -1;
  }
}
