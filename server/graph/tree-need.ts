// Decides from the text alone whether a file says something that only its syntax tree can tell.

import type { Comment, ParseResult } from 'oxc-parser';

/** What the module record is silent about: calls of require, mocks, module addresses and globs, CommonJS exports, `export =`, augmentations, empty re-exports. */
const ONLY_IN_TREE =
  /\brequire\s*[.(]|\b(?:vi|jest)\s*\.\s*(?:\w*[mM]ock\w*|\w+Actual)\b|\bimport\s*\.\s*meta\s*\.\s*(?:resolve|glob\w*)\b|\bnew\s+URL\s*\(|\bmodule\s*\.\s*exports\b|\bexports\s*[.[]|\bexport\s*=|\bmodule\s+['"]|\bexport\s+(?:type\s*)?\{\s*\}\s*from\b/g;
const IMPORT_CALL = /\bimport\s*\(/g;

/** A hit inside of a string costs a tree for nothing; a hit inside of a comment is seen and does not. */
export function needsTree(text: string, parsed: ParseResult): boolean {
  for (const match of text.matchAll(ONLY_IN_TREE)) {
    if (!isInComment(parsed.comments, match.index)) return true;
  }
  // The record gives the place of `import('x')` but not the names taken from it.
  if (parsed.module.dynamicImports.length > 0) return true;
  for (const match of text.matchAll(IMPORT_CALL)) {
    if (!isInComment(parsed.comments, match.index)) return true;
  }
  return false;
}

function isInComment(comments: readonly Comment[], offset: number): boolean {
  let low = 0;
  let high = comments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const comment = comments[middle];
    if (!comment) return false;
    if (offset < comment.start) high = middle - 1;
    else if (offset >= comment.end) low = middle + 1;
    else return true;
  }
  return false;
}
