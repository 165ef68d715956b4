// Runs the parser over one text: in which dialect, on which thread, and with how much of the tree.

import type { ParseResult, ParserOptions } from 'oxc-parser';
import type { BlankedText } from './blank-bodies.ts';
import { parseBlanked, parseGuarded, parseGuardedAside } from './guarded-parse.ts';

const PLAIN_SCRIPT = /\.c?jsx?$/i;
const LONG_TEXT = 200_000;

/** `isWhole`: with the tree of the types, which is most of it and takes longer to write out than to parse. */
export interface ParseWish {
  readonly path: string;
  readonly text: string;
  readonly isWhole: boolean;
}

/** On the caller's thread, for a text or two. */
export function parseText(wish: ParseWish): ParseResult {
  return withFewestErrors(wish, parseGuarded(wish.path, wish.text, optionsOf(wish)));
}

/** The same, with a long text on a thread of the pool; for a shorter one the way there and back, and the memory of a second thread, cost more than they save. */
export async function parseTextAside(wish: ParseWish): Promise<ParseResult> {
  if (wish.text.length < LONG_TEXT) return parseText(wish);
  return withFewestErrors(wish, await parseGuardedAside(wish.path, wish.text, optionsOf(wish)));
}

/** A text without its bodies: its module record, and the tree of what was kept for a sign. */
export function parseOutline(path: string, outline: BlankedText): ParseResult {
  return parseBlanked(path, outline, outline.hasSign ? { preserveParens: false } : { astType: 'js' });
}

function optionsOf({ isWhole }: ParseWish): ParserOptions {
  return isWhole ? { preserveParens: false } : { preserveParens: false, astType: 'js' };
}

/** JavaScript may hold JSX in any file and may be CommonJS; the reading with the fewest errors is taken. */
function withFewestErrors({ path, text }: ParseWish, first: ParseResult): ParseResult {
  if (first.errors.length === 0 || !PLAIN_SCRIPT.test(path)) return first;
  const others = (['module', 'commonjs'] as const).map((sourceType) => parseGuarded(path, text, { preserveParens: false, lang: 'jsx', sourceType }));
  return others.reduce((best, next) => (next.errors.length < best.errors.length ? next : best), first);
}
