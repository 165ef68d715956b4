import { expect, it } from 'vitest';
import { parseSyntax } from '../../../server/edits/syntax.ts';
import { findSlowRegexps } from '../../../server/impact/findings/find-regexps.ts';

it.each([
  [String.raw`/^([a-zA-Z0-9_\.\-])+\@(([a-zA-Z0-9\-])+\.)+([a-zA-Z0-9]{2,4})+$/`, [true]],
  ['/^([a-z]{2,4})+$/', [true]],
  ['/^([a-z]{2,4}?)*x$/', [true]],
  ['/^(?:[a-z][a-z]?)+$/', [true]],
  [String.raw`/^(?:\d{1,3}[ab])*(?:[a-z]{2,4})+$/i`, [true]],
  [String.raw`/^(?:\d{1,3}\.){3}\d{1,3}$/`, []],
  [String.raw`/^(?:\d{1,3}\.)+\d{1,3}$/`, []],
  [String.raw`/^\d{1,3}(?:,\d{3})*$/`, []],
  ['/^(?:[a-z]{2,4}){1,3}$/', []],
  ['/^(?:(?:[a-z]{2,4}){1,3}-)+$/', []],
  ['/^(?:[a-z]{2})+$/', []],
  ['/^(?:[a-z]?)+$/', []],
  [String.raw`/^(?:[A-Z]?[a-z])+$/`, []],
  [String.raw`/^[\w.]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}$/`, []],
])('%s', async (literal, exponential) => {
  const found = await findSlowRegexps(parseSyntax('a.js', `export const re = ${literal};`));
  expect(found.map(({ isExponential }) => isExponential)).toEqual(exponential);
});
