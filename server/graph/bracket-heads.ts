// What the words and signs in front of a bracket say of what stands in it.

import { BEFORE_EXPRESSION, BEFORE_NAME_OR_EXPRESSION, isNamePart } from './slash.ts';

const ROUND_END = 41;
const ARROW_END = 62;
/** Behind these, brackets hold one operand or type, and cannot be empty. */
const BEFORE_OPERAND = new Set([...BEFORE_EXPRESSION, 'if', 'while', 'for', 'with', 'switch', 'catch', ...BEFORE_NAME_OR_EXPRESSION, 'as', 'satisfies', 'is', 'keyof', 'infer', 'readonly', 'unique', 'export', 'import', 'require', 'using']);
export const CONDITIONS = new Set(['if', 'while', 'for', 'with']);
/** A brace right behind one of these lists names. */
export const BEFORE_NAMES = new Set(['import', 'export', 'type', 'const', 'let', 'var', 'using']);
/** Behind an end of line they begin a statement, whether the last one has its semicolon or not. */
export const NEXT_STATEMENT = /\n\s*(?:const|let|var|function|class|export|import|if|for|while|return|switch|try|throw|type|interface)\b/;
/** Its one parameter cannot be left out. */
const SETTER = /\bset\s+#?[\w$]+$/;
const LONG_NAME = 80;

/** `function f() {`, `() => {`, `class A {`: behind these stand no names that a module takes or gives. `last`: offset of the sign in front of the brace. */
export function endsHead(text: string, last: number): boolean {
  const sign = text.charCodeAt(last);
  return sign === ROUND_END || sign === ARROW_END || isNamePart(sign);
}

export interface Head {
  /** Offset of the last sign in front of the bracket, and the word that ends there. */
  readonly last: number;
  readonly word: string;
  /** Offset of the bracket. */
  readonly at: number;
  /** Whether it stands in other brackets. */
  readonly isInside: boolean;
}

/** Arguments and parameters may, but not those of `set a(b) {`. */
export function mayBeEmpty(text: string, { last, at, word, isInside }: Head): boolean {
  const sign = text[last] ?? '';
  if (sign === '>') return text[last - 1] !== '=' && at === last + 1;
  return isNamePart(sign.charCodeAt(0)) && !BEFORE_OPERAND.has(word) && !(isInside && SETTER.test(text.slice(Math.max(0, last - LONG_NAME), last + 1)));
}
