// Decides from the text alone whether a file says something that only its syntax tree can tell.

import type { Span } from './blank-bodies.ts';

/** What the module record is silent about: calls of require, mocks, `import.meta.resolve` and globs, CommonJS exports, `export =`, augmentations, empty re-exports. */
const ONLY_IN_TREE =
  /\brequire\s*[.(]|\b(?:vi|jest)\s*\.\s*(?:\w*[mM]ock\w*|\w+Actual)\b|\bimport\s*\.\s*meta\s*\.\s*(?:resolve|glob\w*)\b|\bmodule\s*\.\s*exports\b|\bexports\s*[.[]|\bexport\s*=|\bmodule\s+['"]|\bexport\s+(?:type\s*)?\{\s*\}\s*from\b/g;
/** A comment may stand in front of the bracket. */
const IMPORT_CALL = /\bimport\s*(?:[(/]|\.\s*(?:source|defer)\b)/g;
const IMPORT_META = /\bimport\s*\.\s*meta\b/;
/** A name that is exported as a whole: the object that it may stand for tells the exports. */
const EXPORTED_NAME = /\bmodule\s*\.\s*exports\s*=\s*(?:\/\*[^]*?\*\/\s*)*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const NEW_URL = /\bnew\s+URL\s*\(/g;
/** Anything of the above, or of what comment-facts.ts reads. Looks for more than there is, but at the speed of one pass. */
const SIGN =
  /require\s*[.(]|import\s*(?:[(/]|\.\s*(?:meta\s*\.\s*(?:resolve|glob)|source|defer))|new\s+URL\s*\(|[mM]ock|Actual|module\s*(?:\.\s*exports|['"])|export(?:s\s*[.[]|\s*=|\s+(?:type\s*)?\{\s*\}\s*from)|@import|<reference/;

/** False for a text of which the module record tells everything. */
export function saysMoreThanRecord(text: string): boolean {
  return SIGN.test(text);
}

/** Where the text may say so: sorted offsets. Some may lie in comments and strings. */
export function signsIn(text: string): number[] {
  const found = [ONLY_IN_TREE, IMPORT_CALL].flatMap((pattern) => [...text.matchAll(pattern)]);
  // The record gives the place of `import('x')` but not the names taken from it. Only beside `import.meta.url` is a URL the address of a module.
  const addresses = IMPORT_META.test(text) ? [...text.matchAll(NEW_URL)] : [];
  const objects = [...new Set([...text.matchAll(EXPORTED_NAME)].map(([, name = '']) => name))].flatMap((name) => [...text.matchAll(declarationOf(name))]);
  return [...found, ...addresses, ...objects].map(({ index }) => index).sort((a, b) => a - b);
}

/** Where a name is given its type or value. */
const declarationOf = (name: string): RegExp => new RegExp(`(?<![\\p{ID_Continue}$.])${name.replaceAll('$', '\\$')}(?=\\s*[:=])`, 'gu');

/** A sign inside of a string costs a tree for nothing. */
export const needsTree = (signs: readonly number[], comments: readonly Span[]): boolean => signs.some((sign) => !isWithin(comments, sign));

function isWithin(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (!span) return false;
    if (offset < span.start) high = middle - 1;
    else if (offset >= span.end) low = middle + 1;
    else return true;
  }
  return false;
}
