// Empties what stands in braces, so that a parser that wants imports and exports alone has a tenth of the work. One pass over the text, and one more over
// each body that has a sign in it; owns no syntax beyond what it takes to tell brackets from strings, templates, comments and regular expressions.

import { BEFORE_NAMES, CONDITIONS, endsHead, mayBeEmpty, NEXT_STATEMENT } from './bracket-heads.ts';
import { endOfLine, endOfString, endOfTemplatePart } from './literal-ends.ts';
import { NESTING_LIMIT } from './nesting.ts';
import { SignCursor } from './sign-cursor.ts';
import { divides, endOfRegularExpression, isWideSpace, wordUpTo } from './slash.ts';

const SPACE = 32;
const BACKSLASH = 92;
const SEMICOLON = 59;
/** What stands deeper is kept: each pass over the same text takes its time. */
const MOST_PASSES = 12;

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
/** With the end of a statement, which counts beside what is looked for. */
const SPECIAL_BESIDE_SIGNS = new Uint8Array(SPECIAL);
SPECIAL_BESIDE_SIGNS[SEMICOLON] = 1;

const JSX_FILE = /\.[jt]sx$/i;
/** Ends a line comment, but no line of an editor. */
const hasRareLineEnd = (text: string): boolean => text.includes('\u2028') || text.includes('\u2029') || (text.includes('\r') && /\r(?!\n)/.test(text));
const JAVASCRIPT = /\.[cm]?js$/i;

/** Offsets of a first character and behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextComment extends Span {
  readonly type: 'Line' | 'Block';
}

export interface BlankedText {
  /** As long as the text, with the same statements at the same places: every outermost `{ ... }` that lists no imported, exported or declared names, and every list of arguments or parameters, has only spaces in it. What belongs to a sign is as it was. */
  readonly text: string;
  /** The text without what was emptied. */
  readonly kept: string;
  /** All of them, in order; they are emptied too. */
  readonly comments: readonly TextComment[];
  /** Whether one of the signs stands outside of comments, strings and regular expressions. */
  readonly hasSign: boolean;
}

/**
 * Null where the pass cannot be sure of what it reads: files that may hold JSX, a `/` that may divide or begin a regular expression, brackets that do
 * not match. `import` and `export` statements and everything outside of braces are as they were. `signs`: sorted offsets of words that somebody looks
 * for in the tree, as `require`; the names taken from it and given to it stay in the text.
 */
export function blankBodies(path: string, text: string, signs: readonly number[] = []): BlankedText | null {
  if (JSX_FILE.test(path) || hasRareLineEnd(text)) return null;
  const written: Written = { pieces: [], kept: [] };
  const pass = new BodyPass(text, { start: 0, end: text.length, isRound: false, depth: 0, mayHoldJsx: JAVASCRIPT.test(path), signs: new SignCursor(signs) }, written);
  return pass.run() ? { text: written.pieces.join(''), kept: written.kept.join(''), comments: pass.comments, hasSign: pass.hasSign } : null;
}

interface Written {
  readonly pieces: string[];
  readonly kept: string[];
}

/** The text, or what stands in one pair of brackets. */
interface Region extends Span {
  /** Arguments or parameters. */
  readonly isRound: boolean;
  readonly mayHoldJsx: boolean;
  /** How many pairs of brackets this one stands in. */
  readonly depth: number;
  /** In front of the first one that may stand in it. */
  readonly signs: SignCursor;
}

class BodyPass {
  readonly comments: TextComment[] = [];
  readonly #text: string;
  readonly #region: Region;
  readonly #written: Written;
  readonly #open: number[] = [];
  /** The last character that is neither space nor comment. */
  #last: number;
  #closedCondition = false;
  /** Up to where the text was taken over. */
  #taken: number;
  /** How many brackets were open in front of the brace that is being emptied, or kept. */
  #emptiedAt = -1;
  #keptAt = -1;
  /** Whether the names in what is being emptied count, so that only what stands in its brackets is. */
  #listsNames = false;
  readonly #signs: SignCursor;
  /** As they were where the body began. */
  #signsBefore: SignCursor;
  #statementAt: number;
  /** Behind the last bracket. */
  #stretchAt: number;

  constructor(text: string, region: Region, written: Written) {
    this.#text = text;
    this.#region = region;
    this.#written = written;
    this.#last = region.start - 1;
    this.#taken = this.#statementAt = this.#stretchAt = region.start;
    this.#signsBefore = this.#signs = region.signs;
  }

  get hasSign(): boolean {
    return this.#signs.hasCode;
  }

  /** False to give up. */
  run(): boolean {
    const { start, end } = this.#region;
    const text = this.#text;
    const special = this.#signs.isEmpty ? SPECIAL : SPECIAL_BESIDE_SIGNS;
    let at = start === 0 && text.startsWith('#!') ? endOfLine(text, 0) : start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code >= 128 || special[code] === 0) {
        if (code > SPACE && !isWideSpace(code)) this.#last = at;
        at += 1;
      } else {
        at = this.#special(code, at);
        if (at < 0) return false;
      }
    }
    if (this.#open.length > 0) return false;
    this.#signs.passTo(end);
    this.#take(end);
    return true;
  }

  /** The place to go on, or -1 to give up. */
  #special(code: number, at: number): number {
    switch (code) {
      case 34:
      case 39:
        return this.#through(at, endOfString(this.#text, at));
      case 96:
        return this.#template(at);
      case 47:
        return this.#slash(at);
      case BACKSLASH:
        return -1;
      case SEMICOLON:
        this.#last = at;
        if (this.#open.length === 0) this.#statementAt = at + 1;
        return at + 1;
      case 123:
      case 40:
      case 91:
        return this.#opens(code, at);
      default:
        return this.#closes(code, at);
    }
  }

  /** What lies between is no code. */
  #through(start: number, end: number): number {
    if (end < 0) return end;
    this.#last = end - 1;
    this.#signs.skip(start, end);
    return end;
  }

  #opens(code: number, at: number): number {
    if (this.#open.length > NESTING_LIMIT) return -1;
    const word = code === 40 || this.#emptiedAt < 0 ? wordUpTo(this.#text, this.#last + 1) : '';
    this.#signs.passTo(at);
    if (this.#emptiedAt < 0 && this.#keptAt < 0) this.#decide(code, at, word);
    this.#open.push(code === 123 ? BRACE : code === 91 ? SQUARE : CONDITIONS.has(word) ? CONDITION : ROUND);
    this.#last = at;
    this.#stretchAt = at + 1;
    return at + 1;
  }

  /** Whether what begins here is emptied, or kept as it is. */
  #decide(code: number, at: number, word: string): void {
    const hasSign = this.#hasSignBefore(at);
    if (code === 40) {
      if (hasSign) this.#keptAt = this.#open.length;
      else if (mayBeEmpty(this.#text, { last: this.#last, at, word, isInside: this.#region.depth > 0 })) this.#beginBody(at, false);
    } else if (this.#mayListNames(word)) this.#keptAt = this.#open.length;
    else if (code === 123) this.#beginBody(at, hasSign && !endsHead(this.#text, this.#last));
  }

  /** Whether a sign stands in front of this bracket, in its statement. */
  #hasSignBefore(at: number): boolean {
    if (this.#signs.last < this.#statementAt) return false;
    if (NEXT_STATEMENT.test(this.#text.slice(Math.max(this.#stretchAt, this.#signs.last), at))) this.#statementAt = at;
    return this.#signs.last >= this.#statementAt;
  }

  /** `import a, {`, `export const {`, `export const a = 1, [`, and some types. */
  #mayListNames(word: string): boolean {
    return BEFORE_NAMES.has(word) || (this.#text[this.#last] === ',' && !this.#region.isRound && this.#open.every((bracket) => bracket === BRACE || bracket === HOLE));
  }

  #beginBody(at: number, listsNames: boolean): void {
    this.#emptiedAt = this.#open.length;
    this.#listsNames = listsNames;
    this.#signsBefore = this.#signs.copy();
    this.#take(at + 1);
  }

  #closes(code: number, at: number): number {
    const opened = this.#open.pop();
    if (opened === undefined) return -1;
    if (code === 125 && opened === HOLE) return this.#template(at);
    const fits = code === 125 ? opened === BRACE : code === 93 ? opened === SQUARE : opened === ROUND || opened === CONDITION;
    if (!fits) return -1;
    this.#signs.passTo(at);
    this.#closedCondition = opened === CONDITION;
    if (this.#open.length === this.#emptiedAt) {
      if (!this.#endBody(at, opened !== BRACE)) return -1;
    } else if (this.#open.length === this.#keptAt) this.#keptAt = -1;
    this.#last = at;
    this.#stretchAt = at + 1;
    return at + 1;
  }

  /** Of a body with a sign in it, only what stands in its own brackets is emptied. */
  #endBody(end: number, isRound: boolean): boolean {
    const hasSign = this.#signs.last > this.#signsBefore.last;
    this.#emptiedAt = -1;
    this.#signs.last = this.#signsBefore.last;
    const depth = this.#region.depth + 1;
    if (!hasSign && !this.#listsNames) this.#empty(end);
    if (this.#taken === end || depth > MOST_PASSES) return true;
    const inner = new BodyPass(this.#text, { ...this.#region, start: this.#taken, end, isRound, depth, signs: this.#signsBefore }, this.#written);
    this.#taken = end;
    return inner.run();
  }

  #take(end: number): void {
    const piece = this.#text.slice(this.#taken, end);
    this.#written.pieces.push(piece);
    this.#written.kept.push(piece);
    this.#taken = end;
  }

  #empty(end: number): void {
    this.#written.pieces.push(' '.repeat(end - this.#taken));
    this.#taken = end;
  }

  /** An end of line in a comment can end a statement, so one is left. */
  #comment(type: TextComment['type'], start: number, end: number): number {
    // Of an end that was not found.
    if (end < start + 2) return -1;
    this.comments.push({ type, start, end });
    this.#signs.skip(start, end);
    if (this.#emptiedAt >= 0) return end;
    this.#take(start);
    if (type === 'Block' && this.#text.slice(start, end).includes('\n')) {
      this.#written.pieces.push('\n');
      this.#taken = start + 1;
    }
    this.#empty(end);
    return end;
  }

  #slash(at: number): number {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 47) return this.#comment('Line', at, endOfLine(this.#text, at));
    if (next === 42) return this.#comment('Block', at, this.#text.indexOf('*/', at + 2) + 2);
    // `</a>` and `<a />` stand in every text with JSX, and nowhere else but in front of few regular expressions.
    if (this.#region.mayHoldJsx && (next === 62 || this.#text[at - 1] === '<')) return -1;
    const isDivision = divides(this.#text, this.#last, this.#closedCondition);
    if (isDivision === null) return -1;
    if (!isDivision) return this.#through(at, endOfRegularExpression(this.#text, at));
    this.#last = at;
    return at + 1;
  }

  /** From a backtick, or from the brace that ends a hole. */
  #template(at: number): number {
    const end = endOfTemplatePart(this.#text, at);
    if (this.#text[end - 1] === '{') this.#open.push(HOLE);
    return this.#open.length > NESTING_LIMIT ? -1 : this.#through(at, end);
  }
}
