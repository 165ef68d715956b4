// The one door to the parser. A text that would end the process is refused like one with a syntax error: as a result with one error and no statement.

import { parse, parseSync, type ParseResult, type ParserOptions } from 'oxc-parser';
import type { BlankedText } from './blank-bodies.ts';
import { NESTING_LIMIT, nestsTooDeeply } from './nesting.ts';

export const TOO_DEEP = `The text was not parsed, because it nests more than ${NESTING_LIMIT} levels deep. Nothing of it is known; split it, or leave it out of the project.`;

const error = { severity: 'Error', message: TOO_DEEP, labels: [], helpMessage: null, codeframe: null } as unknown as ParseResult['errors'][number];

const refused = (): ParseResult => ({
  program: { type: 'Program', body: [], sourceType: 'script', hashbang: null, start: 0, end: 0 },
  module: { hasModuleSyntax: false, staticImports: [], staticExports: [], dynamicImports: [], importMetas: [] },
  comments: [], errors: [error],
});

export function parseGuarded(path: string, text: string, options: ParserOptions): ParseResult {
  return nestsTooDeeply(text) ? refused() : parseSync(path, text, options);
}

/** Only what was kept can nest. */
export function parseBlanked(path: string, { text, kept }: BlankedText, options: ParserOptions): ParseResult {
  return nestsTooDeeply(kept) ? refused() : parseSync(path, text, options);
}

/** The same on a thread of the pool. */
export async function parseGuardedAside(path: string, text: string, options: ParserOptions): Promise<ParseResult> {
  return nestsTooDeeply(text) ? refused() : parse(path, text, options);
}
